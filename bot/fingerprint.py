"""Which messages are one and the same text, passed on with other greetings, lost characters or a cut end.

Two steps. `bands_of` finds candidates among any number of texts: MinHash over the text's 3-grams, its values
joined two by two to bands (locality-sensitive hashing; Broder 1997, Leskovec et al., Mining of Massive
Datasets, chapter 3): texts whose 3-grams agree to a share of J have at least one of the 24 bands in common
with probability 1 - (1 - J^2)^24, which is 0.999 for J = 0.5 and 0.9 for J = 0.3. `same_message` then looks
at a pair closely, character by character, since what makes two messages different claims may be very small:
another place, another number, a "not".
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.alignment import shared_runs, without_chance_runs
from index.places import places_in

__all__ = ["bands_of", "same_message"]

GRAM = 3
BANDS = 24
ROWS = 2
MASK = (1 << 64) - 1

Gap = tuple[str, str]  # what stands in the one text and in the other, between two runs that they share


def _mix(value: int) -> int:
    """One step of SplitMix64 (Steele, Lea, Flood 2014)."""
    value = (value + 0x9E3779B97F4A7C15) & MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


FACTORS = np.array([_mix(seed) | 1 for seed in range(BANDS * ROWS)], dtype=np.uint64)
TERMS = np.array([_mix(seed) for seed in range(1000, 1000 + BANDS * ROWS)], dtype=np.uint64)
GRAM_FACTORS = np.array([_mix(seed) | 1 for seed in range(2000, 2000 + GRAM)], dtype=np.uint64)
LOW = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)

DIGITS = "零〇一二两三四五六七八九十百千万亿"
NUMBER = re.compile(
    rf"\d+(?:\.\d+)?|[{DIGITS}]{{2,}}|[{DIGITS}](?=[人名例个天日月年岁元块次号斤倍成点级度米]|小时)"
)
NEGATION = re.compile(r"不|没|无|未|勿|(?<![特区性分级个])别|非(?![常洲])|\b(?:not|no|never)\b|n't")
PLACE_ENDINGS = frozenset("市省县区镇乡村州国")

SHORT = 16  # letters: so short a text says something else as soon as one of them is another
LONG = 40  # letters: so long a text bears more before and after it
CLOSE = 0.45  # least share of the smaller text's 3-grams that the other must hold
CHANGED = 0.2  # greatest share of letters lost or changed between the first and the last shared one


def bands_of(body: str) -> list[int]:
    """Return the 24 bands of a normalised text, as signed 64-bit numbers. Equal on every machine."""
    codes = np.frombuffer(letters(body).encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < GRAM:
        codes = np.pad(codes, (0, GRAM - len(codes)))
    count = len(codes) - GRAM + 1
    grams = np.zeros(count, dtype=np.uint64)
    for place in range(GRAM):
        grams = (grams ^ codes[place : place + count]) * GRAM_FACTORS[place]
        grams ^= grams >> HALF
    grams = np.unique(grams)
    hashes = _least(grams)
    pairs = hashes.reshape(BANDS, ROWS)
    joined = (pairs[:, 0] << HALF) | (pairs[:, 1] & LOW)
    # The number of the band is mixed in: a value counts only in its own band.
    joined ^= FACTORS[:BANDS]
    return [int(value) for value in joined.view(np.int64)]


def _least(grams: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The least value of each of the 48 hash functions over all grams; both are uint64, (48,) from (n,)."""
    least = np.full(BANDS * ROWS, MASK, dtype=np.uint64)
    for start in range(0, len(grams), 2048):
        some = grams[start : start + 2048]
        values = (some[None, :] * FACTORS[:, None] + TERMS[:, None]) >> HALF
        least = np.minimum(least, values.min(axis=1))
    return least


def same_message(one: str, other: str) -> bool:
    """Whether two normalised texts are the same message, and not two claims made from one pattern.

    The same: something before or after it, some characters lost or changed, a part of it cut off. Not the
    same: another number or place, a "not" more or less, another word in a short text, or one word replaced
    throughout. Symmetric.
    """
    a, b = sorted((letters(one), letters(other)))
    if a == b:
        return True
    if not _is_close(a, b):
        return False
    return _Comparison.of(a, b).is_same


def letters(body: str) -> str:
    """Return the letters and digits of a text, and the points inside of numbers."""
    return "".join(
        sign
        for place, sign in enumerate(body)
        if sign.isalnum()
        or (sign == "." and body[place - 1 : place].isdigit() and body[place + 1 : place + 2].isdigit())
    )


def _is_close(a: str, b: str) -> bool:
    first, second = _grams(a), _grams(b)
    return len(first & second) >= CLOSE * min(len(first), len(second))


def _grams(text: str) -> set[str]:
    return {text[place : place + GRAM] for place in range(max(1, len(text) - GRAM + 1))}


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two texts side by side. `shared`: number of letters in common; `head`, `tail`: what stands before the
    first and after the last of them; `gaps`: what differs in between; `inner`: both texts from first to last
    shared letter."""

    shared: int
    head: Gap
    tail: Gap
    gaps: tuple[Gap, ...]
    inner: Gap
    names_another_place: bool

    @classmethod
    def of(cls, a: str, b: str) -> "_Comparison":
        runs = without_chance_runs(shared_runs(a, b), (len(a), len(b), 0))
        if not runs:
            return cls(0, (a, b), ("", ""), (), ("", ""), False)
        (a_first, b_first, _), (a_last, b_last, size) = runs[0], runs[-1]
        head = (a[:a_first], b[:b_first])
        tail = (a[a_last + size :], b[b_last + size :])
        ends = [(0, 0, 0), *runs, (len(a), len(b), 0)]
        between = [(a[i + n : k], b[j + n : m], b[m : m + 1]) for (i, j, n), (k, m, _) in pairwise(ends)]
        return cls(
            shared=sum(run[2] for run in runs),
            head=head,
            tail=tail,
            gaps=tuple((x, y) for x, y, _ in between[1:-1] if x or y),
            inner=(a[a_first : a_last + size], b[b_first : b_last + size]),
            names_another_place=any(_is_renamed(*gap) for gap in between),
        )

    @property
    def is_same(self) -> bool:
        if self.shared < 4 or self.names_another_place:
            return False
        changed = sum(max(len(x), len(y)) for x, y in self.gaps)
        return (
            changed <= CHANGED * self.shared
            and self._is_framed_alike
            and self._is_worded_alike
            and self._tells_the_same
        )

    @property
    def _is_framed_alike(self) -> bool:
        """Whether what stands around the shared part can be a greeting, a tail, or the part cut off."""
        less, more = sorted((len(self.head[0] + self.tail[0]), len(self.head[1] + self.tail[1])))
        if self.shared >= LONG:
            begins_alike = not self.head[0] and not self.head[1]
            return more <= self.shared * (3 if begins_alike else 1)
        # Short texts have much in common by chance, such as the name of a disease: one must hold the other.
        return less <= self.shared // 8 and more <= 2 + self.shared * 2 // 3

    @property
    def _is_worded_alike(self) -> bool:
        """Whether no word was exchanged for another one."""
        replaced = [(x, y) for x, y in self.gaps if x and y]
        if self.shared < LONG:
            # Nothing tells a greeting from the subject of a short sentence, if both texts begin with
            # something else.
            replaced += [gap for gap in (self.head, self.tail) if gap[0] and gap[1]]
        if self.shared < SHORT:
            return not replaced and sum(len(x) + len(y) for x, y in self.gaps) <= 1
        words = [gap for gap in replaced if max(map(len, gap)) > 1]
        if len(words) > self.shared // 60:
            return False
        # The same word again and again: the text was made over for another subject.
        return all(count == 1 for gap, count in Counter(replaced).items() if max(map(len, gap)) > 1)

    @property
    def _tells_the_same(self) -> bool:
        """Whether numbers, places and negations agree, but for what a noisy copy loses by chance."""
        one, other = self._told
        numbers = _differing(Counter(NUMBER.findall(one)), Counter(NUMBER.findall(other)))
        places = _differing(Counter(places_in(one)), Counter(places_in(other)))
        if all(places) or (all(numbers) and not self._has_spoilt_digits):
            return False
        lost = max(numbers) + max(places) + abs(len(NEGATION.findall(one)) - len(NEGATION.findall(other)))
        noise = sum(1 for x, y in self.gaps if max(len(x), len(y)) == 1) - lost
        return noise >= (lost if self.shared >= LONG else 2 * lost)

    @property
    def _told(self) -> Gap:
        """The parts of both texts whose numbers, places and negations must agree."""
        one, other = self.inner
        if self.shared < LONG:
            is_cut = self.shared >= SHORT and not any(self.head) and not all(self.tail)
            if is_cut:
                return one, other
            return self.head[0] + one + self.tail[0], self.head[1] + other + self.tail[1]
        # What a long text begins or ends with counts where both have something there.
        head = self.head if min(map(len, self.head)) > 1 else ("", "")
        tail = self.tail if min(map(len, self.tail)) > 3 else ("", "")
        return head[0] + one + tail[0], head[1] + other + tail[1]

    @property
    def _has_spoilt_digits(self) -> bool:
        """Whether digits differ only where a letter stands in their place, which makes no other number."""
        return all(
            len(x) == len(y) == 1 and x.isdigit() != y.isdigit()
            for x, y in self.gaps
            if any(sign.isdigit() for sign in x + y)
        )


def _differing(one: Counter[str], other: Counter[str]) -> tuple[int, int]:
    """How many are only in the one, and only in the other."""
    return (one - other).total(), (other - one).total()


def _is_renamed(one: str, other: str, following: str) -> bool:
    """Whether a gap names another place: A市 for B市, or 全县 for 全市."""
    if not 0 < len(one) <= 3 or not 0 < len(other) <= 3:
        return False
    return following in PLACE_ENDINGS or (one in PLACE_ENDINGS and other in PLACE_ENDINGS)

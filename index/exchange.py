"""What one of two near-equal texts has in the place of what the other has: 热柠檬水 and 热苦瓜水."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from index.numbers import read_numbers
from index.terms import HAN
from index.words import is_word, word_edges

LONGEST_ALIGNED = 160
"""Units of a text that are aligned; time grows with the product of both lengths."""
LONGEST_EXCHANGED = 6
"""Units of a stretch; beyond, another sentence begins rather than another word."""

_BREAK = "|"
_UNIT = re.compile(rf"[a-z\u00c0-\u024f]+|[%{HAN}]|\S")
_LETTERS = re.compile(rf"[\w%{HAN}]")
_NEIGHBOURS = 2  # equal letters beside an exchanged stretch that may belong to the same word


@dataclass(frozen=True, slots=True)
class Unit:
    """A number, a Latin word, a Chinese character or a mark at `start:end` of a text."""

    key: str
    """Equal for what is equal: a number's value after "#", "|" for every mark."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one text has between words that both have; `start:end` in it."""

    text: str
    start: int
    end: int
    units: tuple[str, ...]
    """Keys; empty where this text has nothing."""

    @property
    def words(self) -> str:
        """The letters themselves, without the words around them."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where two aligned texts differ."""

    ours: Stretch
    theirs: Stretch
    before: str
    """Key of the unit before it on both sides; "|" at the beginning of a sentence on both sides, else ""."""
    behind: str

    @property
    def is_exchange(self) -> bool:
        """Both sides have a few letters here, between equal words or ends of a sentence on both sides."""
        both = (self.ours.units, self.theirs.units)
        return (
            all(0 < len(units) <= LONGEST_EXCHANGED and _BREAK not in units for units in both)
            and self.before != ""
            and self.behind != ""
        )


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts laid beside each other."""

    gaps: tuple[Gap, ...]
    equal: int
    """Letters (numbers, Latin words) that both have in the same order."""
    lengths: tuple[int, int]
    """Letters of both."""

    def likeness(self, gap: Gap) -> float:
        """How much of what is not in a gap both have: share of the shorter text, 0 to 1."""
        rest = min(self._rests(gap))
        return self.equal / rest if rest else 0.0

    def balance(self, gap: Gap) -> float:
        """The same as a share of both texts: low where one says much more than the other."""
        rests = sum(self._rests(gap))
        return 2 * self.equal / rests if rests else 0.0

    @property
    def share(self) -> float:
        """Share of both texts that is equal, 0 to 1."""
        return 2 * self.equal / max(sum(self.lengths), 1)

    def _rests(self, gap: Gap) -> tuple[int, int]:
        return self.lengths[0] - _letters(gap.ours.units), self.lengths[1] - _letters(gap.theirs.units)


def _letters(keys: Sequence[str]) -> int:
    return sum(key != _BREAK for key in keys)


def align(ours: str, theirs: str) -> Alignment:
    """Lay two normalised texts beside each other, of each the first 160 letters."""
    units = units_of(ours), units_of(theirs)
    keys = [unit.key for unit in units[0]], [unit.key for unit in units[1]]
    codes = SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()
    spans = list(_differing(codes, keys[0]))
    gaps = [
        Gap(
            _stretch(ours, units[0], i1, i2),
            _stretch(theirs, units[1], j1, j2),
            _edge(keys, i1 - 1, j1 - 1),
            _edge(keys, i2, j2),
        )
        for i1, i2, j1, j2 in (_within_sentence(keys, *span) for span in spans)
    ]
    lengths = _letters(keys[0]), _letters(keys[1])
    equal = lengths[0] - sum(_letters(keys[0][i1:i2]) for i1, i2, _, _ in spans)
    return Alignment(tuple(gaps), equal, lengths)


def whole_words(gap: Gap) -> tuple[str, str]:
    """What stands in a gap on both sides, with the equal letters beside it that belong to the same words.

    :returns: 热柠檬水 and 热苦瓜水 give 柠檬水 and 苦瓜水 where these are words, else 柠檬 and 苦瓜
    """
    ours, theirs = gap.ours, gap.theirs
    for pair in reaches(gap):
        # A known word on both sides is best.
        if all(len(word) > 1 and is_word(word) for word in pair):
            return pair
    edges = word_edges(ours.text), word_edges(theirs.text)
    before = behind = 0
    while before < _NEIGHBOURS and not (
        ours.start - before in edges[0] and theirs.start - before in edges[1]
    ):
        before += 1
    while behind < _NEIGHBOURS and not (ours.end + behind in edges[0] and theirs.end + behind in edges[1]):
        behind += 1
    return _reach(ours, theirs, before, behind) or (ours.words, theirs.words)


def reaches(gap: Gap) -> list[tuple[str, str]]:
    """What stands in a gap on both sides, alone and with the equal letters beside it, the shortest first."""
    steps = [(before, behind) for before in range(_NEIGHBOURS + 1) for behind in range(_NEIGHBOURS + 1)]
    pairs = (_reach(gap.ours, gap.theirs, before, behind) for before, behind in sorted(steps, key=sum))
    return [pair for pair in pairs if pair]


@lru_cache(maxsize=4096)
def units_of(text: str) -> tuple[Unit, ...]:
    """Cut a normalised text into units; marks that follow each other are one, at both ends none."""
    numbers = {number.start: number for number in read_numbers(text)}
    units: list[Unit] = []
    place = 0
    while place < len(text) and len(units) < LONGEST_ALIGNED:
        number = numbers.get(place)
        if number:
            units.append(Unit(f"#{number.value}", number.start, number.end))
            place = number.end
            continue
        match = _UNIT.match(text, place)
        if match is None:
            place += 1
            continue
        key = match[0] if _LETTERS.match(match[0]) else _BREAK
        if key != _BREAK or (units and units[-1].key != _BREAK):
            units.append(Unit(key, match.start(), match.end()))
        place = match.end()
    if units and units[-1].key == _BREAK:
        units.pop()
    return tuple(units)


_Codes = Sequence[tuple[str, int, int, int, int]]


def _differing(codes: _Codes, ours: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Join what one equal character parts: 封城 and 解封 are two words, not 解 before and 城 behind."""
    waiting: tuple[int, int, int, int] | None = None
    for number, (tag, i1, i2, j1, j2) in enumerate(codes):
        if tag != "equal":
            waiting = (waiting[0], i2, waiting[2], j2) if waiting else (i1, i2, j1, j2)
        elif waiting:
            single = i2 - i1 == 1 and ours[i1] != _BREAK and not ours[i1].startswith("#")
            if single and number + 1 < len(codes):
                _, _, end, _, other_end = codes[number + 1]
                if max(end - waiting[0], other_end - waiting[2]) <= LONGEST_EXCHANGED:
                    continue
            yield waiting
            waiting = None
    if waiting:
        yield waiting


def _within_sentence(
    keys: tuple[list[str], list[str]], i1: int, i2: int, j1: int, j2: int
) -> tuple[int, int, int, int]:
    """Where one text begins or ends, what the other says in sentences before or behind is no exchange."""
    ours, theirs = keys
    if i1 == 0 and _BREAK in theirs[j1:j2]:
        j1 = j2 - theirs[j1:j2][::-1].index(_BREAK)
    elif j1 == 0 and _BREAK in ours[i1:i2]:
        i1 = i2 - ours[i1:i2][::-1].index(_BREAK)
    if i2 == len(ours) and _BREAK in theirs[j1:j2]:
        j2 = j1 + theirs[j1:j2].index(_BREAK)
    elif j2 == len(theirs) and _BREAK in ours[i1:i2]:
        i2 = i1 + ours[i1:i2].index(_BREAK)
    return i1, i2, j1, j2


def _stretch(text: str, units: tuple[Unit, ...], start: int, end: int) -> Stretch:
    if start < end:
        keys = tuple(unit.key for unit in units[start:end])
        return Stretch(text, units[start].start, units[end - 1].end, keys)
    place = units[start].start if start < len(units) else len(text)
    return Stretch(text, place, place, ())


def _edge(keys: tuple[list[str], ...], ours: int, theirs: int) -> str:
    here, there = (
        side[place] if 0 <= place < len(side) else _BREAK
        for side, place in zip(keys, (ours, theirs), strict=True)
    )
    return here if here == there else ""


def _reach(ours: Stretch, theirs: Stretch, before: int, behind: int) -> tuple[str, str] | None:
    """:returns: both stretches with so many letters more at their sides; None where these are not equal"""
    if min(ours.start, theirs.start) < before:
        return None
    if min(len(ours.text) - ours.end, len(theirs.text) - theirs.end) < behind:
        return None
    if ours.text[ours.start - before : ours.start] != theirs.text[theirs.start - before : theirs.start]:
        return None
    if ours.text[ours.end : ours.end + behind] != theirs.text[theirs.end : theirs.end + behind]:
        return None
    return (
        ours.text[ours.start - before : ours.end + behind],
        theirs.text[theirs.start - before : theirs.end + behind],
    )

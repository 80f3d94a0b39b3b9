"""Claims with one thing changed: what must not be answered as the claim, and what still must be.

They measure the guard (`zhendema index altered`), test it, and serve as negatives for the decision.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from corpus.debunk import Debunk
from corpus.scripts import fold_character, script_of
from index.altered_words import (
    AFTER,
    BEFORE,
    DISEASES,
    DRUGS,
    FOODS,
    OPPOSITES,
    PERSONS,
    PLACES,
    SYNONYMS,
)
from index.forwarding import GREETINGS, TAILS
from index.negation import asks


class Kind(StrEnum):
    """What was changed in a claim; the last five leave its meaning what it was."""

    NEGATION = "negation"
    PLACE = "place"
    NUMBER = "number"
    HAN_NUMBER = "han number"
    DATE = "date"
    YEAR = "year"
    FOOD = "food"
    DRUG = "drug"
    DISEASE = "disease"
    PERSON = "person"
    OPPOSITE = "opposite word"
    MODALITY = "modality"
    """What may, must or must not be done."""
    COMPARISON = "comparison"
    """The other one of two is said to be better, larger, stronger."""
    SYNONYM = "synonym"
    NUMERAL = "numeral"
    """The same number, in Chinese characters instead of digits."""
    SCRIPT = "other script"
    QUESTION = "question"
    GREETING = "greeting"


SAME = frozenset((Kind.SYNONYM, Kind.NUMERAL, Kind.SCRIPT, Kind.QUESTION, Kind.GREETING))
"""Kinds that leave the meaning what it was: controls, which must still be answered."""


@dataclass(frozen=True, slots=True)
class Altered:
    """A claim of the corpus with one thing changed."""

    text: str
    """In the script of the claim, but for `Kind.SCRIPT`."""
    kind: Kind
    debunk_id: str
    """Of the debunk whose claim it was."""
    same: bool
    """It still means what the claim means."""


@dataclass(frozen=True, slots=True)
class _Change:
    """Put `words` at `start:end` of a claim."""

    start: int
    end: int
    words: str


def altered_claims(debunks: Iterable[Debunk], seed: int, most: int | None = None) -> list[Altered]:
    """Alter each claim in every way that it allows, once a kind.

    The same debunks, in the same order, and the same seed give the same list.

    :param most: of a kind; more are drawn from at random
    :returns: by kind, in the order of `Kind`; never a text equal to its claim
    """
    by_kind: dict[Kind, list[Altered]] = {kind: [] for kind in Kind}
    for debunk in debunks:
        for kind in Kind:
            # Its own generator for each claim and kind: one more debunk changes no other's alterations.
            chance = random.Random(f"{seed}:{kind}:{debunk.id}")  # noqa: S311 - a benchmark, no secret
            text = alter(debunk.claim, kind, chance)
            if text is not None:
                by_kind[kind].append(Altered(text, kind, debunk.id, kind in SAME))
    found: list[Altered] = []
    for kind, altered in by_kind.items():
        if most is not None and len(altered) > most:
            altered = random.Random(f"{seed}:{kind}").sample(altered, most)  # noqa: S311
        found += altered
    return found


def alter(claim: str, kind: Kind, chance: random.Random) -> str | None:
    """Change one thing of a claim.

    :returns: None when the claim has nothing of that kind
    """
    whole = _WHOLE.get(kind)
    if whole is not None:
        text = whole(claim, chance)
    else:
        # Characters are folded one by one, so that a place in the folded claim is one in the claim.
        changes = list(_CHANGES[kind](_folded(claim), chance))
        if not changes:
            return None
        change = chance.choice(changes)
        words = _in_script(change.words, claim)
        text = claim[: change.start] + words + claim[change.end :]
    return text if text != claim else None


# A claim is altered in each of its ways before the next one is.
@lru_cache(maxsize=64)
def _folded(claim: str) -> str:
    return "".join(fold_character(character) for character in claim).lower()


def _exchange(groups: Sequence[Sequence[str]]) -> Callable[[str, random.Random], Iterator[_Change]]:
    """:returns: what exchanges a word for another of its group that the claim does not have"""
    group_of = {word: group for group in groups for word in group}
    pattern = _any_of(group_of)

    def changes(folded: str, chance: random.Random) -> Iterator[_Change]:
        for found in pattern.finditer(folded):
            others = [
                word
                for word in group_of[found[0]]
                if word not in folded and word not in found[0] and found[0] not in word
            ]
            if others:
                yield _Change(found.start(), found.end(), chance.choice(others))

    return changes


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words, key=lambda word: (-len(word), word))))


_NEGATED = {
    r"(?<![不没未机协社大议都体学国委工聚开集宴盛])会"
    r"(?=[导引致让使变造产死中爆伤害影得被增破把对发])": "不会",
    r"(?<!不)可以(?=\w)": "不可以",
    r"(?<![不可功性职技智万核电热潜动效只才])能(?=[治防杀降抗预改有让减吃喝用])": "不能",
    r"(?<![不还就而但若可总老凡或都也只要于若])是(?=\w)": "不是",
    "不会": "会",
    r"不能(?!不)": "能",
    r"(?<!有)没有(?=\w)": "有",
    r"不可以": "可以",
    r"(?<![没只还])含有": "不含有",
}


def _negate(folded: str, _: random.Random) -> Iterator[_Change]:
    for pattern, words in _NEGATED.items():
        for found in re.finditer(pattern, folded):
            yield _Change(found.start(), found.end(), words)


_MODAL = {
    r"(?:绝对|千万)?(?:不(?:可以?|能|要|宜|得|准|许)|禁止|严禁|切勿|应该?拒绝)"
    r"(?=[吃喝用放加配带戴开买进去碰坐出收摸装泡洗])": "可以",
    r"(?<!不)(?:可以|允许)(?=[吃喝用放加配带戴开买进去碰坐出收摸装泡洗领免])": "不能",
    r"(?<!不)(?:可以|能够?)(?=代替|替代|取代)": "不能",
    r"(?<!不)(?:必须|必需|一定要|务必要?)(?=\w)": "不用",
    r"(?<![不重需主只首还就也又才将快想摘纲简])(?<!需)(?:要|得)(?=[戴带交缴付先停关登办填实打排])": "不用",
    r"不(?:用|必|需要?)(?=[戴带交缴付先停关登办填实打排])": "必须",
}


def _permit(folded: str, _: random.Random) -> Iterator[_Change]:
    for pattern, words in _MODAL.items():
        for found in re.finditer(pattern, folded):
            yield _Change(found.start(), found.end(), words)


_SCALES = {
    pair[0]: pair[1:]
    for word in ["好差", "高低", "多少", "强弱", "重轻", "大小", "快慢", "长短"]
    for pair in (word, word[::-1])
}
_LARGER = frozenset("好高多强重大快长")
_COMPARED = re.compile(
    rf"(?<![对相无])比(?!例|赛|较|如|尔|特|利|亚|率|重)(\w{{1,10}}?)(?:还要?|更加?|要)?([{''.join(_SCALES)}])(?!人|家|吃|喝)"
)
_TURNED = {
    "高于": "低于",
    "优于": "不如",
    "超过": "不到",
    "多于": "少于",
    "大于": "小于",
    "低于": "高于",
    "胜过": "不如",
}


_TURNING = re.compile(f"(?<!不[能得])(?:{'|'.join(_TURNED)})")


def _compare(folded: str, _: random.Random) -> Iterator[_Change]:
    for found in _COMPARED.finditer(folded):
        yield _Change(found.start(2), found.end(2), _SCALES[found[2]])
        yield _Change(found.start(), found.start() + 1, "不如" if found[2] in _LARGER else "不比")
    for found in _TURNING.finditer(folded):
        yield _Change(found.start(), found.end(), _TURNED[found[0]])


_AMOUNT = re.compile(r"(?<![\d.,a-z%-])[1-9]\d{0,5}(?:\.\d+)?(?![\d.,a-z-])(?!年|月|日|号|世纪)")
_HAN_AMOUNT = re.compile(
    "(?<![一二三四五六七八九十百千万第两几])"
    "(?:[二三四五六七八九]|十(?!分)[一二三四五六七八九]?|[二三四五六七八九]十[一二三四五六七八九]?)"
    "(?=[天年岁次杯个种分小点斤片颗倍条家层周人名岁瓶粒元块])"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年|\D|$)")
_DATE = re.compile(r"(?<!\d)(1[0-2]|[1-9])月(?:([12]\d|3[01]|[1-9])[日号])?")
_HAN_DIGITS = "零一二三四五六七八九"


def _other_number(folded: str, chance: random.Random) -> Iterator[_Change]:
    for found in _AMOUNT.finditer(folded):
        if _YEAR.fullmatch(found[0]):
            continue
        number = float(found[0])
        other = number * chance.choice((2, 3, 5)) + chance.choice((0, 1))
        digits = found[0].partition(".")[2]
        yield _Change(found.start(), found.end(), f"{other:.{len(digits)}f}")


def _other_han_number(folded: str, chance: random.Random) -> Iterator[_Change]:
    for found in _HAN_AMOUNT.finditer(folded):
        tens, ten, ones = found[0].rpartition("十")
        digit = chance.choice([word for word in "三五七八" if word != ones])
        yield _Change(found.start(), found.end(), f"{tens}{ten}{digit}")


def _other_year(folded: str, chance: random.Random) -> Iterator[_Change]:
    for found in _YEAR.finditer(folded):
        yield _Change(found.start(), found.end(), str(int(found[0]) + chance.choice((-3, -2, -1, 1, 2, 3))))


def _other_date(folded: str, chance: random.Random) -> Iterator[_Change]:
    for found in _DATE.finditer(folded):
        if found[2] and chance.random() < 0.5:
            day = chance.choice([day for day in range(1, 29) if day != int(found[2])])
            yield _Change(found.start(2), found.end(2), str(day))
        else:
            month = chance.choice([month for month in range(1, 13) if month != int(found[1])])
            yield _Change(found.start(1), found.end(1), str(month))


_OPPOSITE = {one: other for pair in OPPOSITES for one, other in (pair, pair[::-1])}


def _oppose(folded: str, _: random.Random) -> Iterator[_Change]:
    for found in _any_of(_OPPOSITE).finditer(folded):
        yield _Change(found.start(), found.end(), _OPPOSITE[found[0]])


def _reword(folded: str, _: random.Random) -> Iterator[_Change]:
    synonyms = dict(SYNONYMS)
    for found in _any_of(synonyms).finditer(folded):
        yield _Change(found.start(), found.end(), synonyms[found[0]])


def _spell_number(folded: str, _: random.Random) -> Iterator[_Change]:
    for found in re.finditer(r"(?<![\d.,a-z:-])[1-9]\d?(?=[天岁次杯个种分小斤片颗倍条家层周人名])", folded):
        tens, ones = divmod(int(found[0]), 10)
        spelled = ("" if tens == 0 else "十" if tens == 1 else _HAN_DIGITS[tens] + "十") + (
            _HAN_DIGITS[ones] if ones else ""
        )
        yield _Change(found.start(), found.end(), spelled)


_CHANGES: dict[Kind, Callable[[str, random.Random], Iterator[_Change]]] = {
    Kind.NEGATION: _negate,
    Kind.PLACE: _exchange(PLACES),
    Kind.NUMBER: _other_number,
    Kind.HAN_NUMBER: _other_han_number,
    Kind.DATE: _other_date,
    Kind.YEAR: _other_year,
    Kind.FOOD: _exchange(FOODS),
    Kind.DRUG: _exchange(DRUGS),
    Kind.DISEASE: _exchange(DISEASES),
    Kind.PERSON: _exchange(PERSONS),
    Kind.OPPOSITE: _oppose,
    Kind.MODALITY: _permit,
    Kind.COMPARISON: _compare,
    Kind.SYNONYM: _reword,
    Kind.NUMERAL: _spell_number,
}


# Who asks whether the opposite is true asks whether the claim is.
_STATED_TAILS = tuple(tail for tail in TAILS if not asks(tail))


def in_longer(altered: Altered, seed: int) -> str:
    """Put an altered claim inside a longer message: greeting and news before it, news and a plea behind it.

    :returns: in the script of the claim; equal seeds give equal messages
    """
    chance = random.Random(f"{seed}:{altered.kind}:{altered.debunk_id}")  # noqa: S311
    claim = altered.text.rstrip("。.；;，,")
    end = "" if claim.endswith(("？", "?", "！", "!")) else "。"
    before, after = f"{chance.choice(GREETINGS)}！{chance.choice(BEFORE)}", chance.choice(AFTER)
    plea = chance.choice(_STATED_TAILS)
    return _in_script(before, altered.text) + claim + end + _in_script(f"{after}{plea}", altered.text)


def _switch_script(claim: str, _: random.Random) -> str:
    return _convert("t2s" if script_of(claim) == "Hant" else "s2tw", claim)


def _ask(claim: str, chance: random.Random) -> str:
    bare = claim.rstrip("。！!？?.,，;；")
    front = _in_script(chance.choice(("", "", "请问", "听说", "群里说")), claim)
    end = _in_script(
        chance.choice(("是真的吗？", "，真的假的", "吗？", "？", "，这是真的吗", "，可信吗？")), claim
    )
    return f"{front}{bare}{end}"


def _greet(claim: str, chance: random.Random) -> str:
    greeting, tail = chance.choice(GREETINGS), chance.choice(TAILS)
    return f"{_in_script(greeting, claim)}！{claim}{_in_script(tail, claim)}"


_WHOLE: dict[Kind, Callable[[str, random.Random], str]] = {
    Kind.SCRIPT: _switch_script,
    Kind.QUESTION: _ask,
    Kind.GREETING: _greet,
}


def _in_script(words: str, claim: str) -> str:
    """Write simplified words in the script of a claim."""
    return _convert("s2tw", words) if script_of(claim) == "Hant" else words


def _convert(scheme: str, text: str) -> str:
    return str(_converter(scheme).convert(text))


@cache
def _converter(scheme: str) -> Any:
    from opencc import OpenCC  # 10 ms to load, which nothing but altering has to pay

    return OpenCC(scheme)

"""What is changed in a claim: one word or number for another, a yes for a no.

Each way takes a folded claim and chance, and gives every change that it can make there.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.altered_words import OPPOSITES, SYNONYMS


@dataclass(frozen=True, slots=True)
class Change:
    """Put `words` at `start:end` of a claim."""

    start: int
    end: int
    words: str


def exchange(groups: Sequence[Sequence[str]]) -> Callable[[str, random.Random], Iterator[Change]]:
    """:returns: what exchanges a word for another of its group that the claim does not have"""
    group_of = {word: group for group in groups for word in group}
    pattern = _any_of(group_of)

    def changes(folded: str, chance: random.Random) -> Iterator[Change]:
        for found in pattern.finditer(folded):
            others = [
                word
                for word in group_of[found[0]]
                if word not in folded and word not in found[0] and found[0] not in word
            ]
            if others:
                yield Change(found.start(), found.end(), chance.choice(others))

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


def _replaced(table: Mapping[str, str], folded: str) -> Iterator[Change]:
    """:param table: words to put for what each pattern finds"""
    for pattern, words in table.items():
        for found in re.finditer(pattern, folded):
            yield Change(found.start(), found.end(), words)


def negate(folded: str, _: random.Random) -> Iterator[Change]:
    """Deny what is said, or say what is denied."""
    return _replaced(_NEGATED, folded)


_MODAL = {
    r"(?:绝对|千万)?(?:不(?:可以?|能|要|宜|得|准|许)|禁止|严禁|切勿|应该?拒绝)"
    r"(?=[吃喝用放加配带戴开买进去碰坐出收摸装泡洗])": "可以",
    r"(?<!不)(?:可以|允许)(?=[吃喝用放加配带戴开买进去碰坐出收摸装泡洗领免])": "不能",
    r"(?<!不)(?:可以|能够?)(?=代替|替代|取代)": "不能",
    r"(?<!不)(?:必须|必需|一定要|务必要?)(?=\w)": "不用",
    r"(?<![不重需主只首还就也又才将快想摘纲简])(?<!需)(?:要|得)(?=[戴带交缴付先停关登办填实打排])": "不用",
    r"不(?:用|必|需要?)(?=[戴带交缴付先停关登办填实打排])": "必须",
}


def permit(folded: str, _: random.Random) -> Iterator[Change]:
    """Allow what must not be done, or leave open what must be done."""
    return _replaced(_MODAL, folded)


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


def compare(folded: str, _: random.Random) -> Iterator[Change]:
    """Turn a comparison round."""
    for found in _COMPARED.finditer(folded):
        yield Change(found.start(2), found.end(2), _SCALES[found[2]])
        yield Change(found.start(), found.start() + 1, "不如" if found[2] in _LARGER else "不比")
    for found in _TURNING.finditer(folded):
        yield Change(found.start(), found.end(), _TURNED[found[0]])


_AMOUNT = re.compile(r"(?<![\d.,a-z%-])[1-9]\d{0,5}(?:\.\d+)?(?![\d.,a-z-])(?!年|月|日|号|世纪)")
_HAN_AMOUNT = re.compile(
    "(?<![一二三四五六七八九十百千万第两几])"
    "(?:[二三四五六七八九]|十(?!分)[一二三四五六七八九]?|[二三四五六七八九]十[一二三四五六七八九]?)"
    "(?=[天年岁次杯个种分小点斤片颗倍条家层周人名岁瓶粒元块])"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年|\D|$)")
_DATE = re.compile(r"(?<!\d)(1[0-2]|[1-9])月(?:([12]\d|3[01]|[1-9])[日号])?")
_HAN_DIGITS = "零一二三四五六七八九"


def other_number(folded: str, chance: random.Random) -> Iterator[Change]:
    """Put another number for one in digits; a year is none."""
    for found in _AMOUNT.finditer(folded):
        if _YEAR.fullmatch(found[0]):
            continue
        number = float(found[0])
        other = number * chance.choice((2, 3, 5)) + chance.choice((0, 1))
        digits = found[0].partition(".")[2]
        yield Change(found.start(), found.end(), f"{other:.{len(digits)}f}")


def other_han_number(folded: str, chance: random.Random) -> Iterator[Change]:
    """Put another number for one in Chinese characters."""
    for found in _HAN_AMOUNT.finditer(folded):
        tens, ten, ones = found[0].rpartition("十")
        digit = chance.choice([word for word in "三五七八" if word != ones])
        yield Change(found.start(), found.end(), f"{tens}{ten}{digit}")


def other_year(folded: str, chance: random.Random) -> Iterator[Change]:
    """Put a year near to it for a year."""
    for found in _YEAR.finditer(folded):
        yield Change(found.start(), found.end(), str(int(found[0]) + chance.choice((-3, -2, -1, 1, 2, 3))))


def other_date(folded: str, chance: random.Random) -> Iterator[Change]:
    """Put another month for a date, or another day."""
    for found in _DATE.finditer(folded):
        if found[2] and chance.random() < 0.5:
            day = chance.choice([day for day in range(1, 29) if day != int(found[2])])
            yield Change(found.start(2), found.end(2), str(day))
        else:
            month = chance.choice([month for month in range(1, 13) if month != int(found[1])])
            yield Change(found.start(1), found.end(1), str(month))


_OPPOSITE = {one: other for pair in OPPOSITES for one, other in (pair, pair[::-1])}


def oppose(folded: str, _: random.Random) -> Iterator[Change]:
    """Put its opposite for a word."""
    for found in _any_of(_OPPOSITE).finditer(folded):
        yield Change(found.start(), found.end(), _OPPOSITE[found[0]])


def reword(folded: str, _: random.Random) -> Iterator[Change]:
    """Put a word that means the same for a word."""
    synonyms = dict(SYNONYMS)
    for found in _any_of(synonyms).finditer(folded):
        yield Change(found.start(), found.end(), synonyms[found[0]])


def spell_number(folded: str, _: random.Random) -> Iterator[Change]:
    """Put Chinese characters for a number in digits."""
    for found in re.finditer(r"(?<![\d.,a-z:-])[1-9]\d?(?=[天岁次杯个种分小斤片颗倍条家层周人名])", folded):
        tens, ones = divmod(int(found[0]), 10)
        spelled = ("" if tens == 0 else "十" if tens == 1 else _HAN_DIGITS[tens] + "十") + (
            _HAN_DIGITS[ones] if ones else ""
        )
        yield Change(found.start(), found.end(), spelled)

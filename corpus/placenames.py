"""Names of places: how each is written, and how much must stand around it before it counts as a place."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

from corpus.text import normalise

__all__ = ["Meaning", "Needs", "PlaceNames", "place_names"]

_TABLE = Path(__file__).parent / "places.tsv"
_WORDS = Path(__file__).parent / "place_words.txt"


class Needs(IntEnum):
    """What must stand around a name before it counts."""

    NOTHING = 0
    SPOKEN = 1  # words that speak of a place, or a larger place somewhere in the text
    NEAR = 2  # the larger place directly before it, or somewhere in the text and words that speak of a place
    NEXT = 3  # the larger place directly before it


@dataclass(frozen=True, slots=True)
class Meaning:
    """A place that a name can mean. `ranked`: the name says what it is (杭州市, not 杭州); `above`: it is a
    province or a prefecture, which its bare name means rather than a county of that name."""

    place: str
    needs: Needs
    ranked: bool
    above: bool = False


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """All names, found by their first two characters, the longest first."""

    by_start: dict[str, tuple[tuple[str, tuple[Meaning, ...]], ...]]
    places: frozenset[str]

    def at(self, text: str, start: int) -> Iterator[tuple[str, tuple[Meaning, ...]]]:
        """Give the names that begin at a character of a normalised text, the longest first."""
        for name, meanings in self.by_start.get(text[start : start + 2], ()):
            if text.startswith(name, start):
                yield name, meanings


_PEOPLES = """
哈萨克族 蒙古族 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族
土家族 哈尼族 傣族 黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族
达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯 塔吉克 普米族 怒族 鄂温克族 保安族 裕固族
独龙族 鄂伦春 各族 哈萨克 蒙古 回 壮族
"""
_AUTONOMOUS = re.compile(f"(?:{'|'.join(_PEOPLES.split())})*(自治[区州县旗])$")
_RANK = re.compile("(?:特别行政区|新区|林区|矿区|特区|地区|[省市县区盟旗镇乡])$")

# What else a place is called.
_ALIASES = """
CN:中国 CN:全中国 TW:台湾 TW:全台 TW:台澎金马 CN-NM:内蒙 CN-NM:内蒙古 HK:香港 HK:新界 HK:港岛 MO:澳门
CN-HE:雄安新区 CN-HE:雄安 CN-FJ:闽南 TW-NWT:台北县 TW-LIE:马祖 TW-PIF:垦丁 TW-NAN:日月潭 TW-ILA:兰阳
CN-HL:大兴安岭 CN-SD/济南市/莱芜区:莱芜市 CN-SH/浦东新区:浦东 CN-TJ/滨海新区:滨海新区
"""


@cache
def _words() -> dict[str, frozenset[str]]:
    """Return the lists of names that need care, by their titles."""
    lists: dict[str, set[str]] = defaultdict(set)
    title = ""
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            title = line.strip("[]")
        elif not line.startswith("#"):
            lists[title].update(line.split())
    return {title: frozenset(names) for title, names in lists.items()}


@cache
def place_names() -> PlaceNames:
    """Return all names; the table is read at the first call, which takes about 20 ms."""
    found: dict[str, dict[str, Meaning]] = defaultdict(dict)
    places = {"CN", "TW"}
    for place, name, above in _rows():
        places.add(place)
        for written, needs, ranked in _written(normalise(name), above):
            found[written].setdefault(place, Meaning(place, needs, ranked, above))
    for alias in _ALIASES.split():
        place, _, name = alias.partition(":")
        found[name][place] = Meaning(place, Needs.NOTHING, ranked=False, above=True)
    by_start: dict[str, list[tuple[str, tuple[Meaning, ...]]]] = defaultdict(list)
    for name in sorted(found, key=lambda name: (-len(name), name)):
        by_start[name[:2]].append((name, tuple(found[name].values())))
    return PlaceNames({start: tuple(names) for start, names in by_start.items()}, frozenset(places))


def _rows() -> Iterator[tuple[str, str, bool]]:
    """Give each place, its name, and whether it is a province or prefecture; the larger first."""
    province = ""
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        first, *rest = line.split("\t")
        if first:
            province = first
            yield province, rest[0], True
            continue
        prefecture = "/".join(filter(None, (province, rest[0])))
        if rest[0]:
            yield prefecture, rest[0], True
        for name in " ".join(rest[1:]).split():
            yield f"{prefecture}/{name}", name, False


def _written(name: str, above: bool) -> Iterator[tuple[str, Needs, bool]]:
    """Give the ways in which a place is written, with what each needs."""
    autonomous = _AUTONOMOUS.search(name)
    stem = _AUTONOMOUS.sub("", name) if autonomous else _RANK.sub("", name)
    words = _words()
    if len(stem) == 1 or name in words["vague"]:
        yield name, Needs.NEXT if name in words["vague"] else Needs.NEAR, True
        return
    yield name, Needs.NOTHING, True
    if autonomous:
        yield stem + autonomous[1][-1], Needs.NOTHING, True
    if above:
        yield stem, Needs.SPOKEN if stem in words["words above"] else Needs.NOTHING, False
    elif stem not in words["words below"]:
        yield stem, Needs.NOTHING if stem in words["known"] or len(stem) > 2 else Needs.NEAR, False

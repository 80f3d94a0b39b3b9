"""Which places a text speaks of: provinces, cities, counties and districts, each below the other.

A place is written from the province down: "CN-ZJ", "CN-ZJ/杭州市", "CN-ZJ/杭州市/西湖区";
and so "TW-TPE/大安區" and "HK/沙田區".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.placenames import Meaning, Needs, place_names
from corpus.text import normalise

__all__ = ["Region", "covers", "find_regions", "is_place", "region_of"]

_LONGEST = 5_000  # characters that are read
_ABROAD = re.compile("(?!CN|TW|HK|MO)[A-Z]{2}(?:-[A-Z0-9]{1,3})?", re.ASCII)
_ROUNDS = 3  # places settle one another: a district its city, and that another district

_ROAD = re.compile(
    "[东西南北中]?[一二三四五六七八九十]?(?:路(?![边上口面费况过人])|街(?![头上边坊道])|大道|巷)|公园|广场|时间|彩|牌"
)
_PRODUCT = re.compile(
    "[茶瓜豆醋酒装洋参犬猪椒石玉柚]|火腿|肉夹馍|菜刀|高粱|烤鸭|拉面|毛尖|毛峰|文旦|米粉|新碱|巴巴|鸡饭|大闸蟹|脐橙|湾|肺炎|病毒|新型冠状"
)
_SAME_RANK = re.compile("(?:市[场值面售价]|区[域别间块分]|镇[静痛定压]|旗[下舰帜]|县令|乡[村土愁])")
_PERSON = re.compile("(?:孙|夸下?|蒋)$")
_SPOKEN_BEHIND = re.compile(
    "[省市县区州盟]|地区|机场|车站|火车|大学|医院|警方|公安|政府|多地|全[市城省县区]|有人|出现|发生|发现|确诊|新增|疫情|封"
    "|当地|人(?!参)|一[家名个所男女]|某|有[个一人位名]|多[家名所]|的?(?:朋友|老乡|学校|小学|中学|超市|居民|街头|地震|暴雨|台风)"
)
_SPOKEN_BEFORE = re.compile("(?:[在到来从回往赴于自返离抵达省市州县区、和与]|位于|前往|来自|坐标)了?$")


@dataclass(frozen=True, slots=True)
class Region:
    """A place that a text names. `confidence`: 0 to 1; below 0.5 where only the country of a name is sure."""

    place: str
    confidence: float


@dataclass(slots=True)
class _Mention:
    start: int
    end: int
    meanings: Sequence[Meaning]
    spoken: bool
    place: str = ""
    confidence: float = 0.0

    @property
    def rank(self) -> tuple[int, bool, int]:
        """Which of two that lie across each other counts: the longer, the surer, the first."""
        weak = all(meaning.needs >= Needs.NEAR for meaning in self.meanings)
        return self.start - self.end, weak, self.start


def covers(region_of_unit: str, region_of_lead: str) -> bool:
    """Tell whether a place is the other or holds it: "" all, "CN" every "CN-ZJ", and that "CN-ZJ/杭州市"."""
    if not region_of_unit or region_of_unit == region_of_lead:
        return True
    below = f"{region_of_unit}/" if "-" in region_of_unit or "/" in region_of_unit else region_of_unit
    return region_of_lead.startswith((below, f"{region_of_unit}/", f"{region_of_unit}-"))


def is_place(written: str) -> bool:
    """Tell whether a place is written as here, or is the code of another country or of a part of it."""
    return written in place_names().places or _ABROAD.fullmatch(written) is not None


def find_regions(text: str) -> list[Region]:
    """Return the places that a text names in either script, the surest first, else in the order of the text.

    A name that several places have is settled by the other places of the text, or left at the level that all
    of them share. A place is left out where one inside it is named. The first 5,000 characters are read; 200
    take less than a millisecond. Nothing is raised for any string.
    """
    mentions = _mentions(normalise(text[:_LONGEST])[:_LONGEST])
    for _ in range(_ROUNDS):
        before = [mention.place for mention in mentions]
        _settle(mentions)
        if before == [mention.place for mention in mentions]:
            break
    sure: dict[str, float] = {}
    for mention in mentions:
        if mention.place:
            sure[mention.place] = max(sure.get(mention.place, 0.0), mention.confidence)
    kept = [place for place in sure if not any(other != place and covers(place, other) for other in sure)]
    return sorted((Region(place, sure[place]) for place in kept), key=lambda region: -region.confidence)


def region_of(text: str) -> str:
    """Return the one place that a text is about: what all that it surely names have in common; or ""."""
    regions = find_regions(text)
    best = [region.place for region in regions if region.confidence >= min(regions[0].confidence, 0.7)]
    return _shared(best)


def _mentions(text: str) -> list[_Mention]:
    """Return the names of a text that do not lie across each other, in its order."""
    names = place_names()
    found = []
    for start in range(len(text) - 1):
        for name, meanings in names.at(text, start):
            end = start + len(name)
            if meanings[0].ranked and _SAME_RANK.match(text, end - 1):
                continue  # 上海市场 names a market of 上海
            around = text[max(start - 3, 0) : start]
            outside = _PERSON.search(around) is not None
            if not meanings[0].ranked:
                outside = outside or bool(_ROAD.match(text, end) or _PRODUCT.match(text, end))
            spoken = bool(_SPOKEN_BEHIND.match(text, end) or _SPOKEN_BEFORE.search(around))
            found.append(
                _Mention(start, end, () if outside else meanings, spoken or end - start == len(text))
            )
            break
    kept: list[_Mention] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda mention: mention.rank):
        span = range(mention.start, mention.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(mention)
    return sorted((mention for mention in kept if mention.meanings), key=lambda mention: mention.start)


def _settle(mentions: Sequence[_Mention]) -> None:
    """Choose for each name what it means, by the others as they are now."""
    for at, mention in enumerate(mentions):
        previous = mentions[at - 1] if at and mentions[at - 1].end == mention.start else None
        next_to = previous.place if previous else ""
        others: set[str] | None = None
        judged = []
        for meaning in mention.meanings:
            beside = bool(next_to) and next_to != meaning.place and covers(next_to, meaning.place)
            within = kin = False
            if len(mention.meanings) > 1 or meaning.needs is not Needs.NOTHING:
                if others is None:
                    others = {each.place for each in mentions if each.meanings != mention.meanings} - {""}
                within = any(_holds_one_the_other(other, meaning.place) for other in others)
                kin = within or any(_in_one_province(other, meaning.place) for other in others)
            if _is_met(meaning.needs, beside, kin, mention.spoken):
                judged.append(((beside, within, kin, meaning.above and not meaning.ranked), meaning))
        best = max((score for score, _ in judged), default=None)
        chosen = [meaning for score, meaning in judged if score == best]
        mention.place = _shared([meaning.place for meaning in chosen])
        mention.confidence = 0.0 if best is None else _confidence(chosen, best, mention.place)


def _is_met(needs: Needs, beside: bool, near: bool, spoken: bool) -> bool:
    if needs is Needs.SPOKEN:
        return beside or near or spoken
    if needs is Needs.NEAR:
        return beside or (near and spoken)
    return needs is Needs.NOTHING or beside


def _confidence(chosen: Sequence[Meaning], score: tuple[bool, bool, bool, bool], place: str) -> float:
    if len(chosen) > 1:
        return 0.6 if "-" in place else 0.4
    beside, within, kin, _ = score
    if beside or (chosen[0].ranked and (within or chosen[0].needs is Needs.NOTHING)):
        return 0.95
    if chosen[0].needs is Needs.NOTHING:
        return 0.9
    return 0.8 if within or kin else 0.7


def _holds_one_the_other(one: str, other: str) -> bool:
    return one != other and (covers(one, other) or covers(other, one))


def _in_one_province(one: str, other: str) -> bool:
    return one != other and "-" in one and one.partition("/")[0] == other.partition("/")[0]


def _shared(places: Iterable[str]) -> str:
    """Return what places have in common, from the country down; "" if they are of different countries."""
    levels: list[str] | None = None
    for place in places:
        these = _levels(place)
        if levels is None:
            levels = these
        levels = [one for one, other in zip(levels, these, strict=False) if one == other]
    return levels[-1] if levels else ""


def _levels(place: str) -> list[str]:
    """Return a place with all that hold it, the largest first: CN, CN-ZJ, CN-ZJ/杭州市."""
    parts = place.split("/")
    country = parts[0].split("-")[0]
    return list(dict.fromkeys([country, *("/".join(parts[: count + 1]) for count in range(len(parts)))]))

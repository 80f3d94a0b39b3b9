"""Which leads somebody asks for, read from words in any of the languages. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any, TypeVar

from bot.language import Language
from bot.lead import Status
from bot.newsroom.places import place_words, read_place
from bot.newsroom.units import Units
from bot.newsroom.units_file import TOPICS
from bot.wording import label

__all__ = ["OPEN", "Wanted", "read_wanted", "wanted_words"]

_Named = TypeVar("_Named", bound=str)

OPEN = (Status.NEW, Status.ASSIGNED, Status.CHECKING)
_KEYS = {
    **dict.fromkeys(("status", "状态", "狀態"), "status"),
    **dict.fromkeys(("topic", "话题", "話題", "主题", "主題"), "topic"),
    **dict.fromkeys(("region", "place", "地区", "地區"), "region"),
    **dict.fromkeys(("unit", "单位", "單位"), "unit"),
    **dict.fromkeys(("age", "最近"), "age"),
}
_AGE = re.compile(r"(\d{1,3})\s*(h|d|w|小时|小時|天|周|週)")
_HOURS = {"h": 1, "小时": 1, "小時": 1, "d": 24, "天": 24, "w": 168, "周": 168, "週": 168}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which leads are asked for: of each kind any of those named; what is empty does not matter.

    :ivar statuses: one or several
    :ivar regions: places, each with all that lies in it
    :ivar hours: asked about within so many; 0: whenever
    """

    statuses: tuple[Status, ...] = OPEN
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    hours: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Wanted":
        """Return what was kept.

        :raises TypeError: another version of the program kept it
        """
        lists = {name: tuple(kept[name]) for name in kept if name != "hours"}
        return cls(**{**kept, **lists, "statuses": tuple(Status(each) for each in kept["statuses"])})


def read_wanted(words: Sequence[str], units: Units) -> Wanted | str:
    """Return what somebody asks for, or the first word that cannot be understood.

    :param words: such as "health", "浙江", "3d", or with the name of what is meant: "unit=杭州市"; several of
        one kind mean any of them
    """
    wanted = Wanted(statuses=())
    for word in words:
        name, mark, value = word.partition("=")
        key = _KEYS.get(name.lower()) if mark else None
        if mark and key is None:
            return word
        readers = _readers(units)
        tried = [readers[key]] if key is not None else list(readers.values())
        found = next((made for read in tried if (made := read(wanted, value if key else word))), None)
        if found is None:
            return word
        wanted = found
    return wanted if wanted.statuses else replace(wanted, statuses=OPEN)


def _readers(units: Units) -> dict[str, Callable[[Wanted, str], Wanted | None]]:
    def age(wanted: Wanted, word: str) -> Wanted | None:
        found = _AGE.fullmatch(word.lower())
        hours = int(found[1]) * _HOURS[found[2]] if found else 0
        return replace(wanted, hours=max(hours, wanted.hours)) if hours else None

    def status(wanted: Wanted, word: str) -> Wanted | None:
        statuses = _statuses().get(word.lower())
        return replace(wanted, statuses=_with(wanted.statuses, *statuses)) if statuses else None

    def topic(wanted: Wanted, word: str) -> Wanted | None:
        code = _topics().get(word.lower())
        return replace(wanted, topics=_with(wanted.topics, code)) if code else None

    def unit(wanted: Wanted, word: str) -> Wanted | None:
        return replace(wanted, units=_with(wanted.units, word)) if units.named(word) else None

    def region(wanted: Wanted, word: str) -> Wanted | None:
        named = read_place(word)
        return replace(wanted, regions=_with(wanted.regions, named)) if named else None

    return {"age": age, "status": status, "topic": topic, "unit": unit, "region": region}


def _with(known: tuple[_Named, ...], *more: _Named) -> tuple[_Named, ...]:
    return tuple(dict.fromkeys((*known, *more)))


@cache
def _statuses() -> dict[str, tuple[Status, ...]]:
    names = {
        label(each, "lead-status", status=one.value).lower(): (one,) for each in Language for one in Status
    }
    groups = {label(language, "leads-open").lower(): OPEN for language in Language}
    alls = {label(language, "leads-all").lower(): tuple(Status) for language in Language}
    return {
        **{one.value: (one,) for one in Status},
        **names,
        **groups,
        **alls,
        "open": OPEN,
        "all": tuple(Status),
    }


@cache
def _topics() -> dict[str, str]:
    names = {label(language, "topic", code=code).lower(): code for language in Language for code in TOPICS}
    return {**names, **{code: code for code in TOPICS}}


def wanted_words(wanted: Wanted, language: Language) -> str:
    """Return what is asked for in words, such as "open · Health or Food · last 3 days"; not escaped."""
    if set(wanted.statuses) == set(OPEN):
        statuses = [label(language, "leads-open")]
    elif len(wanted.statuses) == len(Status):
        statuses = [label(language, "leads-all")]
    else:
        statuses = [label(language, "lead-status", status=each.value) for each in wanted.statuses]
    kinds = [
        statuses,
        [label(language, "topic", code=each) for each in wanted.topics],
        [place_words(each, language) for each in wanted.regions],
        wanted.units,
    ]
    parts = [label(language, "leads-or").join(each) for each in kinds if each]
    if wanted.hours:
        parts.append(_age_words(wanted.hours, language))
    return " · ".join(parts)


def _age_words(hours: int, language: Language) -> str:
    """How long ago, in the largest unit of which it is several: 2 weeks, but 7 days and 24 hours."""
    unit = next((each for each in ("w", "d") if hours % _HOURS[each] == 0 and hours > _HOURS[each]), "h")
    return label(language, "leads-age", count=hours // _HOURS[unit], unit=unit)

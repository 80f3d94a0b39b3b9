"""Units: who is responsible for checking leads of a topic and a region."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import time
from enum import IntEnum
from functools import partial
from zoneinfo import ZoneInfo

from bot.language import Language
from corpus.gazetteer import covers

__all__ = ["Hours", "Level", "Unit", "Units"]


class Level(IntEnum):
    """How large the place is that a unit answers for; a higher level takes over from a lower one."""

    COUNTY = 1
    CITY = 2
    PROVINCE = 3
    NATIONAL = 4


@dataclass(frozen=True, slots=True)
class Hours:
    """When a unit works. `ends` at 00:00 is the end of the day; weekdays count from Monday, 0."""

    begins: time = time(0)
    ends: time = time(0)
    weekdays: frozenset[int] = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit.

    :ivar regions: such as "CN-ZJ" or "CN-ZJ/杭州市"; empty: all
    :ivar topics: as debunks have them; empty: all
    :ivar chat_id: where it works on its leads; None: in the maintainers' chats
    :ivar languages: in which it is written to, the first that is there; empty: that of the chat
    :ivar hours: when it works, by the clock of `zone`
    :ivar due_hours: working hours within which a lead is to be answered; None: no matter when
    """

    name: str
    level: Level
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    chat_id: int | None = None
    languages: tuple[Language, ...] = ()
    hours: Hours = field(default_factory=Hours)
    zone: ZoneInfo = field(default_factory=partial(ZoneInfo, "Asia/Shanghai"))
    due_hours: float | None = None

    def takes(self, topic: str, region: str) -> bool:
        """Tell whether leads of a topic and a region are this unit's. What is not known (""), only a unit of
        all topics or all regions takes."""
        here = not self.regions or any(covers(each, region) for each in self.regions)
        return here and (not self.topics or topic in self.topics)


@dataclass(frozen=True, slots=True)
class Units:
    """All units of a network, in the order of their file."""

    all: Sequence[Unit] = ()

    def named(self, name: str) -> Unit | None:
        """Return the unit of that name."""
        return next((unit for unit in self.all if unit.name == name), None)

    def of_chat(self, chat_id: int) -> Unit | None:
        """Return the unit that works in a chat."""
        return next((unit for unit in self.all if unit.chat_id == chat_id), None)

    def moved(self, old: int, new: int) -> "Units":
        """Return the units as they are since a chat has another number."""
        return Units(tuple(replace(unit, chat_id=new) if unit.chat_id == old else unit for unit in self.all))

    def for_lead(self, topic: str, region: str) -> Unit | None:
        """Return the unit of a topic and a region: of the narrowest level, then the first in the file."""
        return self._first(topic, region, Level.COUNTY)

    def above(self, unit: Unit, topic: str, region: str) -> Unit | None:
        """Return the unit that takes over from a unit: of the next higher level that has one.

        :param region: of the lead; where it is not known, the unit's own counts
        """
        place = region or (unit.regions[0] if unit.regions else "")
        return self._first(topic, place, unit.level + 1)

    def _first(self, topic: str, region: str, lowest: int) -> Unit | None:
        fit = [unit for unit in self.all if unit.level >= lowest and unit.takes(topic, region)]
        return min(fit, key=lambda unit: unit.level, default=None)

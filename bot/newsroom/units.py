"""Units: who is responsible for checking leads of a topic and a region."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

__all__ = ["Level", "Unit", "Units"]


class Level(IntEnum):
    """How large the place is that a unit answers for; a higher level takes over from a lower one."""

    COUNTY = 1
    CITY = 2
    PROVINCE = 3
    NATIONAL = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit.

    :ivar regions: such as "CN-ZJ" or "CN-ZJ/杭州市"; empty: all
    :ivar topics: as debunks have them; empty: all
    :ivar chat_id: where it works on its leads; None: in the maintainers' chats
    """

    name: str
    level: Level
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    chat_id: int | None = None


@dataclass(frozen=True, slots=True)
class Units:
    """All units of a network."""

    all: Sequence[Unit] = ()

    def named(self, name: str) -> Unit | None:
        """Return the unit of that name."""
        return next((unit for unit in self.all if unit.name == name), None)

    def of_chat(self, chat_id: int) -> Unit | None:
        """Return the unit that works in a chat."""
        return next((unit for unit in self.all if unit.chat_id == chat_id), None)

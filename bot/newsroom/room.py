"""The newsroom: where maintainers and units work, and what was set for all of it."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.newsroom.units import Unit, Units
from bot.settings import Settings

__all__ = ["Room", "open_room"]


@dataclass(frozen=True, slots=True)
class Room:
    """What the maintainers' desk needs to know.

    :ivar chats: the maintainers' chats, which see all leads
    :ivar units: those that see their own leads only
    :ivar channel: where the digests go; None: nowhere
    :ivar zone: in which days, months and due times are counted
    :ivar home: the folder of the state; `home / "corpus"` holds the local debunks
    """

    chats: frozenset[int] = frozenset()
    units: Units = field(default_factory=Units)
    channel: int | None = None
    zone: ZoneInfo = field(default_factory=partial(ZoneInfo, "Asia/Shanghai"))
    home: Path = Path("var")

    def is_open_to(self, chat_id: int) -> bool:
        """Tell whether leads are worked on in a chat."""
        return chat_id in self.chats or self.units.of_chat(chat_id) is not None

    def unit_in(self, chat_id: int) -> Unit | None:
        """Return the unit whose leads alone a chat sees; None where all are seen, or none."""
        return None if chat_id in self.chats else self.units.of_chat(chat_id)


def open_room(settings: Settings) -> Room:
    """Return the newsroom of an installation."""
    return Room(
        chats=frozenset(settings.maintainer_chat_ids),
        channel=settings.channel_id,
        zone=settings.zone,
        home=settings.home,
    )

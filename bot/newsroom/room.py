"""The newsroom: where maintainers and units work, and what was set for all of it."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.errors import SettingsError
from bot.newsroom.units import Unit, Units
from bot.newsroom.units_file import FILE, read_units
from bot.settings import Settings

__all__ = ["Room", "open_room"]


@dataclass(slots=True)
class Room:
    """What the maintainers' desk needs to know. Only `move` changes it.

    :ivar chats: the maintainers' chats, which see all leads
    :ivar units: those that see their own leads only
    :ivar channel: where the digests go; None: nowhere
    :ivar zone: in which days, months and due times are counted
    :ivar font: of the pictures, a file or a folder; None: one that this machine has
    :ivar home: the folder of the state; `home / "corpus"` holds the local debunks
    :ivar contact: mail address or page that sites are told whose pages are read; "": none
    :ivar proxy: through which they are asked; "": none
    :ivar loopback_port: a port on loopback whose pages may be read besides public ones, for tests
    """

    chats: frozenset[int] = frozenset()
    units: Units = field(default_factory=Units)
    channel: int | None = None
    zone: ZoneInfo = field(default_factory=partial(ZoneInfo, "Asia/Shanghai"))
    home: Path = Path("var")
    font: Path | None = None
    contact: str = ""
    proxy: str = ""
    loopback_port: int | None = None

    def is_open_to(self, chat_id: int) -> bool:
        """Tell whether leads are worked on in a chat."""
        return chat_id in self.chats or self.units.of_chat(chat_id) is not None

    def move(self, old: int, new: int) -> bool:
        """Go on in the supergroup that a chat of the room has become; return False for any other chat."""
        if old == new or not self.is_open_to(old):
            return False
        self.chats = frozenset(new if each == old else each for each in self.chats)
        self.units = self.units.moved(old, new)
        return True

    def unit_in(self, chat_id: int) -> Unit | None:
        """Return the unit whose leads alone a chat sees; None where all are seen, or none."""
        return None if chat_id in self.chats else self.units.of_chat(chat_id)


def open_room(settings: Settings) -> Room:
    """Return the newsroom of an installation.

    :raises SettingsError: the file of units cannot be used
    """
    chats = frozenset(settings.maintainer_chat_ids)
    units = read_units(settings.home / FILE, settings.zone)
    for unit in units.all:
        if unit.chat_id in chats:
            raise SettingsError(
                f"{settings.home / FILE}: unit {unit.name!r}, chat: expected a chat of the unit's own, got "
                f"{unit.chat_id}, one of MAINTAINER_CHAT_IDS; take the line away, and it works there"
            )
    return Room(
        chats=chats,
        units=units,
        channel=settings.channel_id,
        zone=settings.zone,
        home=settings.home,
        font=settings.font,
        contact=settings.contact,
        proxy=settings.proxy.get_secret_value(),
    )

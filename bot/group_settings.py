"""What the admins of a group decide: when the bot speaks there, how, and what it leaves out."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.language import Language
from corpus.debunk import Verdict

__all__ = ["GroupSettings", "Mode", "QuietHours", "Sensitivity"]

#: Hours, replies an hour and characters that may be set at most.
LONGEST_COOLDOWN, MOST_HOURLY, LONGEST_WELCOME = 24 * 30, 60, 1_000
#: Telegram lets a bot delete its own messages for 48 hours only.
LONGEST_STAY = 47


class Mode(StrEnum):
    """When the bot speaks in a group.

    `auto`: by itself, where it is sure; `reaction`: by an emoji, and in words when asked; `mention`: only
    when asked; `silent`: not by itself and not before anybody but those who ask it by a command.
    """

    AUTO = "auto"
    REACTION = "reaction"
    MENTION = "mention"
    SILENT = "silent"


class Sensitivity(StrEnum):
    """How sure the bot must be before it speaks by itself."""

    CAUTIOUS = "cautious"
    NORMAL = "normal"
    EAGER = "eager"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours in which the bot does not speak by itself.

    :param start: whole hour of the group's day, 0 to 23, at which the quiet begins
    :param end: whole hour at which it ends; before `start` when it lies on the next day
    :raises ValueError: an hour is none, or both are the same
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start <= 23 and 0 <= self.end <= 23) or self.start == self.end:
            raise ValueError(f"expected two different hours from 0 to 23, got {self.start} and {self.end}")

    def holds(self, at: time) -> bool:
        """Tell whether a time of the group's day is quiet; the start is, the end is not."""
        if self.start < self.end:
            return self.start <= at.hour < self.end
        return at.hour >= self.start or at.hour < self.end


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """The settings of one group; each has a default that keeps the bot a quiet guest.

    :ivar verdicts: those to which the bot speaks by itself
    :ivar without_topics: topics of debunks (`health`, `policy`, ...) to which it does not
    :ivar cooldown_hours: how long the same debunk is not told again; 0: always told; at most 720
    :ivar hourly: most replies by itself in an hour, 1 to 60
    :ivar quiet: hours without any word by itself, in `zone`; None: none
    :ivar zone: IANA name of the group's time zone
    :ivar morning_digest: tell after the quiet hours, in one message, what was found in them
    :ivar language: None: as the message is written
    :ivar delete_after_hours: when own replies are deleted, 1 to 47; 0: never
    :ivar collect_leads: unchecked claims that nobody asked about become leads, too
    :ivar check_admins: look at messages of admins
    :ivar check_channel: look at what the linked channel forwards by itself
    :ivar weekly_digest: tell once a week what went round, in numbers
    :ivar welcome: greeting for new members, at most 1,000 characters; "": none
    :raises ValueError: a value is out of its range; the message names it
    """

    mode: Mode = Mode.AUTO
    sensitivity: Sensitivity = Sensitivity.NORMAL
    verdicts: frozenset[Verdict] = frozenset(Verdict) - {Verdict.TRUE}
    without_topics: frozenset[str] = frozenset()
    cooldown_hours: int = 24
    hourly: int = 6
    quiet: QuietHours | None = None
    zone: str = "Asia/Shanghai"
    morning_digest: bool = True
    language: Language | None = None
    delete_after_hours: int = 0
    collect_leads: bool = False
    check_admins: bool = False
    check_channel: bool = False
    weekly_digest: bool = False
    welcome: str = ""

    def __post_init__(self) -> None:
        _expect("cooldown_hours", self.cooldown_hours, 0, LONGEST_COOLDOWN)
        _expect("hourly", self.hourly, 1, MOST_HOURLY)
        _expect("delete_after_hours", self.delete_after_hours, 0, LONGEST_STAY)
        _expect("characters of welcome", len(self.welcome), 0, LONGEST_WELCOME)
        _time_zone(self.zone)

    @property
    def time_zone(self) -> ZoneInfo:
        """The group's time zone."""
        return _time_zone(self.zone)

    def to_json(self) -> dict[str, Any]:
        """Return what differs from the defaults, so that a later default reaches groups that never chose."""
        plain = GroupSettings()
        chosen = asdict(self)
        return {
            field.name: _plain(chosen[field.name])
            for field in fields(self)
            if getattr(self, field.name) != getattr(plain, field.name)
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "GroupSettings":
        """Return the settings that `to_json` gave.

        What another version of the bot wrote and this one does not understand keeps its default.
        """
        read: dict[str, Any] = {}
        for name, value in kept.items():
            if name not in _READERS:
                continue
            try:
                read[name] = _READERS[name](value)
                cls(**{name: read[name]})
            except (ValueError, TypeError, KeyError):
                read.pop(name, None)
        return cls(**read)


def _expect(name: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise ValueError(f"expected {name} from {least} to {most}, got {value}")


def _time_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise ValueError(f"expected the name of a time zone such as Asia/Taipei, got {name!r}") from None


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


_READERS: dict[str, Callable[[Any], object]] = {
    "mode": Mode,
    "sensitivity": Sensitivity,
    "verdicts": lambda names: frozenset(Verdict(name) for name in names),
    "without_topics": lambda names: frozenset(str(name) for name in names),
    "cooldown_hours": int,
    "hourly": int,
    "quiet": lambda hours: None if hours is None else QuietHours(int(hours["start"]), int(hours["end"])),
    "zone": str,
    "morning_digest": _switch,
    "language": lambda tag: None if tag is None else Language(tag),
    "delete_after_hours": int,
    "collect_leads": _switch,
    "check_admins": _switch,
    "check_channel": _switch,
    "weekly_digest": _switch,
    "welcome": str,
}

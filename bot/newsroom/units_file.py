"""The file of units, `units.toml` in the home: read, and refused with a line that says what to change."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import time
from math import isfinite
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import SettingsError
from bot.language import Language
from bot.newsroom.units import Hours, Level, Unit, Units

__all__ = ["FILE", "TOPICS", "read_units"]

FILE = "units.toml"
TOPICS = (
    *("health", "food", "medicine", "epidemic", "policy", "society", "scam", "law", "tech", "safety"),
    *("crime", "entertainment", "science", "disaster", "animals", "finance", "environment", "history"),
)

_LARGEST = 1_048_576  # bytes: some thousand units
_LONGEST_NAME = 64  # characters, as the column has them
_MOST_HOURS = 1_000.0
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KEYS = (
    *("name", "level", "regions", "topics", "chat", "languages", "hours", "weekdays", "zone", "due_hours"),
)
_PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?(/[^/\s]+){0,2}")
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24:00))")


def read_units(path: Path, zone: ZoneInfo) -> Units:
    """Return the units of a file, in its order; none when there is no file.

    :param zone: of units that name none
    :raises SettingsError: it cannot be used; the one line names unit and key, what was expected and got, and
        the cure
    """
    try:
        if not path.exists():
            return Units()
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise SettingsError(
            f"{path}: expected to read it, got: {error.strerror}; check its rights, or take it away"
        ) from None
    if len(content) > _LARGEST:
        raise SettingsError(f"{path}: expected at most 1 MiB, got more; keep to the units that work on leads")
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise SettingsError(
            f"{path}: expected text in UTF-8, got another encoding; save it again as UTF-8"
        ) from None
    except (ValueError, RecursionError) as error:
        said = str(error).splitlines()[0]
        raise SettingsError(f"{path}: expected TOML, got a fault: {said}; mend it there") from None
    return Units(tuple(_Reader(path, zone).units(table)))


class _Reader:
    """Reads one file and knows what was read so far, so that nothing is named twice."""

    def __init__(self, path: Path, zone: ZoneInfo) -> None:
        self._path = path
        self._zone = zone
        self._unit = ""
        self._names: set[str] = set()
        self._chats: dict[int, str] = {}

    def units(self, table: Mapping[str, object]) -> list[Unit]:
        for key in table:
            if key != "unit":
                self._fail(key, "[[unit]] alone at the top", key, "write each unit under a line [[unit]]")
        rows = table.get("unit", [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._fail("unit", "tables", _shown(rows), "write each unit under a line [[unit]]")
        return [self._read(place, row) for place, row in enumerate(rows, 1)]

    def _read(self, place: int, row: Mapping[str, object]) -> Unit:
        self._unit = f"unit {place}"
        name = self._name(row)
        self._unit = f"unit {name!r}"
        for key in row:
            if key not in _KEYS:
                self._fail(key, f"one of {', '.join(_KEYS)}", key, "correct the word or take the line away")
        level = self._level(row)
        regions = self._list(row, "regions", "places such as CN-ZJ/杭州市", _PLACE.fullmatch)
        if not regions and level is not Level.NATIONAL:
            self._fail("regions", f"the places of a {level.name.lower()} unit", "none", 'write ["CN-ZJ"]')
        topics = self._list(row, "topics", f"some of {', '.join(TOPICS)}", TOPICS.__contains__)
        languages = self._list(row, "languages", f"some of {', '.join(Language)}", set(Language).__contains__)
        return Unit(
            name=name,
            level=level,
            regions=regions,
            topics=topics,
            chat_id=self._chat(row),
            languages=tuple(Language(each) for each in languages),
            hours=self._hours(row),
            zone=self._zone_of(row),
            due_hours=self._due_hours(row),
        )

    def _name(self, row: Mapping[str, object]) -> str:
        name = self._text(row, "name", "a name such as 杭州市")
        if not name or len(name) > _LONGEST_NAME or not name.isprintable() or name != name.strip():
            rule = f"1 to {_LONGEST_NAME} characters in one line, without spaces around them"
            self._fail("name", rule, repr(name[:80]), "shorten it")
        if name in self._names:
            self._fail("name", "a name of its own", f"{name!r} again", "give this one another name")
        self._names.add(name)
        return name

    def _level(self, row: Mapping[str, object]) -> Level:
        levels = {level.name.lower(): level for level in reversed(Level)}
        said = self._text(row, "level", f"one of {', '.join(levels)}")
        if said not in levels:
            self._fail("level", f"one of {', '.join(levels)}", repr(said), "choose one of them")
        return levels[said]

    def _chat(self, row: Mapping[str, object]) -> int | None:
        chat = row.get("chat")
        if chat is None:
            return None
        if not isinstance(chat, int) or isinstance(chat, bool) or not 0 < abs(chat) < 2**52:
            cure = "take the number that /id says in that chat"
            self._fail("chat", "the number of a chat such as -1001234567890", _shown(chat), cure)
        if chat in self._chats:
            got = f"{chat}, in which {self._chats[chat]} works"
            self._fail("chat", "a chat of its own", got, "name another chat, or join the two units")
        self._chats[chat] = self._unit
        return chat

    def _hours(self, row: Mapping[str, object]) -> Hours:
        rule = "hours of a day such as 09:00-18:00"
        found = _HOURS.fullmatch(said := self._text(row, "hours", rule, "00:00-24:00"))
        if found is None:
            self._fail("hours", rule, repr(said), "write HH:MM-HH:MM")
        begins = time(int(found[1]), int(found[2]))
        ends = time(0) if found[5] else time(int(found[3]), int(found[4]))
        if not found[5] and ends <= begins:
            cure = "end later, at 24:00 at the latest"
            self._fail("hours", "an end after the beginning", repr(said), cure)
        return Hours(begins, ends, self._weekdays(row))

    def _weekdays(self, row: Mapping[str, object]) -> frozenset[int]:
        rule = "days such as mon-fri or mon,wed,sat"
        said = self._text(row, "weekdays", rule, "mon-sun")
        days: set[int] = set()
        for part in said.lower().replace(" ", "").split(","):
            first, _, last = part.partition("-")
            if first not in _DAYS or (last or first) not in _DAYS or part.endswith("-"):
                self._fail("weekdays", rule, repr(said), f"use {', '.join(_DAYS)}")
            start = _DAYS.index(first)
            days.update((start + step) % 7 for step in range((_DAYS.index(last or first) - start) % 7 + 1))
        return frozenset(days)

    def _zone_of(self, row: Mapping[str, object]) -> ZoneInfo:
        name = self._text(row, "zone", "a time zone such as Asia/Shanghai", self._zone.key)
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self._fail("zone", "a time zone such as Asia/Shanghai", repr(name), "correct its name")

    def _due_hours(self, row: Mapping[str, object]) -> float | None:
        hours = row.get("due_hours")
        if hours is None:
            return None
        number = isinstance(hours, int | float) and not isinstance(hours, bool)
        if not isinstance(hours, int | float) or not number or not isfinite(hours):
            self._fail("due_hours", "a number of working hours", _shown(hours), "write one such as 8 or 0.5")
        if not 0.1 <= hours <= _MOST_HOURS:
            self._fail("due_hours", f"0.1 to {_MOST_HOURS:.0f}", _shown(hours), "choose one between")
        return float(hours)

    def _list(
        self, row: Mapping[str, object], key: str, rule: str, fits: Callable[[str], object]
    ) -> tuple[str, ...]:
        values = row.get(key, [])
        if not isinstance(values, list):
            self._fail(key, f"a list of {rule}", _shown(values), "write it in [ ]")
        for each in values:
            if not isinstance(each, str) or not fits(each):
                self._fail(key, rule, _shown(each), "correct it")
        return tuple(dict.fromkeys(values))

    def _text(self, row: Mapping[str, object], key: str, rule: str, otherwise: str | None = None) -> str:
        value = row.get(key, otherwise)
        if not isinstance(value, str):
            got = "nothing" if value is None else _shown(value)
            self._fail(key, rule, got, f'write {key} = "…"')
        return value

    def _fail(self, key: str, expected: str, got: str, cure: str) -> NoReturn:
        where = f"{self._path}: {self._unit}, {key}" if self._unit else f"{self._path}: {key}"
        raise SettingsError(f"{where}: expected {expected}, got {got}; {cure}")


def _shown(value: object) -> str:
    """A value in one short line."""
    text = " ".join(repr(value).split())
    return text if len(text) <= 80 else text[:79] + "…"

"""Due times: what a moment becomes when only working hours count. Pure."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.newsroom.units import Unit

__all__ = ["due_after", "is_working", "worked_between"]

_MIDNIGHT = time(0)
_DAY = timedelta(days=1)


def due_after(start: datetime, hours: float, unit: Unit) -> datetime:
    """Return the moment, in UTC, by which a unit has worked so many hours since `start`.

    :param start: aware; outside of working hours the time begins with the next ones
    :param hours: 0 or more
    """
    left = timedelta(hours=hours)
    moment = start.astimezone(UTC)
    for begins, ends in _shifts(moment, unit):
        begins = max(begins, moment)
        if begins + left <= ends:
            return begins + left
        left -= ends - begins
    raise AssertionError("a unit works on one day of the week at least")


def worked_between(start: datetime, end: datetime, unit: Unit) -> timedelta:
    """Return how long a unit has worked from one moment to a later one; nothing when it is not later."""
    worked = timedelta()
    for begins, ends in _shifts(start.astimezone(UTC), unit):
        if begins >= end:
            return worked
        worked += min(ends, end) - max(begins, start)
    raise AssertionError("a unit works on one day of the week at least")


def is_working(at: datetime, unit: Unit) -> bool:
    """Tell whether a unit works at a moment."""
    begins, _ = next(_shifts(at.astimezone(UTC), unit))
    return begins <= at


def _shifts(since: datetime, unit: Unit) -> Iterator[tuple[datetime, datetime]]:
    """Give the working hours of each day that end after a moment, in UTC, for ever."""
    day = since.astimezone(unit.zone).date() - _DAY
    while True:
        if day.weekday() in unit.hours.weekdays:
            begins = _moment(day, unit.hours.begins, unit.zone)
            # An end at 24:00 is the next day's first moment.
            last = day + _DAY if unit.hours.ends == _MIDNIGHT else day
            ends = _moment(last, unit.hours.ends, unit.zone)
            if ends > max(begins, since):
                yield begins, ends
        day += _DAY


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment of a wall clock's time, in UTC: a time that a clock skips is that after the gap."""
    return datetime.combine(day, at, zone).astimezone(UTC)

"""Returns: which old rumors, long since debunked, people ask about again."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import demand
from bot.newsroom.rising import QUIET, alerted
from bot.newsroom.surge import LEAST, Past, Surge, surges
from bot.tables import tallies
from bot.tallies import Tally
from corpus.debunk import Debunk

__all__ = ["RETURNED", "returned_debunks"]

#: As alerts of it are kept.
RETURNED = "returned"

#: People are counted by the day: two days stand against the thirty before them.
_WINDOW_DAYS, _DAYS_BEFORE = 2, 30
#: Before so many days were counted nobody knows what is usual.
_DAYS_COUNTED = 14
_LEAST_A_DAY = 4
_OLD_AFTER = timedelta(days=90)


async def returned_debunks(
    conn: AsyncConnection, find: Callable[[str], Debunk | None], now: datetime, zone: ZoneInfo
) -> dict[str, Surge]:
    """Return the debunks whose rumors come back and of which nobody was alerted, with how many asked.

    A rumor comes back when today and yesterday many more people ask than in the thirty days before, and in
    those thirty next to nobody asked, or its debunk is more than 90 days old.

    :param find: gives the debunk of an id, None for one that cannot be told of
    :param zone: by which days are told apart
    """
    today = now.astimezone(zone).date()
    first = today - timedelta(days=_WINDOW_DAYS - 1)
    oldest = await conn.scalar(select(func.min(tallies.c.day)).where(tallies.c.kind == Tally.ASKED.value))
    counted = (first - date.fromisoformat(oldest)).days if oldest else 0
    if counted < _DAYS_COUNTED:
        return {}
    windows = min(_DAYS_BEFORE, counted) / _WINDOW_DAYS
    days = await demand.by_day(conn, first - timedelta(days=_DAYS_BEFORE), today)
    told = await alerted(conn, RETURNED)
    counts: dict[str, int] = {}
    past: dict[str, Past] = {}
    asked_before = 0
    for debunk_id, by_day in days.items():
        recent = [times for day, times in by_day.items() if day >= first]
        before = sum(by_day.values()) - sum(recent)
        asked_before += before
        if not recent:
            continue
        counts[debunk_id] = sum(recent)
        debunk = find(debunk_id)
        if debunk is None or max(recent) < _LEAST_A_DAY or counts[debunk_id] < LEAST:
            continue
        if before >= LEAST and not _is_old(debunk.published, today):
            continue
        made = told.get(debunk_id)
        if made is None or (now - made >= QUIET and _was_quiet(by_day, first)):
            past[debunk_id] = Past(before, windows)
    return surges(counts, past, asked_before / windows)


def _is_old(published: str, today: date) -> bool:
    """Whether a debunk is older than 90 days; a missing month or day counts as the last one."""
    if not published:
        return False
    parts = [int(part) for part in published.split("-")]
    year, month, day = (*parts, *(12, 31)[len(parts) - 1 :])
    return today - date(year, month, min(day, monthrange(year, month)[1])) > _OLD_AFTER


def _was_quiet(by_day: Mapping[date, int], first: date) -> bool:
    return sum(times for day, times in by_day.items() if first - QUIET <= day < first) < LEAST

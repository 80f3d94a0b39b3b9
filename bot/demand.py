"""Demand: how many people were answered with each debunk, by the day; each person once a debunk and day."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import tallies
from bot.tables import replies, told
from bot.tables import tallies as table
from bot.tallies import Tally

__all__ = ["KEPT", "by_day", "count_asked"]

#: Longer than a year, so that a month can be compared with the same one of the year before.
KEPT = timedelta(days=400)


async def count_asked(
    conn: AsyncConnection, asker_key: str, debunk_ids: Iterable[str], now: datetime, zone: ZoneInfo
) -> None:
    """Count that somebody is being answered with debunks; to be called before the reply notes what it tells.

    Only a number is kept. Whether a person was counted today is seen from the replies that are remembered
    anyway; who had them forgotten counts anew.

    :param zone: by which days are told apart
    """
    day = now.astimezone(zone).date()
    began = datetime.combine(day, time(0), zone).astimezone(UTC)
    today = (
        select(told.c.debunk_id)
        .join(replies, replies.c.token == told.c.token)
        .where(replies.c.asker_key == asker_key, replies.c.made_at >= began)
    )
    counted = set(await conn.scalars(today))
    for debunk_id in dict.fromkeys(debunk_ids):
        if debunk_id not in counted:
            await tallies.count(conn, Tally.ASKED, day, debunk_id=debunk_id)


async def by_day(conn: AsyncConnection, first: date, last: date) -> Mapping[str, Mapping[date, int]]:
    """Return debunk id -> day -> how many people asked, for the days from first to last, both counted."""
    rows = await conn.execute(
        select(table.c.debunk_id, table.c.day, func.sum(table.c.times))
        .where(
            table.c.kind == Tally.ASKED.value,
            table.c.chat_key == "",
            table.c.day.between(first.isoformat(), last.isoformat()),
        )
        .group_by(table.c.debunk_id, table.c.day)
    )
    found: dict[str, dict[date, int]] = {}
    for debunk_id, day, times in rows:
        found.setdefault(debunk_id, {})[date.fromisoformat(day)] = int(times)
    return found

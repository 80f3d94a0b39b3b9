"""The debunks that were asked about most of late, for whoever opens the bot in another chat without words."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import Store
from bot.tables import replies, told
from bot.told import WITHDRAWN

__all__ = ["Popular", "most_asked"]

LATELY = timedelta(days=30)
#: How long one count serves everybody: it goes over all replies of the month.
FRESH = timedelta(minutes=10)
#: As many are counted: some may be gone from the index by the time that they are shown.
MOST = 50


async def most_asked(conn: AsyncConnection, since: datetime, limit: int) -> list[str]:
    """Return the ids of the debunks with which most people were answered since then, the most asked first.

    A person counts once for each debunk, however often they asked.
    """
    people = func.count(replies.c.asker_key.distinct())
    query = (
        select(told.c.debunk_id)
        .join(replies, replies.c.token == told.c.token)
        .where(replies.c.made_at > since, told.c.verdict != WITHDRAWN)
        .group_by(told.c.debunk_id)
        .order_by(people.desc(), func.max(replies.c.made_at).desc(), told.c.debunk_id)
        .limit(limit)
    )
    return list(await conn.scalars(query))


class Popular:
    """The most asked of the month, counted again after ten minutes; held in memory only."""

    def __init__(self) -> None:
        self._ids: tuple[str, ...] = ()
        self._counted: datetime | None = None

    async def ids(self, store: Store, now: datetime) -> tuple[str, ...]:
        """Return the ids of at most 50 debunks, the most asked first."""
        if self._counted is None or not timedelta(0) <= now - self._counted < FRESH:
            async with store.read() as conn:
                self._ids = tuple(await most_asked(conn, now - LATELY, MOST))
            self._counted = now
        return self._ids

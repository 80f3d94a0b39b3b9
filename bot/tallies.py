"""Tallies: how often something happened, by the day; numbers only, nobody's name or words."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.tables import tallies

__all__ = ["KEPT", "Tally", "count", "forget_group", "move_group", "purge", "times_of"]

KEPT = timedelta(days=90)


class Tally(StrEnum):
    """What is counted.

    `chosen`: a card sent into another chat; `looked`: a message of a group that the bot looked at; `found`: a
    debunk that one of them was about; `asked`: a person and day that a debunk answered.
    """

    CHOSEN = "chosen"
    LOOKED = "looked"
    FOUND = "found"
    ASKED = "asked"


async def count(
    conn: AsyncConnection, kind: Tally, day: date, *, chat_key: str = "", debunk_id: str = "", times: int = 1
) -> None:
    """Count one more of a kind on a day.

    :param chat_key: of a group; "" where it is not of one
    """
    this = {"kind": kind.value, "chat_key": chat_key, "debunk_id": debunk_id, "day": day.isoformat()}
    same = and_(*(tallies.c[name] == value for name, value in this.items()))
    more = update(tallies).where(same).values(times=tallies.c.times + times)
    if not (await conn.execute(more)).rowcount:
        await conn.execute(insert(tallies).values(**this, times=times))


async def times_of(
    conn: AsyncConnection, kind: Tally, first: date, last: date, chat_key: str = ""
) -> Mapping[str, int]:
    """Return debunk id -> how often in the days from first to last, both counted; the most frequent first."""
    times = func.sum(tallies.c.times)
    query = (
        select(tallies.c.debunk_id, times)
        .where(
            tallies.c.kind == kind.value,
            tallies.c.chat_key == chat_key,
            tallies.c.day.between(first.isoformat(), last.isoformat()),
        )
        .group_by(tallies.c.debunk_id)
        .order_by(times.desc(), tallies.c.debunk_id)
    )
    return {debunk_id: int(number) for debunk_id, number in await conn.execute(query)}


async def move_group(conn: AsyncConnection, old_key: str, new_key: str) -> None:
    """Give the tallies of a group to the supergroup that it has become."""
    rows = (await conn.execute(select(tallies).where(tallies.c.chat_key == old_key))).all()
    for row in rows if old_key != new_key else ():
        day = date.fromisoformat(row.day)
        await count(conn, Tally(row.kind), day, chat_key=new_key, debunk_id=row.debunk_id, times=row.times)
    if old_key != new_key:
        await forget_group(conn, old_key)


async def forget_group(conn: AsyncConnection, chat_key: str) -> None:
    """Delete the tallies of a group."""
    await conn.execute(delete(tallies).where(tallies.c.chat_key == chat_key))


async def purge(conn: AsyncConnection, before: date, asked_before: date | None = None) -> int:
    """Delete the tallies of the days before that one; return how many rows.

    :param asked_before: the same for what was asked, which is kept longer; None: it stays
    """
    old = and_(tallies.c.kind != Tally.ASKED.value, tallies.c.day < before.isoformat())
    if asked_before is not None:
        old = or_(old, tallies.c.day < asked_before.isoformat())
    gone = await conn.execute(delete(tallies).where(old))
    return int(gone.rowcount)

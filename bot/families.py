"""Families of leads: a head with the other wordings of its claim, and what it counts for all of them.

People who had themselves forgotten are counted and not known any more; each row keeps so many of them, and
its head has them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.bands import keep_bands
from bot.lead_tables import lead_asks, lead_followers, lead_vectors, leads
from bot.tables import replies

__all__ = [
    "Counts",
    "absorb",
    "counts_of",
    "family_of",
    "head_of",
    "known",
    "members",
    "own_counts",
    "write_counts",
]


@dataclass(frozen=True, slots=True)
class Counts:
    """How often, by whom and when a lead, or one wording of it, was asked about."""

    asks: int
    askers: int
    chats: int
    first_asked: datetime
    last_asked: datetime


async def head_of(conn: AsyncConnection, number: int) -> int | None:
    """Return the number of the lead that a wording belongs to, its own if it stands alone; None: gone."""
    query = select(func.coalesce(leads.c.head, leads.c.number)).where(leads.c.number == number)
    found = await conn.scalar(query)
    return None if found is None else int(found)


async def members(conn: AsyncConnection, head: int) -> list[int]:
    """Return the numbers of all wordings of a lead: its own first, then the others by number.

    :param head: the lead, or any wording of it
    """
    number = await head_of(conn, head)
    if number is None:
        return []
    others = select(leads.c.number).where(leads.c.head == number).order_by(leads.c.number)
    return [number, *(await conn.scalars(others))]


def family_of(head: int | ColumnElement[Any]) -> Select[tuple[int]]:
    """The query of the numbers of all wordings of a head."""
    return select(leads.c.number).where(or_(leads.c.number == head, leads.c.head == head))


async def counts_of(conn: AsyncConnection, number: int) -> Counts:
    """Return what stands in the row of a lead: of a head, the counts of all of its wordings."""
    columns = (leads.c.asks, leads.c.askers, leads.c.chats, leads.c.first_asked, leads.c.last_asked)
    return Counts(*(await conn.execute(select(*columns).where(leads.c.number == number))).one())


async def write_counts(conn: AsyncConnection, number: int, counts: Counts) -> None:
    """Write the counts of a row."""
    await conn.execute(
        update(leads)
        .where(leads.c.number == number)
        .values(
            asks=counts.asks,
            askers=counts.askers,
            chats=counts.chats,
            first_asked=counts.first_asked,
            last_asked=counts.last_asked,
        )
    )


async def known(conn: AsyncConnection, numbers: Sequence[int]) -> tuple[int, int]:
    """Return how many different askers and chats of these wordings are known, each counted once."""
    query = select(
        func.count(lead_asks.c.asker_key.distinct()), func.count(lead_asks.c.chat_key.distinct())
    ).where(lead_asks.c.lead_number.in_(numbers))
    askers, chats = (await conn.execute(query)).one()
    return int(askers), int(chats)


async def own_counts(conn: AsyncConnection, head: int) -> Counts:
    """Return what a head counts for its own wording alone."""
    whole, family = await counts_of(conn, head), await members(conn, head)
    if len(family) == 1:
        return whole
    asks, (askers, chats) = whole.asks, await known(conn, family)
    lost_askers, lost_chats = whole.askers - askers, whole.chats - chats
    for member in family[1:]:
        theirs, (their_askers, their_chats) = await counts_of(conn, member), await known(conn, [member])
        asks -= theirs.asks
        lost_askers -= theirs.askers - their_askers
        lost_chats -= theirs.chats - their_chats
    askers, chats = await known(conn, [head])
    times = select(func.min(lead_asks.c.asked_at), func.max(lead_asks.c.asked_at))
    first, last = (await conn.execute(times.where(lead_asks.c.lead_number == head))).one()
    return Counts(
        max(asks, 0),
        askers + max(lost_askers, 0),
        chats + max(lost_chats, 0),
        first or whole.first_asked,
        last or whole.last_asked,
    )


async def absorb(conn: AsyncConnection, head: int) -> bool:
    """Give a head whose own wording nobody left used that of its most asked wording, which is no row of its
    own any more; return False when there is none. The head keeps its number, which people were told.
    """
    largest = select(leads).where(leads.c.head == head).order_by(leads.c.asks.desc(), leads.c.number).limit(1)
    heir = (await conn.execute(largest)).one_or_none()
    if heir is None:
        return False
    for table in (lead_asks, replies):
        await conn.execute(update(table).where(table.c.lead_number == heir.number).values(lead_number=head))
    told = select(lead_followers.c.chat_id).where(lead_followers.c.lead_number == head)
    theirs = lead_followers.c.lead_number == heir.number
    await conn.execute(
        update(lead_followers).where(theirs, lead_followers.c.chat_id.not_in(told)).values(lead_number=head)
    )
    # The vector was of words that are gone.
    await conn.execute(delete(lead_vectors).where(lead_vectors.c.lead_number == head))
    mine = lead_vectors.c.lead_number == heir.number
    await conn.execute(update(lead_vectors).where(mine).values(lead_number=head))
    await conn.execute(delete(leads).where(leads.c.number == heir.number))
    values = {"exact": heir.exact, "text": heir.text, "body": heir.body, "links": heir.links}
    await conn.execute(update(leads).where(leads.c.number == head).values(values))
    await keep_bands(conn, head, heir.body)
    return True

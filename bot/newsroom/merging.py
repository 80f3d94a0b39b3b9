"""Merge leads into one and split a wording off, each with its events; a split undoes a merge.

Followers and asks stay at the wording by which they came, and the row of a wording keeps its own standing
unseen. So a merge into an answered lead tells nobody anything by itself: the caller sees by the standing
which debunk the followers of the wordings that came are to hear of.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.families import Counts, counts_of, head_of, known, members, own_counts, write_counts
from bot.lead import Status
from bot.lead_tables import lead_events, leads
from bot.newsroom import ledger
from bot.newsroom.ledger import Happened
from bot.newsroom.standing import Standing, find

__all__ = ["Merged", "gather", "merge", "split"]


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge that was made. `into`: where the lead stands that has all wordings now; `wordings`: those that
    came to it."""

    into: Standing
    wordings: tuple[int, ...]


async def merge(
    conn: AsyncConnection, number: int, into: int, *, now: datetime, who: str = "", why: str = ""
) -> Merged | None:
    """Make a lead with all of its wordings belong to another one; None: one is gone, or both are one.

    :param number, into: of leads, or of any of their wordings
    """
    return await _join(conn, number, into, Happened.MERGED, now=now, who=who, why=why)


async def gather(conn: AsyncConnection, number: int, into: int, *, now: datetime) -> Merged | None:
    """Make a lead belong to another one since it makes the same claim, as long as nobody has done anything
    with it: it was never split off, it is new and has no other wordings."""
    query = select(leads.c.apart, leads.c.status, leads.c.head).where(leads.c.number == number)
    row = (await conn.execute(query)).one_or_none()
    target = await find(conn, into)
    if row is None or target is None or row.apart or row.head is not None:
        return None
    if row.status != Status.NEW.value or target.status is Status.DISMISSED:
        return None
    if len(await members(conn, number)) > 1:
        return None
    return await _join(conn, number, into, Happened.GATHERED, now=now, who="", why="")


async def split(
    conn: AsyncConnection, number: int, *, now: datetime, who: str = "", why: str = ""
) -> Standing | None:
    """Let a wording be a lead by itself again, and stay so; with it go the wordings that came by its merge.

    :returns: where the new lead stands; None when the number is of no wording of another lead
    """
    head = await conn.scalar(select(leads.c.head).where(leads.c.number == number))
    if head is None:
        return None
    left = await own_counts(conn, head)
    leaving = [number, *await _came_with(conn, number, head)]
    family = await members(conn, head)
    staying = [each for each in family if each not in leaving]
    for each in leaving:
        await ledger.note(conn, each, Happened.SPLIT, now=now, who=who, was=str(head), why=why)
    own = await counts_of(conn, number)
    await conn.execute(update(leads).where(leads.c.number.in_(leaving[1:])).values(head=number))
    await conn.execute(update(leads).where(leads.c.number == number).values(head=None, apart=True))
    await _count(conn, head, left, staying)
    await _count(conn, number, own, leaving)
    return await find(conn, number)


async def _join(
    conn: AsyncConnection, number: int, into: int, kind: Happened, *, now: datetime, who: str, why: str
) -> Merged | None:
    source, target = await head_of(conn, number), await head_of(conn, into)
    if source is None or target is None or source == target:
        return None
    ours, theirs = await own_counts(conn, source), await own_counts(conn, target)
    coming, there = await members(conn, source), await members(conn, target)
    # The last events are those that a split goes by: of a wording that came along, where it was.
    for each in coming:
        was = "" if each == source else str(source)
        await ledger.note(conn, each, kind, now=now, who=who, was=was, became=str(target), why=why)
    await write_counts(conn, source, ours)
    await conn.execute(update(leads).where(leads.c.number.in_(coming)).values(head=target))
    await conn.execute(update(leads).where(leads.c.number == source).values(apart=False))
    await _count(conn, target, theirs, [*there, *coming])
    standing = await find(conn, target)
    assert standing is not None
    return Merged(standing, tuple(coming))


async def _count(conn: AsyncConnection, head: int, own: Counts, family: list[int]) -> None:
    """Write into the row of a head what all of its wordings count together.

    :param own: of its own wording
    :param family: numbers of all wordings, the head's first
    """
    total = own
    askers, chats = await known(conn, family)
    for each in family:
        single = own if each == head else await counts_of(conn, each)
        their_askers, their_chats = await known(conn, [each])
        askers, chats = askers + single.askers - their_askers, chats + single.chats - their_chats
        if each != head:
            first, last = min(total.first_asked, single.first_asked), max(total.last_asked, single.last_asked)
            total = Counts(total.asks + single.asks, 0, 0, first, last)
    await write_counts(conn, head, Counts(total.asks, askers, chats, total.first_asked, total.last_asked))


async def _came_with(conn: AsyncConnection, number: int, head: int) -> list[int]:
    """The wordings that the last merge of a lead brought into the head along with it, and that are there."""
    found = []
    for each in (await members(conn, head))[1:]:
        last = (
            select(lead_events.c.was, lead_events.c.became)
            .where(
                lead_events.c.lead_number == each,
                lead_events.c.kind.in_(
                    [Happened.MERGED.value, Happened.GATHERED.value, Happened.SPLIT.value]
                ),
            )
            .order_by(lead_events.c.id.desc())
            .limit(1)
        )
        event = (await conn.execute(last)).one_or_none()
        if each != number and event is not None and (event.was, event.became) == (str(number), str(head)):
            found.append(each)
    return found

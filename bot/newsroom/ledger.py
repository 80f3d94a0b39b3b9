"""The ledger: every change of a lead as an event. Events are added; none is ever changed.

Who did what stands in it under a random pseudonym. Whose it is stands beside, in `ledger_people`: when that
row goes, the ledger is still whole, and nobody can tell any more whose events they were.
"""

import secrets
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.columns import KEY_LENGTH
from bot.lead_tables import lead_events, ledger_people
from bot.privacy import mask

__all__ = ["Event", "Happened", "history", "move_person", "note", "pages"]

_PAGE = 1_000
_LONGEST_VALUE = 256  # characters of a column
_LONGEST_WHY = 2_000


class Happened(StrEnum):
    """What can happen to a lead. What each writes into `was` and `became` stands behind it."""

    OPENED = "opened"  # -, -
    GATHERED = "gathered"  # -, number of the lead that it was gathered into by likeness
    MERGED = "merged"  # -, number of the lead that it was merged into by hand
    SPLIT = "split"  # number of the lead that it belonged to, -
    PLACED = "placed"  # "topic region", "topic region"
    STATUS = "status"  # status, status
    ASSIGNED = "assigned"  # unit, unit
    RETURNED = "returned"  # unit, the one above it
    ESCALATED = "escalated"  # unit, the one above it
    REMINDED = "reminded"  # unit, soon or over
    MUTED = "muted"  # -, until when, or "" for not any more
    NOTED = "noted"  # -, - (the note is in why)
    ANSWERED = "answered"  # -, id of the debunk
    ALERTED = "alerted"  # -, rising
    EMPTIED = "emptied"  # -, - (its texts were deleted since their time was over)


@dataclass(frozen=True, slots=True)
class Event:
    """One change of a lead. `who`: pseudonym of a person, empty when the bot did it; `was`, `became`: see
    `Happened`; `why`: free words of a maintainer, masked."""

    id: int
    lead_number: int
    kind: Happened
    who: str
    at: datetime
    was: str
    became: str
    why: str


async def note(
    conn: AsyncConnection,
    lead_number: int,
    kind: Happened,
    *,
    now: datetime,
    who: str = "",
    was: str = "",
    became: str = "",
    why: str = "",
) -> None:
    """Write down that something happened to a lead.

    :param who: keyed hash of who did it, for which the pseudonym is written; empty for the bot itself
    :param why: masked and cut to 2,000 characters before it is kept
    """
    await conn.execute(
        insert(lead_events).values(
            lead_number=lead_number,
            kind=kind.value,
            who_key=await _pseudonym(conn, who) if who else "",
            at=now,
            was=was[:_LONGEST_VALUE],
            became=became[:_LONGEST_VALUE],
            why=mask(why)[:_LONGEST_WHY],
        )
    )


async def history(conn: AsyncConnection, numbers: Sequence[int]) -> list[Event]:
    """Return what happened to leads, in the order in which it did."""
    query = select(lead_events).where(lead_events.c.lead_number.in_(numbers)).order_by(lead_events.c.id)
    return [_read(*row) for row in await conn.execute(query)]


async def pages(conn: AsyncConnection) -> AsyncIterator[list[Event]]:
    """Give the whole ledger, in the order in which it was written, at most 1,000 events at a time."""
    last = 0
    while True:
        query = select(lead_events).where(lead_events.c.id > last).order_by(lead_events.c.id).limit(_PAGE)
        page = [_read(*row) for row in await conn.execute(query)]
        if not page:
            return
        yield page
        last = page[-1].id


async def move_person(conn: AsyncConnection, old_key: str, new_key: str) -> None:
    """Have somebody go on under another key: a group, in whose name admins write, became a supergroup."""
    if await conn.scalar(_pseudonym_of(new_key)) is None:
        moved = update(ledger_people).where(ledger_people.c.person_key == old_key)
        await conn.execute(moved.values(person_key=new_key))
    else:
        await conn.execute(delete(ledger_people).where(ledger_people.c.person_key == old_key))


async def _pseudonym(conn: AsyncConnection, who: str) -> str:
    known = await conn.scalar(_pseudonym_of(who))
    if known is None:
        made = insert(ledger_people).values(person_key=who, pseudonym=secrets.token_hex(KEY_LENGTH // 2))
        known = (await conn.execute(made.returning(ledger_people.c.pseudonym))).scalar_one()
    return str(known)


def _pseudonym_of(who: str) -> Select[tuple[str]]:
    return select(ledger_people.c.pseudonym).where(ledger_people.c.person_key == who)


def _read(
    id_: int, lead_number: int, kind: str, who: str, at: datetime, was: str, became: str, why: str
) -> Event:
    return Event(id_, lead_number, Happened(kind), who, at, was, became, why)

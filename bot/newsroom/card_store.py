"""The cards of leads: which message shows which lead, and what was found for it when it was posted."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.lead_tables import lead_cards

__all__ = [
    "KEPT",
    "Card",
    "Found",
    "Nearest",
    "attach_message",
    "cards_of",
    "drop",
    "find",
    "keep_found",
    "make",
    "message_of",
]

#: Buttons under older cards say that they are old.
KEPT = timedelta(days=90)
_TOKEN_BYTES = 8
#: Cards of one lead that are redrawn, the newest first.
_MOST_REDRAWN = 30


@dataclass(frozen=True, slots=True)
class Nearest:
    """A debunk that may answer a lead. `sureness`: sure, likely or unsure."""

    debunk_id: str
    sureness: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is like a lead; the places in it are what buttons name.

    :ivar debunks: the nearest ones, the best first
    :ivar leads: numbers of leads that may be the same claim, the nearest first
    """

    debunks: tuple[Nearest, ...] = ()
    leads: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A message that shows a lead.

    :ivar token: what its buttons carry
    :ivar place_key: keyed hash of the chat in which it stands
    :ivar message_id: None until Telegram took it
    :ivar found: None: not looked for yet
    """

    token: str
    place_key: str
    lead_number: int
    message_id: int | None
    found: Found | None


async def make(
    conn: AsyncConnection, place_key: str, lead_number: int, *, now: datetime, found: Found | None = None
) -> Card:
    """Make a card for a message that is about to be posted.

    :param found: None: what an earlier card of the lead has found, if any
    """
    if found is None:
        earlier = await conn.scalar(
            select(lead_cards.c.found)
            .where(lead_cards.c.lead_number == lead_number, lead_cards.c.found.is_not(None))
            .order_by(lead_cards.c.made_at.desc())
            .limit(1)
        )
        found = None if earlier is None else _read_found(earlier)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    row = {"token": token, "place_key": place_key, "lead_number": lead_number, "made_at": now}
    await conn.execute(insert(lead_cards).values({**row, "found": _written(found)}))
    return Card(token, place_key, lead_number, None, found)


async def find(
    conn: AsyncConnection, token: str, place_key: str, message_id: int, now: datetime
) -> Card | None:
    """Return the card that a button belongs to.

    None for one that is older than 90 days, or carried by another chat or message than the card's own.
    """
    query = select(lead_cards).where(
        lead_cards.c.token == token, lead_cards.c.place_key == place_key, lead_cards.c.made_at > now - KEPT
    )
    row = (await conn.execute(query)).one_or_none()
    if row is None or row.message_id not in {None, message_id}:
        return None
    return _read(row)


async def cards_of(conn: AsyncConnection, numbers: Sequence[int], now: datetime) -> list[Card]:
    """Return the cards of a lead's wordings that are not too old, the newest first, at most 30."""
    query = (
        select(lead_cards)
        .where(lead_cards.c.lead_number.in_(numbers), lead_cards.c.made_at > now - KEPT)
        .order_by(lead_cards.c.made_at.desc(), lead_cards.c.token)
        .limit(_MOST_REDRAWN)
    )
    return [_read(row) for row in await conn.execute(query)]


async def keep_found(conn: AsyncConnection, token: str, found: Found) -> None:
    """Note what was found for a card's lead."""
    await conn.execute(update(lead_cards).where(lead_cards.c.token == token).values(found=_written(found)))


async def attach_message(conn: AsyncConnection, token: str, message_id: int) -> None:
    """Note in which message a card stands; nothing happens for a token that is of no card."""
    await conn.execute(update(lead_cards).where(lead_cards.c.token == token).values(message_id=message_id))


async def message_of(conn: AsyncConnection, token: str) -> int | None:
    """Return the number of the message that is a card; None if Telegram never took it."""
    number = await conn.scalar(select(lead_cards.c.message_id).where(lead_cards.c.token == token))
    return None if number is None else int(number)


async def drop(conn: AsyncConnection, token: str) -> None:
    """Delete a card: its buttons do nothing any more."""
    await conn.execute(delete(lead_cards).where(lead_cards.c.token == token))


def _read(row: Row[Any]) -> Card:
    found = None if row.found is None else _read_found(row.found)
    return Card(row.token, row.place_key, row.lead_number, row.message_id, found)


def _read_found(kept: Sequence[Sequence[Any]]) -> Found:
    debunks, leads = kept
    return Found(tuple(Nearest(*each) for each in debunks), tuple(leads))


def _written(found: Found | None) -> object:
    if found is None:
        return None
    return [[[each.debunk_id, each.sureness] for each in found.debunks], list(found.leads)]

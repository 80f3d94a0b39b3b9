"""The drafts: debunks that maintainers are putting together, one a person, chat and lead."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.lead_tables import lead_drafts

__all__ = ["KEPT", "Draft", "at", "awaiting", "close", "find", "keep", "open_draft", "others_at"]

#: A draft that nobody touches goes after this time.
KEPT = timedelta(days=7)
#: How long a private chat's next text is taken for the field that was asked for.
AWAITED = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft.

    :ivar token: what its buttons carry
    :ivar place_key: keyed hash of the chat in which it is shown
    :ivar person_key: keyed hash of who began it
    :ivar lead_number: None: a debunk is being corrected that answers no lead
    :ivar fields: name -> text of the fields that are filled; ``id`` when a debunk is being corrected
    :ivar awaits: the field that the next message fills, or ""
    :ivar message_id: of the message that shows it; None before anybody has tapped it
    """

    token: str
    place_key: str
    person_key: str
    lead_number: int | None
    fields: Mapping[str, str] = field(default_factory=dict)
    awaits: str = ""
    message_id: int | None = None


async def open_draft(
    conn: AsyncConnection,
    place_key: str,
    person_key: str,
    lead_number: int | None,
    fields: Mapping[str, str],
    now: datetime,
) -> Draft:
    """Begin a draft; the one that this person has there of the same lead, or debunk to be corrected, goes."""
    for row in await _mine(conn, place_key, person_key, lead_number):
        if row.fields.get("id") == fields.get("id"):
            await close(conn, row.token)
    draft = Draft(secrets.token_urlsafe(8), place_key, person_key, lead_number, dict(fields))
    await conn.execute(
        insert(lead_drafts).values(
            token=draft.token,
            place_key=place_key,
            person_key=person_key,
            lead_number=lead_number,
            fields=dict(fields),
            awaits="",
            made_at=now,
        )
    )
    return draft


async def find(
    conn: AsyncConnection, token: str, place_key: str, message_id: int, now: datetime
) -> Draft | None:
    """Return the draft that a button belongs to; None when it is too old, closed, or shown elsewhere."""
    query = select(lead_drafts).where(
        lead_drafts.c.token == token,
        lead_drafts.c.place_key == place_key,
        lead_drafts.c.made_at > now - KEPT,
    )
    row = (await conn.execute(query)).first()
    if row is None or row.message_id not in {None, message_id}:
        return None
    return replace(_read(row), message_id=message_id)


async def at(
    conn: AsyncConnection, place_key: str, person_key: str, lead_number: int, now: datetime
) -> Draft | None:
    """Return the draft of an answer to a lead that a person has in a chat, or None."""
    rows = await _mine(conn, place_key, person_key, lead_number)
    found = (_read(row) for row in rows if "id" not in row.fields and row.made_at > now - KEPT)
    return next(found, None)


async def _mine(
    conn: AsyncConnection, place_key: str, person_key: str, lead_number: int | None
) -> Sequence[Row[Any]]:
    query = select(lead_drafts).where(
        lead_drafts.c.place_key == place_key,
        lead_drafts.c.person_key == person_key,
        lead_drafts.c.lead_number == lead_number,  # SQLAlchemy makes IS NULL of None
    )
    return (await conn.execute(query.order_by(lead_drafts.c.made_at.desc()))).all()


async def others_at(conn: AsyncConnection, lead_number: int | None, person_key: str, now: datetime) -> bool:
    """Tell whether somebody else is writing an answer to a lead."""
    if lead_number is None:
        return False
    query = select(lead_drafts.c.token).where(
        lead_drafts.c.lead_number == lead_number,
        lead_drafts.c.person_key != person_key,
        lead_drafts.c.made_at > now - KEPT,
    )
    return (await conn.execute(query.limit(1))).first() is not None


async def awaiting(
    conn: AsyncConnection, place_key: str, person_key: str, replied_to: int | None, now: datetime
) -> Draft | None:
    """Return the draft that waits for a text that was just written.

    :param replied_to: message that the text is a reply to, of whoever's draft; None: it follows in private
    """
    query = select(lead_drafts).where(lead_drafts.c.place_key == place_key, lead_drafts.c.awaits != "")
    if replied_to is None:
        since = now - AWAITED
        query = query.where(lead_drafts.c.person_key == person_key, lead_drafts.c.made_at > since)
    else:
        query = query.where(lead_drafts.c.message_id == replied_to, lead_drafts.c.made_at > now - KEPT)
    row = (await conn.execute(query.order_by(lead_drafts.c.made_at.desc()).limit(1))).first()
    return None if row is None else _read(row)


async def keep(conn: AsyncConnection, draft: Draft, now: datetime) -> None:
    """Keep what has become of a draft; its time begins anew."""
    await conn.execute(
        update(lead_drafts)
        .where(lead_drafts.c.token == draft.token)
        .values(fields=dict(draft.fields), awaits=draft.awaits, message_id=draft.message_id, made_at=now)
    )


async def close(conn: AsyncConnection, token: str) -> None:
    """Delete a draft: its buttons do nothing any more."""
    await conn.execute(delete(lead_drafts).where(lead_drafts.c.token == token))


def _read(row: Row[Any]) -> Draft:
    return Draft(
        row.token,
        row.place_key,
        row.person_key,
        row.lead_number,
        dict(row.fields),
        row.awaits,
        row.message_id,
    )

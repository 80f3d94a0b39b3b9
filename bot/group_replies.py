"""What the bot has told a group: to which message, about which debunks, and when; so that it repeats nothing.

Of a message only its number and a keyed hash of its text are kept, never who wrote it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.speaking import REMIND_FOR, Past
from bot.tables import group_replies, replies

__all__ = [
    "Kind",
    "Told",
    "album_told",
    "asked_of_album",
    "detach",
    "forget_group",
    "forget_message",
    "forget_unseen",
    "kept_groups",
    "kept_in",
    "move_group",
    "past_of",
    "purge",
    "record",
    "stale",
    "told_about",
    "whole_reply",
]

_HOUR = timedelta(hours=1)


class Kind(StrEnum):
    """How a group was told.

    `kept`: not yet, but it will be in the morning; `morning`: in the digest after the quiet hours.
    """

    REPLY = "reply"
    REMIND = "remind"
    REACT = "react"
    KEPT = "kept"
    MORNING = "morning"


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one message.

    :ivar question_id: number of the message that was looked at
    :ivar words: keyed hash of its text
    :ivar token: of the remembered reply, or ""
    :ivar unasked: nobody had asked
    """

    question_id: int
    kind: Kind
    words: str
    token: str
    debunk_ids: tuple[str, ...]
    unasked: bool
    made: datetime


async def record(conn: AsyncConnection, chat_key: str, told: Told, *, album: str = "") -> None:
    """Note what came of a message; what was noted of it before, asked or unasked alike, is replaced.

    :param album: keyed hash of the album that it belongs to, or ""
    """
    await forget_message(conn, chat_key, told.question_id, unasked=told.unasked)
    await conn.execute(
        insert(group_replies),
        [
            {
                "chat_key": chat_key,
                "question_id": told.question_id,
                "kind": told.kind.value,
                "words": told.words,
                "album": album,
                "token": told.token,
                "debunk_id": debunk_id,
                "unasked": told.unasked,
                "made_at": told.made,
            }
            for debunk_id in told.debunk_ids or ("",)
        ],
    )


async def told_about(conn: AsyncConnection, chat_key: str, question_id: int) -> list[Told]:
    """Return what came of a message: by itself, and because somebody asked; at most one of each, in this
    order."""
    rows = await conn.execute(
        select(group_replies)
        .where(group_replies.c.chat_key == chat_key, group_replies.c.question_id == question_id)
        .order_by(group_replies.c.id)
    )
    kinds: dict[bool, list[Row[Any]]] = {}
    for row in rows:
        kinds.setdefault(bool(row.unasked), []).append(row)
    return [_told(kinds[unasked]) for unasked in (True, False) if unasked in kinds]


async def album_told(conn: AsyncConnection, chat_key: str, album: str) -> bool:
    """Tell whether something came of a part of an album already."""
    mine = (group_replies.c.chat_key == chat_key, group_replies.c.album == album)
    return bool(album) and await conn.scalar(select(group_replies.c.id).where(*mine).limit(1)) is not None


async def asked_of_album(conn: AsyncConnection, chat_key: str, album: str) -> list[Told]:
    """Return what came of the parts of an album about which somebody asked, one for each part."""
    mine = (group_replies.c.chat_key == chat_key, group_replies.c.album == album)
    query = (
        select(group_replies).where(*mine, group_replies.c.unasked.is_(False)).order_by(group_replies.c.id)
    )
    parts: dict[int, list[Row[Any]]] = {}
    for row in await conn.execute(query) if album else ():
        parts.setdefault(row.question_id, []).append(row)
    return [_told(rows) for rows in parts.values()]


async def past_of(
    conn: AsyncConnection,
    chat_key: str,
    debunk_ids: Sequence[str],
    now: datetime,
    *,
    but: int = 0,
    kept: bool = True,
) -> Past:
    """Return what the group was told of these debunks, and how often the bot spoke by itself lately.

    :param but: number of a message that does not count: it is being looked at again
    :param kept: what is kept for the morning counts as told
    """
    about = (
        group_replies.c.chat_key == chat_key,
        group_replies.c.debunk_id.in_(list(debunk_ids)),
        group_replies.c.question_id != but,
    )
    kinds = [Kind.REPLY, Kind.REMIND, Kind.MORNING, *([Kind.KEPT] if kept else [])]
    said = group_replies.c.kind.in_(kinds)
    latest = select(group_replies.c.debunk_id, func.max(group_replies.c.made_at).label("at"))
    told = await conn.execute(latest.where(*about, said).group_by(group_replies.c.debunk_id))
    whole = (
        latest.join(replies, replies.c.token == group_replies.c.token)
        .where(*about, group_replies.c.kind == Kind.REPLY, replies.c.message_id.is_not(None))
        .where(group_replies.c.made_at > now - REMIND_FOR)
        .group_by(group_replies.c.debunk_id)
    )
    spoken = select(func.count(func.distinct(group_replies.c.question_id))).where(
        group_replies.c.chat_key == chat_key,
        group_replies.c.unasked,
        group_replies.c.kind.in_([Kind.REPLY, Kind.REMIND]),
        group_replies.c.question_id != but,
        group_replies.c.made_at > now - _HOUR,
    )
    return Past(
        told={row.debunk_id: row.at for row in told},
        linkable={row.debunk_id: row.at for row in await conn.execute(whole)},
        lately=int(await conn.scalar(spoken) or 0),
    )


async def whole_reply(conn: AsyncConnection, chat_key: str, debunk_id: str) -> int | None:
    """Return the number of the bot's latest whole reply about a debunk, or None."""
    number = await conn.scalar(
        select(replies.c.message_id)
        .join(group_replies, replies.c.token == group_replies.c.token)
        .where(
            group_replies.c.chat_key == chat_key,
            group_replies.c.debunk_id == debunk_id,
            group_replies.c.kind == Kind.REPLY,
            replies.c.message_id.is_not(None),
        )
        .order_by(group_replies.c.made_at.desc(), group_replies.c.id.desc())
        .limit(1)
    )
    return None if number is None else int(number)


async def kept_groups(conn: AsyncConnection) -> list[str]:
    """Return the keys of the groups for which something is kept for the morning."""
    query = select(group_replies.c.chat_key).where(group_replies.c.kind == Kind.KEPT).distinct()
    return sorted(await conn.scalars(query))


async def kept_in(conn: AsyncConnection, chat_key: str) -> list[Told]:
    """Return what is kept for a group's morning, in the order in which it was found."""
    numbers = await conn.scalars(
        select(group_replies.c.question_id)
        .where(group_replies.c.chat_key == chat_key, group_replies.c.kind == Kind.KEPT)
        .group_by(group_replies.c.question_id)
        .order_by(func.min(group_replies.c.id))
    )
    found = [told for number in numbers.all() for told in await told_about(conn, chat_key, number)]
    return [told for told in found if told.kind is Kind.KEPT]


async def stale(conn: AsyncConnection, chat_key: str, before: datetime) -> list[tuple[str, int]]:
    """Return the token and the message's number of each reply that still stands and was given before that
    moment."""
    found = await conn.execute(
        select(group_replies.c.token, replies.c.message_id)
        .join(replies, replies.c.token == group_replies.c.token)
        .where(group_replies.c.chat_key == chat_key, group_replies.c.made_at < before)
        .where(replies.c.message_id.is_not(None))
        .group_by(group_replies.c.token, replies.c.message_id)
        .order_by(replies.c.message_id)
    )
    return [(row.token, row.message_id) for row in found]


async def detach(conn: AsyncConnection, token: str) -> None:
    """Note that a reply does not stand in the chat any more; that the group was told stays true."""
    await conn.execute(update(group_replies).where(group_replies.c.token == token).values(token=""))
    await conn.execute(update(replies).where(replies.c.token == token).values(message_id=None))


async def forget_message(conn: AsyncConnection, chat_key: str, question_id: int, *, unasked: bool) -> None:
    """Delete what came of one message by itself, or because somebody asked."""
    mine = (group_replies.c.chat_key == chat_key, group_replies.c.question_id == question_id)
    await conn.execute(delete(group_replies).where(*mine, group_replies.c.unasked.is_(unasked)))


async def forget_unseen(conn: AsyncConnection, tokens: Sequence[str]) -> None:
    """Delete that a group was told what never came to stand there: it may be told another time.

    :param tokens: of replies that were given up; those of them that do stand there are left alone
    """
    unsent = select(replies.c.token).where(replies.c.token.in_(list(tokens)), replies.c.message_id.is_(None))
    await conn.execute(delete(group_replies).where(group_replies.c.token.in_(unsent)))


async def forget_group(conn: AsyncConnection, chat_key: str) -> None:
    """Delete all that a group was told."""
    await conn.execute(delete(group_replies).where(group_replies.c.chat_key == chat_key))


async def move_group(conn: AsyncConnection, old_key: str, new_key: str) -> None:
    """Let a supergroup know what it was told as a group, so that nothing is repeated.

    Messages have other numbers there, so none can be linked to or looked at again: they get numbers that no
    message has.
    """
    await conn.execute(
        update(group_replies)
        .where(group_replies.c.chat_key == old_key)
        .values(chat_key=new_key, question_id=-group_replies.c.id, token="", album="")
    )


async def purge(conn: AsyncConnection, before: datetime) -> int:
    """Delete what was told before that moment; return how many rows."""
    gone = await conn.execute(delete(group_replies).where(group_replies.c.made_at < before))
    return int(gone.rowcount)


def _told(rows: Sequence[Row[Any]]) -> Told:
    first = rows[0]
    return Told(
        question_id=first.question_id,
        kind=Kind(first.kind),
        words=first.words,
        token=first.token,
        debunk_ids=tuple(row.debunk_id for row in rows if row.debunk_id),
        unasked=bool(first.unasked),
        made=first.made_at,
    )

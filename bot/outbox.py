"""The outbox: what must reach Telegram, kept until Telegram took it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import replies
from bot.newsroom import card_store
from bot.store import insert_new
from bot.tables import outbox

__all__ = [
    "Outgoing",
    "drop",
    "drop_chat",
    "due",
    "forget_dropped",
    "forget_edits",
    "move_chat",
    "post",
    "postpone",
    "purge",
    "sent",
]

WAITING, SENT, DROPPED = "waiting", "sent", "dropped"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One call of the Bot API that is to be made. `attempts`: how often it has failed so far; `reply_token`:
    the remembered reply that it carries, or empty; `posted`: when it was decided on."""

    id: int
    chat_id: int
    method: str
    params: dict[str, Any]
    attempts: int
    reply_token: str
    posted: datetime


async def post(
    conn: AsyncConnection,
    *,
    key: str,
    chat_id: int,
    method: str,
    params: Mapping[str, Any],
    now: datetime,
    reply_token: str = "",
    urgency: int = 0,
    due: datetime | None = None,
) -> bool:
    """Post one call of the Bot API; return False when `key` was posted before (then nothing changes).

    :param key: unique, at most 128 characters, e.g. "update:123:0".
    :param method: as the Bot API names it, e.g. "sendMessage".
    :param urgency: higher goes first; the order within a chat is kept among calls of equal urgency.
    :param due: not before this moment; None: at once
    """
    row = {
        "key": key,
        "chat_id": chat_id,
        "method": method,
        "params": dict(params),
        "reply_token": reply_token,
        "urgency": urgency,
        "state": WAITING,
        "attempts": 0,
        "due_at": due or now,
        "posted_at": now,
        "error": "",
    }
    return bool(await insert_new(conn, outbox, [row], outbox.c.key))


async def forget_edits(conn: AsyncConnection, chat_id: int, message_id: int | None, token: str) -> None:
    """Delete the edits of a message that still wait: a later one makes them superfluous.

    However often somebody changes a message, it takes one place in what the chat waits for.

    :param message_id: None where the message is known by the token only
    :param token: of the remembered reply that the message carries, or ""
    """
    edits = (
        outbox.c.state == WAITING,
        outbox.c.chat_id == chat_id,
        outbox.c.method == "edit_message_text",
        outbox.c.urgency == 0,
    )
    rows = await conn.execute(select(outbox.c.id, outbox.c.params, outbox.c.reply_token).where(*edits))
    same = [
        row.id
        for row in rows
        if (token and row.reply_token == token)
        or (message_id is not None and row.params.get("message_id") == message_id)
    ]
    await conn.execute(delete(outbox).where(outbox.c.id.in_(same)))


async def due(
    conn: AsyncConnection,
    now: datetime,
    limit: int,
    busy: Collection[int] = (),
    only: int | None = None,
) -> list[Outgoing]:
    """Return up to `limit` calls to make, the most urgent and then the oldest first.

    Of each chat (and urgency) only the first that is not sent yet: a later one waits for it, also while it is
    postponed.

    :param busy: chats to leave out, since they are being sent to.
    :param only: nothing but this chat; None: all.
    """
    earlier = outbox.alias()
    blocked = exists().where(
        and_(
            earlier.c.state == WAITING,
            earlier.c.chat_id == outbox.c.chat_id,
            earlier.c.urgency == outbox.c.urgency,
            earlier.c.id < outbox.c.id,
        )
    )
    query = (
        select(
            outbox.c.id,
            outbox.c.chat_id,
            outbox.c.method,
            outbox.c.params,
            outbox.c.attempts,
            outbox.c.reply_token,
            outbox.c.posted_at,
        )
        .where(outbox.c.state == WAITING, outbox.c.due_at <= now, ~blocked)
        .order_by(outbox.c.urgency.desc(), outbox.c.id)
        .limit(limit)
    )
    if only is not None:
        query = query.where(outbox.c.chat_id == only)
    if busy:
        query = query.where(outbox.c.chat_id.not_in(list(busy)))
    return [Outgoing(*row) for row in await conn.execute(query)]


async def sent(conn: AsyncConnection, id: int, now: datetime, result: object = None) -> None:  # noqa: A002
    """Mark a call as made; chat id and payload are blanked at once, the key stays until `purge`.

    :param result: what the Bot API answered; the id of a sent message is attached to the remembered reply or
        card.
    """
    token = await conn.scalar(select(outbox.c.reply_token).where(outbox.c.id == id))
    message_id = result.get("message_id") if isinstance(result, Mapping) else None
    if token and isinstance(message_id, int):
        await replies.attach_message(conn, token, message_id)
        await card_store.attach_message(conn, token, message_id)
    await _finish(conn, id, SENT, "", now)


async def postpone(conn: AsyncConnection, id: int, error: str, due: datetime) -> None:  # noqa: A002
    """Let a call wait until `due` after a failed attempt; the later ones of its chat wait with it.

    :param error: class name and safe text, without any of the message.
    """
    await conn.execute(
        update(outbox)
        .where(outbox.c.id == id, outbox.c.state == WAITING)
        .values(due_at=due, attempts=outbox.c.attempts + 1, error=error)
    )


async def move_chat(conn: AsyncConnection, old_chat_id: int, new_chat_id: int) -> None:
    """Send to its new id what waits for a group that has become a supergroup."""
    await conn.execute(update(outbox).where(outbox.c.chat_id == old_chat_id).values(chat_id=new_chat_id))


async def drop(conn: AsyncConnection, id: int, error: str, now: datetime) -> None:  # noqa: A002
    """Give a call up (the chat is gone, the request is refused for good); blanked like a sent one."""
    await _finish(conn, id, DROPPED, error, now)


async def drop_chat(conn: AsyncConnection, chat_id: int, error: str, now: datetime) -> list[str]:
    """Give up all that waits for a chat; return the tokens of the replies among it."""
    waiting = (outbox.c.chat_id == chat_id, outbox.c.state == WAITING)
    tokens = await conn.scalars(select(outbox.c.reply_token).where(*waiting, outbox.c.reply_token != ""))
    given_up = list(tokens)
    await conn.execute(
        update(outbox)
        .where(*waiting)
        .values(state=DROPPED, chat_id=None, params=None, reply_token="", finished_at=now, error=error)
    )
    return given_up


async def forget_dropped(conn: AsyncConnection, key: str) -> None:
    """Let a key be posted anew whose call was given up: nobody has seen anything of it."""
    await conn.execute(delete(outbox).where(outbox.c.key == key, outbox.c.state == DROPPED))


async def purge(conn: AsyncConnection, before: datetime) -> int:
    """Delete what was sent or dropped before that moment; return how many. Their keys can be posted anew
    then, so keep them as long as the inbox keeps its ids."""
    gone = await conn.execute(delete(outbox).where(outbox.c.finished_at < before))
    return int(gone.rowcount)


async def _finish(conn: AsyncConnection, row: int, state: str, error: str, now: datetime) -> None:
    await conn.execute(
        update(outbox)
        .where(outbox.c.id == row, outbox.c.state == WAITING)
        .values(state=state, chat_id=None, params=None, reply_token="", finished_at=now, error=error)
    )

"""The inbox: updates that Telegram handed over and that are not finished yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreError
from bot.store import insert_new
from bot.tables import inbox

__all__ = [
    "Received",
    "count_waiting",
    "done",
    "keep",
    "lanes_waiting",
    "postpone",
    "purge",
    "put_aside",
    "waiting",
]

WAITING, DONE, ASIDE = "waiting", "done", "aside"


@dataclass(frozen=True, slots=True)
class Received:
    """One kept update. `lane`: keyed hash of the chat (of the user for inline queries), whose updates keep
    their order; `update`: as Telegram sent it; `attempts`: how often handling it has failed so far;
    `received`: when it was kept."""

    update_id: int
    lane: str
    update: dict[str, Any]
    attempts: int
    received: datetime


async def keep(
    conn: AsyncConnection,
    updates: Sequence[Mapping[str, Any]],
    lanes: Sequence[str],
    now: datetime | None = None,
) -> list[str]:
    """Keep `updates`, with `lanes` beside them one to one; return the lanes of the new ones, in their order.

    An update id that is already there is ignored, also when it was finished within the last days (see
    `purge`).

    :raises StoreError: an update has no update_id; nothing was kept then.
    """
    received = now or datetime.now(UTC)
    rows = []
    first: dict[int, str] = {}  # of an id that comes twice, the first is kept
    for sent, lane in zip(updates, lanes, strict=True):
        update_id = sent.get("update_id")
        if not isinstance(update_id, int) or isinstance(update_id, bool):
            kind = type(update_id).__name__
            raise StoreError(
                f"update: expected a whole number as update_id, got {kind}; is this a Bot API server?"
            )
        first.setdefault(update_id, lane)
        rows.append(
            {
                "update_id": update_id,
                "lane": lane,
                "payload": dict(sent),
                "state": WAITING,
                "attempts": 0,
                "due_at": received,
                "received_at": received,
                "error": "",
            }
        )
    new = set(await insert_new(conn, inbox, rows, inbox.c.update_id))
    return [lane for update_id, lane in first.items() if update_id in new]


async def waiting(
    conn: AsyncConnection, now: datetime, limit: int, busy: Collection[str] = (), lane: str = ""
) -> list[Received]:
    """Return up to `limit` updates to handle, oldest first: not finished, due, and with none of their lane
    before them that is yet to become due.

    :param busy: lanes to leave out, since their updates are being handled.
    :param lane: only this one; empty: all.
    """
    earlier = inbox.alias()
    blocked = exists().where(
        and_(
            earlier.c.state == WAITING,
            earlier.c.lane == inbox.c.lane,
            earlier.c.update_id < inbox.c.update_id,
            earlier.c.due_at > now,
        )
    )
    query = (
        select(inbox.c.update_id, inbox.c.lane, inbox.c.payload, inbox.c.attempts, inbox.c.received_at)
        .where(inbox.c.state == WAITING, inbox.c.due_at <= now, ~blocked)
        .order_by(inbox.c.update_id)
        .limit(limit)
    )
    if lane:
        query = query.where(inbox.c.lane == lane)
    if busy:
        query = query.where(inbox.c.lane.not_in(list(busy)))
    return [Received(*row) for row in await conn.execute(query)]


async def lanes_waiting(
    conn: AsyncConnection, now: datetime, limit: int, busy: Collection[str] = ()
) -> list[str]:
    """Return up to `limit` lanes whose first update that is not finished is due, the longest waiting first.

    Reads no update, so it costs next to nothing however many wait.

    :param busy: lanes to leave out
    """
    mine = [inbox.c.state == WAITING]
    if busy:
        mine.append(inbox.c.lane.not_in(list(busy)))
    first = select(func.min(inbox.c.update_id).label("number")).where(*mine).group_by(inbox.c.lane).subquery()
    query = (
        select(inbox.c.lane)
        .join(first, first.c.number == inbox.c.update_id)
        .where(inbox.c.due_at <= now)
        .order_by(inbox.c.update_id)
        .limit(limit)
    )
    return list(await conn.scalars(query))


async def count_waiting(conn: AsyncConnection, lane: str) -> int:
    """Return how many updates of a lane are not finished."""
    query = select(func.count()).where(inbox.c.state == WAITING, inbox.c.lane == lane)
    return int(await conn.scalar(query) or 0)


async def done(conn: AsyncConnection, update_ids: Collection[int], now: datetime) -> None:
    """Mark updates as handled. What they said is blanked at once; their ids stay until `purge`."""
    await conn.execute(
        update(inbox)
        .where(inbox.c.update_id.in_(list(update_ids)))
        .values(state=DONE, payload=None, lane="", finished_at=now, error="")
    )


async def postpone(conn: AsyncConnection, update_id: int, error: str, due: datetime) -> None:
    """Let an update wait until `due` after a failed attempt; the later ones of its lane wait with it.

    :param error: class name and safe text, without any of the message.
    """
    await conn.execute(
        update(inbox)
        .where(inbox.c.update_id == update_id, inbox.c.state == WAITING)
        .values(due_at=due, attempts=inbox.c.attempts + 1, error=error)
    )


async def put_aside(conn: AsyncConnection, update_id: int, error: str, now: datetime) -> None:
    """Give an update up after its last attempt.

    Until `purge` it stays with `error` and its shape, which is what finding the fault needs: the keys, and
    for each value its kind and length. No text, name or id stays; the lane does, so that /forget reaches it.
    """
    this = (inbox.c.update_id == update_id, inbox.c.state == WAITING)
    payload = await conn.scalar(select(inbox.c.payload).where(*this))
    await conn.execute(
        update(inbox)
        .where(*this)
        .values(
            state=ASIDE,
            payload=_shape(payload),
            attempts=inbox.c.attempts + 1,
            finished_at=now,
            error=error,
        )
    )


async def purge(conn: AsyncConnection, before: datetime) -> int:
    """Delete what was finished or put aside before that moment (7 days ago is usual); return how many."""
    gone = await conn.execute(delete(inbox).where(inbox.c.finished_at < before))
    return int(gone.rowcount)


def _shape(value: Any) -> Any:
    """A JSON value with "str 12" in the place of a text of 12 characters and "int", "float", "bool" in that
    of others; null stays."""
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_shape(inner) for inner in value]
    if isinstance(value, str):
        return f"str {len(value)}"
    return None if value is None else type(value).__name__

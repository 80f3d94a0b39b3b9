"""What replies have told about debunks, and where each stands, so that a correction reaches it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import Store
from bot.tables import replies, told
from corpus.debunk import Debunk

__all__ = [
    "DOUBTED",
    "WITHDRAWN",
    "Standing",
    "doubt",
    "forget",
    "note",
    "renew",
    "standing",
    "tells",
    "verdicts",
]

#: In the place of a verdict: the reply says that the debunk was withdrawn.
WITHDRAWN = "withdrawn"
#: In the place of a verdict: the debunk was corrected, and the reply is still to be.
DOUBTED = "doubted"


@dataclass(frozen=True, slots=True)
class Standing:
    """A reply that told something about debunks.

    :ivar chat_id: where it stands
    :ivar message_id: None as long as Telegram has not taken it
    :ivar verdicts: debunk id -> verdict as it was told, or `WITHDRAWN`, in the order of the reply
    :ivar places: debunk id -> its place among the offers
    """

    token: str
    chat_key: str
    chat_id: int
    message_id: int | None
    made: datetime
    verdicts: Mapping[str, str]
    places: Mapping[str, int]


async def note(
    conn: AsyncConnection, store: Store, token: str, chat_id: int, shown: Mapping[int, Debunk]
) -> None:
    """Note what a reply tells now; what it told before counts no more.

    :param shown: place among the offers -> debunk; empty when it tells about none
    """
    await conn.execute(delete(told).where(told.c.token == token))
    rows = {
        debunk.id: {
            "token": token,
            "debunk_id": debunk.id,
            "place": place,
            "verdict": debunk.verdict.value,
            "address": store.seal(token, chat_id),
        }
        for place, debunk in shown.items()
    }
    if rows:
        await conn.execute(insert(told), list(rows.values()))


async def forget(conn: AsyncConnection, token: str) -> None:
    """Note that a reply tells of no debunk any more."""
    await conn.execute(delete(told).where(told.c.token == token))


async def tells(conn: AsyncConnection, token: str, debunk_id: str) -> bool:
    """Tell whether a reply tells of a debunk now, rather than not yet or not any more."""
    mine = (told.c.token == token, told.c.debunk_id == debunk_id)
    return await conn.scalar(select(told.c.token).where(*mine)) is not None


async def verdicts(conn: AsyncConnection) -> list[tuple[str, str]]:
    """Return each debunk that somebody was told about with each verdict that it was told with."""
    found = await conn.execute(select(told.c.debunk_id, told.c.verdict).distinct())
    return [(row.debunk_id, row.verdict) for row in found]


async def standing(conn: AsyncConnection, store: Store, debunk_id: str, verdict: str) -> list[Standing]:
    """Return the replies that told this verdict of a debunk, oldest first.

    One whose address was sealed with another secret can reach nobody and is left out.
    """
    tokens = select(told.c.token).where(told.c.debunk_id == debunk_id, told.c.verdict == verdict)
    query = (
        select(told, replies.c.chat_key, replies.c.message_id, replies.c.made_at)
        .join(replies, replies.c.token == told.c.token)
        .where(told.c.token.in_(tokens))
        .order_by(replies.c.made_at, told.c.token, told.c.place)
    )
    found: dict[str, Standing] = {}
    for row in await conn.execute(query):
        chat_id = store.unseal(row.token, row.address)
        if chat_id is None:
            continue
        earlier = found.get(row.token)
        found[row.token] = Standing(
            token=row.token,
            chat_key=row.chat_key,
            chat_id=chat_id,
            message_id=row.message_id,
            made=row.made_at,
            verdicts={**(earlier.verdicts if earlier else {}), row.debunk_id: row.verdict},
            places={**(earlier.places if earlier else {}), row.debunk_id: row.place},
        )
    return list(found.values())


async def doubt(conn: AsyncConnection, debunk_id: str) -> None:
    """Note that what replies told of a debunk holds no more as it was told, though its verdict may."""
    told_so = (told.c.debunk_id == debunk_id, told.c.verdict != WITHDRAWN)
    await conn.execute(update(told).where(*told_so).values(verdict=DOUBTED))


async def renew(conn: AsyncConnection, token: str, debunk_id: str, verdict: str) -> None:
    """Note that a reply tells another verdict of a debunk now."""
    await conn.execute(
        update(told).where(told.c.token == token, told.c.debunk_id == debunk_id).values(verdict=verdict)
    )

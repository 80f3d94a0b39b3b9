"""Obey /digest in the chats of the room: the list of a month or week, else of the running month."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk import Errand
from bot.handlers.said import Said
from bot.messenger import Call
from bot.newsroom.digest import Period, read_digest
from bot.newsroom.editions import picture_of, post_digest

__all__ = ["show_digest"]


async def show_digest(said: Said) -> Errand:
    """Return the errand of /digest, with nothing behind it or one word such as 2026-10 or 2026-W41.

    A unit's chat sees the names of its own leads only.
    """
    desk = said.desk
    try:
        today = desk.clock().astimezone(desk.room.zone).date()
        period = Period.read(" ".join(said.words)) if said.words else Period.month(today)
    except ValueError:
        return said.say("digest-usage")
    async with desk.store.read() as conn:
        digest = await read_digest(conn, desk.checker.debunk, period, desk.room.zone, said.unit)
    picture = await picture_of(desk, digest, said.language)

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        await post_digest(conn, desk, said.chat_id, digest, said.language, picture, key=said.key)
        return ()

    return errand

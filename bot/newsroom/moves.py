"""Moves: chats of the room that became supergroups, so that the numbers in the settings still mean them."""

import logging

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import chats
from bot.lead_tables import room_moves
from bot.newsroom.room import Room
from bot.store import Store

__all__ = ["go_along", "move_chat"]

log = logging.getLogger(__name__)


async def move_chat(conn: AsyncConnection, store: Store, room: Room, old: int, new: int) -> None:
    """Give all that is stored of a group to the supergroup that it has become, and let the room go on there.

    Telegram tells it several times; again nothing happens.
    """
    if old != new and (room.is_open_to(old) or room.is_open_to(new)):
        await conn.execute(delete(room_moves).where(room_moves.c.old_id == old))
        await conn.execute(insert(room_moves).values(old_id=old, new_id=new))
    if room.move(old, new):
        log.warning(
            "a group of the maintainers or of a unit has become a supergroup: expected its new number in "
            "MAINTAINER_CHAT_IDS or units.toml; it is taken for the old one until then"
        )
    await chats.move_chat(conn, store.key("chat", old), store.key("chat", new), old, new)


async def go_along(conn: AsyncConnection, room: Room) -> None:
    """Have a room that was just opened be where its chats are now."""
    rows = await conn.execute(select(room_moves.c.old_id, room_moves.c.new_id))
    moved = {row.old_id: row.new_id for row in rows}
    for _ in range(len(moved)):
        # One may have moved twice.
        for old, new in moved.items():
            room.move(old, new)

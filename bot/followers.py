"""Followers of a lead: the chats that want to hear its outcome."""

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.tables import lead_followers, leads, subscriptions

__all__ = ["follow", "followed", "followers", "unfollow", "unfollow_all"]


async def follow(conn: AsyncConnection, lead_number: int, chat_id: int) -> bool:
    """Note that a chat wants to hear the outcome; return False when there is no such lead.

    This is the one place where the bot keeps a chat id in clear, until it has told the chat.
    """
    if await conn.scalar(select(leads.c.number).where(leads.c.number == lead_number)) is None:
        return False
    if chat_id not in await followers(conn, lead_number):
        await conn.execute(insert(lead_followers).values(lead_number=lead_number, chat_id=chat_id))
    return True


async def unfollow(conn: AsyncConnection, lead_number: int, chat_id: int) -> bool:
    """Take back `follow`, or note that the chat was told; return whether it was following."""
    gone = await conn.execute(
        delete(lead_followers).where(
            lead_followers.c.lead_number == lead_number, lead_followers.c.chat_id == chat_id
        )
    )
    return bool(gone.rowcount)


async def unfollow_all(conn: AsyncConnection, chat_id: int) -> None:
    """Note that a chat wants to hear of nothing any more, because it has blocked the bot or turned it out."""
    for table in (lead_followers, subscriptions):
        await conn.execute(delete(table).where(table.c.chat_id == chat_id))


async def followed(conn: AsyncConnection) -> list[int]:
    """Return the numbers of the leads that somebody wants to hear of, oldest first."""
    found = await conn.scalars(
        select(lead_followers.c.lead_number).distinct().order_by(lead_followers.c.lead_number)
    )
    return list(found)


async def move_chat(conn: AsyncConnection, old_chat_id: int, new_chat_id: int) -> None:
    """Let a group hear under the new id that it got as a supergroup."""
    mine = lead_followers.c.chat_id == old_chat_id
    for lead_number in (await conn.scalars(select(lead_followers.c.lead_number).where(mine))).all():
        await follow(conn, lead_number, new_chat_id)
    await conn.execute(delete(lead_followers).where(mine))


async def followers(conn: AsyncConnection, lead_number: int) -> tuple[int, ...]:
    """Return the ids of the chats that want to hear of the lead."""
    found = await conn.scalars(
        select(lead_followers.c.chat_id)
        .where(lead_followers.c.lead_number == lead_number)
        .order_by(lead_followers.c.chat_id)
    )
    return tuple(found)

"""Dismissed leads: who wanted to hear of one is told once that it is not checked, and why."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import chats, followers, groups, outbox
from bot.desk import Desk
from bot.dismissal import dismissed_news
from bot.families import members
from bot.language import choose_language
from bot.lead_tables import leads
from bot.newsroom.changes import Reason
from bot.newsroom.wordings import central_sentence
from bot.quiet import quiet_until

__all__ = ["tell_dismissed"]


async def tell_dismissed(conn: AsyncConnection, desk: Desk, number: int, reason: Reason) -> None:
    """Post to all who wait for a lead that it is not checked, in the transaction in which it is dismissed.

    They go on waiting: should it be answered after all, they hear that, too.
    """
    now = desk.clock()
    told: set[int] = set()
    for wording in await members(conn, number):
        text = str(await conn.scalar(select(leads.c.text).where(leads.c.number == wording)) or "")
        for chat_id in await followers.followers(conn, wording):
            key = desk.store.key("chat", chat_id)
            group = await groups.find(conn, key) if chat_id < 0 else None
            if chat_id in told or (group is not None and not group.reachable):
                continue
            told.add(chat_id)
            chosen = (await chats.settings_of(conn, key)).language
            if group is not None and group.settings.language is not None:
                chosen = group.settings.language.value
            language = choose_language(chosen, "", text)
            reply = dismissed_news(language, central_sentence(text), reason=reason.value)
            due = quiet_until(group.settings, now) if group is not None else None
            await outbox.post(
                conn,
                key=f"dismissed:{number}:{reason.value}:{key}",
                urgency=-1 if due is None else -2,
                chat_id=chat_id,
                method="send_message",
                params=reply.new_params(),
                now=now,
                due=due,
            )

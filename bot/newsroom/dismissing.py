"""Dismissed leads: who waits for one is told once that it is not checked, and why, and if what they were told
before was wrong."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import chats, followers, groups, outbox
from bot.desk import Desk
from bot.dismissal import dismissed_news
from bot.families import members
from bot.language import choose_language
from bot.lead_tables import leads
from bot.newsroom.changes import Reason
from bot.newsroom.earlier import earlier_answers, rejected, take_back
from bot.newsroom.wordings import central_sentence
from bot.quiet import quiet_until

__all__ = ["tell_dismissed"]


async def tell_dismissed(conn: AsyncConnection, desk: Desk, number: int, reason: Reason) -> None:
    """Post to all who wait for a lead that it is not checked, in the transaction in which it is dismissed.

    They go on waiting: should it be answered after all, they hear that, too. Who was told an answer that was
    taken back hears that it was wrong, and its message says so.
    """
    now = desk.clock()
    told: set[int] = set()
    wordings = await members(conn, number)
    wrong = await rejected(conn, number, "")
    earlier = await earlier_answers(conn, desk, wordings)
    for wording in wordings:
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
            before = earlier.get(chat_id)
            wrongly = before if before is not None and before.debunk_ids & wrong else None
            reply = dismissed_news(
                language, central_sentence(text), reason=reason.value, wrongly=wrongly is not None
            )
            params = reply.new_params()
            if wrongly is not None and wrongly.message_id is not None:
                params["reply_parameters"] = {
                    "message_id": wrongly.message_id,
                    "allow_sending_without_reply": True,
                }
            due = quiet_until(group.settings, now) if group is not None else None
            await outbox.post(
                conn,
                # What was told wrongly in between is put right, also where just this was said before.
                key=f"dismissed:{number}:{reason.value}:{key}{f':{wrongly.token}' if wrongly else ''}",
                urgency=-1 if due is None else -2,
                chat_id=chat_id,
                method="send_message",
                params=params,
                now=now,
                due=due,
            )
            if wrongly is not None:
                await take_back(conn, wrongly, language, now)

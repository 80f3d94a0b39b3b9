"""Subscriptions: chats that get a digest every week of the topics and regions they want."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox
from bot.desk import Desk
from bot.language import Language
from bot.lead_tables import subscriptions
from bot.newsroom.digest import Kind, fitting, read_digest
from bot.newsroom.digest_words import digest_text
from bot.newsroom.editions import due_periods
from bot.reply import Reply
from bot.tables import outbox as outbox_table
from bot.wording import say
from corpus.gazetteer import covers

__all__ = ["Subscription", "of_chat", "subscribe", "tell_subscribers", "unsubscribe"]

#: A chat that wants more than this wants everything.
MOST = 30


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a chat wants to hear of. `topic`, `region`: "" for all."""

    topic: str = ""
    region: str = ""

    def wants(self, topic: str, region: str) -> bool:
        """Tell whether something of a topic and region is wanted."""
        return self.topic in {"", topic} and covers(self.region, region)


async def of_chat(conn: AsyncConnection, chat_id: int) -> list[Subscription]:
    """Return what a chat wants, by topic and region."""
    mine = select(subscriptions).where(subscriptions.c.chat_id == chat_id)
    rows = await conn.execute(mine.order_by(subscriptions.c.topic, subscriptions.c.region))
    return [Subscription(row.topic, row.region) for row in rows]


async def subscribe(
    conn: AsyncConnection, chat_id: int, wanted: Sequence[Subscription], language: Language, now: datetime
) -> None:
    """Note what a chat wants besides what it has; to want everything takes the place of all else."""
    if Subscription() in wanted:
        await unsubscribe(conn, chat_id)
        wanted = [Subscription()]
    known = await of_chat(conn, chat_id)
    for each in wanted:
        if each not in known and len(known) < MOST:
            known.append(each)
            row = {"chat_id": chat_id, "topic": each.topic, "region": each.region}
            await conn.execute(
                insert(subscriptions).values({**row, "language": language.value, "made_at": now})
            )


async def unsubscribe(conn: AsyncConnection, chat_id: int, only: Subscription | None = None) -> bool:
    """Note that a chat wants something no more, or nothing at all; return whether it wanted it."""
    mine = delete(subscriptions).where(subscriptions.c.chat_id == chat_id)
    if only is not None:
        mine = mine.where(subscriptions.c.topic == only.topic, subscriptions.c.region == only.region)
    return bool((await conn.execute(mine)).rowcount)


async def tell_subscribers(desk: Desk) -> None:
    """Post last week's digest to every chat that wants one, when its day has come: once each."""
    now = desk.clock()
    for period in due_periods(now, desk.room.zone):
        if period.kind is not Kind.WEEK:
            continue
        begins = f"subscribed:{period.name}:"
        async with desk.store.read() as conn:
            posted = set(
                await conn.scalars(select(outbox_table.c.key).where(outbox_table.c.key.startswith(begins)))
            )
            rows = (await conn.execute(select(subscriptions.c.chat_id, subscriptions.c.language))).all()
            languages = {row.chat_id: Language(row.language) for row in rows}
            keys = {chat_id: begins + desk.store.key("chat", chat_id) for chat_id in languages}
            waiting = [chat_id for chat_id in languages if keys[chat_id] not in posted]
            if not waiting:
                continue
            digest = await read_digest(conn, desk.checker.debunk, period, desk.room.zone)
        for chat_id in waiting:
            async with desk.store.write() as conn:
                wanted = await of_chat(conn, chat_id)
                mine = fitting(digest, partial(_is_wanted, wanted))
                if mine.is_empty:
                    continue
                text = digest_text(mine, languages[chat_id], desk.checker.way)
                foot = say(languages[chat_id], "subscribe-foot")
                await outbox.post(
                    conn,
                    key=keys[chat_id],
                    chat_id=chat_id,
                    method="send_message",
                    params=Reply(f"{text}\n{foot}").new_params(),
                    now=now,
                    urgency=-1,
                )
        desk.on_posted()


def _is_wanted(wanted: Sequence[Subscription], topic: str, region: str) -> bool:
    return any(each.wants(topic, region) for each in wanted)

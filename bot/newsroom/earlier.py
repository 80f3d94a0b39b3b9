"""Earlier answers: which chats were told an answer to a lead before, so that they hear if it was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import followers, groups, outbox, replies, told
from bot.desk import Desk
from bot.families import members
from bot.group_settings import Mode
from bot.groups import Group
from bot.language import Language
from bot.lead_tables import lead_events
from bot.newsroom.ledger import Happened
from bot.outbox import WAITING
from bot.reply import Reply
from bot.tables import outbox as outbox_table
from bot.tables import replies as replies_table
from bot.tables import told as told_table
from bot.wording import say
from index.decision import Band

__all__ = [
    "Earlier",
    "answer_key",
    "earlier_answers",
    "follow_again",
    "rejected",
    "take_back",
    "times_answered",
]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a chat was told last of a lead.

    :ivar wording: number of the wording that was asked there
    :ivar token: of the reply that told it
    :ivar message_id: of that reply; None: Telegram has not taken it yet
    :ivar debunk_ids: what it says; empty since that was withdrawn, which the chat was told
    :ivar group: None: a private chat
    """

    chat_id: int
    wording: int
    token: str
    message_id: int | None
    debunk_ids: frozenset[str]
    group: Group | None

    @property
    def is_heard(self) -> bool:
        """Whether the chat can be told more, and has not silenced the bot."""
        return self.group is None or (self.group.reachable and self.group.settings.mode is not Mode.SILENT)


def answer_key(number: int, debunk_id: str = "") -> str:
    """Return how the outbox keys of a lead's answers begin, of one debunk or of all."""
    return f"news:{number}:{debunk_id[:64]}:" if debunk_id else f"news:{number}:"


async def earlier_answers(conn: AsyncConnection, desk: Desk, numbers: Sequence[int]) -> dict[int, Earlier]:
    """Return what was told of a lead, by chat.

    :param numbers: of all its wordings
    """
    query = (
        select(
            *(replies_table.c.token, replies_table.c.chat_key, replies_table.c.lead_number),
            *(replies_table.c.message_id, told_table.c.debunk_id, told_table.c.verdict),
            told_table.c.address,
        )
        .join(told_table, told_table.c.token == replies_table.c.token)
        .where(replies_table.c.lead_number.in_(numbers), replies_table.c.band == Band.ANSWER.value)
        .order_by(replies_table.c.made_at, replies_table.c.token)
    )
    found: dict[str, Earlier] = {}
    for row in (await conn.execute(query)).all():
        before = found.get(row.chat_key)
        ids = before.debunk_ids if before is not None and before.token == row.token else frozenset()
        standing = frozenset() if row.verdict == told.WITHDRAWN else frozenset({row.debunk_id})
        group = await groups.find(conn, row.chat_key)
        # A group may have another number since.
        chat_id = group.chat_id if group is not None else desk.store.unseal(row.token, row.address)
        if chat_id is not None:
            found[row.chat_key] = Earlier(
                chat_id, row.lead_number, row.token, row.message_id, ids | standing, group
            )
    return {each.chat_id: each for each in found.values()}


async def follow_again(conn: AsyncConnection, desk: Desk, number: int, now: datetime) -> None:
    """Have all who were told the answer of a lead wait for the next one: it was opened again, or parted from
    the lead that has the answer.

    What was still waiting for the morning is not sent any more.

    :param number: of the lead
    """
    wordings = await members(conn, number)
    for each in (await earlier_answers(conn, desk, wordings)).values():
        if each.is_heard:
            await followers.follow(conn, each.wording, each.chat_id)
    late = (
        select(outbox_table.c.id, outbox_table.c.reply_token)
        .join(replies_table, replies_table.c.token == outbox_table.c.reply_token)
        .where(
            outbox_table.c.state == WAITING,
            outbox_table.c.due_at > now,
            outbox_table.c.attempts == 0,
            replies_table.c.lead_number.in_(wordings),
            replies_table.c.band == Band.ANSWER.value,
        )
    )
    for row in (await conn.execute(late)).all():
        await conn.execute(delete(outbox_table).where(outbox_table.c.id == row.id))
        await replies.forget(conn, row.reply_token)


async def rejected(conn: AsyncConnection, number: int, standing: str) -> frozenset[str]:
    """Return the ids of the debunks that answered a lead once and do so no more: somebody opened it again, or
    parted one of its wordings from a lead that was answered so.

    :param number: of the lead, or of one of its wordings
    :param standing: id of the debunk that answers it now, or ""
    """
    wordings = await members(conn, number)
    parted = select(lead_events.c.id, lead_events.c.was).where(
        lead_events.c.lead_number.in_(wordings), lead_events.c.kind == Happened.SPLIT.value
    )
    until_then = [
        and_(lead_events.c.lead_number == int(row.was), lead_events.c.id < row.id)
        for row in await conn.execute(parted)
    ]
    answers = select(lead_events.c.became).where(
        or_(lead_events.c.lead_number.in_(wordings), *until_then),
        lead_events.c.kind == Happened.ANSWERED.value,
    )
    return frozenset(await conn.scalars(answers)) - {standing}


async def times_answered(conn: AsyncConnection, number: int) -> int:
    """Return how many answers a lead has had so far."""
    ids = select(lead_events.c.id).where(
        lead_events.c.lead_number == number, lead_events.c.kind == Happened.ANSWERED.value
    )
    return len((await conn.scalars(ids)).all())


async def take_back(conn: AsyncConnection, wrongly: Earlier, language: Language, now: datetime) -> None:
    """Have the message that told something wrong say so: it would be read, and passed on, for ever."""
    message = {} if wrongly.message_id is None else {"message_id": wrongly.message_id}
    await outbox.post(
        conn,
        key=f"taken-back:{wrongly.token}",
        urgency=-1,
        chat_id=wrongly.chat_id,
        method="edit_message_text",
        params={**message, **Reply(say(language, "news-taken-back")).params()},
        now=now,
        reply_token=wrongly.token,
    )
    # What it said is not corrected any more.
    await told.forget(conn, wrongly.token)

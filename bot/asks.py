"""Asks: who asked about a lead, and what becomes of the lead when that is taken back."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.bands import keep_bands
from bot.claimtext import ClaimText
from bot.lead import Status
from bot.tables import lead_asks, leads

__all__ = ["forget_ask", "forget_asker", "move_chat", "others"]

AT_ONCE = 500


async def others(conn: AsyncConnection, lead_number: int, asker_key: str) -> int:
    """Return how many different other people are known to have asked about a lead; the asker never counts.

    Those who had themselves forgotten are not among them, though `Lead.askers` still counts them: nobody can
    tell any more whether one of them is the asker. So the number may be too low, never too high.
    """
    found = await conn.scalar(
        select(func.count(lead_asks.c.asker_key.distinct())).where(
            lead_asks.c.lead_number == lead_number, lead_asks.c.asker_key != asker_key
        )
    )
    return int(found or 0)


async def forget_ask(conn: AsyncConnection, lead_number: int, asker_key: str) -> bool:
    """Take back that somebody asked ("do not keep it"): the asks go from the counts, their wording goes from
    the lead, and the lead goes too when nobody else asked and nobody works on it. Return whether there was
    anything to take back.

    See `forget_asker` for what the lead says afterwards.
    """
    mine = (lead_asks.c.lead_number == lead_number, lead_asks.c.asker_key == asker_key)
    chats_of_mine = (await conn.scalars(select(lead_asks.c.chat_key).where(*mine))).all()
    if not chats_of_mine:
        return False
    await conn.execute(delete(lead_asks).where(*mine))
    still = set(
        await conn.scalars(
            select(lead_asks.c.chat_key).where(
                lead_asks.c.lead_number == lead_number, lead_asks.c.chat_key.in_(chats_of_mine)
            )
        )
    )
    await conn.execute(
        update(leads)
        .where(leads.c.number == lead_number)
        .values(
            asks=leads.c.asks - len(chats_of_mine),
            askers=leads.c.askers - 1,
            chats=leads.c.chats - len(set(chats_of_mine) - still),
        )
    )
    await _let_go(conn, [lead_number])
    return True


async def forget_asker(conn: AsyncConnection, keys: Collection[str]) -> int:
    """Forget that the people or chats of these keys ever asked; return how many asks went.

    Leads keep their counts, but no wording of theirs: a lead shows the earliest wording of those who are
    left. A lead about which nobody is left goes as a whole, unless somebody works on it: that one keeps the
    normalised claim alone, without greetings and masked, since those who check it need it.
    """
    names = list(keys)
    mine = or_(lead_asks.c.asker_key.in_(names), lead_asks.c.chat_key.in_(names))
    numbers = (await conn.scalars(select(lead_asks.c.lead_number).where(mine).distinct())).all()
    gone = await conn.execute(delete(lead_asks).where(mine))
    await _let_go(conn, numbers)
    return int(gone.rowcount)


async def move_chat(conn: AsyncConnection, old_key: str, new_key: str) -> None:
    """Give the asks of a chat to the one that it has become; where both asked, they count as one."""
    of_chats, of_askers = (lead_asks.c.chat_key, leads.c.chats), (lead_asks.c.asker_key, leads.c.askers)
    for column, counted in (of_chats, of_askers):
        both = [
            leads.c.number.in_(select(lead_asks.c.lead_number).where(column == key))
            for key in (old_key, new_key)
        ]
        await conn.execute(update(leads).where(*both).values({counted: counted - 1}))
        await conn.execute(update(lead_asks).where(column == old_key).values({column: new_key}))


async def _let_go(conn: AsyncConnection, numbers: Sequence[int]) -> None:
    """Delete those of the leads about which nobody is left, and reword those whose wording nobody left used.

    An ask without a wording of its own used that of the lead.
    """

    def asked(some: Sequence[int], *more: ColumnElement[bool]) -> ColumnElement[bool]:
        asks = select(lead_asks.c.lead_number).where(lead_asks.c.lead_number.in_(some), *more)
        return leads.c.number.in_(asks)

    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        idle = (leads.c.number.in_(some), leads.c.status == Status.NEW.value)
        await conn.execute(delete(leads).where(*idle, ~asked(some)))
        unused = (leads.c.number.in_(some), ~asked(some, lead_asks.c.wording.is_(None)))
        for row in (await conn.execute(select(leads).where(*unused))).all():
            await _reword(conn, row)


async def _reword(conn: AsyncConnection, lead: Row[Any]) -> None:
    this = lead_asks.c.lead_number == lead.number
    wording = await conn.scalar(select(lead_asks.c.wording).where(this).order_by(lead_asks.c.id).limit(1))
    if wording is None:
        text, body = lead.body or " ".join(lead.links) or lead.text, lead.body
    else:
        text, body = wording, ClaimText.read(wording, lead.links).body
        await keep_bands(conn, lead.number, body)
        await conn.execute(update(lead_asks).where(this, lead_asks.c.wording == wording).values(wording=None))
    await conn.execute(update(leads).where(leads.c.number == lead.number).values(text=text, body=body))

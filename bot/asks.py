"""Asks: who asked about a lead, and what becomes of the lead when that is taken back."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.bands import keep_bands
from bot.claimtext import ClaimText
from bot.families import absorb, family_of, head_of
from bot.lead import Status
from bot.tables import lead_asks, lead_drafts, leads

__all__ = ["forget_ask", "forget_asker", "move_chat", "others"]

AT_ONCE = 500

wordings = leads.alias("wordings")
# `NOT IN` a list that holds a null is never true.
_DRAFTED = select(lead_drafts.c.lead_number).where(lead_drafts.c.lead_number.is_not(None))
_has_others = select(wordings.c.number).where(wordings.c.head == leads.c.number).exists()


async def others(conn: AsyncConnection, lead_number: int, asker_key: str) -> int:
    """Return how many different other people are known to have asked about a lead, in any of its wordings;
    the asker never counts.

    Those who had themselves forgotten are not among them, though `Lead.askers` still counts them: nobody can
    tell any more whether one of them is the asker. So the number may be too low, never too high.
    """
    head = await head_of(conn, lead_number)
    if head is None:
        return 0
    found = await conn.scalar(
        select(func.count(lead_asks.c.asker_key.distinct())).where(
            lead_asks.c.lead_number.in_(family_of(head)), lead_asks.c.asker_key != asker_key
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
    head = await head_of(conn, lead_number)
    await conn.execute(delete(lead_asks).where(*mine))
    await _take_back(conn, lead_number, lead_number, asker_key, chats_of_mine)
    if head is not None and head != lead_number:
        await _take_back(conn, head, family_of(head), asker_key, chats_of_mine)
    await _let_go(conn, [lead_number])
    return True


async def _take_back(
    conn: AsyncConnection,
    counted: int,
    rows: int | Select[tuple[int]],
    asker_key: str,
    chat_keys: Sequence[str],
) -> None:
    """Take asks that are gone from the counts of a wording, or of a head.

    :param rows: the wordings whose asks are counted there
    :param chat_keys: in which each of the asks was made
    """
    where = lead_asks.c.lead_number
    among = where == rows if isinstance(rows, int) else where.in_(rows)
    chats = set(
        await conn.scalars(select(lead_asks.c.chat_key).where(among, lead_asks.c.chat_key.in_(chat_keys)))
    )
    asks = await conn.scalar(select(lead_asks.c.id).where(among, lead_asks.c.asker_key == asker_key).limit(1))
    await conn.execute(
        update(leads)
        .where(leads.c.number == counted)
        .values(
            asks=leads.c.asks - len(chat_keys),
            askers=leads.c.askers - int(asks is None),
            chats=leads.c.chats - len(set(chat_keys) - chats),
        )
    )


async def forget_asker(conn: AsyncConnection, keys: Collection[str]) -> int:
    """Forget that the people or chats of these keys ever asked; return how many asks went.

    Leads keep their counts, but no wording of theirs: a lead shows the earliest wording of those who are
    left. A lead about which nobody is left goes as a whole, unless somebody works on it or
    writes an answer: that one keeps the normalised claim alone, without greetings and masked, since those who
    check it need it.
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
        rows = [select(lead_asks.c.lead_number).where(column == key) for key in (old_key, new_key)]
        single = or_(leads.c.head.is_not(None), leads.c.number.not_in(_heads()))
        both = [leads.c.number.in_(some) for some in rows]
        await conn.execute(update(leads).where(single, *both).values({counted: counted - 1}))
        # A head counts for all of its wordings.
        whole = [
            leads.c.number.in_(
                select(func.coalesce(wordings.c.head, wordings.c.number)).where(wordings.c.number.in_(some))
            )
            for some in rows
        ]
        await conn.execute(
            update(leads).where(leads.c.number.in_(_heads()), *whole).values({counted: counted - 1})
        )
        await conn.execute(update(lead_asks).where(column == old_key).values({column: new_key}))


def _heads() -> Select[tuple[int]]:
    """The query of the leads that have other wordings."""
    return select(wordings.c.head).where(wordings.c.head.is_not(None)).distinct()


async def _let_go(conn: AsyncConnection, numbers: Sequence[int]) -> None:
    """Delete those of the leads about which nobody is left, and reword those whose wording nobody left used.

    An ask without a wording of its own used that of the lead.
    """

    def asked(some: Sequence[int], *more: ColumnElement[bool]) -> ColumnElement[bool]:
        asks = select(lead_asks.c.lead_number).where(lead_asks.c.lead_number.in_(some), *more)
        return leads.c.number.in_(asks)

    batches = [numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE)]
    for some in batches:
        # What a wording of another lead was about, that lead tells.
        gone = (leads.c.number.in_(some), leads.c.head.is_not(None), ~asked(some))
        # An answer that somebody is writing goes on at that lead.
        drafted = lead_drafts.c.lead_number.in_(select(leads.c.number).where(*gone))
        head = select(leads.c.head).where(leads.c.number == lead_drafts.c.lead_number).scalar_subquery()
        await conn.execute(update(lead_drafts).where(drafted).values(lead_number=head))
        await conn.execute(delete(leads).where(*gone))
    for some in batches:
        of_some = leads.c.number.in_(some)
        for head in (
            await conn.scalars(select(leads.c.number).where(of_some, ~asked(some), _has_others))
        ).all():
            await absorb(conn, head)
        idle = (leads.c.status == Status.NEW.value, leads.c.number.not_in(_DRAFTED))
        await conn.execute(delete(leads).where(of_some, *idle, ~asked(some)))
        unused = (of_some, ~asked(some, lead_asks.c.wording.is_(None)))
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

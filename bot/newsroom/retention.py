"""Retention: how long the newsroom keeps things, and the emptying of leads whose time is over."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, String, and_, cast, delete, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.families import family_of
from bot.lead import Status
from bot.lead_tables import (
    lead_alerts,
    lead_asks,
    lead_bands,
    lead_cards,
    lead_drafts,
    lead_events,
    lead_followers,
    lead_lists,
    lead_vectors,
    leads,
)
from bot.newsroom import ledger
from bot.newsroom.ledger import Happened
from bot.store import Store

__all__ = ["ALERTS_KEPT", "CARDS_KEPT", "DRAFTS_KEPT", "TEXTS_KEPT", "empty_closed", "is_emptied", "purge"]

#: The texts of a lead, since it was answered or dismissed.
TEXTS_KEPT = timedelta(days=180)
DRAFTS_KEPT = timedelta(days=7)
#: Cards, and lists of leads whose pages can be turned.
CARDS_KEPT = timedelta(days=90)
#: Longer than a year, so that a month can be compared with the same one of the year before.
ALERTS_KEPT = timedelta(days=400)

#: Leads that are emptied in one transaction, so that nobody waits long behind it.
_AT_ONCE = 100
_CLOSED = (Status.ANSWERED.value, Status.DISMISSED.value)

_wordings = leads.alias("wordings")


def is_emptied(text: str) -> bool:
    """Tell from the text of a lead whether its texts were deleted: nothing else leaves a lead without one."""
    return not text


async def purge(conn: AsyncConnection, now: datetime) -> None:
    """Delete drafts, cards, lists and alerts that are too old."""
    kept = (
        (lead_drafts, DRAFTS_KEPT),
        (lead_cards, CARDS_KEPT),
        (lead_lists, CARDS_KEPT),
        (lead_alerts, ALERTS_KEPT),
    )
    for table, time in kept:
        await conn.execute(delete(table).where(table.c.made_at <= now - time))


async def empty_closed(store: Store, now: datetime) -> int:
    """Delete the texts of leads that were answered or dismissed 180 days ago; return how many leads.

    Their wordings, links, vectors and who wanted to hear of them go; number, counts, topic, region, unit and
    ledger stay, and the ledger says that it happened. What is asked again opens a new lead. Leads that have
    no closing in their ledger count from when they were last asked about.
    """
    async with store.read() as conn:
        numbers = list(
            await conn.scalars(select(leads.c.number).where(_is_over(now)).order_by(leads.c.number))
        )
    emptied = 0
    for start in range(0, len(numbers), _AT_ONCE):
        async with store.write() as conn:
            emptied += await _empty(conn, numbers[start : start + _AT_ONCE], now)
    return emptied


async def _empty(conn: AsyncConnection, numbers: Sequence[int], now: datetime) -> int:
    # One of them may have been reopened meanwhile.
    still = select(leads.c.number).where(leads.c.number.in_(numbers), _is_over(now)).order_by(leads.c.number)
    heads = list(await conn.scalars(still))
    for head in heads:
        rows = family_of(head)
        for table in (lead_bands, lead_vectors, lead_followers):
            await conn.execute(delete(table).where(table.c.lead_number.in_(rows)))
        await conn.execute(update(lead_asks).where(lead_asks.c.lead_number.in_(rows)).values(wording=None))
        # A keyed hash of the text would still tell who has the key whether it was a given one.
        nothing = literal("emptied-").concat(cast(leads.c.number, String))
        blank = update(leads).where(or_(leads.c.number == head, leads.c.head == head))
        await conn.execute(blank.values(text="", body="", links=[], exact=nothing))
        await ledger.note(conn, head, Happened.EMPTIED, now=now)
    return len(heads)


def _is_over(now: datetime) -> ColumnElement[bool]:
    """Whether a lead has texts that are to go."""
    before = now - TEXTS_KEPT
    event = lead_events.c
    dismissed = and_(event.kind == Happened.STATUS.value, event.became == Status.DISMISSED.value)
    closed_at = (
        select(func.max(event.at))
        .where(event.lead_number == leads.c.number, or_(event.kind == Happened.ANSWERED.value, dismissed))
        .correlate(leads)
        .scalar_subquery()
    )
    has_texts = select(_wordings.c.number).where(
        or_(_wordings.c.number == leads.c.number, _wordings.c.head == leads.c.number), _wordings.c.text != ""
    )
    return and_(
        leads.c.head.is_(None),
        leads.c.status.in_(_CLOSED),
        leads.c.first_asked <= before,
        func.coalesce(closed_at, leads.c.last_asked) <= before,
        has_texts.correlate(leads).exists(),
    )

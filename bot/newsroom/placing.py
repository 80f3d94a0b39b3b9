"""Placing: the topic and the place that a lead is about, guessed when it is opened, put right by hand."""

import asyncio
import logging
import re
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk import Desk
from bot.errors import StoreError
from bot.lead_tables import leads
from bot.newsroom import ledger
from bot.newsroom.changes import CLOSED, Change, Refusal, find
from bot.newsroom.ledger import Happened
from corpus.gazetteer import is_place

__all__ = ["GUESS", "HAND", "guess_new", "keep_placing", "place"]

log = logging.getLogger(__name__)

#: Who placed a lead: the bot, or a person, whose word the bot leaves alone.
GUESS, HAND = "guess", "hand"

#: Seconds between two looks at which leads are new.
_EVERY = 2.0
_AT_ONCE = 50
_TOPIC = re.compile(r"(?:[a-z][a-z0-9_-]{0,63})?", re.ASCII)
_CLOSED = [status.value for status in CLOSED]


async def keep_placing(desk: Desk) -> None:
    """Place what is new, for ever."""
    while True:
        try:
            while await guess_new(desk) == _AT_ONCE:
                pass
        except StoreError as error:
            log.error("new leads are given no topic and place: %s", error)
        except Exception as error:  # noqa: BLE001 - to end here would leave all later leads without a place
            log.error("new leads are given no topic and place: %s", type(error).__name__)
        await asyncio.sleep(_EVERY)


async def guess_new(desk: Desk) -> int:
    """Guess topic and place of open leads that have none; the texts are read outside a transaction.

    :returns: how many were placed; at most 50, the newest first
    """
    waiting = (leads.c.placed_by == "", leads.c.head.is_(None), leads.c.status.not_in(_CLOSED))
    query = select(leads.c.number, leads.c.text).where(*waiting)
    async with desk.store.read() as conn:
        new = (await conn.execute(query.order_by(leads.c.number.desc()).limit(_AT_ONCE))).all()
    guessed = [(number, *await desk.checker.place(text)) for number, text in new]
    if not guessed:
        return 0
    async with desk.store.write() as conn:
        for number, topic, region in guessed:
            await conn.execute(
                # A person may have been faster.
                update(leads)
                .where(leads.c.number == number, leads.c.placed_by == "")
                .values(topic=topic, region=region, placed_by=GUESS)
            )
    return len(guessed)


async def place(
    conn: AsyncConnection, number: int, topic: str, region: str, who: str, now: datetime
) -> Change | Refusal:
    """Say what a lead is about, for good: no guess changes it any more.

    :param conn: of `store.write()`
    :param number: of the lead, or of a wording that belongs to it
    :param topic: as debunks have it; "": none
    :param region: such as "CN-ZJ/杭州市"; "": none
    :param who: keyed hash of who says so
    :returns: `Refusal.SAME` where it was there already, though the word of a person makes a guess sure
    :raises ValueError: `topic` or `region` is not of that form
    """
    if not _TOPIC.fullmatch(topic):
        raise ValueError("expected one lower-case word as the topic, or nothing")
    if region and not is_place(region):
        raise ValueError("expected a place such as CN-ZJ, CN-ZJ/杭州市 or TW, or nothing")
    was = await find(conn, number)
    if was is None:
        return Refusal.GONE
    await conn.execute(
        update(leads).where(leads.c.number == was.number).values(topic=topic, region=region, placed_by=HAND)
    )
    if (was.topic, was.region) == (topic, region):
        return Refusal.SAME
    before, after = f"{was.topic} {was.region}", f"{topic} {region}"
    await ledger.note(conn, was.number, Happened.PLACED, now=now, who=who, was=before, became=after)
    placed = await find(conn, was.number)
    assert placed is not None
    return Change(was, placed)

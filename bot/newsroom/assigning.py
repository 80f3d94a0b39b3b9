"""Assigning: leads go to their units, units are reminded, and at last the level above takes over."""

import asyncio
import logging
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk import Desk
from bot.errors import StoreError
from bot.lead import Status
from bot.lead_tables import lead_events, leads
from bot.newsroom import changes
from bot.newsroom.changes import ABOVE, OVER, SOON, Change, Refusal
from bot.newsroom.due import due_after, is_working
from bot.newsroom.ledger import Happened
from bot.newsroom.notices import tell_due, tell_moved
from bot.newsroom.standing import find
from bot.newsroom.units import Unit

__all__ = ["HARMFUL", "go_round", "keep_assigning"]

log = logging.getLogger(__name__)

#: Leads of these topics go to their unit at once; others when a second person has asked.
HARMFUL = ("health", "disaster", "scam", "epidemic", "safety")

#: Seconds between two rounds.
_EVERY = 60.0
#: What nobody has asked about for so long is not given to a unit any more.
_FRESH = timedelta(days=30)
#: A topic or region that was corrected so long ago moves nothing any more.
_CORRECTED = timedelta(days=1)
#: Leads that are given out in one round, so that a new file of units does not flood their chats.
_MOST = 20
#: The unit is reminded when this share of its time is left.
_LEFT = 0.25
_OPEN = [status.value for status in Status if status not in changes.CLOSED]


async def keep_assigning(desk: Desk) -> None:
    """Go round for ever."""
    while True:
        try:
            await go_round(desk)
        except StoreError as error:
            log.error("leads cannot be given to units: %s", error)
        except Exception as error:  # noqa: BLE001 - to end here would leave all units without their leads
            log.error("leads cannot be given to units: %s", type(error).__name__)
        await asyncio.sleep(_EVERY)


async def go_round(desk: Desk) -> None:
    """Give out what is new, and remind or relieve units whose time is over: each lead in one transaction."""
    if not desk.room.units.all:
        return
    for number in await _waiting(desk):
        await _assign(desk, number)
    for number in await _corrected(desk):
        await _move(desk, number)
    for number in await _pressing(desk):
        await _press(desk, number)
    desk.on_posted()


async def _waiting(desk: Desk) -> list[int]:
    """Return the leads that a unit is to have, the most pressing of each place first."""
    found: list[int] = []
    units = desk.room.units
    waits = _waits(desk.clock())
    async with desk.store.read() as conn:
        places = (await conn.execute(select(leads.c.topic, leads.c.region).where(*waits).distinct())).all()
        for topic, region in places:
            if units.for_lead(topic, region) is None:
                continue
            these = (*waits, leads.c.topic == topic, leads.c.region == region)
            query = select(leads.c.number).where(*these).order_by(leads.c.priority.desc(), leads.c.number)
            found += await conn.scalars(query.limit(_MOST - len(found)))
            if len(found) >= _MOST:
                break
    return found


def _waits(now: datetime) -> tuple[ColumnElement[bool], ...]:
    returned = _last(Happened.RETURNED)
    placed = _last(Happened.PLACED, lead_events.c.who_key != "")
    return (
        leads.c.status == Status.NEW.value,
        leads.c.last_asked > now - _FRESH,
        leads.c.head.is_(None),
        leads.c.unit == "",
        # Until its topic and place are guessed, a lead seems to be of nowhere.
        leads.c.placed_by != "",
        or_(leads.c.askers >= 2, leads.c.topic.in_(HARMFUL), leads.c.placed_by == "hand"),
        # What units gave back is the maintainers' until they say that it belongs elsewhere.
        returned <= placed,
    )


def _last(kind: Happened, *more: ColumnElement[bool]) -> ColumnElement[int]:
    """The number of the last event of a kind of a lead; 0 if it had none."""
    events = (lead_events.c.lead_number == leads.c.number, lead_events.c.kind == kind.value, *more)
    return func.coalesce(
        select(func.max(lead_events.c.id)).where(*events).correlate(leads).scalar_subquery(), 0
    )


async def _assign(desk: Desk, number: int) -> None:
    async with desk.store.write() as conn:
        lead = await find(conn, number)
        if lead is None or lead.number != number or lead.unit or lead.status is not Status.NEW:
            return
        unit = desk.room.units.for_lead(lead.topic, lead.region)
        if unit is not None:
            await _give(conn, desk, number, unit)


async def _corrected(desk: Desk) -> list[int]:
    """Return the leads whose topic or region was corrected by hand of late, and that some unit has."""
    recent = (
        lead_events.c.kind == Happened.PLACED.value,
        lead_events.c.at >= desk.clock() - _CORRECTED,
        lead_events.c.who_key != "",
    )
    numbers = select(lead_events.c.lead_number).where(*recent)
    async with desk.store.read() as conn:
        query = select(leads.c.number).where(
            leads.c.number.in_(numbers), leads.c.unit != "", leads.c.status == Status.ASSIGNED.value
        )
        return list(await conn.scalars(query))


async def _move(desk: Desk, number: int) -> None:
    """Give a lead to the unit of its corrected place, unless somebody chose its unit or works on it."""
    async with desk.store.write() as conn:
        lead = await find(conn, number)
        if lead is None or lead.number != number or not lead.unit or lead.status is not Status.ASSIGNED:
            return
        kinds = (Happened.PLACED, Happened.ASSIGNED, Happened.RETURNED, Happened.ESCALATED)
        query = select(lead_events.c.kind, lead_events.c.who_key, lead_events.c.id).where(
            lead_events.c.lead_number == number, lead_events.c.kind.in_([kind.value for kind in kinds])
        )
        events = (await conn.execute(query.order_by(lead_events.c.id))).all()
        by_hand = [each.id for each in events if each.kind == Happened.PLACED.value and each.who_key]
        placed = max(by_hand, default=0)
        given = [each for each in events if each.kind != Happened.PLACED.value]
        unit = desk.room.units.for_lead(lead.topic, lead.region)
        if unit is None or (given and (given[-1].id > placed or given[-1].who_key)):
            return
        await _give(conn, desk, number, unit)


async def _give(conn: AsyncConnection, desk: Desk, number: int, unit: Unit) -> None:
    change = await changes.assign(conn, number, unit, now=desk.clock())
    if isinstance(change, Change):
        await tell_moved(conn, desk, change, Happened.ASSIGNED)


async def _pressing(desk: Desk) -> list[int]:
    """Return the leads of whose due time somebody is to be told."""
    now = desk.clock()
    horizons = {unit.name: _soon(now, unit) for unit in desk.room.units.all}
    last = max((horizon for horizon in horizons.values() if horizon is not None), default=now)
    columns = (leads.c.number, leads.c.unit, leads.c.due_at, leads.c.reminded)
    query = select(*columns).where(
        leads.c.due_at <= max(last, now),
        leads.c.status.in_(_OPEN),
        leads.c.head.is_(None),
        leads.c.unit != "",
        leads.c.reminded != ABOVE,
    )
    async with desk.store.read() as conn:
        return [
            number
            for number, name, due_at, reminded in await conn.execute(query.order_by(leads.c.due_at))
            if _told_now(now, desk.room.units.named(name), horizons.get(name), due_at, reminded)
        ]


def _soon(now: datetime, unit: Unit) -> datetime | None:
    """Return until when due times are soon for a unit; None while it does not work, or is never reminded."""
    if unit.due_hours is None or not is_working(now, unit):
        return None
    return due_after(now, unit.due_hours * _LEFT, unit)


def _told_now(
    now: datetime, unit: Unit | None, horizon: datetime | None, due_at: datetime, reminded: str
) -> str:
    """Return of what somebody is to be told now: SOON, OVER, ABOVE, or "" for nothing."""
    if due_at > now:
        return SOON if not reminded and horizon is not None and due_at <= horizon else ""
    if reminded != OVER:
        return OVER
    # A unit that is no longer in the file, or is not reminded any more, has no more time either.
    twice = now if unit is None or unit.due_hours is None else due_after(due_at, unit.due_hours, unit)
    return ABOVE if twice <= now else ""


async def _press(desk: Desk, number: int) -> None:
    now = desk.clock()
    async with desk.store.write() as conn:
        lead = await find(conn, number)
        if lead is None or lead.number != number or lead.due_at is None or lead.reminded == ABOVE:
            return
        unit = desk.room.units.named(lead.unit)
        horizon = None if unit is None else _soon(now, unit)
        of = _told_now(now, unit, horizon, lead.due_at, lead.reminded)
        if of == ABOVE:
            change = await changes.escalate(conn, number, desk.room.units, now=now)
            if isinstance(change, Change):
                await tell_moved(conn, desk, change, Happened.ESCALATED)
                return
            if change is not Refusal.TOP:
                return
        if of and isinstance(reminded := await changes.remind(conn, number, of, now=now), Change):
            await tell_due(conn, desk, reminded.now, of)

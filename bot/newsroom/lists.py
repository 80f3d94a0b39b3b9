"""Lists of leads: what is read for them, and whose pages can be turned."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.lead import Status
from bot.lead_tables import lead_events, lead_lists, leads
from bot.newsroom.card_store import KEPT
from bot.newsroom.ledger import Happened
from bot.newsroom.wanted import OPEN, Wanted

__all__ = ["Line", "Numbers", "find", "keep", "listed", "most_asked", "numbers"]

# Nearly all leads stand alone: an index of heads would be the wrong one to go by.
_STANDS_ALONE = func.coalesce(leads.c.head, 0) == 0
_WEEK = timedelta(days=7)
_COLUMNS = (
    *(leads.c.number, leads.c.text, leads.c.status, leads.c.asks),
    *(leads.c.priority, leads.c.last_asked),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One lead of a list."""

    number: int
    text: str
    status: Status
    asks: int
    priority: int
    last_asked: datetime


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many leads there are.

    :ivar units: name -> open leads, and of these the overdue ones
    :ivar opened, answered, dismissed: of the last seven days
    """

    statuses: dict[Status, int]
    units: dict[str, tuple[int, int]]
    opened: int
    answered: int
    dismissed: int


async def keep(conn: AsyncConnection, place_key: str, wanted: Wanted, now: datetime) -> str:
    """Keep what a list shows; return the token that its buttons carry."""
    token = secrets.token_urlsafe(8)
    row = {"token": token, "place_key": place_key, "wanted": wanted.to_json(), "made_at": now}
    await conn.execute(insert(lead_lists).values(row))
    return token


async def find(conn: AsyncConnection, token: str, place_key: str, now: datetime) -> Wanted | None:
    """Return what a list shows; None for one of another chat or version, or older than 90 days."""
    query = select(lead_lists.c.wanted).where(
        lead_lists.c.token == token, lead_lists.c.place_key == place_key, lead_lists.c.made_at > now - KEPT
    )
    kept = await conn.scalar(query)
    try:
        return None if kept is None else Wanted.from_json(kept)
    except TypeError:
        return None


async def listed(conn: AsyncConnection, wanted: Wanted, now: datetime, first: int, most: int) -> list[Line]:
    """Return leads, the highest priority and then the last asked first.

    :param first: the place from which on
    """
    these: list[ColumnElement[bool]] = [leads.c.head.is_(None)]
    if wanted.topics:
        these.append(leads.c.topic.in_(wanted.topics))
    if wanted.units:
        these.append(leads.c.unit.in_(wanted.units))
    if wanted.regions:
        these.append(or_(*(_lies_in(region) for region in wanted.regions)))
    if wanted.hours:
        these.append(leads.c.last_asked > now - timedelta(hours=wanted.hours))
    order = (leads.c.priority.desc(), leads.c.last_asked.desc(), leads.c.number.desc())
    found: list[Line] = []
    for status in wanted.statuses:
        # One status at a time comes out of its index in this order; several would all be sorted.
        query = select(leads.c.number).where(leads.c.status == status.value, *these).order_by(*order)
        found += await _lines(conn, query.limit(first + most))
    found.sort(key=lambda line: (line.priority, line.last_asked, line.number), reverse=True)
    return found[first : first + most]


async def most_asked(conn: AsyncConnection, unit: str, now: datetime, most: int) -> list[Line]:
    """Return the open leads that were asked about most, of those asked about within a week.

    :param unit: only these; "": all
    """
    these = [
        _STANDS_ALONE,
        leads.c.status.in_([status.value for status in OPEN]),
        leads.c.last_asked > now - _WEEK,
    ]
    if unit:
        these.append(leads.c.unit == unit)
    query = select(leads.c.number).where(*these).order_by(leads.c.asks.desc(), leads.c.number.desc())
    lines = await _lines(conn, query.limit(most))
    return sorted(lines, key=lambda line: (line.asks, line.number), reverse=True)


async def numbers(conn: AsyncConnection, unit: str, now: datetime) -> Numbers:
    """Return how many leads there are.

    :param unit: only its leads; "": all
    """
    these: list[ColumnElement[bool]] = [_STANDS_ALONE]
    if unit:
        these.append(leads.c.unit == unit)
    rows = await conn.execute(select(leads.c.status, func.count()).where(*these).group_by(leads.c.status))
    statuses = {Status(status): int(count) for status, count in rows}
    # Few leads have a unit, and many are open: these are found by the unit.
    is_open = func.coalesce(leads.c.status, "").in_([status.value for status in OPEN])
    open_ones = (leads.c.unit > "", is_open)
    over = func.sum(func.coalesce(leads.c.due_at <= now, False).cast(leads.c.asks.type))
    query = select(leads.c.unit, func.count(), over).where(*these, *open_ones).group_by(leads.c.unit)
    units = {name: (int(count), int(late or 0)) for name, count, late in await conn.execute(query)}
    opened = select(func.count()).where(*these, leads.c.first_asked > now - _WEEK)

    async def happened(kind: Happened, *more: ColumnElement[bool]) -> int:
        events = (lead_events.c.kind == kind.value, lead_events.c.at > now - _WEEK, *more)
        query = select(func.count(lead_events.c.lead_number.distinct())).where(*events)
        if unit:
            mine = select(leads.c.number).where(leads.c.unit == unit)
            query = query.where(lead_events.c.lead_number.in_(mine))
        return int(await conn.scalar(query) or 0)

    return Numbers(
        statuses,
        units,
        opened=int(await conn.scalar(opened) or 0),
        answered=await happened(Happened.ANSWERED),
        dismissed=await happened(Happened.STATUS, lead_events.c.became == Status.DISMISSED.value),
    )


def _lies_in(region: str) -> ColumnElement[bool]:
    """A place itself, and all below it."""
    below = [f"{region}/", f"{region}-"]
    return or_(
        leads.c.region == region, *(leads.c.region.startswith(each, autoescape=True) for each in below)
    )


async def _lines(conn: AsyncConnection, numbers: Select[tuple[int]]) -> list[Line]:
    """The leads of some numbers: where all that fit must be sorted, their texts are not sorted with them."""
    query = select(*_COLUMNS).where(leads.c.number.in_((await conn.scalars(numbers)).all()))
    return [_line(row) for row in await conn.execute(query)]


def _line(row: Any) -> Line:
    return Line(row.number, row.text, Status(row.status), row.asks, row.priority, row.last_asked)

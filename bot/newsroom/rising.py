"""Rising: which leads are asked about more than chance and the time of day explain."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.lead import Status
from bot.lead_tables import lead_alerts, lead_asks, leads
from bot.newsroom.surge import LEAST, Past, Surge, surges

__all__ = ["QUIET", "RISING", "WINDOW", "RisingLead", "alerted", "hours_of", "rising_leads"]

#: As alerts of it are kept.
RISING = "rising"
WINDOW = timedelta(hours=6)
#: What was usual is read from so much time before the window.
_BEFORE = timedelta(days=7)
_LEAST_PEOPLE, _LEAST_CHATS = 4, 2
#: An alert is raised again about what was as good as silent for so long.
QUIET = timedelta(days=7)
_OPEN = (Status.NEW.value, Status.ASSIGNED.value, Status.CHECKING.value)


@dataclass(frozen=True, slots=True)
class RisingLead:
    """A lead that is asked about more and more. `asks`, `people`, `chats`: of the last six hours."""

    number: int
    asks: int
    people: int
    chats: int
    surge: Surge


async def rising_leads(conn: AsyncConnection, now: datetime) -> list[RisingLead]:
    """Return the open leads that rise and of which nobody was alerted, the least likely by chance first.

    Reads what was asked in the last six hours, and a week of those few leads that may be rising.
    """
    began = now - WINDOW
    head = func.coalesce(leads.c.head, leads.c.number).label("head")
    asked = lead_asks.join(leads, leads.c.number == lead_asks.c.lead_number)
    query = (
        select(
            head,
            func.count(),
            func.count(lead_asks.c.asker_key.distinct()),
            func.count(lead_asks.c.chat_key.distinct()),
        )
        .select_from(asked)
        .where(lead_asks.c.asked_at > began, lead_asks.c.asked_at <= now)
        .group_by(head)
    )
    seen = {
        int(number): (int(asks), int(people), int(chats))
        for number, asks, people, chats in await conn.execute(query)
    }
    many = [
        number
        for number, (asks, people, chats) in seen.items()
        if asks >= LEAST and people >= _LEAST_PEOPLE and chats >= _LEAST_CHATS
    ]
    past = await _past(conn, many, began, now)
    if not past:
        return []
    counts = {number: asks for number, (asks, _, _) in seen.items()}
    found = surges(counts, past, await _stream_before(conn, began))
    return sorted(
        (RisingLead(number, *seen[number], surge) for number, surge in found.items()),
        key=lambda each: (each.surge.chance, each.number),
    )


async def hours_of(conn: AsyncConnection, number: int, now: datetime, hours: int = 48) -> list[int]:
    """Return how often a lead was asked about in each of the last hours, the oldest first."""
    members = select(leads.c.number).where(or_(leads.c.number == number, leads.c.head == number))
    query = select(lead_asks.c.asked_at).where(
        lead_asks.c.lead_number.in_(members), lead_asks.c.asked_at > now - timedelta(hours=hours)
    )
    counts = [0] * hours
    for at in await conn.scalars(query):
        ago = int((now - at) / timedelta(hours=1))
        if 0 <= ago < hours:
            counts[hours - 1 - ago] += 1
    return counts


async def _past(conn: AsyncConnection, numbers: list[int], began: datetime, now: datetime) -> dict[int, Past]:
    """What came before of those that may be alerted: open, not muted, and not alerted of late."""
    if not numbers:
        return {}
    told = await alerted(conn, RISING)
    query = select(leads.c.number, leads.c.first_asked, leads.c.muted_until).where(
        leads.c.number.in_(numbers), leads.c.status.in_(_OPEN)
    )
    past = {}
    for number, first, muted_until in (await conn.execute(query)).all():
        if muted_until is not None and muted_until > now:
            continue
        members = select(leads.c.number).where(or_(leads.c.number == number, leads.c.head == number))
        asked_before = select(func.count()).where(
            lead_asks.c.lead_number.in_(members),
            lead_asks.c.asked_at > began - _BEFORE,
            lead_asks.c.asked_at <= began,
        )
        count = int(await conn.scalar(asked_before) or 0)
        made = told.get(str(number))
        if made is not None and (now - made < QUIET or count >= LEAST):
            continue
        past[int(number)] = Past(count, min(_BEFORE, max(began - first, timedelta(0))) / WINDOW)
    return past


async def _stream_before(conn: AsyncConnection, began: datetime) -> float:
    """How much was asked in six hours before the window, on average."""
    query = select(func.count(), func.min(lead_asks.c.asked_at)).where(
        lead_asks.c.asked_at > began - _BEFORE, lead_asks.c.asked_at <= began
    )
    count, first = (await conn.execute(query)).one()
    return int(count) / max(1.0, (began - first) / WINDOW) if first is not None else 0.0


async def alerted(conn: AsyncConnection, kind: str) -> dict[str, datetime]:
    """Return when there was last an alert of a kind: number of the lead or id of the debunk -> moment."""
    query = (
        select(lead_alerts.c.subject, func.max(lead_alerts.c.made_at).label("made"))
        .where(lead_alerts.c.kind == kind)
        .group_by(lead_alerts.c.subject)
    )
    return {row.subject: row.made for row in await conn.execute(query)}

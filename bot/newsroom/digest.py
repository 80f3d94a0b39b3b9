"""The digest of a month or week: what was asked most, what comes back, what was answered. Numbers only.

Who asked is in none of it; claims are those of debunks, and of open leads only where at least three people
asked, so that no message of a single person is shown.
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import demand
from bot.lead import Status
from bot.lead_tables import lead_alerts, lead_asks, lead_events, leads
from bot.newsroom.ledger import Happened
from bot.newsroom.returns import RETURNED
from bot.newsroom.wordings import central_sentence
from corpus.debunk import Debunk

__all__ = ["FEW", "Digest", "Entry", "Kind", "OpenLead", "Period", "fitting", "read_digest"]

#: Fewer people than these are not told as a number, and their open leads not at all.
FEW = 3
_MOST_OPEN = 5
_RISING = 5
_OPEN = (Status.NEW.value, Status.ASSIGNED.value, Status.CHECKING.value)


class Kind(StrEnum):
    """How long a digest looks back."""

    MONTH = "month"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Period:
    """A month, or a week from Monday on; `first` and `last` are days of it."""

    kind: Kind
    first: date
    last: date

    @classmethod
    def month(cls, day: date) -> "Period":
        """Return the month of a day."""
        return cls(Kind.MONTH, day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))

    @classmethod
    def week(cls, day: date) -> "Period":
        """Return the week of a day."""
        monday = day - timedelta(days=day.weekday())
        return cls(Kind.WEEK, monday, monday + timedelta(days=6))

    @classmethod
    def read(cls, words: str) -> "Period":
        """Return the period of words such as "2026-10" or "2026-W41".

        :raises ValueError: they name neither
        """
        match = re.fullmatch(r"(2\d{3})-(W?)(\d{2})", words, re.ASCII)
        try:
            if match is not None and match[2]:
                return cls.week(date.fromisocalendar(int(match[1]), int(match[3]), 1))
            if match is not None:
                return cls.month(date(int(match[1]), int(match[3]), 1))
        except ValueError:
            pass
        raise ValueError(f"expected a month such as 2026-10 or a week such as 2026-W41, got {words!r}")

    @property
    def before(self) -> "Period":
        """The period before this one."""
        return (Period.month if self.kind is Kind.MONTH else Period.week)(self.first - timedelta(days=1))

    @property
    def name(self) -> str:
        """As `read` takes it."""
        year, week, _ = self.first.isocalendar()
        return f"{self.first:%Y-%m}" if self.kind is Kind.MONTH else f"{year}-W{week:02d}"

    def moments(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return when it begins and ends, in UTC; the end is no more in it."""
        days = (self.first, self.last + timedelta(days=1))
        first, end = (datetime.combine(day, time(0), zone).astimezone(UTC) for day in days)
        return first, end


@dataclass(frozen=True, slots=True)
class Entry:
    """A debunk with how many people asked, in this period and the one before; `rank_before` from 1, or None.

    :ivar returned: it was silent for long and came back
    """

    debunk: Debunk
    people: int
    before: int
    rank_before: int | None
    returned: bool = False

    @property
    def rises(self) -> bool:
        """Twice as many people as before, and more than a few."""
        return self.people >= max(_RISING, 2 * self.before)


@dataclass(frozen=True, slots=True)
class OpenLead:
    """What many asked about and nobody has checked. `claim`: its central sentence, masked."""

    number: int
    claim: str
    people: int


@dataclass(frozen=True, slots=True)
class Digest:
    """What a digest says.

    :ivar entries: the most asked first
    :ivar answered: debunks that answered a lead, the latest first, each with the time that it took
    :ivar still_open: the most asked first, each by at least three people
    """

    period: Period
    entries: tuple[Entry, ...] = ()
    answered: tuple[tuple[Debunk, timedelta], ...] = ()
    still_open: tuple[OpenLead, ...] = ()

    @property
    def people(self) -> int:
        """How often somebody asked, each person once a debunk and day."""
        return sum(entry.people for entry in self.entries)

    @property
    def waited(self) -> timedelta | None:
        """How long answers took, the median; None without any."""
        seconds = [waited.total_seconds() for _, waited in self.answered]
        return timedelta(seconds=median(seconds)) if seconds else None

    @property
    def is_empty(self) -> bool:
        return not (self.entries or self.answered or self.still_open)


async def read_digest(
    conn: AsyncConnection,
    find: Callable[[str], Debunk | None],
    period: Period,
    zone: ZoneInfo,
    unit: str = "",
) -> Digest:
    """Return the digest of a period.

    :param find: gives the debunk of an id; what it does not know is left out
    :param unit: whose leads alone are named, answered and open ones; "": all
    """
    now = await _totals(conn, period, zone)
    before = await _totals(conn, period.before, zone)
    ranks = {debunk_id: rank for rank, debunk_id in enumerate(before, 1)}
    first, end = period.moments(zone)
    came_back = set(
        await conn.scalars(
            select(lead_alerts.c.subject).where(
                lead_alerts.c.kind == RETURNED, lead_alerts.c.made_at >= first, lead_alerts.c.made_at < end
            )
        )
    )
    entries = tuple(
        Entry(debunk, people, before.get(debunk_id, 0), ranks.get(debunk_id), debunk_id in came_back)
        for debunk_id, people in now.items()
        if (debunk := find(debunk_id)) is not None
    )
    own = (leads.c.unit == unit,) if unit else ()
    answered = await _answered(conn, find, first, end, own)
    return Digest(period, entries, answered, await _still_open(conn, first, end, own))


def fitting(digest: Digest, wants: Callable[[str, str], bool]) -> Digest:
    """Return what of a digest somebody wants: of some topics and regions only, without open leads.

    :param wants: tells whether a topic and a region are wanted
    """
    entries = tuple(each for each in digest.entries if wants(each.debunk.topic, each.debunk.region))
    answered = tuple(each for each in digest.answered if wants(each[0].topic, each[0].region))
    return replace(digest, entries=entries, answered=answered, still_open=())


async def _totals(conn: AsyncConnection, period: Period, zone: ZoneInfo) -> Mapping[str, int]:
    """How many people asked about what a debunk is about, before there was an answer and after."""
    days = await demand.by_day(conn, period.first, period.last)
    totals = Counter({debunk_id: sum(by_day.values()) for debunk_id, by_day in days.items()})
    totals.update(await _asked_as_leads(conn, *period.moments(zone), zone))
    return dict(sorted(totals.items(), key=lambda each: (-each[1], each[0])))


async def _asked_as_leads(
    conn: AsyncConnection, first: datetime, end: datetime, zone: ZoneInfo
) -> Mapping[str, int]:
    """Debunk id -> people who asked while nobody had checked it, each once a day."""
    head = leads.alias()
    query = (
        select(head.c.debunk_id, lead_asks.c.asker_key, lead_asks.c.asked_at)
        .select_from(
            lead_asks.join(leads, leads.c.number == lead_asks.c.lead_number).join(
                head, head.c.number == func.coalesce(leads.c.head, leads.c.number)
            )
        )
        .where(
            lead_asks.c.asked_at >= first,
            lead_asks.c.asked_at < end,
            head.c.status == Status.ANSWERED.value,
            head.c.debunk_id != "",
        )
    )
    asked = {
        (debunk_id, asker, at.astimezone(zone).date()) for debunk_id, asker, at in await conn.execute(query)
    }
    return Counter(debunk_id for debunk_id, _, _ in asked)


async def _answered(
    conn: AsyncConnection,
    find: Callable[[str], Debunk | None],
    first: datetime,
    end: datetime,
    own: Sequence[ColumnElement[bool]],
) -> tuple[tuple[Debunk, timedelta], ...]:
    query = (
        select(lead_events.c.became, lead_events.c.at, leads.c.first_asked)
        .join(leads, leads.c.number == lead_events.c.lead_number)
        .where(
            lead_events.c.kind == Happened.ANSWERED.value,
            lead_events.c.at >= first,
            lead_events.c.at < end,
            leads.c.status == Status.ANSWERED.value,
            *own,
        )
        .order_by(lead_events.c.at.desc())
    )
    found: dict[str, tuple[Debunk, timedelta]] = {}
    for debunk_id, at, asked in await conn.execute(query):
        if (debunk := find(debunk_id)) is not None:
            found.setdefault(debunk_id, (debunk, max(at - asked, timedelta(0))))
    return tuple(found.values())


async def _still_open(
    conn: AsyncConnection, first: datetime, end: datetime, own: Sequence[ColumnElement[bool]]
) -> tuple[OpenLead, ...]:
    head = func.coalesce(leads.c.head, leads.c.number).label("head")
    people = func.count(lead_asks.c.asker_key.distinct())
    asked = (
        select(head, people.label("people"))
        .select_from(lead_asks.join(leads, leads.c.number == lead_asks.c.lead_number))
        .where(lead_asks.c.asked_at >= first, lead_asks.c.asked_at < end)
        .group_by(head)
        .having(people >= FEW)
        .subquery()
    )
    query = (
        select(leads.c.number, leads.c.text, asked.c.people)
        .join(asked, asked.c.head == leads.c.number)
        .where(leads.c.status.in_(_OPEN), leads.c.text != "", *own)
        .order_by(asked.c.people.desc(), leads.c.number)
        .limit(_MOST_OPEN)
    )
    rows = await conn.execute(query)
    return tuple(OpenLead(number, central_sentence(text), count) for number, text, count in rows)

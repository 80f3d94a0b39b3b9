"""Times: how long leads wait for their answer, and who answers in time; read from the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.lead import Status
from bot.lead_tables import lead_events, leads
from bot.newsroom.due import due_after
from bot.newsroom.ledger import Happened
from bot.newsroom.units import Units

__all__ = ["Course", "Figures", "Times", "Turn", "read_times", "times_of"]

_CLOSED = (Status.ANSWERED.value, Status.DISMISSED.value)


@dataclass(slots=True)
class Turn:
    """A lead at one unit: since when, until when, and what ended it (None while it is there)."""

    unit: str
    began: datetime
    ended: datetime | None = None
    end: Happened | None = None


@dataclass(slots=True)
class Course:
    """What became of one lead. `answered`: when it first was."""

    opened: datetime
    topic: str = ""
    region: str = ""
    answered: datetime | None = None
    turns: list[Turn] = field(default_factory=list)

    def take(self, kind: Happened, at: datetime, was: str, became: str) -> None:
        """Go one event of the ledger further."""
        reopened = kind is Happened.STATUS and was in _CLOSED and became not in _CLOSED
        if kind in (Happened.ASSIGNED, Happened.RETURNED, Happened.ESCALATED):
            self._end(kind, at)
            if became:
                self.turns.append(Turn(became, at))
        elif kind is Happened.ANSWERED:
            self._end(kind, at)
            self.answered = self.answered or at
        elif kind is Happened.STATUS and became == Status.DISMISSED.value:
            self._end(kind, at)
        elif reopened and became == Status.ASSIGNED.value and self.turns and self.turns[-1].ended is not None:
            self.turns.append(Turn(self.turns[-1].unit, at))

    def _end(self, kind: Happened, at: datetime) -> None:
        if self.turns and self.turns[-1].ended is None:
            self.turns[-1].ended, self.turns[-1].end = at, kind


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some leads.

    :ivar median: time to the first answer; None when nothing is answered
    :ivar ninety: time within which 90 % of those that were answered had their answer
    :ivar timely: answered before they were due
    :ivar late: still or too long unanswered when they were due; leads without a due time are neither
    """

    leads: int
    answered: int
    median: timedelta | None
    ninety: timedelta | None
    timely: int
    late: int

    @property
    def in_time(self) -> float | None:
        """The share that was answered in time, 0 to 1; None where nothing was due."""
        due = self.timely + self.late
        return self.timely / due if due else None


@dataclass(frozen=True, slots=True)
class Times:
    """Figures of all leads, and by unit, topic and region ("" where it is not known).

    A unit's time begins when it is given the lead, all others' when the lead is opened.
    """

    all: Figures
    units: dict[str, Figures]
    topics: dict[str, Figures]
    regions: dict[str, Figures]


async def read_times(
    conn: AsyncConnection, units: Units, now: datetime, since: datetime | None = None
) -> Times:
    """Return the figures of the leads that were opened since a moment, of all when it is None.

    :param units: whose working hours say what was due
    """
    chosen = [leads.c.head.is_(None)] + ([] if since is None else [leads.c.first_asked >= since])
    columns = (leads.c.number, leads.c.first_asked, leads.c.topic, leads.c.region)
    courses = {
        number: Course(opened, topic, region)
        for number, opened, topic, region in await conn.execute(select(*columns).where(*chosen))
    }
    events = select(
        *(lead_events.c.lead_number, lead_events.c.kind, lead_events.c.at),
        *(lead_events.c.was, lead_events.c.became),
    ).where(lead_events.c.lead_number.in_(select(leads.c.number).where(*chosen)))
    async with conn.stream(events.order_by(lead_events.c.id)) as rows:
        async for number, kind, at, was, became in rows:
            if number in courses:
                courses[number].take(Happened(kind), at, was, became)
    return times_of(list(courses.values()), units, now)


def times_of(courses: Sequence[Course], units: Units, now: datetime) -> Times:
    """Return the figures of the courses of leads."""
    whole = [_told(each, units, now) for each in courses]
    by: dict[str, dict[str, list[_Told]]] = {"topic": defaultdict(list), "region": defaultdict(list)}
    for course, told in zip(courses, whole, strict=True):
        by["topic"][course.topic].append(told)
        by["region"][course.region].append(told)
    of_units: dict[str, list[_Told]] = defaultdict(list)
    for course in courses:
        for turn in course.turns:
            answered = turn.ended if turn.end is Happened.ANSWERED else None
            span = None if answered is None else answered - turn.began
            of_units[turn.unit].append(_Told(span, _in_time(turn, units, now)))
    return Times(
        _figures(whole),
        *(
            _sorted({name: _figures(told) for name, told in group.items()})
            for group in (of_units, *by.values())
        ),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """`span`: time to the answer; `in_time`: None when nothing was due (yet)."""

    span: timedelta | None
    in_time: bool | None


def _told(course: Course, units: Units, now: datetime) -> _Told:
    span = None if course.answered is None else course.answered - course.opened
    kept = {_in_time(turn, units, now) for turn in course.turns}
    return _Told(span, False if False in kept else True if True in kept else None)


def _in_time(turn: Turn, units: Units, now: datetime) -> bool | None:
    """Whether a unit answered in time; None when it need not, need not yet, or gave the lead away in time."""
    unit = units.named(turn.unit)
    if unit is None or unit.due_hours is None:
        return None
    late = (turn.ended or now) > due_after(turn.began, unit.due_hours, unit)
    if late:
        return False
    return True if turn.end is Happened.ANSWERED else None


def _figures(told: Iterable[_Told]) -> Figures:
    every = list(told)
    spans = sorted(each.span for each in every if each.span is not None)
    return Figures(
        leads=len(every),
        answered=len(spans),
        median=timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None,
        ninety=spans[ceil(len(spans) * 0.9) - 1] if spans else None,
        timely=sum(each.in_time is True for each in every),
        late=sum(each.in_time is False for each in every),
    )


def _sorted(figures: dict[str, Figures]) -> dict[str, Figures]:
    return dict(sorted(figures.items(), key=lambda each: (-each[1].leads, each[0])))

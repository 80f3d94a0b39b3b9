"""Times: how long leads wait for their answer, and who answers in time; read from the ledger."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.lead import Status
from bot.lead_tables import lead_events, leads
from bot.newsroom.due import due_after
from bot.newsroom.ledger import Happened
from bot.newsroom.units import Units

__all__ = ["Course", "Figures", "Times", "Turn", "read_times", "times_of"]

#: What a course is made of.
_STEPS = (
    *(Happened.ASSIGNED, Happened.RETURNED, Happened.ESCALATED),
    *(Happened.ANSWERED, Happened.STATUS),
)
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
    conn: AsyncConnection,
    units: Units,
    now: datetime,
    since: datetime | None = None,
    *,
    by_place: bool = True,
) -> Times:
    """Return the figures of the leads that were opened since a moment, of all when it is None.

    :param units: whose working hours say what was due
    :param by_place: False: by unit alone, which is quicker; all topics and regions count as ""
    """
    # Nearly all leads stand alone: an index of heads would be the wrong one to go by.
    chosen: list[ColumnElement[bool]] = [func.coalesce(leads.c.head, 0) == 0]
    steps: list[ColumnElement[bool]] = [lead_events.c.kind.in_([kind.value for kind in _STEPS])]
    if since is not None:
        chosen.append(leads.c.first_asked >= since)
        steps.append(lead_events.c.at >= since)
    empty = literal("")
    # As they are, the columns would have their own index read, and with it all the rows.
    place = [func.coalesce(each, "") if by_place else empty for each in (leads.c.topic, leads.c.region)]
    topic, region = (column.label(name) for column, name in zip(place, ("topic", "region"), strict=True))
    counts = select(topic, region, func.count()).where(*chosen)
    if by_place:
        counts = counts.group_by(topic, region)
    # Most leads never come to anybody: of these it is enough to know how many there are.
    idle = {(row.topic, row.region): int(row[2]) for row in await conn.execute(counts)}
    events = select(
        *(leads.c.number, leads.c.first_asked, topic, region),
        *(lead_events.c.kind, lead_events.c.at, lead_events.c.was, lead_events.c.became),
    ).join(leads, leads.c.number == lead_events.c.lead_number)
    courses: dict[int, Course] = {}
    async with conn.stream(events.where(*steps, *chosen).order_by(lead_events.c.id)) as rows:
        async for number, opened, *here, kind, at, was, became in rows:
            if number not in courses:
                courses[number] = Course(opened, *here)
                idle[courses[number].topic, courses[number].region] -= 1
            courses[number].take(Happened(kind), at, was, became)
    return times_of(list(courses.values()), units, now, idle)


def times_of(
    courses: Sequence[Course], units: Units, now: datetime, idle: Mapping[tuple[str, str], int] | None = None
) -> Times:
    """Return the figures of the courses of leads.

    :param idle: how many leads there are besides, with which nothing was done, by topic and region
    """
    whole = [_told(each, units, now) for each in courses]
    by: dict[str, dict[str, list[_Told]]] = {"topic": defaultdict(list), "region": defaultdict(list)}
    besides: dict[str, Counter[str]] = {"topic": Counter(), "region": Counter()}
    for course, told in zip(courses, whole, strict=True):
        by["topic"][course.topic].append(told)
        by["region"][course.region].append(told)
    for (topic, region), count in (idle or {}).items():
        besides["topic"][topic] += count
        besides["region"][region] += count
    of_units: dict[str, list[_Told]] = defaultdict(list)
    for course in courses:
        for turn in course.turns:
            answered = turn.ended if turn.end is Happened.ANSWERED else None
            span = None if answered is None else answered - turn.began
            of_units[turn.unit].append(_Told(span, _in_time(turn, units, now)))
    groups = [
        {
            name: _figures(by[of].get(name, ()), besides[of][name])
            for name in dict.fromkeys((*by[of], *besides[of]))
            if by[of].get(name) or besides[of][name]
        }
        for of in by
    ]
    return Times(
        _figures(whole, sum((idle or {}).values())),
        _sorted({name: _figures(told) for name, told in of_units.items()}),
        *map(_sorted, groups),
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


def _figures(told: Iterable[_Told], idle: int = 0) -> Figures:
    every = list(told)
    spans = sorted(each.span for each in every if each.span is not None)
    return Figures(
        leads=len(every) + idle,
        answered=len(spans),
        median=timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None,
        ninety=spans[ceil(len(spans) * 0.9) - 1] if spans else None,
        timely=sum(each.in_time is True for each in every),
        late=sum(each.in_time is False for each in every),
    )


def _sorted(figures: dict[str, Figures]) -> dict[str, Figures]:
    return dict(sorted(figures.items(), key=lambda each: (-each[1].leads, each[0])))

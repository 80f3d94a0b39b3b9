"""Due times: only working hours count, in every zone."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.newsroom.due import due_after, is_working, worked_between
from bot.newsroom.units import Hours, Level, Unit

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = Hours(time(9), time(18), frozenset(range(5)))
START = datetime(2010, 1, 1, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)

# Zones that turn their clocks in the day, at midnight, by half an hour, and one that left out a whole day.
ZONES = st.sampled_from(
    [
        *("Asia/Shanghai", "Europe/London", "America/New_York", "Africa/Cairo", "America/Havana"),
        *("Australia/Lord_Howe", "Pacific/Apia", "UTC"),
    ]
).map(ZoneInfo)
MOMENTS = st.integers(0, 20 * 365 * 86_400).map(lambda second: START + timedelta(seconds=second))
BEGINS = st.times(time(4), time(11)).map(lambda at: at.replace(second=0, microsecond=0))
ENDS = st.one_of(
    st.just(time(0)),
    st.times(time(12), time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0)),
)
HOURS = st.one_of(
    st.builds(
        Hours, begins=BEGINS, ends=ENDS, weekdays=st.frozensets(st.integers(0, 6), min_size=1, max_size=7)
    ),
    st.just(Hours()),
)
UNITS = st.builds(lambda hours, zone: Unit("甲", Level.CITY, hours=hours, zone=zone), hours=HOURS, zone=ZONES)
LONG = st.integers(1, 3_000).map(lambda hundredths: hundredths / 100)


def unit(hours: Hours = OFFICE, zone: ZoneInfo = SHANGHAI) -> Unit:
    return Unit("甲", Level.CITY, hours=hours, zone=zone)


def works(at: datetime, who: Unit) -> bool:
    """Whether a unit works at a moment, told by its wall clock alone."""
    here = at.astimezone(who.zone)
    ends = time.max if who.hours.ends == time(0) else who.hours.ends
    return here.weekday() in who.hours.weekdays and who.hours.begins <= here.time() <= ends


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-23 10:00", 4, "2026-11-23 14:00"),
        ("2026-11-23 06:00", 4, "2026-11-23 13:00"),
        ("2026-11-23 17:00", 4, "2026-11-24 12:00"),
        ("2026-11-27 17:00", 4, "2026-11-30 12:00"),
        ("2026-11-28 12:00", 9, "2026-11-30 18:00"),
        ("2026-11-23 09:00", 9, "2026-11-23 18:00"),
        ("2026-11-23 18:00", 0.5, "2026-11-24 09:30"),
        ("2026-11-23 12:00", 45, "2026-11-30 12:00"),
    ],
)
def test_evenings_and_weekends_do_not_count(start: str, hours: float, due: str) -> None:
    begun = datetime.fromisoformat(start).replace(tzinfo=SHANGHAI)
    assert due_after(begun, hours, unit()).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") == due


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-03-29", 23), ("2026-06-01", 24), ("2026-10-25", 25)],
)
def test_a_day_has_as_many_hours_as_the_clock_makes_it(day: str, hours: float) -> None:
    london = ZoneInfo("Europe/London")
    always = unit(Hours(), london)
    begun = datetime.fromisoformat(day).replace(tzinfo=london)
    due = due_after(begun, hours, always)
    assert due.astimezone(london).date() == begun.date() + timedelta(days=1)
    assert due.astimezone(london).time() == time(0)


@given(start=MOMENTS, hours=LONG, who=UNITS)
def test_a_due_time_is_never_outside_of_working_hours(start: datetime, hours: float, who: Unit) -> None:
    due = due_after(start, hours, who)
    assert due > start
    assert works(due - MOMENT, who)


@given(start=MOMENTS, later=st.timedeltas(timedelta(0), timedelta(days=9)), hours=LONG, who=UNITS)
def test_what_begins_later_is_due_no_sooner(
    start: datetime, later: timedelta, hours: float, who: Unit
) -> None:
    assert due_after(start, hours, who) <= due_after(start + later, hours, who)


@given(start=MOMENTS, hours=LONG, more=LONG, who=UNITS)
def test_more_hours_are_due_later_and_add_up(start: datetime, hours: float, more: float, who: Unit) -> None:
    first = due_after(start, hours, who)
    both = due_after(start, hours + more, who)
    assert first < both
    assert both == due_after(first, more, who)


@given(start=MOMENTS, hours=LONG, who=UNITS)
def test_until_it_is_due_exactly_its_hours_are_worked(start: datetime, hours: float, who: Unit) -> None:
    worked = worked_between(start, due_after(start, hours, who), who)
    assert worked == timedelta(hours=hours)


@given(start=MOMENTS, span=st.timedeltas(timedelta(days=-3), timedelta(days=40)), who=UNITS)
def test_nobody_works_more_than_the_time_that_passes(start: datetime, span: timedelta, who: Unit) -> None:
    assert timedelta(0) <= worked_between(start, start + span, who) <= max(span, timedelta(0))


@given(at=MOMENTS, who=UNITS)
def test_a_unit_works_when_its_clock_says_so(at: datetime, who: Unit) -> None:
    assert is_working(at, who) == works(at, who) or is_working(at - MOMENT, who)


@given(start=MOMENTS, hours=LONG, who=UNITS)
def test_just_before_it_is_due_the_unit_is_at_work(start: datetime, hours: float, who: Unit) -> None:
    assert is_working(due_after(start, hours, who) - MOMENT, who)

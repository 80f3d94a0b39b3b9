"""Times: how long leads wait, and who answers in time, as the ledger tells it."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from bot.lead_tables import leads
from bot.newsroom import changes
from bot.newsroom.changes import Reason
from bot.newsroom.ledger import Happened
from bot.newsroom.times import Course, read_times, times_of
from bot.newsroom.units import Hours, Level, Unit, Units
from tests.bot.state import NOW, ask, opened

HOUR = timedelta(hours=1)
COUNTY = Unit("西湖区", Level.COUNTY, ("CN-ZJ/杭州市/西湖区",), due_hours=4)
CITY = Unit("杭州市", Level.CITY, ("CN-ZJ/杭州市",), due_hours=8)
SLOW = Unit("浙江省", Level.PROVINCE, ("CN-ZJ",))
UNITS = Units((COUNTY, CITY, SLOW))
ASSIGNED, ANSWERED, ESCALATED = Happened.ASSIGNED, Happened.ANSWERED, Happened.ESCALATED


def course(*events: tuple[Happened, float, str, str], topic: str = "food", region: str = "CN-ZJ") -> Course:
    """The course of a lead opened at NOW; each event so many hours later."""
    lead = Course(NOW, topic, region)
    for kind, hours, was, became in events:
        lead.take(kind, NOW + hours * HOUR, was, became)
    return lead


def test_the_first_answer_counts_and_nine_of_ten_are_told() -> None:
    courses = [course((ANSWERED, hours, "", "a"), (ANSWERED, 90, "a", "b")) for hours in range(1, 11)]
    found = times_of([*courses, course()], Units(), NOW).all
    assert (found.leads, found.answered) == (11, 10)
    assert (found.median, found.ninety) == (5.5 * HOUR, 9 * HOUR)
    assert (found.timely, found.late, found.in_time) == (0, 0, None)


def test_a_unit_answers_in_time_from_when_it_got_the_lead() -> None:
    courses = [
        course((ASSIGNED, 10, "", "西湖区"), (ANSWERED, 13, "", "a")),
        course((ASSIGNED, 10, "", "西湖区"), (ANSWERED, 15, "", "a")),
    ]
    found = times_of(courses, UNITS, NOW + 99 * HOUR)
    county = found.units["西湖区"]
    assert (county.leads, county.answered, county.median) == (2, 2, 4 * HOUR)
    assert (county.timely, county.late, county.in_time) == (1, 1, 0.5)
    assert (found.all.median, found.all.in_time) == (14 * HOUR, 0.5)


def test_who_had_to_pass_a_lead_up_was_late_and_who_then_answered_was_not() -> None:
    lead = course((ASSIGNED, 0, "", "西湖区"), (ESCALATED, 8, "西湖区", "杭州市"), (ANSWERED, 9, "", "a"))
    found = times_of([lead], UNITS, NOW + 99 * HOUR)
    assert (found.units["西湖区"].late, found.units["西湖区"].answered) == (1, 0)
    assert (found.units["杭州市"].timely, found.units["杭州市"].median) == (1, HOUR)
    assert found.all.in_time == 0


def test_what_still_waits_is_late_only_when_its_time_is_over() -> None:
    lead = course((ASSIGNED, 0, "", "西湖区"))
    assert times_of([lead], UNITS, NOW + 4 * HOUR).all.in_time is None
    assert times_of([lead], UNITS, NOW + 5 * HOUR).all.in_time == 0


def test_what_was_dismissed_or_given_back_in_time_is_neither() -> None:
    courses = [
        course((ASSIGNED, 0, "", "西湖区"), (Happened.STATUS, 1, "assigned", "dismissed")),
        course((ASSIGNED, 0, "", "西湖区"), (Happened.RETURNED, 1, "西湖区", "")),
        course((ASSIGNED, 0, "", "浙江省"), (ANSWERED, 999, "", "a")),
        course((ASSIGNED, 0, "", "从前的单位"), (ANSWERED, 999, "", "a")),
    ]
    found = times_of(courses, UNITS, NOW + 9_999 * HOUR)
    assert (found.all.timely, found.all.late) == (0, 0)


def test_a_reopened_lead_is_a_turn_of_its_own() -> None:
    lead = course(
        (ASSIGNED, 0, "", "西湖区"),
        (ANSWERED, 1, "", "a"),
        (Happened.STATUS, 50, "answered", "assigned"),
        (ANSWERED, 60, "", "b"),
    )
    found = times_of([lead], UNITS, NOW + 99 * HOUR)
    assert (found.units["西湖区"].timely, found.units["西湖区"].late) == (1, 1)
    assert found.all.median == HOUR


def test_working_hours_say_what_was_due() -> None:
    office = Units(
        (Unit("甲", Level.NATIONAL, hours=Hours(time(9), time(18), frozenset(range(5))), due_hours=4),)
    )
    # NOW is a Sunday afternoon: the four hours end on Monday at one o'clock there, five in UTC.
    lead = course((ASSIGNED, 0, "", "甲"), (ANSWERED, 20, "", "a"))
    assert datetime(2026, 11, 23, 5, tzinfo=UTC) - NOW == 20.5 * HOUR
    assert times_of([lead], office, NOW + 99 * HOUR).all.in_time == 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    (ASSIGNED, "", "西湖区"),
                    (ESCALATED, "西湖区", "杭州市"),
                    (Happened.RETURNED, "杭州市", ""),
                    (ANSWERED, "", "a"),
                    (Happened.STATUS, "assigned", "dismissed"),
                    (Happened.STATUS, "dismissed", "assigned"),
                    (Happened.NOTED, "", ""),
                ]
            ),
            st.integers(0, 30),
        ),
        max_size=8,
    )
)
def test_whatever_happened_the_figures_agree_with_each_other(
    events: list[tuple[tuple[Happened, str, str], int]],
) -> None:
    lead, hours = Course(NOW), 0
    for (kind, was, became), later in events:
        hours += later
        lead.take(kind, NOW + hours * HOUR, was, became)
    found = times_of([lead], UNITS, NOW + hours * HOUR)
    assert found.all.answered == any(kind is ANSWERED for (kind, *_), _ in events)
    assert found.all.timely + found.all.late <= 1
    assert sum(1 for turn in lead.turns if turn.ended is None) <= 1
    assert all((turn.ended or NOW + hours * HOUR) >= turn.began for turn in lead.turns)
    assert sum(each.leads for each in found.units.values()) == len(lead.turns)


async def test_the_figures_come_from_the_ledger_and_wordings_do_not_count(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        numbers = [
            (await ask(store, text, update_id)).lead.number
            for update_id, text in enumerate(
                ["明天起全市超市停止营业，快囤货", "喝酒能杀死肚子里的病毒", "吃完柿子半小时内千万别喝酸奶"]
            )
        ]
        async with store.write() as conn:
            values = {"topic": "food", "region": "CN-ZJ"}
            await conn.execute(update(leads).where(leads.c.number == numbers[0]).values(**values))
            await changes.assign(conn, numbers[0], COUNTY, now=NOW + HOUR)
            await changes.answer(conn, numbers[0], "local:1", now=NOW + 3 * HOUR)
            await changes.dismiss(conn, numbers[1], Reason.OPINION, now=NOW)
            await conn.execute(update(leads).where(leads.c.number == numbers[2]).values(head=numbers[0]))
        async with store.read() as conn:
            found = await read_times(conn, UNITS, NOW + 9 * HOUR)
            quick = await read_times(conn, UNITS, NOW + 9 * HOUR, by_place=False)
            recent = await read_times(conn, UNITS, NOW, since=NOW + HOUR)
    assert (found.all.leads, found.all.answered, found.all.median, found.all.in_time) == (2, 1, 3 * HOUR, 1)
    assert {name: each.leads for name, each in found.topics.items()} == {"": 1, "food": 1}
    assert found.regions["CN-ZJ"].median == 3 * HOUR
    assert found.units["西湖区"].median == 2 * HOUR
    assert (quick.all, quick.units) == (found.all, found.units)
    assert list(quick.topics) == list(quick.regions) == [""]
    assert recent.all.leads == 0

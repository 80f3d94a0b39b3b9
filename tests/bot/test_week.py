"""Once a week a group that wants it hears what went round there: in numbers, once, in the day."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import groups, tallies
from bot.group_settings import GroupSettings, Mode, QuietHours
from bot.language import Language
from bot.tallies import Tally
from bot.week import MOST_LISTED, week_before, week_reply
from corpus.debunk import Debunk
from index.search import ClaimIndex
from tests.bot.stage import Clock, Sending, Stage, open_stage
from tests.bot.state import opened
from tests.telegram import people, updates

KNOWN = "喝热柠檬水可以杀死癌细胞"
CABBAGE = "隔夜的炒青菜吃了会致癌"
GROUP = people.supergroup()
#: A Wednesday, noon in Shanghai.
WEDNESDAY = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # nine o'clock there


@pytest.fixture
async def stage(tmp_path: Path, claim_index: ClaimIndex) -> AsyncGenerator[Stage]:
    async with open_stage(tmp_path, claim_index, Clock(WEDNESDAY)) as opened_stage:
        yield opened_stage


async def choose(stage: Stage, settings: GroupSettings) -> None:
    key = stage.desk.store.key("chat", GROUP["id"])
    async with stage.desk.store.write() as conn:
        await groups.note(conn, key, GROUP["id"], GROUP["title"], now=stage.clock())
        await groups.change(conn, key, "admin", settings, stage.clock())


async def say(stage: Stage, text: str, person: int = 5) -> list[Sending]:
    stage.clock.now += timedelta(minutes=1)
    date_now = int(stage.clock.now.timestamp())
    message = updates.message(
        text, sender=people.user(person), chat=GROUP, date=date_now, origin=updates.from_hidden_user()
    )
    return await stage.play(updates.update("message", message))


async def week_on(stage: Stage, moment: datetime) -> list[Sending]:
    stage.clock.now = moment
    return await stage.go_round()


async def test_the_week_is_told_once_on_monday_morning_in_numbers(stage: Stage) -> None:
    await choose(stage, GroupSettings(weekly_digest=True))
    for person, text in enumerate((KNOWN, KNOWN, KNOWN, CABBAGE, "今天晚上一起去公园散步吧，天气好得很")):
        await say(stage, f"{text}，请转发", person)
    assert await week_on(stage, MONDAY - timedelta(minutes=1)) == []
    (told,) = await week_on(stage, MONDAY)
    assert told.params["disable_notification"] is True
    words = told.text.split("\n\n")
    assert words[0] == "📊 <b>这一周，群里转过的说法</b>"
    assert words[1] == "我看过 5 条消息，有 4 次碰到有人查证过的说法："
    assert words[2].splitlines()[0] == "❌ 不是真的 · 3 次"
    assert "https://check.example/lemon" in words[2]
    assert "· 1 次" in words[2]
    assert await week_on(stage, MONDAY + timedelta(hours=1)) == []
    assert await week_on(stage, MONDAY + timedelta(days=1)) == []
    assert await week_on(stage, MONDAY + timedelta(days=7)) == []


async def test_who_did_not_ask_for_it_or_has_nothing_to_hear_hears_nothing(stage: Stage) -> None:
    await choose(stage, GroupSettings())
    await say(stage, KNOWN)
    assert await week_on(stage, MONDAY) == []
    await choose(stage, GroupSettings(weekly_digest=True))
    assert await week_on(stage, MONDAY) == []


async def test_it_waits_for_the_end_of_the_quiet_hours(stage: Stage) -> None:
    await choose(stage, GroupSettings(weekly_digest=True, quiet=QuietHours(22, 11)))
    await say(stage, KNOWN)
    assert await week_on(stage, MONDAY) == []
    assert len(await week_on(stage, MONDAY + timedelta(hours=2))) == 1


async def test_where_it_speaks_only_when_asked_it_counts_what_was_asked(stage: Stage) -> None:
    await choose(stage, GroupSettings(weekly_digest=True, mode=Mode.MENTION))
    await say(stage, KNOWN)
    stage.clock.now += timedelta(minutes=1)
    asked = updates.message(
        f"/check {CABBAGE}", sender=people.user(5), chat=GROUP, date=int(stage.clock.now.timestamp())
    )
    await stage.play(updates.update("message", asked))
    (told,) = await week_on(stage, MONDAY)
    assert "我看过 1 条消息，有 1 次" in told.text
    assert "lemon" not in told.text


async def test_tallies_add_up_move_along_and_are_forgotten(tmp_path: Path) -> None:
    day = date(2026, 11, 18)
    async with opened(tmp_path) as store, store.write() as conn:
        for group in ("old", "old", "new"):
            await tallies.count(conn, Tally.FOUND, day, chat_key=group, debunk_id="a")
        await tallies.count(conn, Tally.FOUND, day + timedelta(days=9), chat_key="old", debunk_id="b")
        await tallies.move_group(conn, "old", "new")
        await tallies.move_group(conn, "new", "new")
        week = (day, day + timedelta(days=6))
        assert await tallies.times_of(conn, Tally.FOUND, *week, chat_key="new") == {"a": 3}
        assert await tallies.times_of(conn, Tally.FOUND, *week, chat_key="old") == {}
        assert await tallies.purge(conn, day + timedelta(days=1)) == 1
        await tallies.forget_group(conn, "new")
        assert await tallies.purge(conn, date(2030, 1, 1)) == 0


def debunk(number: int) -> Debunk:
    return Debunk.model_validate(
        {
            "id": f"d-{number}",
            "claim": f"第<{number}>个说法是编造出来的",
            "verdict": "false",
            "url": f"https://check.example/{number}",
            "publisher": "真实查证网",
            "lang": "zh-Hans",
        }
    )


@pytest.mark.parametrize("language", list(Language))
@given(number=st.integers(1, 40), looked=st.integers(0, 10**6))
def test_the_digest_is_short_and_escapes_what_comes_from_outside(
    language: Language, number: int, looked: int
) -> None:
    found = {debunk(each): number - each for each in range(number)}
    text = week_reply(looked + number, found, language).text
    assert text.count("check.example") == min(number, MOST_LISTED)
    assert "&lt;0&gt;" in text
    assert "<0>" not in text
    assert len(text) < 2000


@given(st.integers(0, 366 * 24), st.sampled_from(["Asia/Shanghai", "America/Los_Angeles", "Europe/Berlin"]))
def test_the_week_before_is_seven_days_that_are_over(hours: int, zone: str) -> None:
    settings = GroupSettings(zone=zone)
    now = MONDAY + timedelta(hours=hours)
    first, last = week_before(now, settings)
    today = now.astimezone(settings.time_zone).date()
    assert (first.weekday(), last.weekday()) == (0, 6)
    assert last < today <= last + timedelta(days=7)

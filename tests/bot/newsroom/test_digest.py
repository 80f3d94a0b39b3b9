"""Digests: the most asked of a month with their changes, few people untold, to the channel once when due."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from bot import tallies
from bot.cli import app
from bot.language import Language
from bot.newsroom import changes
from bot.newsroom.digest import Digest, Entry, OpenLead, Period, fitting, read_digest
from bot.newsroom.digest_words import board_of, digest_markdown, digest_text
from bot.newsroom.editions import due_periods, tell_channel
from bot.newsroom.fonts import find_face
from bot.newsroom.room import Room
from bot.reply import MAX_MESSAGE
from bot.tallies import Tally
from bot.wording import say
from corpus.debunk import Debunk, Verdict
from corpus.link_book import Way, WayKind
from index.search import ClaimIndex
from tests.bot.stage import Clock, Stage, open_stage
from tests.bot.state import ask, opened
from tests.telegram import people, updates

ZONE = ZoneInfo("Asia/Shanghai")
OCTOBER = Period.month(date(2026, 10, 5))
CHANNEL, MAINTAINERS = -1009, -1001
#: Bold words and links that Telegram takes in one message.
MOST_MARKS = 100
#: Sunday, 1 November 2026, nine in the morning in Shanghai.
NINE = datetime(2026, 11, 1, 1, tzinfo=UTC)


def debunk(number: int, **more: object) -> Debunk:
    return Debunk.model_validate(
        {
            "id": f"d{number}",
            "claim": f"第 {number} 号说法很多人在传",
            "verdict": "false",
            "url": f"https://example.org/{number}",
            "publisher": "示例",
            "lang": "zh-Hans",
            **more,
        }
    )


def entry(number: int, people: int, before: int = 0, rank_before: int | None = None, **more: object) -> Entry:
    return Entry(debunk(number, **more), people, before, rank_before)


def test_periods_are_months_and_weeks_by_the_calendar() -> None:
    assert (OCTOBER.first, OCTOBER.last, OCTOBER.name) == (date(2026, 10, 1), date(2026, 10, 31), "2026-10")
    assert Period.read("2026-10") == OCTOBER
    assert Period.read("2026-01").before == Period.read("2025-12")
    week = Period.read("2027-W01")
    assert (week.first, week.last, week.before.name) == (date(2027, 1, 4), date(2027, 1, 10), "2026-W53")
    assert OCTOBER.moments(ZONE)[0] == datetime(2026, 9, 30, 16, tzinfo=UTC)
    for words in ("2026", "2026-13", "2026-W54", "二〇二六-10", ""):
        with pytest.raises(ValueError, match="2026-W41"):
            Period.read(words)


def test_the_list_and_the_week_are_due_for_three_days() -> None:
    names = [
        [period.name for period in due_periods(NINE + timedelta(hours=hours), ZONE)]
        for hours in (-1, 0, 24, 71, 72, 96, 97)
    ]
    week = "2026-W44"
    assert names == [[], ["2026-10"], ["2026-10", week], ["2026-10", week], [week], [], []]


def test_a_message_names_ranks_changes_and_few_people_not() -> None:
    digest = Digest(
        OCTOBER,
        (entry(1, 1234, 900, 2), entry(2, 800, 900, 1), entry(3, 30), entry(4, 2, 2, 4)),
        ((debunk(5), timedelta(hours=5)), (debunk(6), timedelta(days=3))),
        (OpenLead(9, "有人在小区撒毒饵", 12),),
    )
    text = digest_text(digest, Language.HANS)
    assert "月度辟谣榜</b>\n2026 年 10 月" in text
    assert '1. ❌ 不是真的 · <a href="https://example.org/1">' in text
    for words in (
        "1,234 人次 · 上升 1 位",
        "800 人次 · 下降 1 位",
        "30 人次 · 新上榜",
        "&lt;3 人次 · 名次没变",
    ):
        assert words in text
    assert "新查清的说法：2 条，一般用了 38 小时" in text
    assert "有人在小区撒毒饵（12 人次）" in text


class Shown(HTMLParser):
    """What Telegram shows of its HTML, and how many marks (bold, links) that has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.marks = "", 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.marks += 1

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_longest_digest_still_is_one_message() -> None:
    long = "长" * 1900
    entries = tuple(
        entry(n, 10**6 - n, claim=f"{n}{long}", url=f"https://example.org/{n}?{'&' * 150}") for n in range(40)
    )
    digest = Digest(OCTOBER, entries, tuple((each.debunk, timedelta(days=9)) for each in entries))
    digest = replace(digest, still_open=tuple(OpenLead(n, long, 10**6) for n in range(5)))
    for language in Language:
        # A subscriber's has a line more.
        text = digest_text(digest, language, lambda _: Way("https://example.org/", WayKind.SITE))
        shown = Shown(f"{text}\n{say(language, 'subscribe-foot')}")
        # Telegram counts what is left once the marks are read, and so many marks at most.
        assert 1_000 < len(shown.text.encode("utf-16-le")) // 2 <= MAX_MESSAGE
        assert 10 < shown.marks <= MOST_MARKS


def test_markdown_holds_whatever_a_claim_holds() -> None:
    nasty = entry(1, 5, claim="a|b](http://x)\n<b>*粗体*", url="https://example.org/(1)|")
    page = digest_markdown(Digest(OCTOBER, (nasty,)), Language.HANS)
    (row,) = [line for line in page.splitlines() if line.startswith("| 1 |")]
    assert row.startswith("| 1 | [a\\|b\\](http://x) \\<b\\>\\*粗体\\*](https://example.org/%281%29%7C) |")
    assert page.startswith("# 月度辟谣榜 · 2026 年 10 月\n")
    assert "没有人问起" in digest_markdown(Digest(OCTOBER), Language.HANS)


def test_the_board_shows_what_the_message_lists() -> None:
    board = board_of(Digest(OCTOBER, tuple(entry(n, 50 - n) for n in range(12))), Language.ENGLISH)
    assert board is not None
    assert [row.count for row in board.rows] == [50 - n for n in range(10)]
    # The sign before the verdict is a font's matter; the colour tells it anyway.
    assert board.rows[0].verdict[0].isalpha()
    assert board_of(Digest(OCTOBER), Language.HANS) is None


def test_who_wants_one_topic_gets_that_and_no_open_leads() -> None:
    digest = Digest(
        OCTOBER, (entry(1, 9, topic="health"), entry(2, 8, topic="scam")), (), (OpenLead(1, "说法", 9),)
    )
    mine = fitting(digest, lambda topic, _: topic == "scam")
    assert [each.debunk.id for each in mine.entries] == ["d2"]
    assert mine.still_open == ()


async def asked(stage: Stage, day: date, debunk_id: str, times: int) -> None:
    async with stage.desk.store.write() as conn:
        await tallies.count(conn, Tally.ASKED, day, debunk_id=debunk_id, times=times)


async def test_a_digest_is_read_from_what_was_asked_and_answered(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        for person in range(1, 5):
            await ask(store, "有人在小区里撒毒饵，孩子不要下楼", person, person)
        await ask(store, "只有一个人问过的说法不该出现在榜上", 9, 9)
        done = (await ask(store, "月底前不认证医保卡就会被冻结，转给家人", 10, 10)).lead.number
        async with store.write() as conn:
            for day, times in ((date(2026, 10, 9), 3), (date(2026, 11, 2), 4), (date(2026, 11, 30), 5)):
                await tallies.count(conn, Tally.ASKED, day, debunk_id="d1", times=times)
            await tallies.count(conn, Tally.ASKED, date(2026, 11, 9), debunk_id="gone", times=90)
            answered_at = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
            await changes.answer(conn, done, "d2", now=answered_at)
        known = {"d1": debunk(1), "d2": debunk(2, verdict=Verdict.SCAM.value)}
        async with store.read() as conn:
            digest = await read_digest(conn, known.get, Period.read("2026-11"), ZONE)
        first, second = digest.entries
        assert (first.people, first.before, first.rank_before) == (9, 3, 1)
        # Who asked while it was a lead asked about it, too.
        assert (second.debunk.id, second.people) == ("d2", 1)
        assert digest.answered == ((known["d2"], timedelta(hours=4)),)
        assert [(each.number, each.people) for each in digest.still_open] == [(1, 4)]


async def test_the_channel_gets_each_edition_once_also_after_a_stop(
    claim_index: ClaimIndex, tmp_path: Path
) -> None:
    clock = Clock(NINE - timedelta(minutes=1))
    room = Room(frozenset({MAINTAINERS}), channel=CHANNEL, home=tmp_path)
    async with open_stage(tmp_path, claim_index, clock, room=room) as stage:
        await asked(stage, date(2026, 10, 5), "t-lemon", 7)
        for later in (timedelta(0), timedelta(minutes=1), timedelta(minutes=5), timedelta(days=2)):
            clock.now = NINE - timedelta(minutes=1) + later
            await tell_channel(stage.desk)
            await stage.flush()
    texts = [each.text for each in stage.wire.sent if each.method == "send_message"]
    assert {each.chat_id for each in stage.wire.sent} == {CHANNEL}
    assert len(texts) == 1
    assert "7 人次" in texts[0]
    assert "2026 年 10 月" in texts[0]


async def test_maintainers_ask_for_the_digest_of_a_month(claim_index: ClaimIndex, tmp_path: Path) -> None:
    room = Room(frozenset({MAINTAINERS}), home=tmp_path)
    async with open_stage(tmp_path, claim_index, Clock(NINE), room=room) as stage:
        await asked(stage, date(2026, 10, 5), "t-lemon", 7)
        for words in ("/digest 2026-10", "/digest gestern"):
            await stage.play(updates.message_update(words, chat=people.supergroup(MAINTAINERS)))
    texts = [each.text for each in stage.wire.sent if each.method == "send_message"]
    assert "7 人次" in texts[0]
    assert "2026-W41" in texts[1]


def test_the_command_writes_markdown_and_a_picture(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    line = debunk(1).model_dump_json()
    (tmp_path / "corpus" / "local.jsonl").write_text(f"{line}\n", encoding="utf-8")

    async def count() -> None:
        async with opened(tmp_path) as store, store.write() as conn:
            await tallies.count(conn, Tally.ASKED, date(2026, 10, 9), debunk_id="d1", times=5)

    asyncio.run(count())
    asked_for = ["leads", "digest", "--month", "2026-10", "--home", str(tmp_path)]
    done = CliRunner().invoke(app, asked_for)
    assert done.exit_code == 0, done.output
    assert "| 1 | [第 1 号说法很多人在传](https://example.org/1) |" in done.output
    message = CliRunner().invoke(app, [*asked_for, "--format", "telegram", "--language", "en"])
    assert "asked 5 times" in message.output
    picture = tmp_path / "board.png"
    drawn = CliRunner().invoke(app, [*asked_for, "--picture", str(picture)])
    if find_face(None, Language.HANS) is None:
        assert drawn.exit_code == 1
        assert "ZHENDEMA_FONT" in drawn.output
    else:
        assert picture.read_bytes().startswith(b"\x89PNG")
        nowhere = tmp_path / "no" / "board.png"
        refused = CliRunner().invoke(app, [*asked_for, "--picture", str(nowhere)])
        assert refused.exit_code == 1
        said = f"{nowhere}: expected to write a picture, got: No such file or directory; choose another place"
        assert said in refused.output.replace("\n", "")


def test_a_wrong_month_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["leads", "digest", "--month", "october", "--home", str(tmp_path)])
    assert done.exit_code == 2
    assert "2026-10" in done.output

"""Lengths of time are told in the unit in which people would."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.language import Language
from bot.newsroom.card_words import View
from bot.newsroom.list_page import stats_reply
from bot.newsroom.lists import Numbers
from bot.newsroom.spans import span_words
from bot.newsroom.times import Figures
from bot.newsroom.units import Units
from bot.newsroom.wanted import Wanted, wanted_words


@pytest.mark.parametrize(
    ("span", "hans", "english"),
    [
        (timedelta(), "1 分钟", "a minute"),
        (timedelta(minutes=2, seconds=29), "2 分钟", "2 minutes"),
        (timedelta(minutes=89), "89 分钟", "89 minutes"),
        (timedelta(minutes=90), "2 小时", "2 hours"),
        (timedelta(hours=38), "38 小时", "38 hours"),
        (timedelta(hours=47, minutes=50), "48 小时", "48 hours"),
        (timedelta(days=2), "2 天", "2 days"),
        (timedelta(days=1_200), "1,200 天", "1,200 days"),
    ],
)
def test_a_length_of_time_is_told_in_its_unit(span: timedelta, hans: str, english: str) -> None:
    assert (span_words(span, Language.HANS), span_words(span, Language.ENGLISH)) == (hans, english)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (1, ("最近 1 小时", "最近 1 小時", "last 1 hour")),
        (24, ("最近 24 小时", "最近 24 小時", "last 24 hours")),
        (72, ("最近 3 天", "最近 3 天", "last 3 days")),
        (168, ("最近 7 天", "最近 7 天", "last 7 days")),
        (14 * 24, ("最近 2 周", "最近 2 週", "last 2 weeks")),
        (999 * 168, ("最近 999 周", "最近 999 週", "last 999 weeks")),
        (100, ("最近 100 小时", "最近 100 小時", "last 100 hours")),
    ],
)
def test_how_long_a_list_looks_back_is_told_so(hours: int, words: tuple[str, str, str]) -> None:
    assert (
        tuple(
            wanted_words(Wanted(hours=hours), each).split(" · ")[-1]
            for each in (Language.HANS, Language.HANT, Language.ENGLISH)
        )
        == words
    )


def test_the_numbers_of_the_desk_tell_times_without_blanks_around() -> None:
    view = View(Language.HANS, datetime(2026, 11, 18, tzinfo=UTC), ZoneInfo("Asia/Shanghai"), Units(()))
    figures = Figures(2, 2, timedelta(seconds=40), timedelta(hours=5), timely=2, late=0)
    lines = stats_reply(Numbers({}, {}, 2, 1, 0), figures, view).text.splitlines()
    assert lines[-3:] == [
        "🗓 这一周：新来 2 条，回答 1 条，不查 0 条",
        "⏱ 三十天里的线索：一半在 1 分钟内有了回答，九成在 5 小时内",
        "⌛ 按时回答的：100%",
    ]

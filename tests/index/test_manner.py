"""The manner of a message: news, hearsay, numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import normalise
from index.manner import Manner

NEWS = "青岭日报5月3日电(记者 林某)据县卫生局通报,截至当地时间昨晚,全县累计新增7例,局长表示情况平稳。"
HEARSAY = "听说的!我同事的朋友是医生,他说千万不要喝,请转发给家人,不知是真的吗"
ENGLISH_NEWS = "According to a press release, 12 people were hurt, officials said on Monday at 9 local time."
ENGLISH_HEARSAY = "URGENT! A friend of mine heard from a doctor: do not drink it, please forward. Is it true?"


def test_news_is_told_from_hearsay_in_both_languages() -> None:
    for news in (NEWS, ENGLISH_NEWS):
        manner = Manner.of_text(normalise(news))
        assert manner.reports >= 4
        assert manner.hearsay == 0
    for hearsay in (HEARSAY, ENGLISH_HEARSAY):
        manner = Manner.of_text(normalise(hearsay))
        assert manner.reports == 0
        assert manner.hearsay == 5


@pytest.mark.parametrize("text", ["喝热水能治头疼", "the moon is made of cheese", ""])
def test_a_plain_claim_speaks_in_neither_manner(text: str) -> None:
    assert Manner.of_text(text) == Manner(0, 0, 0.0)


def test_numbers_are_counted_to_the_length() -> None:
    assert Manner.of_text("2022年1月").digits == pytest.approx(2.0)
    assert Manner.of_text("一二三四五" * 8 + "7").digits == pytest.approx(20 / 41)


@given(st.text(max_size=200))
def test_any_text_has_a_manner(text: str) -> None:
    manner = Manner.of_text(normalise(text))
    assert 0 <= manner.reports <= 5
    assert 0 <= manner.hearsay <= 5
    assert 0.0 <= manner.digits <= 20.0

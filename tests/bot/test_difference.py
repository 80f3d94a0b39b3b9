"""The words in which message and claim differ, as they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.difference import written_difference
from index.decision import Match
from tests.index.corpora import debunk


def test_both_sides_are_shown_in_their_own_script() -> None:
    match = Match(debunk("x", "喝熱檸檬水能殺死癌細胞"), 0.5, differs=("苦瓜水", "柠檬水"))
    assert written_difference(match, "喝热苦瓜水能杀死癌细胞") == ("苦瓜水", "檸檬水")


def test_what_is_not_there_in_one_piece_is_shown_as_it_was_compared() -> None:
    match = Match(debunk("x", "喝熱檸檬水能殺死癌細胞"), 0.5, differs=("苦瓜水", "红茶"))
    assert written_difference(match, "苦😀瓜水") == ("苦瓜水", "红茶")


def test_a_match_that_does_not_differ_has_nothing_to_show() -> None:
    assert written_difference(Match(debunk("x", "喝热柠檬水能杀死癌细胞"), 0.5), "随便") is None


@given(st.text(max_size=60), st.text(min_size=1, max_size=5))
def test_any_text_can_be_searched(text: str, words: str) -> None:
    match = Match(debunk("x", "喝热柠檬水能杀死癌细胞"), 0.5, differs=(words, words))
    assert written_difference(match, text) is not None


@pytest.mark.parametrize(
    ("message", "claim", "differs", "shown"),
    [
        ("8月1日起电动车必须上牌", "2019年9月1日起电动车必须上牌", ("8", "9"), ("8月", "9月")),
        ("每天喝８杯咖啡会致癌", "每天喝 3 杯咖啡会致癌", ("8", "3"), ("８杯", "3 杯")),
        ("血压高于150/90才吃药", "血压高于140/90才吃药", ("150", "140"), ("150/90", "140/90")),
        ("血糖升高30%", "血糖升高百分之五十", ("30", "五十"), ("30%", "五十")),
        ("补助5000元，快领", "補助1萬元，快領", ("5000", "1"), ("5000元", "1萬元")),
        ("two cups in 5 days.", "two cups in 12 days.", ("5", "12"), ("5 days", "12 days")),
        ("喝盐水，可以治新冠", "喝热水，可以治新冠", ("盐水", "，可以治新冠"), ("盐水", "可以治新冠")),
        ("第12路停运", "第 13 路停運", ("12", "13"), ("12", "13")),
    ],
)
def test_a_number_is_shown_with_its_unit_and_words_without_marks(
    message: str, claim: str, differs: tuple[str, str], shown: tuple[str, str]
) -> None:
    assert written_difference(Match(debunk("x", claim), 0.5, differs=differs), message) == shown


@given(
    st.text(alphabet="0123456789年月日，。%3三 杯水a", max_size=20), st.text(alphabet="0123三%，", min_size=1)
)
def test_what_is_shown_is_a_part_of_the_message_or_what_was_compared(text: str, words: str) -> None:
    shown = written_difference(Match(debunk("x", "喝热柠檬水能杀死癌细胞"), 0.5, differs=(words, "热")), text)
    assert shown is not None
    assert shown[0]
    assert shown[0] in text or shown[0] in words

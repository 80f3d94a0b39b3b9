"""The words in which message and claim differ, as they were written."""

from __future__ import annotations

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

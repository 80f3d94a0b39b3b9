"""Two texts side by side: what one has in the place of what the other has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.exchange import align, units_of, whole_words


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("喝热柠檬水可以杀死癌细胞", "喝热苦瓜水可以杀死癌细胞", [("柠檬", "苦瓜")]),
        ("深圳马上封城", "深圳马上解封", [("封城", "解封")]),
        ("普京在街上放狮子", "特朗普在街上放狮子", [("普京", "特朗普")]),
        ("吃鸡会得肝癌", "吃鸡会得胰腺癌", [("肝癌", "胰腺癌")]),
        ("3月有雨", "13月有雨", [("3", "13")]),
        ("吃西瓜会中毒", "吃西瓜会中毒", []),
        ("吃西瓜会中毒", "吃西瓜会中毒，快转给家人", []),
    ],
)
def test_an_exchange_is_found_in_whole_words(one: str, other: str, words: list[tuple[str, str]]) -> None:
    gaps = align(one, other).gaps
    assert [whole_words(gap) for gap in gaps if gap.is_exchange] == words


def test_the_rest_of_a_text_with_one_word_exchanged_is_all_alike() -> None:
    alignment = align("喝热柠檬水可以杀死癌细胞", "喝热苦瓜水可以杀死癌细胞")
    assert alignment.likeness(alignment.gaps[0]) == alignment.balance(alignment.gaps[0]) == 1.0
    assert alignment.share == pytest.approx(20 / 24)


def test_marks_are_breaks_and_numbers_are_one_unit() -> None:
    assert [unit.key for unit in units_of("吃三十天，wow!! 好")] == ["吃", "#30", "天", "|", "wow", "|", "好"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_shares_are_from_0_to_1(one: str, other: str) -> None:
    alignment = align(one, other)
    assert 0.0 <= alignment.share <= 1.0
    for gap in alignment.gaps:
        assert 0.0 <= alignment.likeness(gap) <= 1.0
        assert 0.0 <= alignment.balance(gap) <= 1.0

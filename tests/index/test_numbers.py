"""Numbers by their value, however they are written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import normalise
from index.numbers import numbers_in, read_numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("喝三十天", ["30"]),
        ("喝30天", ["30"]),
        ("喝３０天", ["30"]),
        ("1,000元", ["1000"]),
        ("1,2,3都要", ["1", "2", "3"]),
        ("2万和20,000", ["20000", "20000"]),
        ("1.5万元", ["15000"]),
        ("涨了1.50", ["1.5"]),
        ("百分之五十和50%", ["50", "50"]),
        ("二〇二〇年", ["2020"]),
        ("一百二十五万人", ["1250000"]),
        ("十分钟", ["10"]),
        ("2019年5月1日", ["2019", "5", "1"]),
        ("打0912345678", ["0912345678"]),
        ("三明治一起吃，千万别去，万一十分严重", []),
        ("五六岁的孩子", []),
        ("四川五花肉", []),
        ("", []),
    ],
)
def test_a_number_is_its_value_and_a_word_is_no_number(text: str, values: list[str]) -> None:
    assert [number.value for number in read_numbers(normalise(text))] == values


@given(st.integers(1, 99_999))
def test_commas_change_nothing(value: int) -> None:
    assert numbers_in(f"{value:,}元") == numbers_in(f"{value}元") == {str(value)}


@given(st.text(alphabet="0123456789,.零一二两三十百千万亿年岁%a ", max_size=40))
def test_numbers_lie_in_the_text_one_after_the_other(text: str) -> None:
    numbers = read_numbers(text)
    assert all(0 <= number.start < number.end <= len(text) for number in numbers)
    assert all(one.end <= other.start for one, other in pairwise(numbers))


@pytest.mark.parametrize(
    "text", ["一" + "亿" * 600, "三" * 5000 + "年", "零" * 3000 + "万亿" * 1000, "9" * 5000 + "亿年"]
)
def test_a_number_that_nobody_would_spell_harms_nothing(text: str) -> None:
    assert numbers_in(f"{text}喝了30天") >= {"30"}

"""Dates in texts, and whether they can be one day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import dates_in, other_date


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2022年9月8日去世", [(2022, 9, 8)]),
        ("2022年2月报道", [(2022, 2, None)]),
        ("2019年起", [(2019, None, None)]),
        ("3月5号停课,2020-03-07复课", [(None, 3, 5), (2020, 3, 7)]),
        ("每天走8000步,喝2/3杯水", []),
    ],
)
def test_dates_are_read_as_far_as_they_are_told(text: str, dates: list[tuple[int | None, ...]]) -> None:
    assert [date for date, _ in dates_in(text)] == dates


@pytest.mark.parametrize(
    ("claim", "text", "other"),
    [
        ("2022年2月去世", "2022年9月8日去世", ("2022年2月", "2022年9月8日")),
        ("2022年9月去世", "9月8日去世", None),
        ("9月8日去世", "去世", None),
        ("3月1日和9月8日", "9月8日", None),
    ],
)
def test_a_date_is_another_where_what_both_tell_differs(
    claim: str, text: str, other: tuple[str, str] | None
) -> None:
    assert other_date(claim, text) == other


@given(st.text(alphabet="0123456789年月日号-/. 到", max_size=30))
def test_no_text_is_of_another_date_than_itself(text: str) -> None:
    assert other_date(text, text) is None

"""Small counts: what is told of few, and that it cannot be reckoned back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.newsroom.small_counts import FEWEST, shown, shown_by_region


@pytest.mark.parametrize(("count", "told"), [(0, "<3"), (1, "<3"), (2, "<3"), (3, "3"), (1_200, "1200")])
def test_fewer_than_three_are_told_as_few(count: int, told: str) -> None:
    assert shown(count) == told


def test_one_small_count_takes_the_next_smallest_along() -> None:
    assert shown_by_region({"CN-ZJ": 40, "CN-SH": 1, "CN-BJ": 12}) == {
        "CN-ZJ": "40",
        "CN-SH": "<3",
        "CN-BJ": "<20",
    }
    assert shown_by_region({"CN-ZJ": 1, "CN-SH": 2, "CN-BJ": 12}) == {
        "CN-ZJ": "<3",
        "CN-SH": "<3",
        "CN-BJ": "12",
    }
    assert shown_by_region({"CN-ZJ": 1}) == {"CN-ZJ": "<3"}
    assert shown_by_region({}) == {}


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 50), max_size=6))
def test_no_small_count_follows_from_the_sum_and_the_others(counts: dict[str, int]) -> None:
    told = shown_by_region(counts)
    assert list(told) == list(counts)
    hidden = [region for region, words in told.items() if words.startswith("<")]
    assert all(told[region] == str(count) for region, count in counts.items() if region not in hidden)
    assert all(counts[region] < int(told[region][1:]) for region in hidden)
    assert {region for region, count in counts.items() if count < FEWEST} <= set(hidden)
    if len(counts) > 1:
        assert len(hidden) != 1

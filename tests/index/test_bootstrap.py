"""Confidence intervals of figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.bootstrap import RESAMPLES, draw_weights, gains, intervals, share_interval
from index.decision import Band
from index.evaluate import Outcome, figures_of, tally_of

BANDS = {"answer": Band.ANSWER, "suggest": Band.SUGGEST, "unknown": Band.UNKNOWN}


def outcome(rank: int | None, confidence: float, answerable: bool = True, band: str = "answer") -> Outcome:
    return Outcome(rank, answerable, rank == 0, confidence, BANDS[band])


@st.composite
def some_outcomes(draw: st.DrawFn) -> list[Outcome]:
    rows = st.tuples(
        st.none() | st.integers(0, 9),
        st.sampled_from([0.0, 0.1, 0.35, 0.5, 0.9, 1.0]),
        st.sampled_from([*BANDS]),
    )
    return [
        outcome(rank, sure, rank is not None or index % 2 == 0, band)
        for index, (rank, sure, band) in enumerate(draw(st.lists(rows, min_size=1, max_size=12)))
    ]


@given(some_outcomes(), st.data())
def test_a_weight_counts_a_message_so_many_times(outcomes: list[Outcome], data: st.DataObject) -> None:
    weights = data.draw(
        st.lists(st.integers(0, 3), min_size=len(outcomes), max_size=len(outcomes)).filter(any)
    )
    repeated = [row for row, count in zip(outcomes, weights, strict=True) for _ in range(count)]
    weighted = tally_of(outcomes).figures(np.array([weights], dtype=float))
    told = figures_of(repeated)
    for name in (
        "recall_at_1",
        "recall_at_3",
        "mrr",
        "answer_precision",
        "suggest_recall",
        "rest_shown",
        "shown_in_vain",
        "calibration_error",
    ):
        assert np.nan_to_num(weighted[name][0]) == pytest.approx(getattr(told, name)), name
    for precision, recall in told.recall_at_precision.items():
        assert np.nan_to_num(weighted[precision][0]) == pytest.approx(recall)


def test_messages_of_a_group_are_drawn_together() -> None:
    weights = np.concatenate(list(draw_weights(["a", "b", "a", "c"])))
    assert weights.shape == (RESAMPLES, 4)
    assert (weights[:, 0] == weights[:, 2]).all()
    assert (weights[:, [0, 1, 3]].sum(axis=1) == 3).all()
    assert weights.mean() == pytest.approx(1.0, abs=0.05)


def test_an_interval_is_that_of_a_binomial_share() -> None:
    rows = [outcome(0 if number < 80 else 5, 0.9) for number in range(100)]
    low, high = intervals(tally_of(rows), [str(number) for number in range(100)])["recall_at_1"]
    assert [low, high] == pytest.approx([0.72, 0.875], abs=0.015)


def test_copies_of_a_message_make_no_interval_narrower() -> None:
    rows = [outcome(0 if number < 8 else 5, 0.9) for number in range(10)]
    names = [str(number) for number in range(10)]
    alone = intervals(tally_of(rows), names)["recall_at_1"]
    assert intervals(tally_of(rows * 10), names * 10)["recall_at_1"] == pytest.approx(alone)


def test_a_share_of_nothing_has_no_interval() -> None:
    found = intervals(tally_of([outcome(None, 0.2, answerable=False, band="unknown")]), ["a"])
    assert set(found) == {"calibration_error", "shown_in_vain"}


def test_an_index_gains_nothing_over_itself() -> None:
    tally = tally_of([outcome(0, 0.9), outcome(4, 0.3), outcome(None, 0.5)])
    assert gains(tally, tally, ["a", "b", "c"])["recall_at_1"] == (0.0, 0.0)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    # Newcombe: Two-sided confidence intervals for the single proportion (1998), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_a_share_has_wilsons_interval(hits: int, of: int, low: float, high: float) -> None:
    assert share_interval(hits, of) == pytest.approx((low, high), abs=1e-4)

"""Two linear models, blended by length."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from index.blend import Blend, Lengths

BLEND = Blend(
    short=np.array([1.0, 0.0], dtype=np.float32),
    long=np.array([0.0, 2.0], dtype=np.float32),
    means=np.zeros(2, dtype=np.float32),
    scales=np.ones(2, dtype=np.float32),
    bias=0.5,
)


def test_short_and_long_messages_are_judged_by_their_own_weights() -> None:
    rows = np.array([[1.0, 1.0]] * 3, dtype=np.float32)
    assert BLEND.scores(rows, np.array([0.0, 0.5, 1.0], dtype=np.float32)) == pytest.approx([1.5, 2.0, 2.5])


def test_length_leans_from_none_to_all_over_twice_the_spread() -> None:
    leaning = Lengths(middle=3.0, spread=2.0).leaning(np.array([-9.0, 1.0, 3.0, 4.0, 5.0, 99.0]))
    assert leaning == pytest.approx([0.0, 0.0, 0.5, 0.75, 1.0, 1.0])


def test_a_feature_counts_at_most_four_deviations() -> None:
    rows = np.array([[100.0, 0.0], [4.0, 0.0]], dtype=np.float32)
    far, four = BLEND.scores(rows, np.zeros(2, dtype=np.float32))
    assert far == four == pytest.approx(4.5)


def test_a_blend_is_read_as_it_was_written() -> None:
    read = Blend.of_json(BLEND.as_json(), 2)
    assert read.as_json() == BLEND.as_json()
    with pytest.raises(ValueError, match="expected 3 weights, got 2"):
        Blend.of_json(BLEND.as_json(), 3)


@pytest.mark.parametrize(
    "changed",
    [
        {"long": np.zeros(3, dtype=np.float32)},
        {"means": np.array([np.nan, 0.0], dtype=np.float32)},
        {"scales": np.array([0.0, 1.0], dtype=np.float32)},
        {"bias": float("inf")},
    ],
)
def test_a_blend_that_cannot_score_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="expected"):
        replace(BLEND, **changed)


def test_a_spread_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="spread above 0, got 0"):
        Lengths(1.0, 0.0)

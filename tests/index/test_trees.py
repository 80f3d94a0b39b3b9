"""Trees of three questions: what they answer, and how they are read."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from index.trees import Trees

TREES = Trees(
    features=np.array([[0, 1, 2], [1, 1, 1]]),
    thresholds=np.array([[0.0, 1.0, 2.0], [0.5, 0.25, 0.75]], dtype=np.float32),
    values=np.array([[1.0, 2.0, 4.0, 8.0], [0.0, 0.1, 0.2, 0.3]]),
    bias=-2.0,
)


def test_a_row_gets_the_bias_and_the_value_of_its_leaf_in_each_tree() -> None:
    rows = np.array([[0, 0, 9], [0, 2, 9], [1, 0, 2], [1, 0, 3]], dtype=np.float32)
    assert TREES.scores(rows) == pytest.approx([-1.0, 0.3, 2.0, 6.0])


def test_trees_are_read_as_they_were_written() -> None:
    told = TREES.as_json()
    assert Trees.of_json(told, 3).as_json() == told
    with pytest.raises(ValueError, match="below 2, got 2"):
        Trees.of_json(told, 2)


def test_no_tree_at_all_gives_the_bias() -> None:
    none = Trees.of_json({"features": [], "thresholds": [], "values": [], "bias": 1.5}, 3)
    assert none.scores(np.zeros((2, 3), dtype=np.float32)).tolist() == [1.5, 1.5]


@pytest.mark.parametrize(
    "changed",
    [
        {"features": [[0, 1]]},
        {"features": [[0, 1, -1], [1, 1, 1]]},
        {"thresholds": [[0.0, 1.0, float("inf")], [0.5, 0.25, 0.75]]},
        {"values": [[1.0, 2.0, 4.0, 8.0]]},
        {"values": [[1.0, 2.0, 4.0, float("nan")], [0.0, 0.1, 0.2, 0.3]]},
        {"bias": float("nan")},
    ],
)
def test_trees_that_cannot_score_are_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Trees.of_json(TREES.as_json() | changed, 3)

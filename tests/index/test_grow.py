"""Growing trees: they learn what no line can tell, and keep the signs of the features."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.grow import TREES, grow_trees
from index.listwise import Listwise
from index.trees import Trees

NAMES = ("share", "gap", "digits")
"""More, less and neither in common."""


def grown(seed: int) -> tuple[np.ndarray, np.ndarray, Trees]:
    """A hundred messages of five candidates; right are those whose first two features are both good."""
    rows = np.random.default_rng(seed).normal(size=(500, 3)).astype(np.float32)
    right = ((rows[:, 0] > 0.2) & (rows[:, 1] < 0.2)).astype(np.float64)
    loss = Listwise(np.split(right, 100), [1.0] * 100, 1.0)
    return rows, right, grow_trees(rows, loss, rows, NAMES)


ROWS, RIGHT, GROWN = grown(1)


def test_what_only_two_features_together_tell_is_learned() -> None:
    fresh, right, _ = grown(2)
    assert np.mean((GROWN.scores(fresh) > 0) == (right > 0)) > 0.95
    assert 20 < len(GROWN.values) <= TREES


def test_equal_rows_give_equal_trees() -> None:
    assert grown(1)[2].as_json() == GROWN.as_json()


def test_rows_that_tell_nothing_give_no_tree() -> None:
    rows = np.zeros((40, 3), dtype=np.float32)
    right = np.tile([1.0, 0.0, 0.0, 0.0], 10)
    trees = grow_trees(rows, Listwise(np.split(right, 10), [1.0] * 10, 0.0), rows, NAMES)
    assert trees.values.shape == (0, 4)
    assert np.ptp(trees.scores(rows)) == 0.0


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0, 5, width=32))
def test_more_in_common_never_lowers_a_score_whatever_was_learned(seed: int, step: float) -> None:
    chance = np.random.default_rng(seed)
    rows = chance.normal(size=(200, 3)).astype(np.float32)
    # Learned from judgements that say the opposite in half of the cases.
    right = (chance.random(200) < 0.5 - 0.3 * np.sign(rows[:, 0]) * np.sign(rows[:, 2])).astype(np.float64)
    trees = grow_trees(rows, Listwise(np.split(right, 40), [1.0] * 40, 1.0), rows, NAMES)
    better = rows + np.array([step, 0, 0], dtype=np.float32)
    shorter = rows - np.array([0, step, 0], dtype=np.float32)
    assert (trees.scores(better) >= trees.scores(rows) - 1e-9).all()
    assert (trees.scores(shorter) >= trees.scores(rows) - 1e-9).all()

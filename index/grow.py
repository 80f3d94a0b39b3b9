"""Grow monotone trees by gradient boosting: each new tree corrects what those before it got wrong.

Friedman: Greedy Function Approximation (2001), with second derivatives as in Chen
and Guestrin: XGBoost (2016). No chance is involved: equal rows give equal trees.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from index.features import FEATURES
from index.listwise import Listwise
from index.overlap import Floats
from index.signs import bounds_of
from index.trees import Trees

TREES = 200
"""At most."""
_RATE = 0.1  # share of its best value that a leaf gets
_RIDGE = 1.0  # curvature of the prior of a leaf's value
_LEAST = 3.0  # curvature that a leaf must have
_BINS = 32
_START = -2.0  # log odds before the first tree

_Numbers = NDArray[np.float64]


def grow_trees(matrix: Floats, loss: Listwise, typical: Floats, names: tuple[str, ...] = FEATURES) -> Trees:
    """Grow trees whose sum never falls where a feature says that there is more in common.

    :param matrix: (candidates of all messages, features)
    :param loss: of the same candidates
    :param typical: (n, features) whose quantiles are the thresholds to choose from
    :param names: of the features, whose signs are in index/signs.py
    """
    table = _Table.of_rows(matrix, typical, names)
    scores = np.full(len(matrix), _START)
    asked, above, values = [], [], []
    for _ in range(TREES):
        _, slope = loss.value_and_slope(scores)
        bends = np.column_stack([slope, loss.curvature(scores)])
        grown = _grow(table, bends)
        if grown is None:
            break
        questions, leaves = grown
        asked.append([question.feature for question in questions])
        above.append([question.threshold for question in questions])
        values.append([float(f"{_RATE * value:.6g}") for value in leaves])
        first, no, yes = (table.codes[:, question.feature] > question.bin for question in questions)
        scores = scores + np.array(values[-1])[np.where(first, 2 + yes, no)]
    return Trees(
        np.array(asked, dtype=np.int64).reshape(-1, 3),
        np.array(above, dtype=np.float32).reshape(-1, 3),
        np.array(values).reshape(-1, 4),
        _START,
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows of features as numbers of bins."""

    codes: NDArray[np.int64]
    """(rows, features)"""
    edges: list[Floats]
    """Of each feature, where one bin ends, included, and the next begins."""
    cells: csr_matrix
    """(features * bins, rows) 1 where the row has this bin of the feature."""
    open: NDArray[np.bool_]
    """(features, bins) after which bin a feature can be split."""
    signs: NDArray[np.int64]
    """(features, 1) 1 where the score may only rise with the feature, -1 only fall, 0 both."""

    @classmethod
    def of_rows(cls, matrix: Floats, typical: Floats, names: tuple[str, ...]) -> _Table:
        rows, count = matrix.shape
        shares = np.linspace(0, 1, _BINS + 1)[1:-1]
        edges = [np.unique(np.quantile(column, shares).astype(np.float32)) for column in typical.T]
        codes = np.column_stack([np.searchsorted(edge, matrix[:, n]) for n, edge in enumerate(edges)])
        cells = (codes + _BINS * np.arange(count)).ravel()
        ones, starts = np.ones(rows * count, dtype=np.float32), np.arange(0, rows * count + 1, count)
        bounds = [bounds_of(name) for name in names]
        return cls(
            codes,
            edges,
            csr_matrix((ones, cells, starts), shape=(rows, count * _BINS)).T.tocsr(),
            np.arange(_BINS) < np.array([len(edge) for edge in edges])[:, None],
            np.array([[(least == 0.0) - (most == 0.0)] for least, most in bounds], dtype=np.int64),
        )

    def sums(self, bends: _Numbers) -> _Numbers:
        """:param bends: (rows, 2) slope and curvature
        :returns: (features, bins, 2) their sums in each bin
        """
        sums = self.cells @ bends.astype(np.float32)
        return np.asarray(sums, dtype=np.float64).reshape(*self.open.shape, 2)


@dataclass(frozen=True, slots=True)
class _Question:
    """Is the feature above the threshold? With the best value of the leaf on either side."""

    feature: int
    bin: int
    threshold: float
    no: float
    yes: float


def _grow(table: _Table, bends: _Numbers) -> tuple[list[_Question], list[float]] | None:
    """:returns: three questions and the values of four leaves; None when there is nothing left to ask"""
    sums = table.sums(bends)
    first = _ask(table, sums, -np.inf, np.inf)
    if first.no == first.yes:
        return None
    below = table.sums(bends * (table.codes[:, [first.feature]] <= first.bin))
    # Where the first feature has a sign, the leaves of one side stay on their side of the middle.
    middle, sign = (first.no + first.yes) / 2.0, int(table.signs[first.feature, 0])
    lower, upper = (-np.inf, middle), (middle, np.inf)
    sides = (lower, upper) if sign > 0 else (upper, lower) if sign < 0 else ((-np.inf, np.inf),) * 2
    no, yes = (_ask(table, part, *side) for part, side in zip((below, sums - below), sides, strict=True))
    return [first, no, yes], [no.no, no.yes, yes.no, yes.yes]


def _ask(table: _Table, sums: _Numbers, least: float, most: float) -> _Question:
    """Find the question that lowers the loss most; where there is none, both answers have the same value."""
    under = np.cumsum(sums, axis=1)
    over = under[:, -1:] - under
    no, yes = (np.clip(-side[..., 0] / (side[..., 1] + _RIDGE), least, most) for side in (under, over))
    gain = _gain(under, no) + _gain(over, yes)
    thin = np.minimum(under[..., 1], over[..., 1]) < _LEAST
    gain[~table.open | thin | (table.signs * (yes - no) < 0)] = -np.inf
    feature, place = np.unravel_index(int(gain.argmax()), gain.shape)
    if not np.isfinite(gain[feature, place]):
        whole = sums[0].sum(axis=0)
        value = float(np.clip(-whole[0] / (whole[1] + _RIDGE), least, most))
        return _Question(0, 0, 0.0, value, value)
    return _Question(
        int(feature),
        int(place),
        float(table.edges[feature][place]),
        float(no[feature, place]),
        float(yes[feature, place]),
    )


def _gain(sums: _Numbers, values: _Numbers) -> _Numbers:
    """:returns: by how much the loss falls when the rows summed up get these values"""
    return np.asarray(-sums[..., 0] * values - 0.5 * (sums[..., 1] + _RIDGE) * values**2)

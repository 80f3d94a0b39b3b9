"""Small decision trees whose values are added up: rises and falls that a straight line cannot follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.overlap import Floats


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees of three questions and four leaves each; their arithmetic needs numpy alone."""

    features: NDArray[np.int64]
    """(trees, 3) which feature is asked for first, which after "no", and which after "yes"."""
    thresholds: Floats
    """(trees, 3) a question is whether the feature is above its threshold."""
    values: NDArray[np.float64]
    """(trees, 4) after no and no, no and yes, yes and no, yes and yes."""
    bias: float

    def __post_init__(self) -> None:
        trees = len(self.values)
        shapes = self.features.shape, self.thresholds.shape, self.values.shape
        if shapes != ((trees, 3), (trees, 3), (trees, 4)):
            raise ValueError(f"expected trees of 3 questions and 4 leaves, got {shapes}")
        if not (np.isfinite(self.thresholds).all() and np.isfinite(self.values).all()):
            raise ValueError("expected finite thresholds and values")
        if not np.isfinite(self.bias) or (self.features < 0).any():
            raise ValueError("expected a finite bias and numbers of features from 0")

    def scores(self, matrix: Floats) -> NDArray[np.float64]:
        """Score rows of features.

        :param matrix: (n, features)
        :returns: (n,) log odds
        """
        asked = matrix[:, self.features.ravel()].reshape(len(matrix), *self.features.shape)
        above = asked > self.thresholds
        leaves = np.where(above[..., 0], 2 + above[..., 2], above[..., 1])
        values = self.values[np.arange(len(self.values)), leaves]
        return np.asarray(self.bias + values.sum(axis=1), dtype=np.float64)

    def as_json(self) -> dict[str, Any]:
        """:returns: plain values, every number as it is used"""
        return {
            "features": self.features.tolist(),
            "thresholds": [[float(f"{value:.9g}") for value in row] for row in self.thresholds],
            "values": self.values.tolist(),
            "bias": self.bias,
        }

    @classmethod
    def of_json(cls, told: dict[str, Any], features: int) -> Trees:
        """Read what `as_json` gave.

        :raises ValueError, KeyError, TypeError: when these are not trees over so many features
        """
        trees = cls(
            np.array(told["features"], dtype=np.int64).reshape(-1, 3),
            np.array(told["thresholds"], dtype=np.float32).reshape(-1, 3),
            np.array(told["values"], dtype=np.float64).reshape(-1, 4),
            float(told["bias"]),
        )
        if trees.features.max(initial=0) >= features:
            raise ValueError(f"expected numbers of features below {features}, got {trees.features.max()}")
        return trees

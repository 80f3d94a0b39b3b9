"""Two linear models over the same features, for short and for long messages, blended by length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.overlap import Floats

_ARRAYS = ("short", "long", "means", "scales")
_FARTHEST = 4.0


@dataclass(frozen=True, slots=True)
class Lengths:
    """How far a message counts as long."""

    middle: float
    """Log length at which both models count the same."""
    spread: float
    """Distance from the middle at which one of them counts alone; above 0."""

    def __post_init__(self) -> None:
        if not self.spread > 0:
            raise ValueError(f"expected a spread above 0, got {self.spread}")

    def leaning(self, log_lengths: NDArray[np.floating]) -> Floats:
        """:returns: from 0 for the shortest messages to 1 for the longest"""
        leaning = np.clip((log_lengths - self.middle) / self.spread, -1.0, 1.0)
        return np.asarray(leaning / 2.0 + 0.5, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Blend:
    """Weights of the features, which are first standardised."""

    short: Floats
    """(features,) weights for the shortest messages."""
    long: Floats
    means: Floats
    scales: Floats
    bias: float

    def __post_init__(self) -> None:
        vectors = (self.short, self.long, self.means, self.scales)
        if any(vector.shape != self.short.shape or not np.isfinite(vector).all() for vector in vectors):
            raise ValueError(f"expected {len(self.short)} finite numbers for each kind of weight")
        if (self.scales <= 0).any() or not np.isfinite(self.bias):
            raise ValueError("expected scales above 0 and a finite bias")

    def scores(self, matrix: Floats, leaning: Floats) -> NDArray[np.float64]:
        """Score rows of features.

        :param matrix: (n, features)
        :param leaning: (n,) see `Lengths`
        :returns: (n,) log odds
        """
        rows = standardise(matrix, self.means, self.scales)
        short, long = rows @ self.short, rows @ self.long
        return np.asarray(self.bias + (1.0 - leaning) * short + leaning * long, dtype=np.float64)

    def as_json(self) -> dict[str, Any]:
        """:returns: plain values, every number as it is used"""
        told: dict[str, Any] = {
            name: [float(f"{value:.7g}") for value in getattr(self, name)] for name in _ARRAYS
        }
        return told | {"bias": self.bias}

    @classmethod
    def of_json(cls, told: dict[str, Any], features: int) -> Blend:
        """Read what `as_json` gave.

        :raises ValueError, KeyError, TypeError: when it is not a model of so many features
        """
        blend = cls(
            **{name: np.array(told[name], dtype=np.float32) for name in _ARRAYS}, bias=float(told["bias"])
        )
        if blend.short.shape != (features,):
            raise ValueError(f"expected {features} weights, got {len(blend.short)}")
        return blend


def standardise(matrix: Floats, means: Floats, scales: Floats) -> Floats:
    """Features in standard deviations from their mean, at most four: one odd value shall not decide alone."""
    return np.asarray(np.clip((matrix - means) / scales, -_FARTHEST, _FARTHEST), dtype=np.float32)

"""Calibrate scores: make probabilities of them, and find from which on enough are right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.decision import sigmoid


def fit_sigmoid(scores: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, float]:
    """Platt's calibration with his smoothed targets.

    :param scores: (n,) of the best candidates
    :param right: (n,) 1 where it answers the message, else 0
    :returns: slope, above 0, and offset
    """
    from scipy.optimize import minimize

    good = right.sum()
    target = np.where(right > 0, (good + 1.0) / (good + 2.0), 1.0 / (len(right) - good + 2.0))

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logit = point[0] * scores + point[1]
        slope = sigmoid(logit) - target
        return float(np.sum(np.logaddexp(0.0, logit) - target * logit)), np.array(
            [slope @ scores, slope.sum()]
        )

    found = minimize(
        loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B", bounds=[(1e-3, None), (None, None)]
    )
    return float(found.x[0]), float(found.x[1])


def threshold_for(confidence: NDArray[np.float64], right: NDArray[np.float64], precision: float) -> float:
    """The lowest confidence of a right answer from which this share is right; 1 where there is none."""
    order = np.argsort(-confidence, kind="stable")
    shares = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero((shares >= precision) & (right[order] > 0))
    return float(confidence[order[enough[-1]]]) if len(enough) else 1.0

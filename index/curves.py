"""What the plots of an evaluation show: precision over recall, and how far confidence keeps its word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.bootstrap import Interval, share_interval
from index.evaluate import Outcome, tally_of
from index.tally import BINS, Values


@dataclass(frozen=True, slots=True)
class Curve:
    """Precision and recall of every threshold, from the highest down; all of the same length."""

    thresholds: Values
    recalls: Values
    """Share of the answerable messages whose first match is right and at or above the threshold."""
    precisions: Values
    """Share of right ones among the messages at or above the threshold."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The messages whose confidence lies in one of ten bins of equal width; a bin holds its lower edge."""

    low: float
    high: float
    messages: int
    confidence: float
    """Mean, from 0 to 1."""
    right: float
    """Share of the messages whose first match is right."""
    interval: Interval
    """The 95 % confidence interval of that share."""


def curve_of(outcomes: Sequence[Outcome]) -> Curve:
    """:param outcomes: of at least one message; without answerable ones every recall is 0"""
    tally = tally_of(outcomes)
    order, ends = tally.steps()
    right = np.cumsum(tally.right[order])[ends].astype(np.float64)
    answerable = max(1, int(tally.answerable.sum()))
    return Curve(tally.confidences[order][ends], right / answerable, right / (ends + 1.0))


def reliability_of(outcomes: Sequence[Outcome]) -> list[Bin]:
    """:returns: the bins that hold messages, by rising confidence"""
    tally = tally_of(outcomes)
    place = tally.bins()
    found = []
    for number in np.unique(place).tolist():
        inside = place == number
        count, right = int(inside.sum()), int(tally.right[inside].sum())
        found.append(
            Bin(
                low=number / BINS,
                high=(number + 1) / BINS,
                messages=count,
                confidence=float(tally.confidences[inside].mean()),
                right=right / count,
                interval=share_interval(right, count),
            )
        )
    return found

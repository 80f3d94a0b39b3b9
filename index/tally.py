"""Outcomes as columns, and each figure as a weighted sum over them: one formula for all resamples at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PRECISIONS = ("0.95", "0.90")
"""Precisions at which recall is reported."""

BINS = 10
"""Bins of equal width for calibration."""

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tally:
    """What an index said to some messages, a row each; all columns are (messages,)."""

    ranks: Values
    """Place of the first debunk that answers the message, from 0; infinite when it is not among them."""
    answerable: Flags
    right: Flags
    """The first match answers the message."""
    confidences: Values
    """Of the first match, from 0 to 1."""
    answered: Flags
    """In the band `answer`."""
    suggested: Flags
    """In the band `suggest`."""

    def figures(self, weights: Values) -> dict[str, Values]:
        """Compute every figure for each weighing of the messages.

        :param weights: (weighings, messages) how many times each message counts
        :returns: (weighings,) for each name of a figure; NaN where it has nothing to be a share of
        """
        answerable = weights @ self.answerable
        found = self.answerable / (self.ranks + 1.0)
        ranked = {f"recall_at_{k}": weights @ (self.answerable & (self.ranks < k)) for k in (1, 3, 10)}
        right = weights @ (self.answered & self.right)
        suggested = self.suggested & self.answerable
        shown = weights @ (suggested & (self.ranks < 3))
        told = self.suggested | self.answered
        return (
            {name: _share(hits, answerable) for name, hits in ranked.items()}
            | {
                "mrr": _share(weights @ found, answerable),
                "answer_precision": _share(right, weights @ self.answered),
                "answer_recall": _share(right, answerable),
                "suggest_recall": _share(shown, weights @ suggested),
                "rest_shown": _share(shown, weights @ (self.answerable & ~self.answered)),
                "shown_in_vain": _share(weights @ (told & ~self.answerable), weights @ ~self.answerable),
                "calibration_error": _share(self._miscalibrated(weights), weights.sum(axis=1)),
            }
            | self.recalls_at(weights)
        )

    def recalls_at(self, weights: Values, precisions: tuple[str, ...] = PRECISIONS) -> dict[str, Values]:
        """The largest share of the answerable messages that a threshold of a precision answers rightly.

        Messages of equal confidence are taken together, for no threshold can part them.

        :param weights: (weighings, messages)
        :returns: (weighings,) for each precision
        """
        order, ends = self.steps()
        right = np.cumsum(weights[:, order] * self.right[order], axis=1)[:, ends]
        counts = np.cumsum(weights[:, order], axis=1)[:, ends]
        answerable = weights @ self.answerable
        return {
            precision: _share(
                np.where(right >= float(precision) * counts, right, 0.0).max(axis=1, initial=0.0), answerable
            )
            for precision in precisions
        }

    def steps(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """:returns: the messages by falling confidence, and the places in this order where a step ends"""
        order = np.argsort(-self.confidences, kind="stable")
        falling = self.confidences[order]
        return order, np.flatnonzero(np.append(falling[1:] < falling[:-1], True)[: len(order)])

    def bins(self) -> NDArray[np.intp]:
        """:returns: (messages,) the bin of each confidence, from 0 to 9"""
        return np.minimum((self.confidences * BINS).astype(np.intp), BINS - 1)

    def _miscalibrated(self, weights: Values) -> Values:
        """Messages times the distance of mean confidence and share of right ones, summed over the bins."""
        distances = np.zeros((len(self.confidences), BINS))
        distances[np.arange(len(distances)), self.bins()] = self.confidences - self.right
        return np.asarray(np.abs(weights @ distances).sum(axis=1))


def _share(counts: Values, of: Values) -> Values:
    shares: Values = np.divide(counts, of, out=np.full(len(of), np.nan), where=of > 0)
    return shares

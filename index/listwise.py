"""The loss of the order: each candidate is judged, and the right ones of a message come before the rest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.decision import sigmoid


class Listwise:
    """Logistic loss of each candidate, and negative log share of the right ones of a message (softmax)."""

    def __init__(self, rights: Sequence[NDArray[np.float64]], weights: Sequence[float], first: float) -> None:
        """:param rights: of each message (candidates,), 1 for those that answer it, else 0
        :param weights: of each message
        :param first: weight of ranking a right one first, beside judging each candidate
        """
        sizes = [len(right) for right in rights]
        self.right = np.concatenate(rights)
        self.weights = np.repeat(weights, sizes)
        self._starts = np.cumsum([0, *sizes[:-1]])
        self._message = np.repeat(np.arange(len(sizes)), sizes)
        answerable = np.add.reduceat(self.right, self._starts) > 0
        self._heavy = first * self.weights * answerable[self._message]

    def value_and_slope(self, scores: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """:param scores: (candidates of all messages,) log odds
        :returns: the loss, and its slope by each score
        """
        raised, total, good = self._softmax(scores)
        value = float(np.sum(self.weights * (np.logaddexp(0.0, scores) - self.right * scores)))
        value += float(np.sum(self._heavy[self._starts] * (np.log(total) - np.log(good))))
        slope = self.weights * (sigmoid(scores) - self.right)
        share = raised / total[self._message]
        return value, slope + self._heavy * (share - raised * self.right / good[self._message])

    def curvature(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """:returns: (candidates,) at least the second derivative by each score; above 0"""
        raised, total, _ = self._softmax(scores)
        judged, share = sigmoid(scores), raised / total[self._message]
        bent = self.weights * judged * (1.0 - judged) + self._heavy * share * (1.0 - share)
        return np.asarray(bent + 1e-9, dtype=np.float64)

    def _softmax(
        self, scores: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """:returns: exponentials of the scores, and of each message their sum and that of the right ones"""
        raised = np.exp(scores - np.maximum.reduceat(scores, self._starts)[self._message])
        total = np.add.reduceat(raised, self._starts)
        return raised, total, np.add.reduceat(raised * self.right, self._starts) + 1e-12

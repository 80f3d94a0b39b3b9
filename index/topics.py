"""Which topic a text is likely of, learned from the topics that an index version's debunks have."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["SURE_FROM", "TopicModel"]

SURE_FROM = 0.4
"""Confidence below which no topic is proposed: of the proposals from here on, three in four are right."""

_FILE = "topics.npz"
_STEPS = 20  # more of them change less than the choice of the folds
_DECAY = 1.0
_DECIMALS = 4  # of the weights: what differs behind them differs by the machine

Floats = NDArray[np.float64]


class TopicModel:
    """A linear model on unit vectors, whose outputs are the likelihoods of topics."""

    def __init__(self, topics: Sequence[str], weights: NDArray[np.float32]) -> None:
        """:param weights: (dimension + 1, topics), the constant last"""
        self.topics = tuple(topics)
        self._weights = weights

    @classmethod
    def of_vectors(cls, vectors: NDArray[np.float32], topics: Sequence[str]) -> TopicModel | None:
        """Learn from texts and their topics; the same whenever it is done.

        Multinomial logistic regression. The steps are those of Newton's method with a bound of the curvature
        in place of it, so that one matrix is inverted once and no step goes too far. Topics weigh by the
        square root of their number, so that the rare ones are seen, too.

        :param vectors: (texts, dimension)
        :param topics: of each text; "" counts for nothing
        :returns: None where there are not two topics to tell apart
        """
        names = sorted(set(topics) - {""})
        if len(names) < 2:
            return None
        labels = np.array([names.index(topic) for topic in topics if topic])
        kept = vectors[np.array([bool(topic) for topic in topics])]
        known = np.hstack([kept, np.ones((len(kept), 1))]).astype(np.float64)
        truth = np.eye(len(names))[labels]
        heaviness = 1 / np.sqrt(np.bincount(labels))[labels]
        heaviness = (heaviness / heaviness.mean())[:, None]
        bound = 0.5 * (known.T @ (known * heaviness)) + _DECAY * np.eye(known.shape[1])
        step = np.linalg.inv(bound)
        weights = np.zeros((known.shape[1], len(names)))
        for _ in range(_STEPS):
            slope = known.T @ (heaviness * (_likelihoods(known @ weights) - truth))
            weights -= step @ (slope + _DECAY * weights)
        return cls(names, weights.round(_DECIMALS).astype(np.float32))

    @classmethod
    def load(cls, folder: Path) -> TopicModel | None:
        """Read what `save` wrote; None where there is nothing.

        :raises OSError, ValueError: when the file is no such model
        """
        path = folder / _FILE
        if not path.exists():
            return None
        try:
            with np.load(path, allow_pickle=False) as stored:
                topics, weights = stored["topics"], stored["weights"]
        except (KeyError, zipfile.BadZipFile) as error:
            raise ValueError(f"expected topics and weights in {path}, got others") from error
        if weights.ndim != 2 or topics.shape != weights.shape[1:]:
            raise ValueError(f"expected a column of weights for each topic in {path}, got {weights.shape}")
        return cls([str(topic) for topic in topics], weights)

    def save(self, folder: Path) -> None:
        """Write the model into a folder; equal models give equal bytes."""
        np.savez(folder / _FILE, topics=np.array(self.topics), weights=self._weights)

    def guess(self, vector: NDArray[np.float32]) -> tuple[str, float]:
        """Return the likeliest topic of a text and its likelihood, 0 to 1; "" for it below `SURE_FROM`.

        :param vector: (dimension,)
        """
        likelihoods = self.likelihoods(vector[None])[0]
        best = int(likelihoods.argmax())
        confidence = float(likelihoods[best])
        return (self.topics[best] if confidence >= SURE_FROM else ""), confidence

    def likeliest(self, vector: NDArray[np.float32], count: int) -> tuple[str, ...]:
        """Return the likeliest topics of a text, the likeliest first, however unlikely they are.

        :param vector: (dimension,)
        """
        best = np.argsort(-self.likelihoods(vector[None])[0], kind="stable")[:count]
        return tuple(self.topics[place] for place in best)

    def likelihoods(self, vectors: NDArray[np.float32]) -> Floats:
        """:returns: (texts, topics), each row of sum 1"""
        return _likelihoods((vectors @ self._weights[:-1] + self._weights[-1]).astype(np.float64))


def _likelihoods(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))

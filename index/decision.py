"""Decide from features whether a debunk answers a message: calibrated confidence, bands, and the answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.debunk import Debunk
from index.blend import Blend, Lengths
from index.errors import DecisionError
from index.features import FEATURES
from index.overlap import Floats
from index.trees import Trees

SHIPPED_DECISION = Path(__file__).parent / "decision.json"
"""The decision model that comes with the project, fitted with the shipped encoder."""

DECISION_FORMAT = 3
DECISION_FILE = "decision.json"
"""In the folder of an index."""
MOST_MATCHES = 10
MOST_ANSWERS = 3
MOST_SUGGESTIONS = 3
MOST_UNSURE = 2
_CURE = "fit it anew: zhendema train decision, then rebuild the index: zhendema index build"


class Band(StrEnum):
    """What the bot does with the matches of a message."""

    ANSWER = "answer"
    SUGGEST = "suggest"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Match:
    """One debunk and how sure it is that it answers the message."""

    debunk: Debunk
    confidence: float
    """Calibrated probability, 0 to 1."""
    quote: str = ""
    """The sentence of the message that it answers, as it was written; empty when it is the whole message."""
    differs: tuple[str, str] | None = None
    """What the message says and what the claim says instead, normalised; None when nothing speaks against
    their being the same claim."""
    beside: tuple[Debunk, ...] | None = None
    """Debunks of other publishers on the same claim; None where nobody looked for them."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"expected a confidence from 0 to 1, got {self.confidence}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an index says to a message."""

    band: Band
    matches: tuple[Match, ...]
    """Up to ten, best first."""
    index_version: str
    refutes: bool
    """The message is itself a debunk; its matches are what it agrees with."""
    claims: tuple[Match, ...] = ()
    """In the band `answer`: the surest, one for each claim, in the order of the message; else empty."""
    further: tuple[Match, ...] = ()
    """What is answered besides and not told, since three are enough for one reply; surest first."""
    unsure: tuple[str, ...] = ()
    """In the band `answer`: other words of the message, as they were written, that may be a known claim."""

    @property
    def answers(self) -> tuple[Match, ...]:
        """The matches of the band `answer`, at most three, one for each claim."""
        return self.claims[:MOST_ANSWERS] if self.band is Band.ANSWER else ()

    @property
    def suggestions(self) -> tuple[Match, ...]:
        """At most three matches to offer; empty unless the band is `suggest`."""
        return self.matches[:MOST_SUGGESTIONS] if self.band is Band.SUGGEST else ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The confidence model, read from plain JSON; its arithmetic needs numpy alone.

    The first stage orders the candidates of a message by their features: the mean of a linear model and of
    trees. The second says how far to trust the best one: from its features, its score, and how that stands
    out among the scores of other claims. Platt's sigmoid (Platt, 1999) makes a probability of it. All weights
    have the sign that the meaning of their feature demands, and so have the questions of the trees (see
    index/signs.py): more in common never lowers the confidence in the best candidate.
    """

    order: Blend
    """Over FEATURES."""
    trees: Trees
    """Over FEATURES."""
    trust: Blend
    """Over STANDING and FEATURES."""
    lengths: Lengths
    slope: float
    """Of the sigmoid, in units of the score; above 0."""
    offset: float
    answer_at: float
    """Confidence from which the best match is an answer."""
    suggest_at: float
    """Confidence from which the best match is worth showing."""
    fingerprint: str
    """Of the encoder with which it was fitted."""

    def __post_init__(self) -> None:
        if not (0.0 <= self.suggest_at <= self.answer_at <= 1.0):
            raise ValueError(
                f"expected 0 <= suggest_at <= answer_at <= 1, got {self.suggest_at}, {self.answer_at}"
            )
        if not (self.slope > 0 and np.isfinite(self.offset)):
            raise ValueError(f"expected a slope above 0 and a finite offset, got {self.slope}, {self.offset}")

    @classmethod
    def read(cls, path: Path) -> Decision:
        """Read a decision model.

        :raises DecisionError: when it is missing, damaged, or of other features
        """
        told = _read_json(path)
        if told.get("features") != list(FEATURES):
            raise DecisionError(
                f"expected the {len(FEATURES)} features of this program in {path}, got others; {_CURE}"
            )
        try:
            return cls(
                order=Blend.of_json(told["order"], len(FEATURES)),
                trees=Trees.of_json(told["trees"], len(FEATURES)),
                trust=Blend.of_json(told["trust"], len(STANDING) + len(FEATURES)),
                lengths=Lengths(float(told["lengths"]["middle"]), float(told["lengths"]["spread"])),
                **{name: float(told[name]) for name in _NUMBERS},
                fingerprint=str(told["fingerprint"]),
            )
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise DecisionError(
                f"expected a whole decision model in {path}, got {error!r}; {_CURE}"
            ) from error

    def write(self, path: Path) -> None:
        """Write the model as JSON, with every number as it is used."""
        told: dict[str, Any] = {"format": DECISION_FORMAT, "features": list(FEATURES)}
        told |= {"order": self.order.as_json(), "trees": self.trees.as_json()}
        told["trust"] = self.trust.as_json()
        told["lengths"] = {"middle": self.lengths.middle, "spread": self.lengths.spread}
        told |= {name: getattr(self, name) for name in (*_NUMBERS, "fingerprint")}
        path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")

    def confidences(self, matrix: Floats, same: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Say how likely it is that each candidate of a message answers it.

        :param matrix: (candidates, features)
        :param same: (candidates, candidates) which of them are of one claim; each is of its own
        :returns: (candidates,) from 0 to 1
        """
        leaning = self.lengths.leaning(matrix[:, LENGTH])
        scores = order_scores(self.order, self.trees, matrix, leaning)
        trusts = self.trust.scores(trust_rows(scores, same, matrix), leaning)
        sure = sigmoid(self.slope * trusts + self.offset)
        return in_order(scores, sure)

    def band(self, confidence: float) -> Band:
        """:param confidence: of the best match"""
        if confidence >= self.answer_at:
            return Band.ANSWER
        return Band.SUGGEST if confidence >= self.suggest_at else Band.UNKNOWN


_NUMBERS = ("slope", "offset", "answer_at", "suggest_at")
LENGTH = FEATURES.index("message_length")
STANDING = ("score", "margin_second", "margin_third", "margin_rest")
"""What the second stage knows of the first: a candidate's score, and by how much it is above the best, the
second best and all other claims together (log of their summed odds)."""
_WIDEST = 12.0
_STEP = 1e-6  # by which one is surer than the next


def order_scores(order: Blend, trees: Trees, matrix: Floats, leaning: Floats) -> NDArray[np.float64]:
    """:returns: (candidates,) log odds by which the candidates are ordered, the mean of both models"""
    return (order.scores(matrix, leaning) + trees.scores(matrix)) / 2.0


def trust_rows(scores: NDArray[np.float64], same: NDArray[np.bool_], matrix: Floats) -> Floats:
    """:returns: (candidates, STANDING and FEATURES) what the second stage sees of each candidate"""
    return np.hstack([standings(scores, same), matrix]).astype(np.float32)


def standings(scores: NDArray[np.float64], same: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How the score of each candidate stands out among those of other claims.

    :param same: (candidates, candidates) which of them are of one claim
    :returns: (candidates, STANDING); margins are at most 12, where there is no other claim too
    """
    others = np.where(same, -np.inf, scores[None, :])
    first = others.max(axis=1)
    # What is of the best other claim does not count again as the second best.
    best = np.argmax(others, axis=1)
    second = np.where(same[best], -np.inf, others).max(axis=1)
    odds = np.where(same, 0.0, np.exp(np.clip(scores, -_WIDEST, 30.0))[None, :])
    rest = np.log(odds.sum(axis=1) + 1e-9)
    margins = scores[:, None] - np.stack([first, second, rest], axis=1)
    return np.column_stack([scores, np.clip(margins, -_WIDEST, _WIDEST)])


def in_order(scores: NDArray[np.float64], confidences: NDArray[np.float64]) -> NDArray[np.float64]:
    """Lower confidences where a candidate that comes before has less: none is surer than one before it.

    :returns: (candidates,) in the strict order of the scores
    """
    order = np.argsort(-scores, kind="stable")
    lowered = np.empty_like(confidences)
    lowered[order] = np.minimum.accumulate(confidences[order]) * (1.0 - _STEP * np.arange(len(order)))
    return lowered


def sigmoid(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """:returns: 1 / (1 + exp(-score)), from 0 to 1"""
    return 1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0)))


def _read_json(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DecisionError(f"expected a decision model at {path}, got no file; {_CURE}") from error
    except (OSError, ValueError) as error:
        raise DecisionError(f"expected a readable {path}, got {type(error).__name__}; {_CURE}") from error
    if not isinstance(told, dict) or told.get("format") != DECISION_FORMAT:
        raise DecisionError(
            f"expected a decision model of format {DECISION_FORMAT} in {path}, got another; {_CURE}"
        )
    return told

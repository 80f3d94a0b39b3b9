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
from index.errors import DecisionError
from index.features import FEATURES
from index.overlap import Floats

SHIPPED_DECISION = Path(__file__).parent / "decision.json"
"""The decision model that comes with the project, fitted with the shipped encoder."""

DECISION_FORMAT = 1
MOST_MATCHES = 10
MOST_ANSWERS = 3
MOST_SUGGESTIONS = 3
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

    Two linear models over the same standardised features, one for short messages and one for long ones,
    blended by the message's length; then Platt's sigmoid (Platt, 1999), which makes the score a probability.
    The weights have the sign that the feature's meaning demands (see index/fit.py): more in common never
    lowers the confidence.
    """

    short: Floats
    """(features,) weights for the shortest messages."""
    long: Floats
    means: Floats
    scales: Floats
    bias: float
    middle: float
    """Log length at which both models count the same."""
    spread: float
    """Distance from the middle at which one of them counts alone."""
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
        vectors = (self.short, self.long, self.means, self.scales)
        if any(vector.shape != (len(FEATURES),) or not np.isfinite(vector).all() for vector in vectors):
            raise ValueError(f"expected {len(FEATURES)} finite numbers for each kind of weight")
        if not (0.0 <= self.suggest_at <= self.answer_at <= 1.0):
            raise ValueError(
                f"expected 0 <= suggest_at <= answer_at <= 1, got {self.suggest_at}, {self.answer_at}"
            )
        if self.slope <= 0 or self.spread <= 0 or (self.scales <= 0).any():
            raise ValueError("expected slope, spread and scales above 0")

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
            values: dict[str, Any] = {name: np.array(told[name], dtype=np.float32) for name in _ARRAYS}
            values |= {name: float(told[name]) for name in _NUMBERS}
            return cls(**values, fingerprint=str(told["fingerprint"]))
        except (KeyError, TypeError, ValueError) as error:
            raise DecisionError(
                f"expected a whole decision model in {path}, got {error!r}; {_CURE}"
            ) from error

    def write(self, path: Path) -> None:
        """Write the model as JSON, with every number as it is used."""
        told: dict[str, Any] = {"format": DECISION_FORMAT, "features": list(FEATURES)}
        told |= {name: [float(f"{value:.7g}") for value in getattr(self, name)] for name in _ARRAYS}
        told |= {name: getattr(self, name) for name in (*_NUMBERS, "fingerprint")}
        path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")

    def scores(self, matrix: Floats) -> NDArray[np.float64]:
        """:param matrix: (candidates, features); :returns: (candidates,) log odds before calibration"""
        rows = standardise(matrix, self.means, self.scales)
        leaning = length_leaning(matrix, self.middle, self.spread)
        short, long = rows @ self.short, rows @ self.long
        return np.asarray(self.bias + (1.0 - leaning) * short + leaning * long, dtype=np.float64)

    def confidences(self, matrix: Floats) -> NDArray[np.float64]:
        """:param matrix: (candidates, features); :returns: (candidates,) from 0 to 1"""
        return sigmoid(self.slope * self.scores(matrix) + self.offset)

    def band(self, confidence: float) -> Band:
        """:param confidence: of the best match"""
        if confidence >= self.answer_at:
            return Band.ANSWER
        return Band.SUGGEST if confidence >= self.suggest_at else Band.UNKNOWN


_ARRAYS = ("short", "long", "means", "scales")
_NUMBERS = ("bias", "middle", "spread", "slope", "offset", "answer_at", "suggest_at")
_FARTHEST = 4.0
_LENGTH = FEATURES.index("message_length")


def standardise(matrix: Floats, means: Floats, scales: Floats) -> Floats:
    """Features in standard deviations from their mean, at most four: one odd value shall not decide alone."""
    return np.asarray(np.clip((matrix - means) / scales, -_FARTHEST, _FARTHEST), dtype=np.float32)


def length_leaning(matrix: Floats, middle: float, spread: float) -> Floats:
    """:returns: (candidates,) from 0 for the shortest messages to 1 for the longest"""
    leaning = np.clip((matrix[:, _LENGTH] - middle) / spread, -1.0, 1.0)
    return np.asarray(leaning / 2.0 + 0.5, dtype=np.float32)


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

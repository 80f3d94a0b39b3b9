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
    """The sentence of the message that it answers; empty when it is the whole message."""

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
    """In the band `answer`: the sure matches, one for each claim; else empty."""

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
    """The confidence model, read from plain JSON; its arithmetic needs numpy alone."""

    weights: Floats
    """(features,) of the standardised features."""
    means: Floats
    scales: Floats
    bias: float
    answer_at: float
    """Confidence from which the best match is an answer."""
    suggest_at: float
    """Confidence from which the best match is worth showing."""

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
                weights=np.array(told["weights"], dtype=np.float32),
                means=np.array(told["means"], dtype=np.float32),
                scales=np.array(told["scales"], dtype=np.float32),
                bias=float(told["bias"]),
                answer_at=float(told["answer_at"]),
                suggest_at=float(told["suggest_at"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise DecisionError(
                f"expected a whole decision model in {path}, got {error!r}; {_CURE}"
            ) from error

    def confidences(self, matrix: Floats) -> NDArray[np.float64]:
        """:param matrix: (candidates, features); :returns: (candidates,) from 0 to 1"""
        logits = ((matrix - self.means) / self.scales) @ self.weights + self.bias
        return 1.0 / (1.0 + np.exp(-np.clip(logits.astype(np.float64), -30, 30)))

    def band(self, confidence: float) -> Band:
        """:param confidence: of the best match"""
        if confidence >= self.answer_at:
            return Band.ANSWER
        return Band.SUGGEST if confidence >= self.suggest_at else Band.UNKNOWN


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

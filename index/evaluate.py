"""Measure an index on judged messages: does the right debunk come first, and is it known when not?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from index.benchmark import Labelled
from index.decision import Answer, Band

PRECISIONS = (0.95, 0.90)
_BINS = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an index said to one labelled message."""

    rank: int | None
    """Place of the first debunk that answers the message, from 0; None when it is not among the matches."""
    answerable: bool
    right: bool
    """The first match answers the message."""
    confidence: float
    """Of the first match; 0 when there is none."""
    band: Band


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one set of messages; shares are from 0 to 1."""

    messages: int
    answerable: int
    recall_at_1: float
    recall_at_3: float
    recall_at_10: float
    mrr: float
    answer_precision: float
    """Of the messages in the band `answer`, the share whose first match is right."""
    answer_recall: float
    """Of the answerable messages, the share that gets the right answer in that band."""
    suggest_recall: float
    """Of the answerable messages in the band `suggest`, the share with a right one among the three shown."""
    recall_at_precision: dict[str, float]
    calibration_error: float
    """Expected calibration error over ten bins of equal width."""


def outcome_of(labelled: Labelled, answer: Answer) -> Outcome:
    """Compare an answer with the judgement of its message."""
    rank = next(
        (place for place, match in enumerate(answer.matches) if match.debunk.id in labelled.relevant), None
    )
    confidence = answer.matches[0].confidence if answer.matches else 0.0
    return Outcome(rank, bool(labelled.relevant), rank == 0, confidence, answer.band)


def figures_of(outcomes: Sequence[Outcome]) -> Figures:
    """:param outcomes: of at least one message"""
    ranks = [outcome.rank for outcome in outcomes if outcome.answerable]
    answerable = len(ranks)
    answered = [outcome for outcome in outcomes if outcome.band is Band.ANSWER]
    right = sum(outcome.right for outcome in answered)
    suggested = [outcome for outcome in outcomes if outcome.band is Band.SUGGEST and outcome.answerable]
    helped = sum(outcome.rank is not None and outcome.rank < 3 for outcome in suggested)
    return Figures(
        messages=len(outcomes),
        answerable=answerable,
        recall_at_1=_share(sum(rank is not None and rank < 1 for rank in ranks), answerable),
        recall_at_3=_share(sum(rank is not None and rank < 3 for rank in ranks), answerable),
        recall_at_10=_share(sum(rank is not None and rank < 10 for rank in ranks), answerable),
        mrr=_share(sum(1.0 / (rank + 1) for rank in ranks if rank is not None), answerable),
        answer_precision=_share(right, len(answered)),
        answer_recall=_share(right, answerable),
        suggest_recall=_share(helped, len(suggested)),
        recall_at_precision={
            f"{precision:.2f}": recall_at_precision(outcomes, precision) for precision in PRECISIONS
        },
        calibration_error=calibration_error(outcomes),
    )


def recall_at_precision(outcomes: Sequence[Outcome], precision: float) -> float:
    """The largest share of the answerable messages that a threshold of this precision answers rightly.

    Messages of equal confidence are taken together, for no threshold can part them.
    """
    answerable = sum(outcome.answerable for outcome in outcomes)
    if not answerable:
        return 0.0
    order = sorted(outcomes, key=lambda outcome: -outcome.confidence)
    best = right = 0
    for count, outcome in enumerate(order, start=1):
        right += outcome.right
        last = count == len(order) or order[count].confidence < outcome.confidence
        if last and right >= precision * count:
            best = max(best, right)
    return best / answerable


def calibration_error(outcomes: Sequence[Outcome]) -> float:
    """Expected calibration error: distance of confidence and share of right ones, over bins of equal width.

    Guo, Pleiss, Sun and Weinberger: On Calibration of Modern Neural Networks (2017).
    """
    confidences = np.array([outcome.confidence for outcome in outcomes])
    right = np.array([outcome.right for outcome in outcomes], dtype=float)
    bins = np.minimum((confidences * _BINS).astype(int), _BINS - 1)
    error = 0.0
    for number in range(_BINS):
        inside = bins == number
        if inside.any():
            error += inside.mean() * abs(confidences[inside].mean() - right[inside].mean())
    return float(error)


def by_set(labelled: Sequence[Labelled], outcomes: Sequence[Outcome]) -> dict[str, Figures]:
    """Figures of each set, of each set's kinds of match, and of all messages together."""
    groups: dict[str, list[Outcome]] = {}
    for message, outcome in zip(labelled, outcomes, strict=True):
        groups.setdefault(message.set, []).append(outcome)
        if message.match:
            groups.setdefault(f"{message.set} {message.match}", []).append(outcome)
    figures = {name: figures_of(group) for name, group in sorted(groups.items())}
    return figures | {"all messages": figures_of(outcomes)}


def as_json(figures: dict[str, Figures]) -> dict[str, Any]:
    """Plain values, rounded to four digits."""
    return {name: _rounded(asdict(figure)) for name, figure in figures.items()}


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def _share(count: float, of: int) -> float:
    return count / of if of else 0.0

"""Measure an index on judged messages: does the right debunk come first, and is it known when not?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from index.benchmark import Labelled, group_messages
from index.bootstrap import Interval, intervals
from index.decision import Answer, Band
from index.tally import PRECISIONS, Tally

ALL = "all messages"
"""The name under which all sets together are reported."""


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
    """The figures of one set of messages; shares are from 0 to 1, and 0 where there is nothing to share."""

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
    rest_shown: float
    """The same of all answerable messages outside the band `answer`, unknown ones too."""
    shown_in_vain: float
    """Of the messages without an answer, the share that is shown something nevertheless."""
    recall_at_precision: dict[str, float]
    calibration_error: float
    """Expected calibration error over ten bins of equal width."""
    intervals: dict[str, Interval] = field(default_factory=dict)
    """The 95 % confidence interval of each figure, by its field, or by its precision such as "0.95". A figure
    without one has nothing to be a share of."""


def outcome_of(labelled: Labelled, answer: Answer) -> Outcome:
    """Compare an answer with the judgement of its message."""
    rank = next(
        (place for place, match in enumerate(answer.matches) if match.debunk.id in labelled.relevant), None
    )
    confidence = answer.matches[0].confidence if answer.matches else 0.0
    return Outcome(rank, bool(labelled.relevant), rank == 0, confidence, answer.band)


def tally_of(outcomes: Sequence[Outcome]) -> Tally:
    """Turn rows into columns."""
    return Tally(
        ranks=np.array(
            [np.inf if outcome.rank is None else outcome.rank for outcome in outcomes], dtype=float
        ),
        answerable=np.array([row.answerable for row in outcomes], dtype=bool),
        right=np.array([row.right for row in outcomes], dtype=bool),
        confidences=np.array([row.confidence for row in outcomes], dtype=float),
        answered=np.array([row.band is Band.ANSWER for row in outcomes], dtype=bool),
        suggested=np.array([row.band is Band.SUGGEST for row in outcomes], dtype=bool),
    )


def figures_of(outcomes: Sequence[Outcome], groups: Sequence[str] | None = None) -> Figures:
    """:param outcomes: of at least one message
    :param groups: of each message, see `index.bootstrap`; without them there are no intervals
    """
    tally = tally_of(outcomes)
    values = {name: float(row[0]) for name, row in tally.figures(np.ones((1, len(outcomes)))).items()}
    values = {name: 0.0 if np.isnan(value) else value for name, value in values.items()}
    return Figures(
        messages=len(outcomes),
        answerable=int(tally.answerable.sum()),
        recall_at_precision={precision: values.pop(precision) for precision in PRECISIONS},
        intervals=intervals(tally, groups) if groups else {},
        **values,
    )


def recall_at_precision(outcomes: Sequence[Outcome], precision: float) -> float:
    """The largest share of the answerable messages that a threshold of this precision answers rightly."""
    name = str(precision)
    return float(np.nan_to_num(tally_of(outcomes).recalls_at(np.ones((1, len(outcomes))), (name,))[name][0]))


def calibration_error(outcomes: Sequence[Outcome]) -> float:
    """Expected calibration error: distance of confidence and share of right ones, over bins of equal width.

    Guo, Pleiss, Sun and Weinberger: On Calibration of Modern Neural Networks (2017).
    """
    return figures_of(outcomes).calibration_error


def places_by_set(labelled: Sequence[Labelled]) -> dict[str, list[int]]:
    """:returns: numbers of the messages of each set, of each set's kinds of match, and of all together"""
    places: dict[str, list[int]] = {}
    for number, message in enumerate(labelled):
        places.setdefault(message.set, []).append(number)
        if message.match:
            places.setdefault(f"{message.set} {message.match}", []).append(number)
    return dict(sorted(places.items())) | {ALL: list(range(len(labelled)))}


def by_set(labelled: Sequence[Labelled], outcomes: Sequence[Outcome]) -> dict[str, Figures]:
    """Figures of each set, of each set's kinds of match, and of all messages together, with intervals."""
    groups = group_messages(labelled)
    return {
        name: figures_of([outcomes[place] for place in places], [groups[place] for place in places])
        for name, places in places_by_set(labelled).items()
    }


def as_json(figures: dict[str, Figures]) -> dict[str, Any]:
    """Plain values, rounded to four digits."""
    return {name: rounded(asdict(figure)) for name, figure in figures.items()}


def rounded(value: Any) -> Any:
    """:returns: the same lists and dicts with every float rounded to four digits"""
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(inner) for inner in value]
    return round(value, 4) if isinstance(value, float) else value

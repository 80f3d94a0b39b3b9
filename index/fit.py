"""Fit the decision: weights of the sign that their meaning demands, calibrated on unseen messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.decision import Decision, length_leaning, sigmoid, standardise
from index.features import FEATURES
from index.overlap import Floats

MORE_IN_COMMON = frozenset(
    [
        "cos_whole",
        "cos_piece",
        "cos_summary",
        "cos_piece_summary",
        "cos_best",
        "share",
        "share_piece",
        "share_pair",
        "bm25",
        "bm25_piece",
        "full_share",
        "full_bm25",
        "full_bm25_piece",
        "back_share",
        "back_share_piece",
        "back_share_full",
        "back_share_full_piece",
        "run",
        "run_of_claim",
        "run_of_message",
        "covered",
        "covered_piece",
        "numbers_shared",
        "places_shared",
        "margin_cos",
        "z_cos",
        "margin_share",
        "z_share",
        "margin_bm25",
        "z_bm25",
        "margin_back",
        "z_back",
        "margin_full",
        "z_full",
    ]
)
"""Features whose growth may only raise the score."""

LESS_IN_COMMON = frozenset(
    [
        "share_top_missing",
        "lacking",
        "gap",
        "gap_of_claim",
        "numbers_missing",
        "numbers_foreign",
        "places_missing",
        "places_foreign",
        "rank_cos",
        "rank_share",
        "rank_bm25",
        "rank_back",
        "rank_full",
        "rivals",
    ]
)
"""Features whose growth may only lower it."""

FOLDS = 10
ANSWER_PRECISION = 0.95
_STRICTNESS = 100.0  # inverse variance of the weights' prior
_FIRST = 1.0  # weight of ranking the right debunk first, beside judging each candidate
_UNSURE = 0.85  # share of the answerable messages outside `answer` that `suggest` shall keep


@dataclass(frozen=True, slots=True)
class Judged:
    """One message's candidates with their features and judgements."""

    name: str
    matrix: Floats
    """(candidates, len(FEATURES))"""
    right: NDArray[np.float64]
    """(candidates,) 1 for those that answer the message, else 0."""
    group: str
    """Messages of one group, such as those about one debunk, stay in one fold of a cross-validation."""
    weight: float = 1.0
    counted: bool = True
    """It is of the kind by which thresholds are chosen and calibration is done."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted decision, and what it says to messages that it had not seen."""

    decision: Decision
    held_out: list[NDArray[np.float64]]
    """For each message (candidates,) confidences by the models of the other folds, calibrated."""


def fit_decision(judged: Sequence[Judged], fingerprint: str, *, seed: int = 20261122) -> Fit:
    """Fit on all messages; calibrate and choose thresholds by cross-validation.

    The same messages and seed give the same model, to the last digits of the linear algebra.

    :param fingerprint: of the encoder that made the features
    """
    folds = assign_folds([message.group for message in judged], FOLDS, seed)
    scores: list[NDArray[np.float64]] = [np.empty(0)] * len(judged)
    for fold in range(FOLDS):
        model = fit_weights(
            [message for message, at in zip(judged, folds, strict=True) if at != fold], fingerprint
        )
        for number, message in enumerate(judged):
            if folds[number] == fold:
                scores[number] = model.scores(message.matrix)
    counted = [number for number, message in enumerate(judged) if message.counted]
    best = np.array([scores[number].max() for number in counted])
    right = np.array([judged[number].right[scores[number].argmax()] for number in counted])
    slope, offset = fit_sigmoid(best, right)
    held_out = [sigmoid(slope * score + offset) for score in scores]
    confidence = sigmoid(slope * best + offset)
    answer_at = threshold_for(confidence, right, ANSWER_PRECISION)
    shown = np.array([judged[number].right[np.argsort(-scores[number])[:3]].max() for number in counted])
    hopeful = confidence[(confidence < answer_at) & (shown > 0)]
    suggest_at = float(np.quantile(hopeful, 1.0 - _UNSURE)) if len(hopeful) else answer_at
    whole = fit_weights(judged, fingerprint)
    decision = replace(
        whole,
        slope=slope,
        offset=offset,
        answer_at=round(answer_at, 4),
        suggest_at=min(round(suggest_at, 4), round(answer_at, 4)),
    )
    return Fit(decision, held_out)


def assign_folds(groups: Sequence[str], count: int, seed: int) -> NDArray[np.int64]:
    """:returns: (messages,) the fold of each; equal groups share one"""
    names = sorted(set(groups))
    order = np.random.default_rng(seed).permutation(len(names)) % count
    fold_of = dict(zip(names, order.tolist(), strict=True))
    return np.array([fold_of[group] for group in groups], dtype=np.int64)


def fit_weights(judged: Sequence[Judged], fingerprint: str) -> Decision:
    """Fit the two linear models by L-BFGS with bounds on the weights' signs.

    The loss: logistic over all candidates, plus the negative log share of the right ones among each message's
    candidates (softmax), plus a Gaussian prior.
    """
    from scipy.optimize import minimize

    matrix = np.concatenate([message.matrix for message in judged])
    right = np.concatenate([message.right for message in judged])
    sizes = [len(message.right) for message in judged]
    weights = np.repeat([message.weight for message in judged], sizes)
    # The scale is that of real messages, whatever else is learned from.
    real = [message.matrix for message in judged if message.counted]
    means, scales = np.concatenate(real).mean(axis=0), np.maximum(np.concatenate(real).std(axis=0), 1e-3)
    lengths = np.array([rows[0, FEATURES.index("message_length")] for rows in real])
    middle, spread = float(np.median(lengths)), float(max(2.0 * lengths.std(), 1e-3))

    rows = standardise(matrix, means, scales).astype(np.float64)
    leaning = length_leaning(matrix, middle, spread)[:, None]
    both = np.hstack([rows * (1.0 - leaning), rows * leaning])
    starts = np.cumsum([0, *sizes[:-1]])
    message_of = np.repeat(np.arange(len(sizes)), sizes)
    answerable = np.add.reduceat(right, starts) > 0

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = both @ point[:-1] + point[-1]
        value = float(np.sum(weights * (np.logaddexp(0.0, score) - right * score)))
        slope = weights * (sigmoid(score) - right)
        raised = np.exp(score - np.maximum.reduceat(score, starts)[message_of])
        total = np.add.reduceat(raised, starts)
        good = np.add.reduceat(raised * right, starts) + 1e-12
        heavy = weights * answerable[message_of]
        value += _FIRST * float(np.sum(heavy[starts] * (np.log(total) - np.log(good))))
        slope = slope + _FIRST * heavy * (raised / total[message_of] - raised * right / good[message_of])
        value += 0.5 * _STRICTNESS * float(point[:-1] @ point[:-1])
        return value, np.append(both.T @ slope + _STRICTNESS * point[:-1], slope.sum())

    signs = [_bounds(name) for name in FEATURES]
    found = minimize(
        loss,
        np.zeros(2 * len(FEATURES) + 1),
        jac=True,
        method="L-BFGS-B",
        bounds=[*signs, *signs, (None, None)],
    )
    point = np.asarray(found.x)
    return Decision(
        short=point[: len(FEATURES)].astype(np.float32),
        long=point[len(FEATURES) : -1].astype(np.float32),
        means=means.astype(np.float32),
        scales=scales.astype(np.float32),
        bias=float(point[-1]),
        middle=middle,
        spread=spread,
        slope=1.0,
        offset=0.0,
        answer_at=1.0,
        suggest_at=1.0,
        fingerprint=fingerprint,
    )


def _bounds(name: str) -> tuple[float | None, float | None]:
    if name in MORE_IN_COMMON:
        return 0.0, None
    return (None, 0.0) if name in LESS_IN_COMMON else (None, None)


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
    """The lowest confidence from which this share of messages is answered rightly; 1 where there is none."""
    order = np.argsort(-confidence, kind="stable")
    shares = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(shares >= precision)
    return float(confidence[order[enough[-1]]]) if len(enough) else 1.0

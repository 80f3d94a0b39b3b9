"""Fit the decision: weights of the sign that their meaning demands, calibrated on unseen messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.blend import Blend, Lengths, standardise
from index.calibration import fit_sigmoid, threshold_for
from index.decision import LENGTH, STANDING, Decision, in_order, order_scores, sigmoid, trust_rows
from index.features import FEATURES
from index.grow import grow_trees
from index.listwise import Listwise
from index.overlap import Floats
from index.signs import bounds_of
from index.trees import Trees

FOLDS = 10
ANSWER_PRECISION = 0.95
_STRICTNESS = 100.0  # inverse variance of the prior of the first stage's weights
_TRUST_STRICTNESS = 20.0  # of the second's
_TRUST_WEIGHT = 0.5  # of messages that are not counted, beside their weight in the first stage
_FIRST = 4.0  # weight of ranking the right debunk first, beside judging each candidate
_FIRST_OF_TREES = 1.0
_HARD = (
    5  # candidates of a message from which the trees learn: the best by the linear model, and all right ones
)
_UNSURE = 0.85  # share of the answerable messages outside `answer` that `suggest` shall keep


@dataclass(frozen=True, slots=True)
class Judged:
    """One message's candidates with their features and judgements."""

    name: str
    matrix: Floats
    """(candidates, len(FEATURES))"""
    same: NDArray[np.bool_]
    """(candidates, candidates) which of them are of one claim."""
    right: NDArray[np.float64]
    """(candidates,) 1 for those that answer the message, else 0."""
    group: str
    """Messages of one group, such as those about one debunk, stay in one fold of a cross-validation."""
    weight: float = 1.0
    counted: bool = True
    """It is of the kind by which thresholds are chosen and calibration is done."""
    orders: bool = True
    """It teaches the order of the candidates."""
    trusts: bool = True
    """It teaches how far the best one is to be trusted."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted decision, and what it says to messages that it had not seen."""

    decision: Decision
    held_out: list[NDArray[np.float64]]
    """For each message (candidates,) confidences by the models of the other folds, calibrated."""


def fit_decision(judged: Sequence[Judged], fingerprint: str, *, seed: int = 20261122) -> Fit:
    """Fit on all messages; calibrate and choose thresholds by cross-validation.

    The second stage learns from scores that the first gives to messages it has not seen. The same messages
    and seed give the same model, to the last digits of the linear algebra.

    :param fingerprint: of the encoder that made the features
    """
    folds = assign_folds([message.group for message in judged], FOLDS, seed)
    lengths = lengths_of(judged)
    scores = _held_out_scores(judged, lengths, folds)
    tops = [_top(message, score) for message, score in zip(judged, scores, strict=True)]
    trusts = _held_out_trusts(judged, scores, tops, lengths, folds)

    counted = np.array([message.counted for message in judged])
    right = np.array([message.right[score.argmax()] for message, score in zip(judged, scores, strict=True)])
    best = np.array([trust[score.argmax()] for trust, score in zip(trusts, scores, strict=True)])
    slope, offset = fit_sigmoid(best[counted], right[counted])
    held_out = [
        in_order(score, sigmoid(slope * trust + offset)) for score, trust in zip(scores, trusts, strict=True)
    ]
    confidence = sigmoid(slope * best[counted] + offset)
    answer_at = threshold_for(confidence, right[counted], ANSWER_PRECISION)
    shown = np.array(
        [
            message.right[np.argsort(-score)[:3]].max()
            for message, score in zip(judged, scores, strict=True)
            if message.counted
        ]
    )
    hopeful = confidence[(confidence < answer_at) & (shown > 0)]
    suggest_at = float(np.quantile(hopeful, 1.0 - _UNSURE)) if len(hopeful) else answer_at
    order, trees = fit_order(judged, lengths)
    trusting = [(message, top) for message, top in zip(judged, tops, strict=True) if message.trusts]
    decision = Decision(
        order=order,
        trees=trees,
        trust=fit_trust([message for message, _ in trusting], [top for _, top in trusting], lengths),
        lengths=lengths,
        slope=slope,
        offset=offset,
        answer_at=round(answer_at, 4),
        suggest_at=min(round(suggest_at, 4), round(answer_at, 4)),
        fingerprint=fingerprint,
    )
    return Fit(decision, held_out)


def lengths_of(judged: Sequence[Judged]) -> Lengths:
    """:returns: what counts as long among the counted messages"""
    logs = np.array([message.matrix[0, LENGTH] for message in judged if message.counted])
    return Lengths(float(np.median(logs)), float(max(2.0 * logs.std(), 1e-3)))


def _held_out_scores(
    judged: Sequence[Judged], lengths: Lengths, folds: NDArray[np.int64]
) -> list[NDArray[np.float64]]:
    scores: list[NDArray[np.float64]] = [np.empty(0)] * len(judged)
    for fold in range(FOLDS):
        order, trees = fit_order([m for m, at in zip(judged, folds, strict=True) if at != fold], lengths)
        for number in np.flatnonzero(folds == fold).tolist():
            matrix = judged[number].matrix
            scores[number] = order_scores(order, trees, matrix, lengths.leaning(matrix[:, LENGTH]))
    return scores


def _held_out_trusts(
    judged: Sequence[Judged],
    scores: Sequence[NDArray[np.float64]],
    tops: Sequence[_Top],
    lengths: Lengths,
    folds: NDArray[np.int64],
) -> list[NDArray[np.float64]]:
    trusts: list[NDArray[np.float64]] = [np.empty(0)] * len(judged)
    for fold in range(FOLDS):
        others = [n for n in np.flatnonzero(folds != fold).tolist() if judged[n].trusts]
        trust = fit_trust([judged[n] for n in others], [tops[n] for n in others], lengths)
        for number in np.flatnonzero(folds == fold).tolist():
            message = judged[number]
            rows = trust_rows(scores[number], message.same, message.matrix)
            trusts[number] = trust.scores(rows, lengths.leaning(message.matrix[:, LENGTH]))
    return trusts


@dataclass(frozen=True, slots=True)
class _Top:
    """The best candidate of a message, as the second stage sees it."""

    row: Floats
    right: float


def _top(message: Judged, scores: NDArray[np.float64]) -> _Top:
    best = int(scores.argmax())
    rows = trust_rows(scores, message.same, message.matrix)
    return _Top(rows[best], float(message.right[best]))


def assign_folds(groups: Sequence[str], count: int, seed: int) -> NDArray[np.int64]:
    """:returns: (messages,) the fold of each; equal groups share one"""
    names = sorted(set(groups))
    order = np.random.default_rng(seed).permutation(len(names)) % count
    fold_of = dict(zip(names, order.tolist(), strict=True))
    return np.array([fold_of[group] for group in groups], dtype=np.int64)


def fit_order(judged: Sequence[Judged], lengths: Lengths) -> tuple[Blend, Trees]:
    """Fit both models of the first stage, each by itself, to the messages that teach the order."""
    teaching = [message for message in judged if message.orders]
    order = fit_linear(teaching, lengths)
    return order, _fit_trees(teaching, order, lengths)


def fit_linear(judged: Sequence[Judged], lengths: Lengths) -> Blend:
    """Fit the linear model of the first stage by L-BFGS with bounds on the weights' signs.

    The loss is listwise (see index/listwise.py), with a Gaussian prior.
    """
    matrix = np.concatenate([message.matrix for message in judged])
    means, scales = _scale([message.matrix for message in judged if message.counted])
    both = _both(standardise(matrix, means, scales), lengths.leaning(matrix[:, LENGTH]))
    listwise = Listwise([m.right for m in judged], [m.weight for m in judged], _FIRST)

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, slope = listwise.value_and_slope(_product(both, point[:-1]) + point[-1])
        value += 0.5 * _STRICTNESS * float(point[:-1] @ point[:-1])
        return value, np.append(_product(both.T, slope) + _STRICTNESS * point[:-1], slope.sum())

    return _blend(_minimise(loss, FEATURES), means, scales)


def _fit_trees(judged: Sequence[Judged], order: Blend, lengths: Lengths) -> Trees:
    matrices, rights = [], []
    for message in judged:
        scores = order.scores(message.matrix, lengths.leaning(message.matrix[:, LENGTH]))
        hard = np.union1d(np.argsort(-scores, kind="stable")[:_HARD], np.flatnonzero(message.right))
        matrices.append(message.matrix[hard])
        rights.append(message.right[hard])
    return grow_trees(
        np.concatenate(matrices),
        Listwise(rights, [message.weight for message in judged], _FIRST_OF_TREES),
        np.concatenate([rows for rows, message in zip(matrices, judged, strict=True) if message.counted]),
    )


def fit_trust(judged: Sequence[Judged], tops: Sequence[_Top], lengths: Lengths) -> Blend:
    """Fit the second stage: logistic loss of whether the best candidate is right, with a Gaussian prior.

    :param tops: of each message, scored by a first stage that has not seen it
    """
    rows = np.stack([top.row for top in tops])
    right = np.array([top.right for top in tops])
    weights = np.array([m.weight * (1.0 if m.counted else _TRUST_WEIGHT) for m in judged])
    means, scales = _scale([top.row[None] for top, m in zip(tops, judged, strict=True) if m.counted])
    leaning = lengths.leaning(rows[:, len(STANDING) + LENGTH])
    both = _both(standardise(rows, means, scales), leaning)

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = _product(both, point[:-1]) + point[-1]
        value = float(np.sum(weights * (np.logaddexp(0.0, score) - right * score)))
        slope = weights * (sigmoid(score) - right)
        value += 0.5 * _TRUST_STRICTNESS * float(point[:-1] @ point[:-1])
        return value, np.append(_product(both.T, slope) + _TRUST_STRICTNESS * point[:-1], slope.sum())

    return _blend(_minimise(loss, (*STANDING, *FEATURES)), means, scales)


_Loss = Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]]


def _scale(matrices: Sequence[Floats]) -> tuple[Floats, Floats]:
    # The scale is that of real messages, whatever else is learned from.
    matrix = np.concatenate(matrices)
    return matrix.mean(axis=0), np.maximum(matrix.std(axis=0), 1e-3)


def _both(rows: Floats, leaning: Floats) -> Floats:
    """:returns: (n, 2 features) the features as each of the two models counts them"""
    return np.hstack([rows * (1.0 - leaning[:, None]), rows * leaning[:, None]])


def _product(matrix: Floats, vector: NDArray[np.float64]) -> NDArray[np.float64]:
    # Multiplied in single precision, which is twice as fast and leaves the fit as it is.
    return np.asarray(matrix @ vector.astype(np.float32), dtype=np.float64)


def _minimise(loss: _Loss, names: Sequence[str]) -> NDArray[np.float64]:
    """:returns: (2 features + 1,) weights of the short and the long model, and the bias"""
    from scipy.optimize import minimize

    signs = [bounds_of(name) for name in names]
    start = np.zeros(2 * len(names) + 1)
    bounds = [*signs, *signs, (None, None)]
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)


def _blend(point: NDArray[np.float64], means: Floats, scales: Floats) -> Blend:
    short, long = point[: len(means)], point[len(means) : -1]
    return Blend(
        short.astype(np.float32),
        long.astype(np.float32),
        means.astype(np.float32),
        scales.astype(np.float32),
        float(point[-1]),
    )

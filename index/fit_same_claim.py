"""Fit the decision whether two messages make the same claim: `zhendema train same-claim`.

Messages that were judged to be about one debunk make pairs of the same claim; the nearest of those about
others make pairs that are not, the hard ones. Practice texts teach beside them, with little weight: what
people make up is shorter and further apart than what is passed on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.debunk import Debunk
from index.benchmark import group_messages, read_labelled
from index.beside import PAIR_FEATURES, Beside, Said
from index.blend import Blend, Lengths, standardise
from index.calibration import fit_sigmoid, threshold_for
from index.decision import sigmoid
from index.encoder import Encoder
from index.errors import BenchmarkError
from index.fit import FOLDS, assign_folds
from index.overlap import Floats
from index.practice import Practice
from index.same_claim import LENGTH, PairDecision, SameClaim
from index.view import Holdings

PRECISION = 0.98
SEED = 20261122
_NEAREST = 10  # other messages that a message is paired with
_PRACTICE_NEAREST = 4
_PRACTICE_WEIGHT = 0.1  # of all practice pairs together, beside the judged ones
_MOST_PRACTICE = 15_000
_SAME_HEADS = 0.6  # relative cosine from which two practice claims may be one
_STRICTNESS = 5.0  # inverse variance of the prior of the weights
_AGAINST = frozenset(["strange", "numbers_differ", "places_differ", "negations"])
_NEUTRAL = frozenset(["shorter", "longer"])


@dataclass(frozen=True, slots=True)
class PairFigures:
    """How well pairs are told apart; of messages that the model has not seen."""

    pairs: int
    same: int
    """How many of them are of one claim."""
    merged: int
    wrong: int
    recall: float
    precision: float
    unguarded: tuple[float, float]
    """Recall and precision at the same threshold without the guard."""
    cosine: float
    """Recall of the cosine alone at its own threshold of the demanded precision."""


@dataclass(frozen=True, slots=True)
class _Pairs:
    ends: list[tuple[int, int]]
    matrix: Floats
    same: NDArray[np.float64]


def train_same_claim(
    messages: Path, debunks: Sequence[Debunk], practice: Sequence[Practice], encoder: Encoder
) -> tuple[PairDecision, PairFigures]:
    """Fit on all pairs; calibrate and choose the threshold by cross-validation, after the guard.

    :param debunks: the shipped corpus, which practice messages are about
    :raises BenchmarkError: a file cannot be used, or too few messages share a debunk
    """
    labelled = read_labelled(messages)
    holdings = Holdings.of_debunks(debunks, encoder)
    beside = Beside(encoder, holdings)
    said = beside.read([message.text for message in labelled])
    judged = _judged_pairs(said, [message.relevant for message in labelled], beside)
    if judged.same.sum() < 50:
        raise BenchmarkError(f"expected at least 50 pairs about one debunk in {messages.name}, got fewer")
    teaching = _practice_pairs(practice, debunks, beside, holdings.background)
    logs = judged.matrix[:, LENGTH]
    lengths = Lengths(float(np.median(logs)), float(max(2.0 * logs.std(), 1e-3)))

    folds = assign_folds(group_messages(labelled), FOLDS, SEED)
    ends = np.array([[folds[one], folds[other]] for one, other in judged.ends])
    scores = np.empty(len(judged.same))
    for fold in range(FOLDS):
        blend = _fit(judged, (ends != fold).all(axis=1), teaching, lengths)
        out = ends[:, 0] == fold
        scores[out] = blend.scores(judged.matrix[out], lengths.leaning(logs[out]))
    slope, offset = fit_sigmoid(scores, judged.same)
    confidences = sigmoid(slope * scores + offset)
    whole = _fit(judged, np.ones(len(scores), dtype=np.bool_), teaching, lengths)
    open_ = PairDecision(whole, lengths, slope, offset, 0.0, encoder.fingerprint)
    guarded = _guarded(said, judged, confidences, SameClaim(encoder, holdings, open_), beside)
    same_at = round(threshold_for(guarded, judged.same, PRECISION), 4)
    decision = PairDecision(whole, lengths, slope, offset, same_at, encoder.fingerprint)
    return decision, _figures(judged, confidences, guarded, same_at)


def _judged_pairs(said: Sequence[Said], relevant: Sequence[frozenset[str]], beside: Beside) -> _Pairs:
    """Pairs of messages of which one at least has a debunk: all that share one, and each with the
    ten nearest others."""
    vectors = np.stack([each.vectors[0] for each in said])
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -1.0)
    nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :_NEAREST]
    ends = {
        (min(one, int(other)), max(one, int(other))) for one in range(len(said)) for other in nearest[one]
    }
    every = combinations(range(len(said)), 2)
    ends |= {(one, other) for one, other in every if relevant[one] & relevant[other]}
    kept = sorted(
        (one, other)
        for one, other in ends
        if said[one].body and said[other].body and (relevant[one] or relevant[other])
    )
    same = [float(bool(relevant[one] & relevant[other])) for one, other in kept]
    return _compared(kept, same, said, beside)


def _practice_pairs(
    practice: Sequence[Practice], debunks: Sequence[Debunk], beside: Beside, background: float
) -> _Pairs:
    wordings = {debunk.id: [debunk.claim, *debunk.variants] for debunk in debunks}
    texts: list[str] = []
    groups: list[int] = []
    means: list[bool] = []
    for number, each in enumerate(practice):
        heads = [each.claim] if each.claim else wordings.get(each.debunk, [])
        for some, same in ((heads, True), (each.same, True), (each.near, False)):
            texts += some
            groups += [number] * len(some)
            means += [same] * len(some)
    said = beside.read(texts)
    group, vectors = np.array(groups), np.stack([each.vectors[0] for each in said])
    first = np.searchsorted(group, np.arange(len(practice)))
    judged: dict[tuple[int, int], float] = {}
    for number in range(len(practice)):
        for one, other in combinations(np.flatnonzero(group == number).tolist(), 2):
            if means[one] or means[other]:
                judged[one, other] = float(means[one] and means[other])
    for one in np.flatnonzero(means).tolist():
        cosines = vectors @ vectors[one]
        heads_near = (vectors[first[group]] @ vectors[first[group[one]]] - background) / (1 - background)
        cosines[(group == group[one]) | (heads_near > _SAME_HEADS)] = -1.0
        for near in np.argsort(-cosines, kind="stable")[:_PRACTICE_NEAREST].tolist():
            judged.setdefault((min(one, near), max(one, near)), 0.0)
    kept = sorted(pair for pair in judged if said[pair[0]].body and said[pair[1]].body)
    if len(kept) > _MOST_PRACTICE:
        chosen = np.random.default_rng(SEED).choice(len(kept), _MOST_PRACTICE, replace=False)
        kept = [kept[place] for place in np.sort(chosen)]
    return _compared(kept, [judged[pair] for pair in kept], said, beside)


def _compared(
    ends: list[tuple[int, int]], same: Sequence[float], said: Sequence[Said], beside: Beside
) -> _Pairs:
    matrix = np.stack([beside.features(said[one], said[other])[0] for one, other in ends])
    return _Pairs(ends, matrix, np.array(same))


def _fit(judged: _Pairs, taught: NDArray[np.bool_], teaching: _Pairs, lengths: Lengths) -> Blend:
    """Logistic regression with a Gaussian prior, each weight of the sign that its meaning demands."""
    from scipy.optimize import minimize

    matrix = np.concatenate([judged.matrix[taught], teaching.matrix])
    same = np.concatenate([judged.same[taught], teaching.same])
    count, more = int(taught.sum()), max(len(teaching.same), 1)
    weights = np.concatenate([np.ones(count), np.full(len(teaching.same), _PRACTICE_WEIGHT * count / more)])
    means, scales = judged.matrix.mean(axis=0), np.maximum(judged.matrix.std(axis=0), 1e-3)
    leaning = lengths.leaning(matrix[:, LENGTH])[:, None]
    rows = standardise(matrix, means, scales)
    both = np.hstack([rows * (1.0 - leaning), rows * leaning]).astype(np.float64)

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = both @ point[:-1] + point[-1]
        value = float(np.sum(weights * (np.logaddexp(0.0, score) - same * score)))
        slope = weights * (sigmoid(score) - same)
        value += 0.5 * _STRICTNESS * float(point[:-1] @ point[:-1])
        return value, np.append(both.T @ slope + _STRICTNESS * point[:-1], slope.sum())

    signs = [
        (None, None) if name in _NEUTRAL else (None, 0.0) if name in _AGAINST else (0.0, None)
        for name in PAIR_FEATURES
    ]
    start = np.zeros(2 * len(PAIR_FEATURES) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*signs, *signs, (None, None)]).x
    short, long = np.split(found[:-1].astype(np.float32), 2)
    return Blend(short, long, means.astype(np.float32), scales.astype(np.float32), float(found[-1]))


def _guarded(
    said: Sequence[Said], pairs: _Pairs, confidences: NDArray[np.float64], same: SameClaim, beside: Beside
) -> NDArray[np.float64]:
    """Confidences with 0 where the guard objects; what is hardly likely is not asked about."""
    guarded = confidences.copy()
    for place in np.flatnonzero(confidences >= 0.3).tolist():
        one, other = (said[end] for end in pairs.ends[place])
        if same.differs(one, other, beside.features(one, other)[1]):
            guarded[place] = 0.0
    return guarded


def _figures(
    pairs: _Pairs, confidences: NDArray[np.float64], guarded: NDArray[np.float64], same_at: float
) -> PairFigures:
    same = pairs.same > 0
    merged, bare = guarded >= same_at, confidences >= same_at
    cosine = pairs.matrix[:, PAIR_FEATURES.index("cos")].astype(np.float64)
    return PairFigures(
        pairs=len(same),
        same=int(same.sum()),
        merged=int(merged.sum()),
        wrong=int((merged & ~same).sum()),
        recall=float((merged & same).sum() / same.sum()),
        precision=float((merged & same).sum() / max(merged.sum(), 1)),
        unguarded=(float((bare & same).sum() / same.sum()), float((bare & same).sum() / max(bare.sum(), 1))),
        cosine=float((cosine[same] >= threshold_for(cosine, pairs.same, PRECISION)).mean()),
    )

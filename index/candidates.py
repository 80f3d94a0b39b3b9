"""Pick the few debunks that may answer a message, by terms and by vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.overlap import Floats
from index.view import Holdings, TextTerms, View

MOST_CANDIDATES = 30
_PER_LIST = 15
_PER_PIECE = 4
_RANK_SOFTENER = 10.0


@dataclass(frozen=True, slots=True)
class Near:
    """A message or a piece of it, with the texts of the corpus that are nearest to it."""

    vector: Floats
    cosines: Floats
    """(most,) nearest first."""
    numbers: NDArray[np.int64]
    """(most,) of the vectors."""
    terms: TextTerms


def near_of(texts: Sequence[str], vectors: Floats, holdings: Holdings) -> list[Near]:
    """Find what is nearest to texts, all at once.

    :param texts: normalised
    :param vectors: (texts, dimension)
    """
    terms = [TextTerms.of_text(text, holdings) for text in texts]
    found = zip(vectors, *holdings.vectors.nearest(vectors, _PER_LIST), terms, strict=True)
    return [Near(*each) for each in found]


def find_candidates(view: View, holdings: Holdings, near: Sequence[Near]) -> list[int]:
    """Unite the best of several rankings by reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009).

    The rankings: BM25 over claims by the whole message and as a share of the claim, BM25 over claim and
    summary together, cosine of the whole message and of each piece to claims and summaries.

    :param near: for the whole message, and for each piece
    :returns: rows of at most MOST_CANDIDATES debunks, likeliest first
    """
    fused = np.zeros(len(holdings.claim_starts) - 1)
    claims, full = holdings.claim_terms, holdings.full_terms
    scores = claims.scores(view.claim_ids)
    _add(fused, claims.owners, scores, _PER_LIST)
    _add(
        fused,
        claims.owners,
        (scores * scores / np.maximum(claims.own_scores, 1e-6)).astype(np.float32),
        _PER_LIST,
    )
    _add(fused, full.owners, full.scores(view.full_ids), _PER_LIST)
    whole, *pieces = near
    _add_ranked(fused, holdings.vectors.owners[whole.numbers])
    if len(pieces) > 1:
        cosines = np.concatenate([piece.cosines[:_PER_PIECE] for piece in pieces])
        nearest = np.concatenate([piece.numbers[:_PER_PIECE] for piece in pieces])
        order = np.argsort(-cosines, kind="stable")[: 2 * _PER_LIST]
        _add_ranked(fused, holdings.vectors.owners[nearest[order]])
    best = np.argsort(-fused, kind="stable")[:MOST_CANDIDATES]
    return [int(row) for row in best if fused[row] > 0]


def _add(fused: NDArray[np.float64], owners: NDArray[np.int32], scores: Floats, count: int) -> None:
    count = min(count, len(scores))
    top = np.argpartition(-scores, count - 1)[:count]
    top = top[scores[top] > 0]
    _add_ranked(fused, owners[top[np.argsort(-scores[top], kind="stable")]])


def _add_ranked(fused: NDArray[np.float64], rows: NDArray[np.int32]) -> None:
    """Give each debunk of a ranking its share; of several places the best one counts."""
    seen: set[int] = set()
    for rank, row in enumerate(rows.tolist()):
        if row not in seen:
            seen.add(row)
            fused[row] += 1.0 / (_RANK_SOFTENER + rank)

"""Pick the few debunks that may answer a message, by terms and by vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.overlap import Floats
from index.promising import Promising
from index.vectors import Nearest
from index.view import Holdings, TextTerms, View

MOST_CANDIDATES = 30
_PER_LIST = 15
_PER_PIECE = 4
_RANK_SOFTENER = 10.0


@dataclass(frozen=True, slots=True)
class Near:
    """A message or a piece of it, with the texts of the corpus that are nearest to it."""

    vector: Floats
    terms: TextTerms
    _found: Nearest
    _place: int

    @property
    def cosines(self) -> Floats:
        """(most,) nearest first."""
        cosines: Floats = self._found()[0][self._place]
        return cosines

    @property
    def numbers(self) -> NDArray[np.int64]:
        """(most,) of the vectors."""
        numbers: NDArray[np.int64] = self._found()[1][self._place]
        return numbers


@dataclass(frozen=True, slots=True)
class Candidates:
    """The debunks that may answer a message."""

    rows: list[int]
    """At most MOST_CANDIDATES, likeliest first."""
    promising: Promising | None
    """What the parts of the message are compared with; None for all that the index has."""


def near_of(
    texts: Sequence[str], vectors: Floats, holdings: Holdings, promising: Promising | None = None
) -> list[Near]:
    """Find what is nearest to texts, all at once.

    :param texts: normalised
    :param vectors: (texts, dimension)
    :param promising: of the message of which the texts are parts
    """
    among = holdings.vectors if promising is None else promising.vectors
    # Of a large index this goes on while terms are looked up: nobody asks for it before.
    found = among.nearest_soon(vectors, _PER_LIST)
    terms = [TextTerms.of_text(text, holdings) for text in texts]
    return [Near(*each, found, place) for place, each in enumerate(zip(vectors, terms, strict=True))]


def find_candidates(
    view: View, holdings: Holdings, near: Sequence[Near], promising: Promising | None = None
) -> Candidates:
    """Unite the best of several rankings by reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009).

    The rankings: BM25 over claims by the whole message and as a share of the claim, BM25 over claim and
    summary together, cosine of the whole message and of each piece to what `ClaimVectors.nearest` searches.

    :param near: for the whole message, and for each piece
    :param promising: of the message of which this one is a part
    """
    fused: dict[int, float] = {}
    claims, full = holdings.claim_terms, holdings.full_terms
    if promising is None and claims.is_large:
        likely = claims.likely(view.claim_ids), full.likely(view.full_ids, by_share=False)
        promising = Promising(holdings, *likely, lambda: [each.numbers for each in near])
    among = (claims, full) if promising is None else (promising.claims, promising.full)
    texts, rows = (each.numbers for each in among)
    scores, full_scores = among[0].scores(view.claim_ids), among[1].scores(view.full_ids)
    _add(fused, claims.owners, texts, scores)
    shares = scores * scores / np.maximum(claims.own_scores[texts], 1e-6)
    _add(fused, claims.owners, texts, shares.astype(np.float32))
    _add(fused, full.owners, rows, full_scores)
    whole, *pieces = near
    _add_ranked(fused, holdings.vectors.owners[whole.numbers])
    if len(pieces) > 1:
        cosines = np.concatenate([piece.cosines[:_PER_PIECE] for piece in pieces])
        nearest = np.concatenate([piece.numbers[:_PER_PIECE] for piece in pieces])
        order = np.argsort(-cosines, kind="stable")[: 2 * _PER_LIST]
        _add_ranked(fused, holdings.vectors.owners[nearest[order]])
    return Candidates(sorted(fused, key=lambda row: (-fused[row], row))[:MOST_CANDIDATES], promising)


def _add(
    fused: dict[int, float], owners: NDArray[np.int32], texts: NDArray[np.int64], scores: Floats
) -> None:
    """:param texts: numbers of those that may be the best; :param scores: of them"""
    if not len(texts):
        return
    count = min(_PER_LIST, len(scores))
    top = np.argpartition(-scores, count - 1)[:count]
    top = top[scores[top] > 0]
    _add_ranked(fused, owners[texts[top[np.argsort(-scores[top], kind="stable")]]])


def _add_ranked(fused: dict[int, float], rows: NDArray[np.int32]) -> None:
    """Give each debunk of a ranking its share; of several places the best one counts."""
    seen: set[int] = set()
    for rank, row in enumerate(rows.tolist()):
        if row not in seen:
            seen.add(row)
            fused[row] = fused.get(row, 0.0) + 1.0 / (_RANK_SOFTENER + rank)

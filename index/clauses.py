"""Where in a message each candidate debunk's claim stands: the fit of clauses and claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.text import Reading
from index.candidates import Near
from index.encoder import Encoder
from index.overlap import Floats, bit_shares
from index.term_masks import TermMasks
from index.terms import terms_of
from index.view import MAX_PIECES, Holdings

_BELONGS = 0.5
"""A clause belongs to a claim with at least this share of the fit of the claim's best clause."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a message beside its candidates."""

    texts: tuple[str, ...]
    """At most MAX_PIECES; neighbours are joined where there are more."""
    fit: Floats
    """(candidates, clauses) cosine above the background, and share of the claim's terms; about 0 to 2."""

    @classmethod
    def of_reading(
        cls,
        reading: Reading,
        rows: Sequence[int],
        holdings: Holdings,
        encoder: Encoder,
        seen: Mapping[str, Near],
    ) -> Clauses:
        """Lay the clauses of a message beside its candidates.

        :param rows: of the candidate debunks; at least one
        :param seen: what was found for texts of the message, which clauses may be
        """
        texts = _packed(reading.clauses or (reading.body,))
        new = [text for text in dict.fromkeys(texts) if text not in seen]
        vector_of = dict(zip(new, encoder.encode_messages(new), strict=True)) if new else {}
        vectors = np.stack([seen[text].vector if text in seen else vector_of[text] for text in texts])
        terms = holdings.claim_terms
        masks = TermMasks(
            [seen[text].terms.claim_ids if text in seen else terms.ids(set(terms_of(text))) for text in texts]
        )

        starts = holdings.claim_starts
        spans = [np.arange(starts[row], starts[row + 1]) for row in rows]
        claims = np.concatenate(spans)
        cosines = holdings.relative(holdings.vectors.rows[claims] @ vectors.T)
        ids, weights, begins = terms.terms_in(claims)
        shares = bit_shares(masks.of(ids), weights, begins, len(texts))
        shares /= np.maximum(terms.own_scores[claims], 1e-6)[:, None]
        groups = np.cumsum([0] + [len(span) for span in spans[:-1]])
        return cls(texts, np.maximum.reduceat(cosines + shares, groups, axis=0))

    def window(self, candidate: int) -> tuple[int, int]:
        """Where a candidate's claim stands: its best clause, and those beside it that belong to it.

        :param candidate: its place among the rows
        :returns: the first clause and the one behind the last
        """
        fit: NDArray[np.float32] = self.fit[candidate]
        best = int(np.argmax(fit))
        start, end = best, best + 1
        while start > 0 and fit[start - 1] >= _BELONGS * fit[best]:
            start -= 1
        while end < len(fit) and fit[end] >= _BELONGS * fit[best]:
            end += 1
        return start, end


def _packed(clauses: Sequence[str]) -> tuple[str, ...]:
    size = -(-len(clauses) // MAX_PIECES)
    return tuple(" ".join(clauses[start : start + size]) for start in range(0, len(clauses), size))

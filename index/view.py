"""A message and an index as they are compared: their terms, vectors and pieces side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.debunk import Debunk
from corpus.text import Reading
from index.claims import ClaimTexts
from index.embedding import embed
from index.encoder import Encoder
from index.overlap import Floats
from index.places import numbers_in, places_in
from index.reuse import KnownVectors
from index.terms import TermIndex, terms_of
from index.vectors import ClaimVectors

MAX_PIECES = 64
"""Pieces of a message that are compared one by one; a mask of 64 bits holds them."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything of an index that features look at."""

    texts: ClaimTexts
    vectors: ClaimVectors
    claim_terms: TermIndex
    full_terms: TermIndex
    claim_starts: NDArray[np.int64]
    """(debunks + 1,) where the claim texts of each debunk begin."""
    summary_numbers: NDArray[np.int64]
    """(debunks,) number of the summary of each debunk, or -1."""
    background: float
    """Mean cosine of two claims picked at random."""
    claim_term_of: NDArray[np.int32]
    """(full terms,) which claim term each term is, -1 for none; every claim term is a full term."""

    @classmethod
    def of_parts(
        cls,
        texts: ClaimTexts,
        vectors: ClaimVectors,
        claim_terms: TermIndex,
        full_terms: TermIndex,
        debunks: int,
    ) -> Holdings:
        """Put the parts of an index together.

        :param debunks: how many there are
        """
        starts = np.searchsorted(np.asarray(texts.claim_owners), np.arange(debunks + 1))
        numbers = np.full(debunks, -1, dtype=np.int64)
        numbers[texts.summary_owners] = np.arange(len(texts.summaries))
        middle = vectors.rows[: len(texts.claims)].mean(axis=0)
        background = float(np.clip(middle @ middle, 0.0, 0.95))
        return cls(
            texts,
            vectors,
            claim_terms,
            full_terms,
            starts,
            numbers,
            background,
            full_terms.numbers_in(claim_terms),
        )

    @classmethod
    def of_debunks(
        cls,
        debunks: Sequence[Debunk],
        encoder: Encoder,
        on_progress: Callable[[int, int], None] | None = None,
        known: KnownVectors | None = None,
    ) -> Holdings:
        """Embed and index debunks, in memory.

        :param on_progress: called with how many texts have been embedded, of how many
        :param known: vectors of this encoder, which are taken over
        :raises EncoderError: when vectors are not finite
        """
        texts = ClaimTexts.of_debunks(debunks)
        rows = embed(texts.all_texts, encoder, known, on_progress)
        return cls.of_parts(
            texts,
            ClaimVectors.of_rows(rows, texts.all_owners),
            TermIndex.of_texts(texts.claims, texts.claim_owners),
            TermIndex.of_texts(texts.full, range(len(debunks))),
            len(debunks),
        )

    def relative(self, cosines: Floats) -> Floats:
        """Cosines with the corpus' background at 0 and equal texts at 1, whatever the encoder."""
        return (cosines - np.float32(self.background)) / np.float32(1.0 - self.background)


@dataclass(frozen=True, slots=True)
class TextTerms:
    """The different terms of a message, or of a piece of it, that an index knows."""

    claim_ids: NDArray[np.int32]
    full_ids: NDArray[np.int32]
    weight: float
    """Summed idf of all different terms, by claims."""
    full_weight: float
    """The same by claims and summaries together."""

    @classmethod
    def of_text(cls, text: str, holdings: Holdings) -> TextTerms:
        """:param text: normalised"""
        terms = set(terms_of(text))
        claims, full = holdings.claim_terms, holdings.full_terms
        full_ids = full.ids(terms)
        claim_ids = holdings.claim_term_of[full_ids]
        claim_ids = np.sort(claim_ids[claim_ids >= 0])
        return cls(claim_ids, full_ids, claims.weigh(terms, claim_ids), full.weigh(terms, full_ids))


@dataclass(frozen=True, slots=True)
class View:
    """A message as it is compared."""

    body: str
    pieces: tuple[str, ...]
    """At least one."""
    refutes: bool
    vectors: Floats
    """(1 + pieces, dimension): the whole message first."""
    claim_ids: NDArray[np.int32]
    """Different terms of the message that claims have."""
    full_ids: NDArray[np.int32]
    claim_masks: NDArray[np.uint64]
    """(claim terms,) one bit for each piece that has the term; 0 for the others."""
    full_masks: NDArray[np.uint64]
    weight: float
    """Summed idf of the message's different terms, by claims."""
    piece_weights: Floats
    """(pieces,) the same for each piece."""

    full_weight: float
    """Summed idf of the message's different terms, by claims and summaries together."""
    full_piece_weights: Floats
    numbers: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of_reading(
        cls, reading: Reading, vectors: Floats, terms: Sequence[TextTerms], holdings: Holdings
    ) -> View:
        """:param vectors: (1 + pieces, dimension); :param terms: (1 + pieces,) of the same texts"""
        whole, *parts = terms
        claim_masks = np.zeros(holdings.claim_terms.size, dtype=np.uint64)
        full_masks = np.zeros(holdings.full_terms.size, dtype=np.uint64)
        for bit, part in enumerate(parts):
            claim_masks[part.claim_ids] |= np.uint64(1 << bit)
            full_masks[part.full_ids] |= np.uint64(1 << bit)
        return cls(
            body=reading.body,
            pieces=pieces_of(reading),
            refutes=reading.refutes,
            vectors=vectors,
            claim_ids=whole.claim_ids,
            full_ids=whole.full_ids,
            claim_masks=claim_masks,
            full_masks=full_masks,
            weight=whole.weight,
            piece_weights=np.array([part.weight for part in parts], dtype=np.float32),
            full_weight=whole.full_weight,
            full_piece_weights=np.array([part.full_weight for part in parts], dtype=np.float32),
            numbers=numbers_in(reading.body),
            places=places_in(reading.body),
        )


def pieces_of(reading: Reading) -> tuple[str, ...]:
    """:returns: the pieces that are compared one by one, at least one and at most MAX_PIECES"""
    return (reading.pieces or (reading.body,))[:MAX_PIECES]

"""A message and an index as they are compared: their terms, vectors and pieces side by side."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.debunk import Debunk
from corpus.text import Reading
from index.claims import Claims
from index.cut_texts import CutTexts
from index.cuts import Cuts, SearchedTexts
from index.embedding import embed
from index.encoder import Encoder
from index.overlap import Floats
from index.places import numbers_in, places_in
from index.progress import Progress, Tell, begin, step
from index.reuse import KnownVectors
from index.term_index import TermIndex
from index.term_masks import TermMasks
from index.terms import terms_of
from index.vectors import FLAT_UP_TO, ClaimVectors
from index.words import shipped_words
from index.workers import Workers

CLAIM_TERMS, FULL_TERMS = "claim_terms", "full_terms"
_CLAIM_WORDS, _SUMMARY_WORDS = "claim_words", "summary_words"
_SUMMED_UP = "holdings.json"

MAX_PIECES = 64
"""Pieces of a message that are compared one by one; a mask of 64 bits holds them."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything of an index that features look at."""

    claims: Claims
    """Of claims and variants, those of a debunk one after the other."""
    vectors: ClaimVectors
    """Of the claims, and behind them of the summaries."""
    claim_terms: TermIndex
    full_terms: TermIndex
    claim_words: CutTexts
    summary_words: CutTexts
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
        claims: Claims,
        vectors: ClaimVectors,
        terms: tuple[TermIndex, TermIndex],
        words: tuple[CutTexts, CutTexts],
        background: float,
    ) -> Holdings:
        """Put the parts of an index together.

        :param terms: of claims; of claims and summaries together, one text for each debunk
        :param words: of claims; of summaries
        :raises ValueError: when they are not of one index
        """
        claim_terms, full_terms = terms
        claim_words, summary_words = words
        count, debunks = len(claims), len(full_terms.owners)
        claim_owners, summary_owners = vectors.owners[:count], vectors.owners[count:]
        counted = (len(claim_terms.owners), len(claim_words), len(summary_words), len(vectors.rows))
        if counted != (count, count, len(summary_owners), len(vectors.owners)):
            raise ValueError(f"expected terms, words and a vector for each of {count} claims, got {counted}")
        numbers = np.full(debunks, -1, dtype=np.int64)
        numbers[summary_owners] = np.arange(len(summary_owners))
        return cls(
            claims,
            vectors,
            claim_terms,
            full_terms,
            claim_words,
            summary_words,
            np.searchsorted(claim_owners, np.arange(debunks + 1)),
            numbers,
            background,
            full_terms.numbers_in(claim_terms),
        )

    @classmethod
    def of_debunks(
        cls,
        debunks: Sequence[Debunk],
        encoder: Encoder,
        on_progress: Tell | None = None,
    ) -> Holdings:
        """Embed and index debunks, in memory.

        :param on_progress: called with how many texts have been embedded, of how many
        :raises EncoderError: when vectors are not finite
        """
        cuts = Cuts.of_debunks(debunks, encoder.words or shipped_words())
        vectors, background = _embedded(cuts.texts, encoder, None, on_progress)
        return cls.of_parts(
            Claims.of_ragged(cuts.claims),
            vectors,
            (_claim_terms(cuts), _full_terms(cuts)),
            (CutTexts.of_ragged(cuts.claim_words), CutTexts.of_ragged(cuts.summary_words)),
            background,
        )

    @classmethod
    def load(cls, folder: Path, encoder: Encoder) -> Holdings:
        """Read what `save` wrote.

        :param encoder: the one by which it was built
        :raises OSError, ValueError, RuntimeError: when the files are not those of one index
        """
        told = json.loads((folder / _SUMMED_UP).read_text(encoding="utf-8"))
        if told["words"] != (encoder.words or shipped_words()).mark:
            raise ValueError("expected texts cut into the words of this program, got others")
        return cls.of_parts(
            Claims.load(folder),
            ClaimVectors.load(folder),
            (TermIndex.load(folder / CLAIM_TERMS), TermIndex.load(folder / FULL_TERMS)),
            (CutTexts.load(folder, _CLAIM_WORDS), CutTexts.load(folder, _SUMMARY_WORDS)),
            float(told["background"]),
        )

    def relative(self, cosines: Floats) -> Floats:
        """Cosines with the corpus' background at 0 and equal texts at 1, whatever the encoder."""
        return (cosines - np.float32(self.background)) / np.float32(1.0 - self.background)


def save_texts(cuts: Cuts, folder: Path) -> None:
    """Write what `Holdings.load` reads into a folder, but for the vectors; equal debunks give equal bytes.

    One part after the other is in memory.

    :raises OSError: when the folder cannot be written
    """
    Claims.of_ragged(cuts.claims).save(folder)
    _claim_terms(cuts).save(folder / CLAIM_TERMS)
    _full_terms(cuts).save(folder / FULL_TERMS)
    CutTexts.of_ragged(cuts.claim_words).save(folder, _CLAIM_WORDS)
    CutTexts.of_ragged(cuts.summary_words).save(folder, _SUMMARY_WORDS)


def save_vectors(
    texts: SearchedTexts,
    folder: Path,
    encoder: Encoder,
    known: KnownVectors | None = None,
    on_progress: Progress | None = None,
    workers: Workers | None = None,
) -> ClaimVectors:
    """Embed texts, and write what `Holdings.load` reads of it into a folder.

    :param known: vectors of this encoder, which are taken over
    :param on_progress: called with how many texts have been embedded, of how many, and before writing
    :param workers: who share the work where there is much of it
    :returns: the vectors
    :raises EncoderError: when vectors are not finite
    :raises OSError: when the folder cannot be written
    """
    vectors, background = _embedded(texts, encoder, known, step(on_progress, "embedding texts"), workers)
    begin(on_progress, "writing vectors")
    vectors.save(folder)
    told = {"background": background, "words": (encoder.words or shipped_words()).mark}
    (folder / _SUMMED_UP).write_text(json.dumps(told) + "\n", encoding="utf-8")
    return vectors


def _embedded(
    texts: SearchedTexts,
    encoder: Encoder,
    known: KnownVectors | None,
    on_progress: Tell | None,
    workers: Workers | None = None,
) -> tuple[ClaimVectors, float]:
    """:returns: the vectors of the texts, and the mean cosine of two claims"""
    rounded = len(texts.owners) > FLAT_UP_TO
    rows = embed(texts.all, encoder, known, on_progress, rounded=rounded, workers=workers)
    middle = rows[: texts.claims].mean(axis=0, dtype=np.float32)
    return ClaimVectors.of_rows(rows, texts.owners, texts.claims), float(np.clip(middle @ middle, 0.0, 0.95))


def _claim_terms(cuts: Cuts) -> TermIndex:
    return TermIndex.of_counts(cuts.claim_terms, cuts.claim_owners)


def _full_terms(cuts: Cuts) -> TermIndex:
    return TermIndex.of_counts(cuts.full_terms, range(len(cuts)))


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
    claim_masks: TermMasks
    full_masks: TermMasks
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
    def of_reading(cls, reading: Reading, vectors: Floats, terms: Sequence[TextTerms]) -> View:
        """:param vectors: (1 + pieces, dimension); :param terms: (1 + pieces,) of the same texts"""
        whole, *parts = terms
        return cls(
            body=reading.body,
            pieces=pieces_of(reading),
            refutes=reading.refutes,
            vectors=vectors,
            claim_ids=whole.claim_ids,
            full_ids=whole.full_ids,
            claim_masks=TermMasks([part.claim_ids for part in parts]),
            full_masks=TermMasks([part.full_ids for part in parts]),
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

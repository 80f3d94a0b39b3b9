"""What a message and a debunk have in common, as numbers that mean the same on every corpus.

Each row of features belongs to one candidate debunk of one message. Similarities are relative: cosines to
the corpus' own background, BM25 to what the claim would score on itself, ranks and margins to the other
candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.text import Reading
from index.claims import ClaimTexts
from index.overlap import Floats, bit_shares, disagreement, first_best, negations_in, overlap, standing
from index.places import numbers_in, places_in
from index.terms import TermIndex, terms_of
from index.vectors import ClaimVectors

MAX_PIECES = 48
"""Pieces of a message that are compared one by one; a mask of 64 bits holds them."""

FEATURES: tuple[str, ...] = (
    "cos_whole",  # cosine of message and claim
    "cos_piece",  # of the best piece and the claim
    "cos_summary",  # of the message and the summary
    "cos_piece_summary",
    "cos_best",  # the highest of the four
    "share",  # BM25 of the claim by the message, as a share of the claim's own score
    "share_piece",  # the same by the best piece alone
    "share_pair",  # by the best two pieces that follow each other
    "bm25",  # BM25 of the claim by the message, log
    "bm25_piece",
    "full_share",
    "full_bm25",
    "full_bm25_piece",
    "back_share",  # share of the message's terms (by idf) that the claim has
    "back_share_piece",
    "back_share_full",  # that claim or summary has
    "back_share_full_piece",
    "run",  # longest common run, characters, log
    "run_of_claim",  # as a share of the claim
    "run_of_message",
    "covered",  # share of the claim's characters in common runs of two and more
    "covered_piece",
    "gap",  # longest run of the claim that the message lacks, log
    "gap_of_claim",
    "claim_length",  # log characters
    "message_length",
    "pieces",  # log
    "has_summary",
    "numbers_shared",
    "numbers_missing",
    "numbers_foreign",
    "places_shared",
    "places_missing",
    "places_foreign",
    "negations",  # of the best piece against those of the claim, absolute difference
    "refutes",
    "rank_cos",  # among the candidates: log rank, margin to the best other one, z-score
    "margin_cos",
    "z_cos",
    "rank_share",
    "margin_share",
    "z_share",
    "rank_bm25",
    "margin_bm25",
    "z_bm25",
    "rank_back",
    "margin_back",
    "z_back",
    "rank_full",
    "margin_full",
    "z_full",
)
"""Names of the columns, in their order; stored with a decision model, which refuses others."""


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
        return cls(texts, vectors, claim_terms, full_terms, starts, numbers, background)


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

    @classmethod
    def of_reading(cls, reading: Reading, vectors: Floats, holdings: Holdings) -> View:
        """:param vectors: (1 + pieces, dimension)"""
        pieces = pieces_of(reading)
        claims, full = holdings.claim_terms, holdings.full_terms
        claim_masks = np.zeros(claims.size, dtype=np.uint64)
        full_masks = np.zeros(full.size, dtype=np.uint64)
        weights, full_weights = np.zeros((2, len(pieces)), dtype=np.float32)
        for bit, piece in enumerate(pieces):
            terms = set(terms_of(piece))
            claim_ids, full_ids = claims.ids(terms), full.ids(terms)
            claim_masks[claim_ids] |= np.uint64(1 << bit)
            full_masks[full_ids] |= np.uint64(1 << bit)
            weights[bit] = claims.weigh(terms, claim_ids)
            full_weights[bit] = full.weigh(terms, full_ids)
        terms = set(terms_of(reading.body))
        claim_ids, full_ids = claims.ids(terms), full.ids(terms)
        return cls(
            body=reading.body,
            pieces=pieces,
            refutes=reading.refutes,
            vectors=vectors,
            claim_ids=claim_ids,
            full_ids=full_ids,
            claim_masks=claim_masks,
            full_masks=full_masks,
            weight=claims.weigh(terms, claim_ids),
            piece_weights=weights,
            full_weight=full.weigh(terms, full_ids),
            full_piece_weights=full_weights,
        )


def pieces_of(reading: Reading) -> tuple[str, ...]:
    """:returns: the pieces that are compared one by one, at least one and at most MAX_PIECES"""
    return (reading.pieces or (reading.body,))[:MAX_PIECES]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Features of all candidates of a message."""

    matrix: Floats
    """(candidates, len(FEATURES))"""
    best_pieces: NDArray[np.int64]
    """(candidates,) which piece of the message each candidate is about."""


def compare(view: View, rows: Sequence[int], holdings: Holdings) -> Comparison:
    """Compute the features of candidate debunks for one message.

    :param rows: of the debunks, at least one
    """
    columns, best_pieces = _claim_columns(view, rows, holdings)
    columns |= _summary_columns(view, rows, holdings, columns)
    columns["cos_best"] = np.max(
        [columns[name] for name in ("cos_whole", "cos_piece", "cos_summary", "cos_piece_summary")], axis=0
    )
    for name, source in (
        ("cos", columns["cos_best"]),
        ("share", columns["share"]),
        ("bm25", columns["bm25"]),
        ("back", columns["back_share_piece"]),
        ("full", columns["full_bm25"]),
    ):
        columns[f"rank_{name}"], columns[f"margin_{name}"], columns[f"z_{name}"] = standing(source)
    count = len(rows)
    columns["message_length"] = np.full(count, np.log1p(len(view.body)))
    columns["pieces"] = np.full(count, np.log(len(view.pieces)))
    columns["refutes"] = np.full(count, float(view.refutes))
    matrix = np.stack([columns[name] for name in FEATURES], axis=1).astype(np.float32)
    return Comparison(matrix, best_pieces)


def _terms_of_texts(
    terms: TermIndex, texts: NDArray[np.int64]
) -> tuple[NDArray[np.int32], Floats, NDArray[np.int64]]:
    """:returns: term ids and their BM25 weights, one text after the other, and where each begins"""
    parts = [terms.terms_at(int(text)) for text in texts]
    starts = np.cumsum([0] + [len(ids) for ids, _ in parts[:-1]])
    return np.concatenate([ids for ids, _ in parts]), np.concatenate([part for _, part in parts]), starts


def _claim_columns(
    view: View, rows: Sequence[int], holdings: Holdings
) -> tuple[dict[str, Floats], NDArray[np.int64]]:
    spans = [np.arange(holdings.claim_starts[row], holdings.claim_starts[row + 1]) for row in rows]
    texts = np.concatenate(spans)
    groups = np.cumsum([0] + [len(span) for span in spans[:-1]])
    bits = len(view.pieces)

    cosines = holdings.vectors.rows[texts] @ view.vectors.T  # (texts, 1 + pieces)
    cosines = (cosines - holdings.background) / (1.0 - holdings.background)

    ids, weights, starts = _terms_of_texts(holdings.claim_terms, texts)
    masks = view.claim_masks[ids]
    own = np.maximum(holdings.claim_terms.own_scores[texts], 1e-6)
    inside = np.isin(ids, view.claim_ids)
    score = np.add.reduceat(weights * inside, starts)
    by_piece = bit_shares(masks, weights, starts, bits)
    pairs = bit_shares(masks | (masks >> np.uint64(1)), weights, starts, bits)
    idf = holdings.claim_terms.idf[ids]
    back = np.add.reduceat(idf * inside, starts) / max(view.weight, 1e-6)
    back_pieces = bit_shares(masks, idf, starts, bits) / np.maximum(view.piece_weights, 1e-6)

    piece_fit = cosines[:, 1:] + by_piece / own[:, None]
    fit = piece_fit.max(axis=1) + cosines[:, 0] + score / own
    chosen = first_best(fit, groups)
    best_pieces = piece_fit[chosen].argmax(axis=1)

    columns: dict[str, Floats] = {
        "cos_whole": cosines[chosen, 0],
        "cos_piece": cosines[chosen, 1:].max(axis=1),
        "share": (score / own)[chosen],
        "share_piece": (by_piece.max(axis=1) / own)[chosen],
        "share_pair": (pairs.max(axis=1) / own)[chosen],
        "bm25": np.log1p(score[chosen]),
        "bm25_piece": np.log1p(by_piece.max(axis=1)[chosen]),
        "back_share": back[chosen],
        "back_share_piece": back_pieces[chosen, best_pieces],
    }
    letters = [
        _letter_columns(view, holdings.texts.claims[texts[text]], view.pieces[piece])
        for text, piece in zip(chosen, best_pieces, strict=True)
    ]
    for position, name in enumerate(_LETTER_COLUMNS):
        columns[name] = np.array([line[position] for line in letters], dtype=np.float32)
    return columns, best_pieces


_LETTER_COLUMNS = (
    "run",
    "run_of_claim",
    "run_of_message",
    "covered",
    "covered_piece",
    "gap",
    "gap_of_claim",
    "claim_length",
    "numbers_shared",
    "numbers_missing",
    "numbers_foreign",
    "places_shared",
    "places_missing",
    "places_foreign",
    "negations",
)


def _letter_columns(view: View, claim: str, piece: str) -> tuple[float, ...]:
    whole = overlap(claim, view.body)
    near = whole if len(view.pieces) == 1 else overlap(claim, piece)
    length = max(len(claim), 1)
    numbers = disagreement(numbers_in(claim), numbers_in(view.body))
    places = disagreement(places_in(claim), places_in(view.body))
    return (
        np.log1p(whole.longest),
        whole.longest / length,
        whole.longest / max(len(view.body), 1),
        whole.covered,
        near.covered,
        np.log1p(whole.gap),
        whole.gap / length,
        np.log1p(length),
        numbers.shared,
        numbers.missing,
        min(numbers.foreign, 5),
        places.shared,
        places.missing,
        min(places.foreign, 5),
        min(abs(negations_in(claim) - negations_in(piece)), 5),
    )


def _summary_columns(
    view: View, rows: Sequence[int], holdings: Holdings, claims: dict[str, Floats]
) -> dict[str, Floats]:
    count = len(rows)
    columns = {
        name: np.zeros(count, dtype=np.float32)
        for name in ("cos_summary", "cos_piece_summary", "has_summary")
    }
    numbers = holdings.summary_numbers[list(rows)]
    having = np.flatnonzero(numbers >= 0)
    if len(having):
        cosines = holdings.vectors.rows[len(holdings.texts.claims) + numbers[having]] @ view.vectors.T
        cosines = (cosines - holdings.background) / (1.0 - holdings.background)
        columns["has_summary"][having] = 1.0
        columns["cos_summary"][having] = cosines[:, 0]
        columns["cos_piece_summary"][having] = cosines[:, 1:].max(axis=1)

    full = holdings.full_terms
    ids, weights, starts = _terms_of_texts(full, np.asarray(rows))
    inside = np.isin(ids, view.full_ids)
    masks = view.full_masks[ids]
    score = np.add.reduceat(weights * inside, starts)
    by_piece = bit_shares(masks, weights, starts, len(view.pieces))
    idf = full.idf[ids]
    back = np.add.reduceat(idf * inside, starts) / max(view.full_weight, 1e-6)
    back_pieces = bit_shares(masks, idf, starts, len(view.pieces)) / np.maximum(view.full_piece_weights, 1e-6)
    columns["full_share"] = score / np.maximum(full.own_scores[list(rows)], 1e-6)
    columns["full_bm25"] = np.log1p(score)
    columns["full_bm25_piece"] = np.log1p(by_piece.max(axis=1))
    columns["back_share_full"] = back
    columns["back_share_full_piece"] = back_pieces.max(axis=1)
    return columns

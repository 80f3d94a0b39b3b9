"""What a message and a debunk have in common, as numbers that mean the same on every corpus.

Each row of features belongs to one candidate debunk of one message. Similarities are relative: cosines to
the corpus' own background, BM25 to what the claim would score on itself, ranks and margins to the other
candidates.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.kindred import KINDRED, Kindred, Known
from index.manner import Manner
from index.overlap import Floats, bit_shares, disagreement, first_best, negations_in, overlap, standing
from index.places import numbers_in, places_in
from index.view import Holdings, View

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
    "share_top_missing",  # the heaviest term of the claim that the message lacks, as a share of its score
    "lacking",  # BM25 weight of the claim's terms that the message lacks, log
    "full_share",  # the same four over claim and summary together
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
    "asks",  # the message has the form of a question
    "rank_cos",  # among the candidates: log rank, margin to the best other claim, z-score
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
    "rivals",  # other claims among the candidates with nearly the same cosine, log
    *KINDRED,
    "reports",  # the message speaks like a newsroom, index/manner.py
    "hearsay",  # like people who pass on what they heard
    "digits",
)
"""Names of the columns, in their order; stored with a decision model, which refuses others."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Features of all candidates of a message."""

    matrix: Floats
    """(candidates, len(FEATURES))"""
    same: NDArray[np.bool_]
    """(candidates, candidates) which of them are of one claim; each is of its own."""
    best_pieces: NDArray[np.int64]
    """(candidates,) which piece of the message each candidate is about."""


_SAME_CLAIM = 0.8
"""Relative cosine from which two debunks are of one claim, so that neither is the other's rival."""
_NEARLY = 0.05
_STANDINGS = {
    "cos": "cos_best",
    "share": "share",
    "bm25": "bm25",
    "back": "back_share_piece",
    "full": "full_bm25",
}
_QUESTION = re.compile(r"[?吗呢么]|是不是|会不会|能不能|有没有|可不可以|是否|为什么|为啥|怎么")


def compare(
    view: View, rows: Sequence[int], holdings: Holdings, kindred: Kindred, known: Known
) -> Comparison:
    """Compute the features of candidate debunks for one message.

    :param rows: of the debunks, at least one
    :param kindred: of the same holdings
    :param known: of the same message; what is not there is added
    """
    columns, chosen, best_pieces = _claim_columns(view, rows, holdings)
    columns |= _summary_columns(view, rows, holdings)
    about = [view.pieces[piece] for piece in best_pieces]
    columns |= kindred.columns(view.body, about, chosen, holdings.summary_numbers[list(rows)], known)
    columns["cos_best"] = np.max(
        [columns[name] for name in ("cos_whole", "cos_piece", "cos_summary", "cos_piece_summary")], axis=0
    )
    claims = holdings.vectors.rows[chosen]
    same = holdings.relative(claims @ claims.T) >= _SAME_CLAIM
    for kind, stood in zip(
        ("rank", "margin", "z"),
        standing(np.stack([columns[source] for source in _STANDINGS.values()]), same),
        strict=True,
    ):
        columns |= {f"{kind}_{name}": row for name, row in zip(_STANDINGS, stood, strict=True)}
    near = columns["cos_best"][None, :] >= columns["cos_best"][:, None] - _NEARLY
    columns["rivals"] = np.log1p(np.sum(near & ~same, axis=1))
    manner = Manner.of_text(view.body)
    of_message = {
        "message_length": math.log1p(len(view.body)),
        "pieces": math.log(len(view.pieces)),
        "refutes": float(view.refutes),
        "asks": float(_QUESTION.search(view.body) is not None),
        "reports": float(manner.reports),
        "hearsay": float(manner.hearsay),
        "digits": manner.digits,
    }
    matrix = np.empty((len(rows), len(FEATURES)), dtype=np.float32)
    for number, name in enumerate(FEATURES):
        matrix[:, number] = of_message[name] if name in of_message else columns[name]
    return Comparison(matrix, same, best_pieces)


def _claim_columns(
    view: View, rows: Sequence[int], holdings: Holdings
) -> tuple[dict[str, Floats], NDArray[np.int64], NDArray[np.int64]]:
    """:returns: columns, the claim text compared of each candidate, and the piece it is about"""
    spans = [np.arange(holdings.claim_starts[row], holdings.claim_starts[row + 1]) for row in rows]
    texts = np.concatenate(spans)
    groups = np.cumsum([0] + [len(span) for span in spans[:-1]])
    bits = len(view.pieces)

    cosines = holdings.relative(holdings.vectors.rows[texts] @ view.vectors.T)  # (texts, 1 + pieces)

    claim_terms = holdings.claim_terms
    ids, weights, starts = claim_terms.terms_in(texts)
    masks = view.claim_masks.of(ids)
    own = np.maximum(claim_terms.own_scores[texts], 1e-6)
    inside = claim_terms.among(view.claim_ids, ids)
    score = np.add.reduceat(weights * inside, starts)
    by_piece = bit_shares(masks, weights, starts, bits)
    # A message of one piece has no pairs of them.
    pairs = bit_shares(masks | (masks >> np.uint64(1)), weights, starts, bits) if bits > 1 else by_piece
    idf = claim_terms.idf[ids]
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
        "bm25": np.log1p(score[chosen] / claim_terms.rarest),
        "bm25_piece": np.log1p(by_piece.max(axis=1)[chosen] / claim_terms.rarest),
        "share_top_missing": (np.maximum.reduceat(weights * ~inside, starts) / own)[chosen],
        "lacking": np.log1p((own - score)[chosen].clip(0.0) / claim_terms.rarest),
        "back_share": back[chosen].astype(np.float32),
        "back_share_piece": back_pieces[chosen, best_pieces],
    }
    letters = [
        _letter_columns(view, holdings.claims[texts[text]], view.pieces[piece])
        for text, piece in zip(chosen, best_pieces, strict=True)
    ]
    columns |= zip(_LETTER_COLUMNS, np.array(letters, dtype=np.float32).T, strict=True)
    return columns, texts[chosen], best_pieces


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
    claim_numbers, claim_places, claim_negations = _marks_of(claim)
    numbers = disagreement(claim_numbers, view.numbers)
    places = disagreement(claim_places, view.places)
    return (
        math.log1p(whole.longest),
        whole.longest / length,
        whole.longest / max(len(view.body), 1),
        whole.covered,
        near.covered,
        math.log1p(whole.gap),
        whole.gap / length,
        math.log1p(length),
        numbers.shared,
        numbers.missing,
        min(numbers.foreign, 5),
        places.shared,
        places.missing,
        min(places.foreign, 5),
        min(abs(claim_negations - negations_in(piece)), 5),
    )


@lru_cache(maxsize=20_000)
def _marks_of(claim: str) -> tuple[frozenset[str], frozenset[str], int]:
    """:returns: numbers, places, and how many negations"""
    return numbers_in(claim), places_in(claim), negations_in(claim)


def _summary_columns(view: View, rows: Sequence[int], holdings: Holdings) -> dict[str, Floats]:
    count = len(rows)
    columns: dict[str, Floats] = {
        name: np.zeros(count, dtype=np.float32)
        for name in ("cos_summary", "cos_piece_summary", "has_summary")
    }
    numbers = holdings.summary_numbers[list(rows)]
    having = np.flatnonzero(numbers >= 0)
    if len(having):
        summaries = holdings.vectors.rows[len(holdings.claims) + numbers[having]]
        cosines = holdings.relative(summaries @ view.vectors.T)
        columns["has_summary"][having] = 1.0
        columns["cos_summary"][having] = cosines[:, 0]
        columns["cos_piece_summary"][having] = cosines[:, 1:].max(axis=1)

    full = holdings.full_terms
    ids, weights, starts = full.terms_in(np.asarray(rows))
    inside = full.among(view.full_ids, ids)
    masks = view.full_masks.of(ids)
    score = np.add.reduceat(weights * inside, starts)
    by_piece = bit_shares(masks, weights, starts, len(view.pieces))
    idf = full.idf[ids]
    back = np.add.reduceat(idf * inside, starts) / max(view.full_weight, 1e-6)
    back_pieces = bit_shares(masks, idf, starts, len(view.pieces)) / np.maximum(view.full_piece_weights, 1e-6)
    columns["full_share"] = (score / np.maximum(full.own_scores[list(rows)], 1e-6)).astype(np.float32)
    columns["full_bm25"] = np.log1p(score / full.rarest)
    columns["full_bm25_piece"] = np.log1p(by_piece.max(axis=1) / full.rarest)
    columns["back_share_full"] = back.astype(np.float32)
    columns["back_share_full_piece"] = back_pieces.max(axis=1)
    return columns

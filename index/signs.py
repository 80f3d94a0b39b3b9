"""Which features speak for a match, and which against it."""

from __future__ import annotations

MORE_IN_COMMON = frozenset(
    [
        "score",
        "margin_second",
        "margin_third",
        "margin_rest",
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
        "kindred_claim",
        "kindred_piece",
        "kindred_body",
        "kindred_full",
        "kindred_most",
    ]
)
"""Features, and standings of the second stage, whose growth may only raise the score."""

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
        "strange_claim",
        "strange_piece",
        "strange_full",
        "reports",
    ]
)
"""Features whose growth may only lower it."""


def bounds_of(name: str) -> tuple[float | None, float | None]:
    """:returns: the least and the greatest weight that a feature may have"""
    if name in MORE_IN_COMMON:
        return 0.0, None
    return (None, 0.0) if name in LESS_IN_COMMON else (None, None)

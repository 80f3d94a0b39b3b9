"""What a page proposes for a debunk, and that no page is too odd."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.debunk import Verdict
from corpus.feeds import Page
from corpus.proposal import Proposal, claim_review, verdict_of

URL = "https://check.example/egg"
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "老粮仓里发现了恐龙蛋",
    "reviewRating": {"@type": "Rating", "alternateName": "不实", "ratingValue": "1"},
    "author": {"@type": "Organization", "name": "真实查证网"},
    "datePublished": "2026-11-20T08:00:00+08:00",
    "reviewBody": "挖出来的\n是建材 &amp; 砖。",
}
EXPECTED = Proposal(
    "老粮仓里发现了恐龙蛋", Verdict.FALSE, "真实查证网", URL, "2026-11-20", "挖出来的 是建材 & 砖。"
)


def page(*told: Any, head: str = "", raw: str = "") -> Page:
    scripts = [f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in told]
    return Page(URL, "html", f"<html><head>{head}{''.join(scripts)}{raw}</head><body>正文</body></html>")


@pytest.mark.parametrize(
    "told",
    [
        REVIEW,
        [REVIEW],
        {"@graph": [{"@type": "WebPage"}, {"mainEntity": [REVIEW]}]},
        {"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}]},
        {**REVIEW, "@type": ["Thing", "https://schema.org/ClaimReview"], "author": [REVIEW["author"]]},
    ],
)
def test_a_claim_review_is_found_wherever_it_stands(told: Any) -> None:
    assert claim_review(page({"@type": "Person"}, told)) == EXPECTED


def test_broken_json_does_not_hide_the_rest() -> None:
    broken = '<script type="application/ld+json">{"@type": "ClaimReview", </script>'
    inside = '<!--{"@type": "ClaimReview", "claimReviewed": "第\n一"};-->'
    raw = f'<script type="application/ld+json">{inside}</script>'
    assert claim_review(page(raw=broken + raw)).claim == "第 一"


def test_without_a_claim_review_title_and_metas_are_proposed() -> None:
    head = (
        '<title>页名</title><meta property="og:title" content="恐龙蛋？ 假的">'
        '<meta name=description content="说明">'
        '<meta property="og:site_name" content="查证网">'
        '<meta property="article:published_time" content="2026-11-01T00:00">'
    )
    assert claim_review(page(head=head)) == Proposal(
        "恐龙蛋？ 假的", None, "查证网", URL, "2026-11-01", "说明"
    )
    assert claim_review(page(head="<title>页名</title>")).claim == "页名"


def test_json_by_itself_is_read_too() -> None:
    assert claim_review(Page(URL, "json", json.dumps(REVIEW))) == EXPECTED


def test_deep_and_endless_nesting_is_cut_off() -> None:
    deep = "[" * 100_000 + "]" * 100_000
    assert claim_review(page(raw=f'<script type="application/ld+json">{deep}</script>')).claim == ""
    many: Any = {"@graph": [{"a": [{}] * 10} for _ in range(2_000)] + [REVIEW]}
    assert claim_review(page(many)).verdict is None
    nested: Any = REVIEW
    for _ in range(100):
        nested = {"a": nested}
    assert claim_review(page(nested)).claim == ""


@pytest.mark.parametrize(
    ("rating", "verdict"),
    [
        ("False", Verdict.FALSE),
        ("Not true", Verdict.FALSE),
        ("True", Verdict.TRUE),
        ("Mostly true", Verdict.MISLEADING),
        ("Half True", Verdict.MISLEADING),
        ("Misleading", Verdict.MISLEADING),
        ("No evidence", Verdict.UNPROVEN),
        ("Scam", Verdict.SCAM),
        ("谣言", Verdict.FALSE),
        ("錯誤", Verdict.FALSE),
        ("部分錯誤", Verdict.MISLEADING),
        ("事實釐清", None),
        ("证据不足", Verdict.UNPROVEN),
        ("属实", Verdict.TRUE),
        ("不属实", Verdict.FALSE),
        ("不是真的", Verdict.FALSE),
        ("真", Verdict.TRUE),
        ("詐騙", Verdict.SCAM),
        ("过时", Verdict.OUTDATED),
        ("Four stars", None),
        ("", None),
    ],
)
def test_words_of_ratings_are_verdicts(rating: str, verdict: Verdict | None) -> None:
    assert verdict_of(rating) is verdict


@pytest.mark.parametrize(
    ("value", "verdict"), [(1, Verdict.FALSE), (5, Verdict.TRUE), (3, None), ("x", None)]
)
def test_a_rating_of_numbers_is_taken_at_its_ends(value: object, verdict: Verdict | None) -> None:
    rating = {"ratingValue": value, "worstRating": 1, "bestRating": 5}
    assert claim_review(page({**REVIEW, "reviewRating": rating})).verdict is verdict


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(REVIEW)), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(told=_JSON, head=st.text(alphabet="<>/=\"' meta title script!-[]&;x", max_size=60))
def test_no_page_is_too_odd(told: Any, head: str) -> None:
    found = claim_review(
        page({"@type": "ClaimReview", "a": told} if not isinstance(told, dict) else told, head=head)
    )
    assert found.url == URL

"""Debunks as schema.org's ClaimReview, in a DataFeed: what partners and search engines read."""

from collections.abc import Sequence
from typing import Any

from corpus.debunk import Debunk, Verdict

__all__ = ["RATINGS", "claim_reviews", "verdict_in_words"]

#: From 1 (not true) to 5 (true), for readers who know numbers only. What was true once misleads today, and
#: what nobody could prove lies in the middle; the words beside the number say which of them it is.
RATINGS = {
    Verdict.FALSE: 1,
    Verdict.SCAM: 1,
    Verdict.MISLEADING: 2,
    Verdict.OUTDATED: 2,
    Verdict.UNPROVEN: 3,
    Verdict.TRUE: 5,
}
_WORDS = {
    "zh-Hans": {
        Verdict.FALSE: "不是真的",
        Verdict.SCAM: "是骗局",
        Verdict.MISLEADING: "有误导",
        Verdict.OUTDATED: "已经过时",
        Verdict.UNPROVEN: "没有可靠的证据",
        Verdict.TRUE: "是真的",
    },
    "zh-Hant": {
        Verdict.FALSE: "不是真的",
        Verdict.SCAM: "是詐騙",
        Verdict.MISLEADING: "有誤導",
        Verdict.OUTDATED: "已經過時",
        Verdict.UNPROVEN: "沒有可靠的證據",
        Verdict.TRUE: "是真的",
    },
    "en": {
        Verdict.FALSE: "Not true",
        Verdict.SCAM: "A scam",
        Verdict.MISLEADING: "Misleading",
        Verdict.OUTDATED: "Out of date",
        Verdict.UNPROVEN: "No reliable evidence",
        Verdict.TRUE: "True",
    },
}
_TRADITIONAL = ("zh-Hant", "zh-TW", "zh-HK", "zh-MO")


def verdict_in_words(verdict: Verdict, language: str) -> str:
    """Return a verdict in the language of a debunk, a BCP 47 tag; in English where there is no Chinese."""
    if not language.startswith("zh"):
        return _WORDS["en"][verdict]
    return _WORDS["zh-Hant" if language.startswith(_TRADITIONAL) else "zh-Hans"][verdict]


def claim_reviews(debunks: Sequence[Debunk], title: str) -> dict[str, Any]:
    """Return a schema.org DataFeed with a ClaimReview for each debunk, in their order, ready for JSON."""
    feed: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": title,
        "dataFeedElement": [_element(debunk) for debunk in debunks],
    }
    newest = max((debunk.published for debunk in debunks), default="")
    return feed | _where_known(dateModified=newest)


def _element(debunk: Debunk) -> dict[str, Any]:
    return {
        "@type": "DataFeedItem",
        **_where_known(dateCreated=debunk.published),
        "item": _review(debunk),
    }


def _review(debunk: Debunk) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "identifier": debunk.id,
        "url": debunk.url,
        "inLanguage": debunk.lang,
        "claimReviewed": debunk.claim,
        "author": {"@type": "Organization", "name": debunk.publisher},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATINGS[debunk.verdict],
            "worstRating": min(RATINGS.values()),
            "bestRating": max(RATINGS.values()),
            "alternateName": verdict_in_words(debunk.verdict, debunk.lang),
        },
        "itemReviewed": _claim(debunk),
        **_where_known(datePublished=debunk.published, reviewBody=debunk.summary, keywords=debunk.topic),
    }


def _claim(debunk: Debunk) -> dict[str, Any]:
    claim: dict[str, Any] = {"@type": "Claim", "text": debunk.claim, "inLanguage": debunk.lang}
    # Where a claim went round is not kept; how it was put is.
    claim["appearance"] = [
        {"@type": "CreativeWork", "text": text} for text in (debunk.variants or (debunk.claim,))
    ]
    if debunk.region:
        claim["contentLocation"] = {"@type": "Place", "name": debunk.region}
    return claim


def _where_known(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}

"""Read out of a page what a debunk needs: its ClaimReview (schema.org), or else its title and description."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.debunk import Verdict
from corpus.feeds import Page
from corpus.json_ld import PageReader, first_of, is_a, lenient_json, named, nodes_of, read_html, text_of

__all__ = ["Proposal", "claim_review", "verdict_of"]

_LONGEST = {"claim": 500, "publisher": 100, "published": 10, "summary": 500}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SPACE = re.compile(r"\s+")

# Words of ratings, the most telling first: "not true" has "true" in it, and 部分错误 has 错误.
_RATINGS: tuple[tuple[Verdict, str], ...] = (
    (Verdict.SCAM, r"scam|fraud|phishing|诈骗|詐騙|骗局|騙局"),
    (Verdict.OUTDATED, r"outdated|old (?:news|video|photo)|过时|過時|旧闻|舊聞|旧谣|舊謠"),
    (
        Verdict.MISLEADING,
        r"mislead|half|mixture|mixed|partly|partial|mostly|missing context|out of context|distort|exaggerat"
        r"|误导|誤導|部分|片面|断章|斷章|夸大|誇大|半真|不完全|脱离|移花接木",
    ),
    (
        Verdict.UNPROVEN,
        r"unproven|unsupported|unverified|no evidence|insufficient|unsubstantiated"
        r"|证据不足|證據不足|无法证实|無法證實|未经证实|未經證實|尚无|尚無|存疑|待证|待證|没有证据|沒有證據|可靠的证据|可靠的證據",
    ),
    (
        Verdict.FALSE,
        r"false|fake|not true|untrue|incorrect|wrong|pants on fire|hoax|fabricat|debunk|inaccurate"
        r"|谣言|謠言|不实|不實|虚假|虛假|错误|錯誤|假的|假消息|假新闻|假訊息|伪造|偽造|不属实|不屬實|不是真|辟谣|闢謠"
        r"|^假$",
    ),
    (
        Verdict.TRUE,
        r"\btrue\b|correct|accurate|confirmed|属实|屬實|真实|真實|正确|正確|是真的|事实$|事實$|^真$",
    ),
)
_RATING_PATTERNS = [(verdict, re.compile(words, re.IGNORECASE)) for verdict, words in _RATINGS]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a page says of itself; each text may be "".

    :ivar verdict: None where the page gives no rating, or one in other words
    :ivar published: YYYY-MM-DD
    """

    claim: str = ""
    verdict: Verdict | None = None
    publisher: str = ""
    url: str = ""
    published: str = ""
    summary: str = ""


def claim_review(page: Page) -> Proposal:
    """Return what a page proposes for a debunk. Nothing is raised, whatever the page is."""
    reader = PageReader() if page.kind == "json" else read_html(page.text)
    if page.kind == "json":
        reader.scripts.append(page.text)
    nodes = [node for text in reader.scripts for node in nodes_of(lenient_json(text))]
    plain = _of_head(reader, nodes, page.url)
    review = next((node for node in nodes if is_a(node, "claimreview")), None)
    return plain if review is None else _of_review(review, plain)


def verdict_of(rating: str) -> Verdict | None:
    """Return the verdict that the words of a rating mean, in Chinese or English; None for others."""
    words = rating.strip()[:200]
    return next((verdict for verdict, pattern in _RATING_PATTERNS if pattern.search(words)), None)


def _of_review(review: Mapping[str, Any], plain: Proposal) -> Proposal:
    rating = first_of(review.get("reviewRating"))
    told = text_of(rating.get("alternateName")) or text_of(rating.get("name"))
    publisher = named(review.get("author")) or named(review.get("publisher"))
    summary = text_of(review.get("reviewBody")) or text_of(review.get("description"))
    return Proposal(
        claim=_cut("claim", text_of(review.get("claimReviewed"))) or plain.claim,
        verdict=verdict_of(told) or _by_number(rating),
        publisher=_cut("publisher", publisher) or plain.publisher,
        url=plain.url,
        published=_date(text_of(review.get("datePublished"))) or plain.published,
        summary=_cut("summary", summary) or plain.summary,
    )


def _of_head(reader: PageReader, nodes: list[Mapping[str, Any]], url: str) -> Proposal:
    meta = reader.meta
    dates = [meta.get(name, "") for name in ("article:published_time", "datepublished", "pubdate")]
    dates += [text_of(node.get("datePublished")) for node in nodes]
    return Proposal(
        claim=_cut("claim", meta.get("og:title", "") or reader.title),
        publisher=_cut("publisher", meta.get("og:site_name", "")),
        url=url,
        published=next((day for text in dates if (day := _date(text))), ""),
        summary=_cut("summary", meta.get("og:description", "") or meta.get("description", "")),
    )


def _by_number(rating: Mapping[str, Any]) -> Verdict | None:
    """A rating of numbers: the worst is false, the best is true, and what is between, nobody knows."""
    try:
        value, worst, best = (float(rating[key]) for key in ("ratingValue", "worstRating", "bestRating"))
    except (KeyError, TypeError, ValueError):
        return None
    if worst < best:
        return Verdict.FALSE if value <= worst else (Verdict.TRUE if value >= best else None)
    return None


def _date(text: str) -> str:
    found = _DATE.match(text.strip())
    return found[0] if found else ""


def _cut(name: str, text: str) -> str:
    line = _SPACE.sub(" ", html.unescape(text)).strip()
    # A debunk takes neither lone surrogates, which JSON may hold, nor NUL.
    sound = line.encode("utf-8", "ignore").decode().replace("\x00", "")
    return sound[: _LONGEST[name]]

"""schema.org's ClaimReview: JSON-LD in pages, data feeds, and what the Fact Check Tools API answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from corpus.importing.entry import Entries, Entry, Rejection, shown
from corpus.importing.making import told_by
from corpus.importing.pieces import elements, read_text
from corpus.importing.source import Piece
from corpus.json_ld import first_of, is_a, lenient_json, named, nodes_of, read_html, text_of

__all__ = ["ENDINGS", "read_documents", "reviews_in_page"]

ENDINGS = (".json", ".jsonld", ".html", ".htm", ".xhtml")
#: Under which documents keep their list: a data feed, searches of the API, its pages, a graph.
_LISTS = ("dataFeedElement", "claims", "results", "claimReviewMarkupPages", "@graph", "itemListElement")
_OF_API = ("claims", "results", "claimReviewMarkupPages")
_TOPICS = """
animals crime disaster entertainment environment epidemic finance food health history law medicine policy
safety scam science society tech
"""
_CURE = "give an address or file with schema.org ClaimReview"


def read_documents(piece: Piece) -> Entries:
    """Give what the ClaimReviews of a document say: an HTML page, or JSON as feeds and the API have it.

    :raises CorpusError: it is neither
    """
    with piece.open() as stream:
        head = stream.read(4_096).lstrip(b"\xef\xbb\xbf \t\r\n")
        stream.seek(0)
        if head.startswith(b"<"):
            yield from reviews_in_page(read_text(stream, piece.place), piece.place, piece.page)
            return
        count = 0
        for count, element in enumerate(elements(stream, _LISTS, piece.place), 1):
            yield from _of_element(element, f"{piece.place}, entry {count}", piece.page)
    if not count:
        yield Rejection(piece.place, "", "a ClaimReview", "an empty list", _CURE)


def reviews_in_page(text: str, place: str, page: str = "", usual: Mapping[str, Any] | None = None) -> Entries:
    """Give what the ClaimReviews in the JSON-LD of an HTML page say; a rejection where there is none.

    :param page: its address; "" of a file
    :param usual: what is known of the page besides, by FIELDS
    """
    reader = read_html(text)
    page = page or reader.meta.get("og:url", "")
    known = {"publisher": reader.meta.get("og:site_name", ""), "lang": reader.language, "url": page}
    known |= {name: value for name, value in (usual or {}).items() if value}
    found = 0
    broken = False
    for script in reader.scripts:
        told = lenient_json(script)
        broken |= told is None and "claimreview" in script.lower()
        for node in nodes_of(told):
            if is_a(node, "claimreview"):
                found += 1
                yield _of_review(node, place if found == 1 else f"{place}, review {found}", page, known)
    if broken or not found:
        got = "JSON-LD that cannot be read" if broken else "a page without one"
        yield Rejection(place, "", "a ClaimReview", got, _CURE, reader.title.strip()[:40], page=page)


def _of_element(element: Any, place: str, page: str) -> Iterator[Entry | Rejection]:
    if isinstance(element, Mapping):
        claim = element.get("claim", element)
        if isinstance(claim, Mapping) and isinstance(claim.get("claimReview"), list):
            yield from _of_api(claim, place)
            return
        if isinstance(element.get("claimReviewMarkups"), list):
            yield from _of_markups(element, place)
            return
        if name := next((name for name in _OF_API if isinstance(element.get(name), list)), ""):
            for number, each in enumerate(element[name], 1):
                yield from _of_element(each, f"{place}.{number}", page)
            return
    found = 0
    for node in nodes_of(element):
        if is_a(node, "claimreview"):
            found += 1
            yield _of_review(node, place if found == 1 else f"{place}, review {found}", page, {"url": page})
    if not found:
        kind = element.get("@type", element) if isinstance(element, Mapping) else element
        yield Rejection(place, "", "a ClaimReview", shown(kind), _CURE)


def _of_review(node: Mapping[str, Any], place: str, page: str, usual: Mapping[str, Any]) -> Entry:
    rating = first_of(node.get("reviewRating"))
    item = first_of(node.get("itemReviewed"))
    identifier = told_by(node, "identifier")
    if isinstance(identifier, Mapping | list):
        identifier = first_of(identifier).get("value")
    topic = text_of(node.get("keywords")).strip().lower()
    appearances = item.get("appearance")
    each = appearances if isinstance(appearances, list) else [appearances]
    told = {
        "id": identifier,
        "claim": told_by(node, "claimReviewed") or told_by(item, "text", "name", "headline"),
        "rating": _words_of(rating),
        "summary": told_by(node, "reviewBody", "description"),
        "variants": [text for one in each if (text := text_of(first_of(one).get("text")))],
        "url": text_of(node.get("url")),
        "publisher": named(node.get("author")) or named(node.get("publisher")),
        "published": _one(node.get("datePublished")),
        "lang": named(node.get("inLanguage")),
        "topic": topic if topic in _TOPICS.split() else "",
        "region": _region(first_of(item.get("contentLocation")).get("name")),
    }
    number = (rating.get("ratingValue"), rating.get("worstRating"), rating.get("bestRating"))
    return Entry(place, told, number, usual, page)


def _of_api(claim: Mapping[str, Any], place: str) -> Iterator[Entry]:
    reviews = claim["claimReview"]
    for number, each in enumerate(reviews, 1):
        review = first_of(each)
        publisher = first_of(review.get("publisher"))
        told = {
            "claim": claim.get("text"),
            "rating": review.get("textualRating"),
            "url": review.get("url"),
            "publisher": told_by(publisher, "name", "site"),
            "published": review.get("reviewDate"),
            "lang": review.get("languageCode"),
        }
        yield Entry(place if len(reviews) == 1 else f"{place}, review {number}", told)


def _of_markups(page: Mapping[str, Any], place: str) -> Iterator[Entry]:
    """What the API says of the markup of a page."""
    for number, each in enumerate(page["claimReviewMarkups"], 1):
        markup = first_of(each)
        rating = first_of(markup.get("rating"))
        told = {
            "claim": markup.get("claimReviewed"),
            "rating": rating.get("textualRating"),
            "url": markup.get("url"),
            "publisher": first_of(page.get("claimReviewAuthor")).get("name"),
            "published": page.get("publishDate"),
        }
        scale = (rating.get("ratingValue"), rating.get("worstRating"), rating.get("bestRating"))
        yield Entry(
            place if number == 1 else f"{place}, review {number}", told, scale, {"url": page.get("pageUrl")}
        )


def _words_of(rating: Mapping[str, Any]) -> Any:
    return _one(told_by(rating, "alternateName", "name"))


def _one(value: Any) -> Any:
    while isinstance(value, list) and value:
        value = value[0]
    return value


def _region(value: Any) -> str:
    name = text_of(value)
    return name if name.isascii() and name.replace("-", "").isalnum() and name.isupper() else ""

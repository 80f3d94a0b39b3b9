"""Debunks as a JSON Feed 1.1, which feed readers take."""

from collections.abc import Sequence
from typing import Any

from corpus.claim_review import verdict_in_words
from corpus.debunk import Debunk

__all__ = ["json_feed"]

_WHOLE_DATE = len("2026-11-22")


def json_feed(debunks: Sequence[Debunk], title: str, link: str = "", address: str = "") -> dict[str, Any]:
    """Return a JSON Feed 1.1 with an item for each debunk, in their order, ready for JSON.

    :param link: of the page that the feed belongs to
    :param address: of the feed itself
    """
    languages = {debunk.lang for debunk in debunks}
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        **({"home_page_url": link} if link else {}),
        **({"feed_url": address} if address else {}),
        **({"language": languages.pop()} if len(languages) == 1 else {}),
        "items": [_item(debunk) for debunk in debunks],
    }


def _item(debunk: Debunk) -> dict[str, Any]:
    verdict = verdict_in_words(debunk.verdict, debunk.lang)
    item: dict[str, Any] = {
        "id": debunk.id,
        "url": debunk.url,
        "title": f"{verdict}: {debunk.claim}",
        "content_text": debunk.summary or debunk.claim,
        "authors": [{"name": debunk.publisher}],
        "language": debunk.lang,
    }
    if tags := [each for each in (debunk.topic, debunk.region) if each]:
        item["tags"] = tags
    # A year or a month alone is no moment.
    if len(debunk.published) == _WHOLE_DATE:
        item["date_published"] = f"{debunk.published}T00:00:00Z"
    return item

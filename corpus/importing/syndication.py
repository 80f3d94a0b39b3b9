"""RSS, Atom and JSON Feed: each entry's page is fetched for its ClaimReview."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXParseException

from corpus.errors import CorpusError
from corpus.feeds import Refusal, Unchanged
from corpus.importing.documents import reviews_in_page
from corpus.importing.entry import Entries, Entry, Rejection, StillSame, shown
from corpus.importing.making import told_by
from corpus.importing.pieces import json_of, read_text
from corpus.importing.source import Piece, Web, is_address
from corpus.json_ld import named

__all__ = ["ENDINGS", "TitlePattern", "read_feed"]

ENDINGS = (".xml", ".rss", ".atom", ".json")
MOST_ENTRIES = 20_000
_LONGEST_TITLE = 500
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_SAYS_UTF8 = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']utf-?8["']""", re.IGNORECASE)
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>", re.IGNORECASE)
_END_OF_ENTRY = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_MOST_BROKEN = 0.1  # of the characters beyond ASCII: with more, it is another charset than it says
_FROM_ENTRIES = "tell claim and verdict by the titles: --from-entries PATTERN"


@dataclass(frozen=True, slots=True)
class TitlePattern:
    """How the titles of a feed tell claim and verdict.

    :ivar pattern: with the groups `claim` and `rating`
    """

    pattern: re.Pattern[str]

    @classmethod
    def read(cls, text: str) -> TitlePattern:
        """Read a pattern: a regular expression with the groups ``(?P<claim>…)`` and ``(?P<rating>…)``.

        :raises ValueError: it is another thing
        """
        try:
            pattern = re.compile(text)
        except (re.error, OverflowError, RecursionError) as error:
            raise ValueError(f"expected a regular expression, got {text!r}: {error}") from None
        if not {"claim", "rating"} <= set(pattern.groupindex):
            raise ValueError(f"expected the groups (?P<claim>…) and (?P<rating>…), got {text!r}")
        return cls(pattern)


@dataclass(frozen=True, slots=True)
class _FeedEntry:
    title: str
    link: str
    place: str
    told: Mapping[str, Any] = field(default_factory=dict)
    """By FIELDS, what is known beside the title."""


def read_feed(piece: Piece, web: Web | None, titles: TitlePattern | None = None) -> Entries:
    """Give what the entries of a feed say: the ClaimReview of the page of each, or else its title.

    :param web: None: pages are not fetched, and titles alone tell
    :param titles: None: an entry whose page has no ClaimReview is refused
    :raises CorpusError: it is no feed
    """
    with piece.open() as stream:
        text = read_text(stream, piece.place) if piece.page else ""
        head = stream.read(1_000).lstrip() if not piece.page else text[:1_000].lstrip().encode()
        stream.seek(0)
        if head.removeprefix(b"\xef\xbb\xbf").startswith(b"{"):
            entries = _of_json(text or read_text(stream, piece.place), piece.place, piece.page)
        else:
            # A page that was fetched is read in its charset already, whatever it declares.
            body = _DECLARED.sub("", text).encode() if piece.page else _mended(stream.read())
            entries = _of_xml(body, piece.place, piece.page)
        for entry in entries:
            if isinstance(entry, Rejection):
                yield entry
            else:
                yield from _of_entry(entry, web, titles)


def _of_entry(entry: _FeedEntry, web: Web | None, titles: TitlePattern | None) -> Entries:
    refusal: Rejection | None = None
    if web is not None and is_address(entry.link):
        found = web.fetch(entry.link)
        if isinstance(found, Unchanged):
            yield StillSame(entry.place, entry.link)
            return
        if isinstance(found, Refusal):
            cure = "" if found.reason in {"robots", "address"} else "try again later"
            expected, _, got = found.message.removeprefix("expected ").partition(", got ")
            refusal = Rejection(entry.place, "page", expected, got or "none", cure, entry.title[:40])
        else:
            each = list(reviews_in_page(found.text, entry.place, found.url, {**entry.told, "url": found.url}))
            if not isinstance(each[0], Rejection):
                yield from each
                return
            refusal = Rejection(
                entry.place, "page", "a ClaimReview in its page", each[0].got, _FROM_ENTRIES, entry.title[:40]
            )
    elif titles is None:
        got = shown(entry.link) if entry.link else "no link"
        refusal = Rejection(entry.place, "url", "the address of a page", got, _FROM_ENTRIES, entry.title[:40])
    if titles is None:
        if refusal is not None:
            yield refusal
        return
    match = titles.pattern.search(entry.title[:_LONGEST_TITLE])
    if match is None:
        pattern = f"a title as in {titles.pattern.pattern[:80]}"
        yield Rejection(entry.place, "title", pattern, shown(entry.title), "", entry.title[:40])
        return
    told = {**entry.told, "claim": match["claim"], "rating": match["rating"], "url": entry.link}
    yield Entry(entry.place, told)


def _of_xml(body: bytes, place: str, page: str) -> Iterator[_FeedEntry | Rejection]:
    import feedparser  # a tenth of a second

    # Bytes, never a text: that would be taken for an address or a file.
    feed = feedparser.parse(io.BytesIO(body), resolve_relative_uris=False)
    if not feed.get("version") and not feed.entries:
        error = feed.get("bozo_exception")
        where = (
            f" (line {error.getLineNumber()}: {error.getMessage()})"
            if isinstance(error, SAXParseException)
            else ""
        )
        raise CorpusError(
            f"{place}: expected RSS, Atom or JSON Feed, got another document{where}; give the feed itself"
        )
    about = feed.feed
    usual = {"publisher": _plain(about.get("title")), "lang": _plain(about.get("language"))}
    # Much makes a feed no sound XML and harms nothing, such as &nbsp; within: the end of it tells.
    cut = bool(feed.bozo) and not _END.search(body)
    entries = feed.entries[: len(_END_OF_ENTRY.findall(body))] if cut else feed.entries
    for number, entry in enumerate(entries[:MOST_ENTRIES], 1):
        source = entry.get("source")
        told = {
            "published": _plain(entry.get("published")) or _plain(entry.get("updated")),
            "publisher": (_plain(source.get("title")) if isinstance(source, Mapping) else "")
            or usual["publisher"],
            "lang": _plain(entry.get("language")) or usual["lang"],
            "summary": _plain(entry.get("summary")),
        }
        link = _whole(_plain(entry.get("link")), page, _plain(about.get("link")))
        yield _FeedEntry(_plain(entry.get("title")), link, f"{place}, entry {number}", told)
    if cut:
        line = body.count(b"\n") + 1
        got = f"one that breaks off in line {line:,}"
        cure = "fetch it again; the entries before are whole"
        yield Rejection(f"{place}, entry {len(entries) + 1:,}", "", "a feed to its end", got, cure)


def _mended(body: bytes) -> bytes:
    """Replace what is no character in a feed that says it is UTF-8, and nearly is.

    Else feedparser would take all of it for another charset.
    """
    if not _SAYS_UTF8.match(body.removeprefix(codecs.BOM_UTF8)):
        return body
    text = body.decode("utf-8", "replace")
    wide = sum(character > "\x7f" for character in text)
    return text.encode() if text.count("\ufffd") <= wide * _MOST_BROKEN else body


def _of_json(text: str, place: str, page: str) -> Iterator[_FeedEntry | Rejection]:
    try:
        feed = json_of(text)
    except ValueError as error:
        raise CorpusError(f"{place}: expected JSON Feed, got another text ({str(error)[:100]})") from None
    items = feed.get("items") if isinstance(feed, Mapping) else None
    if not isinstance(items, list):
        raise CorpusError(f"{place}: expected JSON Feed with its list of items, got {shown(feed)}")
    for number, item in enumerate(items[:MOST_ENTRIES], 1):
        where = f"{place}, entry {number}"
        if not isinstance(item, Mapping):
            yield _FeedEntry("", "", where)
            continue
        authors = item.get("authors", item.get("author"))
        told = {
            "published": told_by(item, "date_published", "date_modified"),
            "publisher": named(authors) or named(feed.get("authors")) or _plain(feed.get("title")),
            "lang": _plain(item.get("language")) or _plain(feed.get("language")),
            "summary": _plain(item.get("summary")) or _plain(item.get("content_text")),
        }
        link = _plain(item.get("url") or item.get("external_url"))
        site = page, _plain(feed.get("home_page_url"))
        yield _FeedEntry(_plain(item.get("title")), _whole(link, *site), where, told)


def _whole(link: str, page: str, site: str) -> str:
    """Return the address that a link means.

    :param page: from which the feed was fetched; "" of a file
    :param site: as the feed names it
    """
    try:
        return urljoin(page or site, link) if link else ""
    except ValueError:
        return link


def _plain(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""

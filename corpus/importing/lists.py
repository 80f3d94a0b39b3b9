"""Lists of fact-checks in JSON, as 较真 and sites like it hand them to their own pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from corpus.errors import CorpusError
from corpus.importing.entry import Entries, Entry, Rejection, shown
from corpus.importing.making import told_by
from corpus.importing.pieces import elements, read_text
from corpus.importing.source import Piece
from corpus.json_ld import first_of, lenient_json, read_html

__all__ = ["ENDINGS", "JIAOZHEN_LINK", "read_lists"]

ENDINGS = (".json", ".html", ".htm")
JIAOZHEN_LINK = "https://vp.fact.qq.com/article?id={id}"
"""Where 较真 has a check of an id."""
_LISTS = ("content", "newslist", "list", "data", "items", "results", "rows", "records", "articles", "rumors")
_CLAIMS = ("rumor", "rumour", "claim", "title")
_RATINGS = ("explain", "result", "rating", "verdict", "conclusion", "label", "markstyle")
_SUMMARIES = ("abstract", "desc", "description", "summary", "mainSummary", "truth", "answer", "body")
_DAYS = ("date", "pubDate", "publishTime", "publish_time", "pubtime", "time", "createTime", "ctime")
_LINKS = ("url", "link", "href", "sourceUrl", "shareUrl")
_PUBLISHERS = ("publisher", "source", "author")
_IDS = ("id", "_id", "rumorId", "articleId", "aid")
_DEEPEST = 8


def read_lists(piece: Piece, link: str = "") -> Entries:
    """Give what the members of a list say; the list is found by the name that such lists have, however deep.

    Lists lie in JSON, in JSON that is a text within JSON, and in the state of a page.

    :param link: the address of a check, with ``{id}``; for those that say none
    :raises CorpusError: it is no JSON, or holds no such list
    """
    number = 0
    with piece.open() as stream:
        head = stream.read(200).lstrip(b"\xef\xbb\xbf \t\r\n")
        stream.seek(0)
        if head.startswith(b"<"):
            found = _in_page(read_text(stream, piece.place))
        else:
            found = _flat(elements(stream, _LISTS, piece.place))
        for number, each in enumerate(found, 1):
            yield _entry(each, f"{piece.place}, entry {number}", link, piece.page)
    if not number:
        raise CorpusError(
            f"{piece.place}: expected a list of fact-checks under one of {', '.join(_LISTS)}, got none"
        )


def _flat(each: Iterator[Any]) -> Iterator[Any]:
    """The members of the list that was found; where none was at hand, of one further within."""
    for element in each:
        if isinstance(element, Mapping) and not _is_check(element):
            within = list(_within(element))
            if within:
                yield from within
                continue
        yield element


def _within(told: Any, depth: int = 0) -> Iterator[Any]:
    """Every member of the lists within, and a single check."""
    if isinstance(told, str) and told.lstrip()[:1] in {"[", "{"}:
        told = lenient_json(told)  # some hand out JSON within JSON
    if depth > _DEEPEST:
        return
    if isinstance(told, Mapping):
        if _is_check(told):
            yield told
            return
        for name, value in told.items():
            if isinstance(value, list | Mapping) or (name in _LISTS and isinstance(value, str)):
                yield from _within(value, depth + 1)
    elif isinstance(told, list):
        for each in told:
            yield from _within(each, depth + 1)


def _in_page(text: str) -> Iterator[Any]:
    reader = read_html(text)
    for state in reader.states:
        yield from _within(lenient_json(state))


def _is_check(told: Mapping[str, Any]) -> bool:
    """Whether something is a fact-check: it says a claim, and what came of it."""
    return told_by(told, *_CLAIMS) is not None and told_by(told, *_RATINGS) is not None


def _entry(each: Any, place: str, link: str, page: str) -> Entry | Rejection:
    if not isinstance(each, Mapping):
        return Rejection(place, "", "a fact-check as a JSON object", shown(each))
    identifier = told_by(each, *_IDS)
    known = isinstance(identifier, str | int) and not isinstance(identifier, bool)
    summary = told_by(each, *_SUMMARIES)
    if isinstance(summary, list):
        parts = [first_of(one).get("content", one) for one in summary]
        summary = " ".join(part for part in parts if isinstance(part, str))
    told = {
        "id": identifier,
        "claim": told_by(each, *_CLAIMS),
        "rating": told_by(each, *_RATINGS),
        "summary": summary,
        "published": told_by(each, *_DAYS),
    }
    usual = {
        "url": told_by(each, *_LINKS)
        or (link.replace("{id}", quote(str(identifier), safe="")) if known and link else None),
        "publisher": told_by(each, *_PUBLISHERS),
    }
    return Entry(place, told, usual=usual, page=page)

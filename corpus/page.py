"""What comes of fetching an address: a page, word that it is the same as before, or why there is none."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.charsets import charset_named, charset_of
from corpus.errors import Unfetched

__all__ = ["Page", "Refusal", "Stamp", "Unchanged", "read_page"]

_TYPES = re.compile(r"text/html|application/xhtml\+xml|(?:application|text)/(?:[\w.-]+\+)?(?:xml|json)")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{1,40})", re.IGNORECASE)
_HEAD = 4_096  # bytes in which a page says its charset
_LONGEST_STAMP = 500


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a server calls this state of a page; given back to it, it says whether there is a newer one.

    :ivar etag: the header ETag as it came, or ""
    :ivar modified: the header Last-Modified as it came, or ""
    """

    etag: str = ""
    modified: str = ""

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Stamp:
        """Return the stamp of an answer's headers (names in lower case); "" for one of no use."""
        told = (headers.get(name, "").strip() for name in ("etag", "last-modified"))
        etag, modified = (each if len(each) <= _LONGEST_STAMP and each.isascii() else "" for each in told)
        return cls(etag, modified)

    def headers(self) -> dict[str, str]:
        """Return the headers that ask for a newer state only."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched.

    :ivar url: where it was found, after redirects
    :ivar kind: html, xml or json; or "data" for whatever else was asked for as data
    :ivar text: the body read in its charset; "" of data
    :ivar stamp: to be given when it is fetched again
    :ivar body: its bytes, unpacked
    """

    url: str
    kind: str
    text: str
    stamp: Stamp = Stamp()
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The page is as it was when the stamp was given (status 304)."""

    url: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """There is no page.

    :ivar url: that was asked for
    :ivar reason: one of those of `corpus.errors.Unfetched`
    :ivar message: what was expected and what was got, for people
    :ivar status: of HTTP; 0 where none came
    """

    url: str
    reason: str
    message: str
    status: int = 0


def read_page(url: str, headers: Mapping[str, str], body: bytes, *, data: bool = False) -> Page:
    """Read what a server sent.

    :param headers: with names in lower case
    :param data: whatever is no html, xml or json is a page of the kind "data", instead of an error
    :raises Unfetched: it is something else, or binary
    """
    content_type = headers.get("content-type", "").lower()
    media = content_type.partition(";")[0].strip()
    binary = b"\x00" in body[:_HEAD] and not body.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE))
    fits = _TYPES.fullmatch(media) is not None
    if data and (binary or not fits):
        return Page(url, "data", "", Stamp.of(headers), body)
    if not fits:
        raise Unfetched("kind", f"expected html, xml or json, got {media[:60] or 'no type'}")
    if binary:
        raise Unfetched("kind", "expected text, got binary data")
    kind = "html" if "html" in media else ("json" if "json" in media else "xml")
    return Page(url, kind, _decode(body, content_type), Stamp.of(headers), body)


def _decode(body: bytes, content_type: str) -> str:
    """Read bytes as the header says, or the page itself; else as its characters tell."""
    if body.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return body.decode("utf-16", "replace")
    named = re.search(r"charset\s*=\s*[\"']?([\w:.-]{1,40})", content_type)
    inside = _META.search(body[:_HEAD]) or _XML.search(body[:_HEAD])
    names: Sequence[str] = [
        *([named[1]] if named else ()),
        *([inside[1].decode("ascii", "ignore")] if inside else ()),
    ]
    for name in names:
        try:
            return body.decode(charset_named(name), "replace").removeprefix("\ufeff")
        except (LookupError, UnicodeError):  # a name that nobody knows, or of no charset
            continue
    return body.decode(charset_of(io.BytesIO(body)) or "utf-8", "replace")

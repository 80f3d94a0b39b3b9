"""Debunks as RSS 2.0, which feed readers and partners' sites take."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from corpus.claim_review import verdict_in_words
from corpus.debunk import Debunk

__all__ = ["rss"]

_ATOM = "http://www.w3.org/2005/Atom"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
ElementTree.register_namespace("atom", _ATOM)
ElementTree.register_namespace("dc", _DUBLIN_CORE)

#: What XML 1.0 cannot hold in any spelling (section 2.2, Char), lone surrogates among it.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOWHERE = "about:blank"
_WHOLE_DATE = len("2026-11-22")


def rss(debunks: Sequence[Debunk], title: str, link: str = "", address: str = "") -> str:
    """Return an RSS 2.0 document with an item for each debunk, in their order.

    :param link: of the page that the feed belongs to; RSS wants one, so without it that of the first debunk
        stands there
    :param address: of the feed itself
    """
    root = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(root, "channel")
    _add(channel, "title", title)
    _add(channel, "link", link or next((debunk.url for debunk in debunks), _NOWHERE))
    _add(channel, "description", title)
    if address:
        link_to_self = {"href": _possible(address), "rel": "self", "type": "application/rss+xml"}
        ElementTree.SubElement(channel, f"{{{_ATOM}}}link", link_to_self)
    if dates := [debunk.published for debunk in debunks if len(debunk.published) == _WHOLE_DATE]:
        # Not the present moment: the same debunks make the same feed.
        _add(channel, "lastBuildDate", _moment(max(dates)))
    for debunk in debunks:
        _add_item(channel, debunk)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _add_item(channel: ElementTree.Element, debunk: Debunk) -> None:
    item = ElementTree.SubElement(channel, "item")
    _add(item, "title", f"{verdict_in_words(debunk.verdict, debunk.lang)}: {debunk.claim}")
    _add(item, "link", debunk.url)
    _add(item, "description", debunk.summary or debunk.claim)
    _add(item, "guid", debunk.id, isPermaLink="false")
    if len(debunk.published) == _WHOLE_DATE:
        _add(item, "pubDate", _moment(debunk.published))
    if debunk.topic:
        _add(item, "category", debunk.topic)
    _add(item, f"{{{_DUBLIN_CORE}}}creator", debunk.publisher)
    _add(item, f"{{{_DUBLIN_CORE}}}language", debunk.lang)


def _add(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    # A carriage return written as it is would be read as a line's end.
    ElementTree.SubElement(parent, name, attributes).text = _possible(text).replace("\r", "\n")


def _possible(text: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", text)


def _moment(day: str) -> str:
    return format_datetime(datetime.fromisoformat(day).replace(tzinfo=UTC))

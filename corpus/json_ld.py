"""JSON-LD as sites write it: find it in a page, and walk through whatever it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from html.parser import HTMLParser
from typing import Any

__all__ = ["PageReader", "first_of", "is_a", "lenient_json", "named", "nodes_of", "read_html", "text_of"]

MOST_NODES = 5_000
"""Of one piece of JSON-LD."""
_DEEPEST = 40
_OPENING = re.compile(r"(?:/[/*]\s*)?<!(?:--|\[CDATA\[)\s*(?:\*/|//)?")
_CLOSING = re.compile(r"(?:/[/*]\s*)?(?:--|\]\])>\s*(?:\*/)?\Z")
_LONGEST_CLOSING = 40
# A text without an end goes to the end: else each of many would be looked through.
_LAST_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+"?)|,(?=\s*+[\]}])', re.DOTALL)


class PageReader(HTMLParser):
    """Gathers the title, the language, the metas and the JSON-LD of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.language = ""
        self.meta: dict[str, str] = {}
        self.scripts: list[str] = []
        self.states: list[str] = []
        """Texts of scripts of plain JSON, in which some sites keep what the page shows."""
        self._in = ""
        self._into: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        kind = given.get("type", "").strip().lower()
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self.meta.setdefault(name.strip().lower(), given.get("content", ""))
        elif tag == "html" and not self.language:
            self.language = given.get("lang", "")
        elif tag == "script" and kind.startswith(("application/ld+json", "application/json")):
            self._in = tag
            self._into = self.scripts if "ld+json" in kind else self.states
            self._into.append("")
        elif tag == "title" and not self.title:
            self._in = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._in:
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "title":
            self.title += data
        elif self._in == "script":
            self._into[-1] += data


def read_html(text: str) -> PageReader:
    """Read a page; nothing is raised, whatever it is."""
    reader = PageReader()
    # Odd pages have met asserts of the parser before.
    with suppress(Exception):
        reader.feed(text)
        reader.close()
    return reader


def lenient_json(text: str) -> Any:
    """Read JSON as sites write it: within comments or CDATA, with raw line ends, with a comma behind the last
    of a list; None where it cannot be read."""
    body = text.strip()
    if opening := _OPENING.match(body):
        head, tail = body[opening.end() : -_LONGEST_CLOSING], body[opening.end() :][-_LONGEST_CLOSING:]
        body = head + _CLOSING.sub("", tail)
    body = body.strip().rstrip(";")
    for read in (str, partial(_LAST_COMMA.sub, lambda found: found[1] or "")):
        with suppress(ValueError, RecursionError):
            return json.loads(read(body), strict=False)
    return None


def nodes_of(told: Any) -> Iterator[Mapping[str, Any]]:
    """Give every object within, in the order of the page; deep and endless nesting is cut off."""
    waiting: list[tuple[Any, int]] = [(told, 0)]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node, depth = waiting.pop()
        if isinstance(node, Mapping):
            yield node
        inner = list(node.values()) if isinstance(node, Mapping) else node
        if isinstance(inner, list) and depth < _DEEPEST:
            waiting += [(each, depth + 1) for each in reversed(inner) if isinstance(each, list | Mapping)]


def is_a(node: Mapping[str, Any], kind: str) -> bool:
    """Tell whether a node says that it is of a type, in lower case: ``claimreview``."""
    kinds = node.get("@type")
    each = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(name, str) and name.rpartition("/")[2].rpartition(":")[2].lower() == kind for name in each
    )


def first_of(value: Any) -> Mapping[str, Any]:
    """Return an object, or the first of a list of them; an empty one for anything else."""
    while isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, Mapping) else {}


def text_of(value: Any) -> str:
    """Return a text, or the first of a list of them; "" for anything else."""
    while isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) else ""


def named(value: Any) -> str:
    """Return what somebody is called: a text, or the name of an object."""
    return text_of(value) or text_of(first_of(value).get("name"))

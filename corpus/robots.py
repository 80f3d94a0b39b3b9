"""What a site's robots.txt allows (RFC 9309)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from corpus.addresses import parted
from corpus.errors import Unfetched

__all__ = ["Robots", "Sites"]

#: Seconds (RFC 9309, 2.4), and for how long rules that could not be read keep their site closed.
RULES_LAST = 24 * 3600.0
TROUBLE_LASTS = 600.0

#: Lines that are read, and characters of a path that is compared: robots.txt comes from outside.
_MOST_LINES, _LONGEST_RULE, _LONGEST_PATH = 20_000, 2_000, 4_000
_NAME = re.compile(r"[a-z_-]+", re.IGNORECASE | re.ASCII)
_KEEP = "/?#[]@!$&'()*+,;=:-._~%|"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one program.

    :ivar rules: whether a path may be asked, and the pattern of such paths; no order
    :ivar delay: seconds that it asks for between two requests; 0 where it says nothing
    """

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    @classmethod
    def read(cls, text: str, name: str) -> Robots:
        """Read a robots.txt, however broken: what cannot be understood says nothing.

        :param name: of the program, as sites write it; without one of its own, the groups for all count
        """
        own, others, found = cls(), cls(), False
        for names, rules, delay in _groups(text):
            if name.lower() in names:
                own, found = cls((*own.rules, *rules), max(own.delay, delay)), True
            elif "*" in names:
                others = cls((*others.rules, *rules), max(others.delay, delay))
        return own if found else others

    def allows(self, url: str) -> bool:
        """Tell whether an address may be asked: the longest pattern that fits decides, in doubt for yes."""
        parts = urlsplit(url)
        path = _even((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))[:_LONGEST_PATH]
        if path == "/robots.txt":
            return True
        fitting = [(len(pattern), allowed) for allowed, pattern in self.rules if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


class Sites:
    """The rules of all sites, each read when it is first asked for, and again after a day.

    :param read: reads the rules at the address of a robots.txt, or raises Unfetched
    :param clock: seconds that never go back
    """

    def __init__(self, read: Callable[[str], Awaitable[Robots]], clock: Callable[[], float]) -> None:
        self._fetch = read
        self._clock = clock
        self._known: dict[str, tuple[float, Robots | Unfetched]] = {}
        self._reading: dict[str, asyncio.Lock] = {}

    async def of(self, url: str) -> Robots:
        """Return the rules of the site of an address.

        :raises Unfetched: they cannot be read: nothing may be asked, for ten minutes
        """
        parts = parted(url)
        site = f"{parts.scheme}://{parts.netloc.lower()}"
        async with self._reading.setdefault(site, asyncio.Lock()):
            until, known = self._known.get(site, (float("-inf"), Robots()))
            if self._clock() >= until:
                known = await self._read(f"{site}/robots.txt")
                lasts = TROUBLE_LASTS if isinstance(known, Unfetched) else RULES_LAST
                self._known[site] = (self._clock() + lasts, known)
        if isinstance(known, Unfetched):
            raise Unfetched(known.reason, str(known))
        return known

    async def _read(self, address: str) -> Robots | Unfetched:
        try:
            return await self._fetch(address)
        except Unfetched as error:
            return error


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[bool, str]], float]]:
    """Yield names, rules and delay of each group; lines of other kinds do not end one."""
    names: set[str] = set()
    rules: list[tuple[bool, str]] = []
    delay, begun = 0.0, False
    for line in text.removeprefix("\ufeff").splitlines()[:_MOST_LINES]:
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()[:_LONGEST_RULE]
        if not colon:
            continue
        if key == "user-agent":
            if begun:
                yield names, rules, delay
                names, rules, delay, begun = set(), [], 0.0, False
            called = _NAME.match(value)
            names.add("*" if value.startswith("*") else (called[0].lower() if called else ""))
        elif key in {"allow", "disallow"}:
            begun = True
            if value:
                rules.append((key == "allow", _even(value)))
        elif key == "crawl-delay":
            begun = True
            with suppress(ValueError):
                delay = max(delay, float(value)) if float(value) < float("inf") else delay
    if names:
        yield names, rules, delay


def _even(path: str) -> str:
    """Write a path's percent-encoding in one way, so that two of them can be compared."""
    escaped = quote(path, safe=_KEEP, errors="replace")
    return re.sub(r"%[0-9a-fA-F]{2}", _one_way, escaped)


def _one_way(found: re.Match[str]) -> str:
    character = chr(int(found[0][1:], 16))
    plain = character.isascii() and (character.isalnum() or character in "-._~")
    return character if plain else found[0].upper()


def _fits(pattern: str, path: str) -> bool:
    """Tell whether a path begins as a pattern says: * is anything, $ at the end is the end.

    Each piece is looked for where the last one ended, first come first taken: no pattern takes long.
    """
    closed = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    end = len(first)
    if not pieces:
        return not closed or end == len(path)
    last = pieces.pop() if closed else ""
    for piece in pieces:
        place = path.find(piece, end)
        if place < 0:
            return False
        end = place + len(piece)
    return len(path) - len(last) >= end and path.endswith(last)

"""Which links of debunks are dead, since when, and what is linked in their place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corpus.errors import CorpusError
from corpus.exports import write_whole

__all__ = ["LinkBook", "LinkState", "Outcome", "Seen", "Way", "WayKind", "link_file"]

#: A link that fails is dead after so many looks, over so long a time.
DEAD_AFTER = 3
DEAD_OVER = timedelta(days=3)
_FORMAT = 1


class Outcome(StrEnum):
    """What a look at a link gave."""

    THERE = "there"
    GONE = "gone"
    """The site says that there is no such page: status 404 or 410."""
    FAILING = "failing"
    """No answer, or an error of the site."""
    UNCLEAR = "unclear"
    """The site does not let programs look."""


class WayKind(StrEnum):
    """What is linked for a debunk."""

    PAGE = "page"
    COPY = "copy"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Way:
    """Where a debunk can be read: its page, a copy in an archive, or else the site of its publisher."""

    url: str
    kind: WayKind = WayKind.PAGE


@dataclass(frozen=True, slots=True)
class Seen:
    """One look at a link.

    :ivar status: of HTTP; 0 where none came
    :ivar reason: of `corpus.errors.Unfetched`, or "" where the page is there
    :ivar at: when, with a time zone
    """

    url: str
    outcome: Outcome
    at: datetime
    status: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LinkState:
    """What is known of a link that fails, or of which a copy is known.

    :ivar failures: looks without the page, since it was last there
    :ivar first: the first of them, in UTC as ISO 8601 has it; "" for none
    :ivar last: the last of them
    :ivar archive: address of a copy; "" for none
    """

    status: int = 0
    reason: str = ""
    failures: int = 0
    first: str = ""
    last: str = ""
    dead: bool = False
    archive: str = ""

    def after(self, seen: Seen) -> LinkState:
        """Return the state after one more look.

        A page that the site says it has not is dead at once; one that fails after three looks over three
        days; one that is there again lives. Where the site lets nobody look, nothing changes.
        """
        if seen.outcome is Outcome.UNCLEAR:
            return self
        if seen.outcome is Outcome.THERE:
            return LinkState(archive=self.archive)
        at = seen.at.astimezone(UTC).replace(microsecond=0)
        if self.last and at <= datetime.fromisoformat(self.last):
            return self  # counted already, by a run that was killed before it could forget it
        failures, first = self.failures + 1, self.first or at.isoformat()
        long_enough = failures >= DEAD_AFTER and at - datetime.fromisoformat(first) >= DEAD_OVER
        return replace(
            self,
            status=seen.status,
            reason=seen.reason,
            failures=failures,
            first=first,
            last=at.isoformat(),
            dead=self.dead or seen.outcome is Outcome.GONE or long_enough,
        )


@dataclass(frozen=True, slots=True)
class LinkBook:
    """The links that fail or of which a copy is known, by their addresses as debunks have them."""

    states: Mapping[str, LinkState] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> LinkBook:
        """Read a book; one that is not there is empty.

        :raises CorpusError: it cannot be read
        """
        try:
            told = json.loads(file.read_bytes())
            if told["format"] != _FORMAT:
                raise ValueError("another format")
            return cls({str(url): _state(each) for url, each in told["links"].items()})
        except FileNotFoundError:
            return cls()
        except OSError as error:
            raise CorpusError(f"{file}: cannot be read: {error.strerror or error}") from error
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise CorpusError(
                f"{file}: expected what `zhendema corpus links` writes, got something else; move it away"
            ) from None

    def write(self, file: Path) -> None:
        """Write the book in one rename.

        :raises CorpusError: it cannot be written
        """
        links = {
            url: {name: getattr(state, name) for name in LinkState.__slots__}
            for url, state in sorted(self.states.items())
        }
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CorpusError(f"expected to write {file}, got: {error.strerror or error}") from error
        write_whole(
            file, json.dumps({"format": _FORMAT, "links": links}, ensure_ascii=False, indent=1) + "\n"
        )

    def after(self, looks: Iterable[Seen]) -> LinkBook:
        """Return the book after further looks."""
        states = dict(self.states)
        for seen in looks:
            states[seen.url] = states.get(seen.url, LinkState()).after(seen)
        return LinkBook({url: state for url, state in states.items() if state != LinkState()})

    def only(self, urls: Iterable[str]) -> LinkBook:
        """Return the part of the book that is about these links."""
        wanted = set(urls)
        return LinkBook({url: state for url, state in self.states.items() if url in wanted})

    @property
    def dead(self) -> dict[str, LinkState]:
        """The dead links."""
        return {url: state for url, state in self.states.items() if state.dead}

    def elsewhere(self, url: str) -> Way | None:
        """Return what to link in the place of a debunk's page; None while it is not known to be dead.

        :param url: of the debunk
        """
        state = self.states.get(url)
        if state is None or not state.dead:
            return None
        if state.archive:
            return Way(state.archive, WayKind.COPY)
        parts = urlsplit(url)
        return Way(f"{parts.scheme}://{parts.netloc}/", WayKind.SITE)


def link_file(home: Path) -> Path:
    """:returns: where the book of an installation lies"""
    return home / "corpus" / "links.json"


_KINDS = {name: type(getattr(LinkState(), name)) for name in LinkState.__slots__}


def _state(told: Any) -> LinkState:
    known = {name: told[name] for name in _KINDS if name in told}
    if any(type(value) is not _KINDS[name] for name, value in known.items()):
        raise ValueError("a value of another kind")
    state = LinkState(**known)
    for moment in filter(None, (state.first, state.last)):
        if datetime.fromisoformat(moment).tzinfo is None:
            raise ValueError("a moment without a time zone")
    if state.archive and not state.archive.startswith(("http://", "https://")):
        raise ValueError("an archive that is no address")
    return state

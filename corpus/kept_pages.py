"""Pages that an unfinished run has fetched, kept so that the next one need not ask for them again."""

from __future__ import annotations

import hashlib
import shutil
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, Self

from corpus.errors import CorpusError
from corpus.feeds import Page, Refusal, Stamp, Unchanged
from corpus.journal import Journal

__all__ = ["KeptPages"]

#: What an unfinished run fetched counts so long.
FRESH = timedelta(days=1)


class _Web(Protocol):
    def fetch(
        self, url: str, since: Stamp | None = None, *, data: bool = False
    ) -> Page | Unchanged | Refusal: ...


class KeptPages:
    """Fetches as a `BlockingFetcher` does, and remembers what came until the run has come to its end.

    A context manager. Left without an error, it forgets all; killed or left by an error, it keeps the pages
    for the next run of the same purpose, within a day. Refusals are not kept: they may be over by then. Where
    the disk is full, pages are fetched and not kept.

    :param web: what fetches, not open yet
    :param folder: such as HOME/cache/import-NAME; made, and taken away at the end
    :param purpose: names what the run does, and of what
    :param told: is told after each page how many there were
    :raises CorpusError: when it is opened: another program is at the same work, or nothing can be written
    """

    def __init__(
        self,
        web: AbstractContextManager[_Web],
        folder: Path,
        purpose: str,
        *,
        told: Callable[[int], object] = lambda pages: None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._opening = web
        self._folder = folder
        self._journal = Journal(folder / "pages.journal", purpose)
        self._told = told
        self._clock = clock
        self._pages = 0
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.enter_context(self._journal)
            self._web = stack.enter_context(self._opening)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: Any) -> None:
        try:
            if kind is None:
                self._journal.finish()
                shutil.rmtree(self._folder, ignore_errors=True)
        finally:
            self._stack.__exit__(kind, *rest)

    def fetch(
        self, url: str, since: Stamp | None = None, *, data: bool = False
    ) -> Page | Unchanged | Refusal:
        """Fetch a page, or give the one that the unfinished run before has fetched."""
        name = hashlib.sha256(f"{data} {url}".encode()).hexdigest()
        kept = self._kept(name)
        found = kept or self._web.fetch(url, since, data=data)
        if kept is None:
            self._keep(name, found)
        self._pages += 1
        self._told(self._pages)
        return found

    def _kept(self, name: str) -> Page | Unchanged | None:
        try:
            at, url, kind, etag, modified = self._journal.done.get(name, ())
            if datetime.fromisoformat(at) < self._clock() - FRESH:
                return None
            if not kind:
                return Unchanged(url)
            body, text = (zlib.decompress((self._folder / f"{name}.{each}").read_bytes()) for each in _PARTS)
            return Page(url, kind, text.decode(), Stamp(etag, modified), body)
        except (TypeError, ValueError, OSError, zlib.error):
            return None

    def _keep(self, name: str, found: Page | Unchanged | Refusal) -> None:
        if isinstance(found, Refusal):
            return
        noted = [self._clock().isoformat(), found.url, "", "", ""]
        try:
            if isinstance(found, Page):
                noted[2:] = [found.kind, found.stamp.etag, found.stamp.modified]
                for part, content in zip(_PARTS, (found.body, found.text.encode()), strict=True):
                    (self._folder / f"{name}.{part}").write_bytes(zlib.compress(content, 1))
            self._journal.note(name, noted)
        except (OSError, UnicodeError, CorpusError):
            # Keeping spares time, nothing more: the run goes on without.
            return


_PARTS = ("body", "text")

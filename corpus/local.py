"""This installation's own debunks: one file that is replaced whole, beside a history of its changes."""

from __future__ import annotations

import fcntl
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import NoReturn

from corpus.debunk import Debunk
from corpus.errors import CorpusError, Refused
from corpus.library import LIBRARY, each_debunk, imported_files, own_files, read_corpus
from corpus.links import canonical_url
from corpus.local_history import LocalHistory, trouble
from corpus.synced import sync
from corpus.text import normalise

__all__ = ["UNNAMED", "LocalCorpus"]

#: As a new debunk is called until it is published.
UNNAMED = "local-0"
_NUMBERED = re.compile(r"local-(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class LocalCorpus:
    """The file HOME/corpus/local.jsonl, and beside it local.history with a line for each change.

    A change is written down in the history before the file is replaced; the file is replaced in one rename.
    So a program that is killed leaves the old file or the new one, and a change asked for again under the
    same cause is finished, not made twice. Programs change it one after another.

    :param home: the folder of the state
    :param library: the shipped debunks, which stand beside
    """

    home: Path
    library: Path = LIBRARY

    @property
    def file(self) -> Path:
        return self.home / "corpus" / "local.jsonl"

    @property
    def history(self) -> LocalHistory:
        return LocalHistory(self.home / "corpus" / "local.history")

    def read(self) -> tuple[Debunk, ...]:
        """Return the local debunks, in the order in which they were published.

        :raises CorpusError: the file cannot be read, or one of its lines is no debunk: nothing may be written
            then, since that line would be lost
        """
        return _read_whole(self.file)

    def find(self, debunk_id: str) -> Debunk | None:
        """Return the local debunk of that id, or None."""
        return next((debunk for debunk in self.read() if debunk.id == debunk_id), None)

    def named(self, words: str) -> Debunk | None:
        """Return the local debunk of an id, of the number in it ("3" is ``local-3``), or of a page.

        :returns: None where nothing here is called so
        """
        number = words.lstrip("#")
        found = self.find(f"local-{int(number)}" if _is_number(number) else words)
        if found is not None or "://" not in words:
            return found
        url = canonical_url(words)
        return next((debunk for debunk in self.read() if canonical_url(debunk.url) == url), None)

    def publish(
        self, debunk: Debunk, *, cause: str = "", beside: Sequence[Debunk] = (), now: datetime | None = None
    ) -> Debunk:
        """Add a debunk; return it with the id that it has from now on.

        :param debunk: under the id `UNNAMED` it gets the next free ``local-<n>``
        :param cause: names what brings this about; asked for again under it, the same debunk is returned and
            nothing changes
        :param beside: further debunks that it must differ from, such as those of an index of another corpus
        :raises Refused: its id, its page or its claim is in the standing corpus already
        :raises CorpusError: a file cannot be read or written; nothing was changed then
        """
        with self._held():
            mine = self.read()
            written = self.history.published_by(cause) if cause else None
            if written is not None:
                if all(each.id != written.id for each in mine):
                    self._replace([*mine, written])
                return written
            if debunk.id == UNNAMED:
                # What was imported is called by its source.
                own = each_debunk((self.library, *own_files(self.home)))
                debunk = debunk.model_copy(update={"id": self._next_id(chain(own, beside))})
            _require_new(debunk, chain(self._standing(), beside))
            with self.history.noted("published", None, debunk, cause=cause, now=now):
                self._replace([*mine, debunk])
            return debunk

    def correct(self, debunk: Debunk, *, cause: str = "", now: datetime | None = None) -> Debunk:
        """Put a debunk in the place of the local one with its id; an equal one changes nothing.

        :param cause: names what brings this about, for `LocalHistory.corrected_by`
        :raises Refused: no local debunk has that id, or another one has the page or a claim that it has now
        :raises CorpusError: a file cannot be read or written; nothing was changed then
        """
        with self._held():
            mine = self.read()
            old = self._own(mine, debunk.id)
            if old == debunk:
                return old
            _require_new(debunk, self._standing(), before=old)
            with self.history.noted("corrected", old, debunk, cause=cause, now=now):
                self._replace([debunk if each.id == old.id else each for each in mine])
            return debunk

    def withdraw(self, debunk_id: str, why: str, *, now: datetime | None = None) -> Debunk:
        """Take a local debunk out; return what it was.

        :param why: a line for the history
        :raises Refused: no local debunk has that id
        :raises CorpusError: a file cannot be read or written; nothing was changed then
        """
        with self._held():
            mine = self.read()
            old = self._own(mine, debunk_id)
            with self.history.noted("withdrawn", old, None, why=why, now=now):
                self._replace([each for each in mine if each.id != debunk_id])
            return old

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Keep other programs and threads from changing the files meanwhile."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.file.with_name(".local.lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError as error:
            trouble(self.file.parent, error)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _own(self, mine: Sequence[Debunk], debunk_id: str) -> Debunk:
        found = _of_id(mine, debunk_id)
        if found is None:
            known = _of_id(self._standing(), debunk_id)
            kind = "a debunk of another file of the corpus" if known else "no debunk"
            raise Refused(f"expected the id of a local debunk, got {debunk_id}, which is {kind}", debunk_id)
        return found

    def _standing(self) -> Iterator[Debunk]:
        """Give all that an index is built of, as `corpus.library.standing_corpus`, also what none has yet."""
        return each_debunk((self.library, *own_files(self.home), *imported_files(self.home)))

    def _next_id(self, standing: Iterable[Debunk]) -> str:
        """The number after the highest that was ever given: a withdrawn one still means something."""
        names = [debunk.id for debunk in standing] + [
            str(change.get("id")) for change in self.history.changes()
        ]
        numbers = [int(match[1]) for name in names if (match := _NUMBERED.fullmatch(name))]
        return f"local-{max(numbers, default=0) + 1}"

    def _replace(self, debunks: Sequence[Debunk]) -> None:
        aside = None
        try:
            handle, name = tempfile.mkstemp(prefix=".local.", suffix=".new", dir=self.file.parent)
            aside = Path(name)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.writelines(debunk.model_dump_json() + "\n" for debunk in debunks)
                stream.flush()
                os.fsync(stream.fileno())
            aside.chmod(0o644)
            aside.replace(self.file)
            sync(self.file.parent)
        except OSError as error:
            if aside is not None:
                aside.unlink(missing_ok=True)
            trouble(self.file, error)


def _is_number(words: str) -> bool:
    return words.isascii() and words.isdigit() and len(words) < 10


def _read_whole(file: Path) -> tuple[Debunk, ...]:
    if not file.exists():
        return ()
    found = read_corpus([file])
    if found.faults:
        raise CorpusError(f"{found.faults[0]}; put this line right first: nothing was changed")
    return found.debunks


def _of_id(debunks: Iterable[Debunk], debunk_id: str) -> Debunk | None:
    return next((debunk for debunk in debunks if debunk.id == debunk_id), None)


def _require_new(debunk: Debunk, others: Iterable[Debunk], before: Debunk | None = None) -> None:
    """Refuse a debunk that repeats another one.

    :param before: what is corrected; what it has already is no reason, for others may have come in since
    """
    pages = {canonical_url(debunk.url)}
    claims = _claims(debunk)
    if before is not None:
        pages -= {canonical_url(before.url)}
        claims -= _claims(before)
    for other in others:
        if other.id == debunk.id:
            if before is None:
                _refuse(other, f"the id {debunk.id} is taken")
            continue
        if canonical_url(other.url) in pages:
            _refuse(other, "this page is in the corpus already")
        if claims and not claims.isdisjoint(_claims(other)):
            _refuse(other, "this claim is in the corpus already")


def _claims(debunk: Debunk) -> set[str]:
    return {normalise(text) for text in (debunk.claim, *debunk.variants)}


def _refuse(known: Debunk, what: str) -> NoReturn:
    raise Refused(f"{what}, as {known.id} ({known.claim}); answer with {known.id}, or correct it", known.id)

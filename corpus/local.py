"""This installation's own debunks: one file that is replaced whole, and a history that only grows."""

from __future__ import annotations

import fcntl
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

from corpus.debunk import Debunk
from corpus.errors import CorpusError, Refused
from corpus.library import LIBRARY, each_debunk, imported_files, own_files, read_corpus
from corpus.links import canonical_url
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
    def history_file(self) -> Path:
        return self.home / "corpus" / "local.history"

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
            written = self.published_by(cause) if cause else None
            if written is not None:
                if all(each.id != written.id for each in mine):
                    self._replace([*mine, written])
                return written
            if debunk.id == UNNAMED:
                # What was imported is called by its source.
                own = each_debunk((self.library, *own_files(self.home)))
                debunk = debunk.model_copy(update={"id": self._next_id(chain(own, beside))})
            _require_new(debunk, chain(self._standing(), beside))
            with self._noted("published", None, debunk, cause=cause, now=now):
                self._replace([*mine, debunk])
            return debunk

    def correct(self, debunk: Debunk, *, cause: str = "", now: datetime | None = None) -> Debunk:
        """Put a debunk in the place of the local one with its id; an equal one changes nothing.

        :param cause: names what brings this about, for `corrected_by`
        :raises Refused: no local debunk has that id, or another one has the page or a claim that it has now
        :raises CorpusError: a file cannot be read or written; nothing was changed then
        """
        with self._held():
            mine = self.read()
            old = self._own(mine, debunk.id)
            if old == debunk:
                return old
            _require_new(debunk, self._standing(), before=old)
            with self._noted("corrected", old, debunk, cause=cause, now=now):
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
            with self._noted("withdrawn", old, None, why=why, now=now):
                self._replace([each for each in mine if each.id != debunk_id])
            return old

    def history(self) -> list[dict[str, Any]]:
        """Return all changes in their order: at, what, id, cause, why, old, new.

        A line that a full disk cut off is left out.
        """
        changes = []
        # JSON leaves further ends of lines, such as U+2028, in its texts: not splitlines().
        for line in _text_of(self.history_file).split("\n"):
            try:
                told = json.loads(line)
            except ValueError:
                continue
            if isinstance(told, dict):
                changes.append(told)
        return changes

    def published_by(self, cause: str) -> Debunk | None:
        """Return what was published under a cause, as it is now or was last; None: nothing yet."""
        changes = self.history()
        for place, change in enumerate(changes):
            if change.get("cause") == cause and change.get("what") == "published":
                later = [each for each in changes[place + 1 :] if each.get("id") == change.get("id")]
                new = (later or [change])[-1].get("new")
                return Debunk.model_validate(new or change["new"])
        return None

    def corrected_by(self, cause: str) -> tuple[Debunk, Debunk] | None:
        """Return what the last correction under a cause made of what; None: there was none yet."""
        for change in reversed(self.history()):
            if change.get("cause") == cause and change.get("what") == "corrected":
                return Debunk.model_validate(change["old"]), Debunk.model_validate(change["new"])
        return None

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Keep other programs and threads from changing the files meanwhile."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.file.with_name(".local.lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError as error:
            _trouble(self.file.parent, error)
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
        names = [debunk.id for debunk in standing] + [str(change.get("id")) for change in self.history()]
        numbers = [int(match[1]) for name in names if (match := _NUMBERED.fullmatch(name))]
        return f"local-{max(numbers, default=0) + 1}"

    @contextmanager
    def _noted(
        self,
        what: str,
        old: Debunk | None,
        new: Debunk | None,
        *,
        cause: str = "",
        why: str = "",
        now: datetime | None = None,
    ) -> Iterator[None]:
        """Write a change into the history, and take it back if it cannot be made."""
        named = new or old
        assert named is not None
        change = {
            "at": (now or datetime.now(UTC)).isoformat(timespec="seconds"),
            "what": what,
            "id": named.id,
            "cause": cause,
            "why": why,
            "old": old.model_dump(mode="json") if old else None,
            "new": new.model_dump(mode="json") if new else None,
        }
        line = json.dumps(change, ensure_ascii=False).encode()
        before = self.history_file.stat().st_size if self.history_file.exists() else 0
        try:
            try:
                with self.history_file.open("ab") as stream:
                    # After a line that a kill has cut off, a new one begins.
                    stream.write((b"\n" if _ends_amid_a_line(self.history_file) else b"") + line + b"\n")
                    stream.flush()
                    os.fsync(stream.fileno())
            except OSError as error:
                _trouble(self.history_file, error)
            yield
        except CorpusError:
            with suppress(OSError):
                os.truncate(self.history_file, before)
            raise

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
            _trouble(self.file, error)


def _is_number(words: str) -> bool:
    return words.isascii() and words.isdigit() and len(words) < 10


def _read_whole(file: Path) -> tuple[Debunk, ...]:
    if not file.exists():
        return ()
    found = read_corpus([file])
    if found.faults:
        raise CorpusError(f"{found.faults[0]}; put this line right first: nothing was changed")
    return found.debunks


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise CorpusError(f"{file}: cannot be read: {error.strerror or error}") from error


def _ends_amid_a_line(file: Path) -> bool:
    with file.open("rb") as stream:
        if stream.seek(0, os.SEEK_END) == 0:
            return False
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) != b"\n"


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


def _trouble(path: Path, error: OSError) -> NoReturn:
    raise CorpusError(
        f"expected to write {path}, got: {error.strerror or error}; make room, or give this user the right "
        "to write there; nothing was changed"
    ) from error

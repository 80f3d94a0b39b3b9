"""HOME/corpus/imported: one file of debunks for each source, replaced whole, and what is known of it."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from corpus.errors import CorpusError
from corpus.feeds import Stamp
from corpus.synced import sync

__all__ = ["PageKnown", "Provenance", "Shelf"]

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class PageKnown:
    """A page that was fetched: the server's name of its state, and the debunks that came of it."""

    stamp: Stamp
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the debunks of a file came from.

    :ivar source: as it was named
    :ivar form: of the source
    :ivar options: that were given besides
    :ivar pages: by their addresses, as they were asked for
    """

    source: str
    form: str
    options: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, PageKnown] = field(default_factory=dict)

    def as_text(self) -> str:
        """Return it as JSON; equal ones give equal texts."""
        told = {
            "format": _FORMAT,
            "source": self.source,
            "form": self.form,
            "options": dict(sorted(self.options.items())),
            "pages": {
                url: {"etag": page.stamp.etag, "modified": page.stamp.modified, "ids": list(page.ids)}
                for url, page in sorted(self.pages.items())
            },
        }
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def of_text(cls, text: str) -> Provenance:
        """Read what `as_text` wrote.

        :raises ValueError: it is another thing
        """
        told = json.loads(text)
        if not isinstance(told, dict) or told.get("format") != _FORMAT:
            raise ValueError("of another format")
        pages: dict[str, Any] = told["pages"]
        return cls(
            str(told["source"]),
            str(told["form"]),
            dict(told["options"]),
            {
                str(url): PageKnown(Stamp(str(page["etag"]), str(page["modified"])), tuple(page["ids"]))
                for url, page in pages.items()
            },
        )


@dataclass(frozen=True, slots=True)
class Shelf:
    """The file HOME/corpus/imported/NAME.jsonl, and NAME.source beside it.

    :param home: the folder of the state
    :param name: of the source
    """

    home: Path
    name: str

    @property
    def folder(self) -> Path:
        return self.home / "corpus" / "imported"

    @property
    def file(self) -> Path:
        return self.folder / f"{self.name}.jsonl"

    @property
    def provenance_file(self) -> Path:
        return self.folder / f"{self.name}.source"

    def provenance(self) -> Provenance | None:
        """Return what is known of the source; None where nothing is, or it cannot be read any more: then
        pages are fetched anew.
        """
        try:
            return Provenance.of_text(self.provenance_file.read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other programs from changing the file meanwhile.

        :raises CorpusError: the folder cannot be written, or another import of this name is under way
        """
        lock = self.folder / f".{self.name}.lock"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(lock, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError as error:
            _trouble(self.folder, error)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise self._busy() from None
            if not os.fstat(handle).st_nlink:
                raise self._busy()  # who held it took it away after it was opened here: it keeps nobody out
            for left in self.folder.glob(f".{self.name}.*.part"):
                left.unlink(missing_ok=True)  # of an import that was killed
            try:
                yield
            finally:
                if not self.file.exists():
                    lock.unlink(missing_ok=True)  # nothing is here that it could be held for
        finally:
            os.close(handle)

    def _busy(self) -> CorpusError:
        return CorpusError(
            f"expected to change {self.file} alone, got another import at work; wait for its end"
        )

    @contextmanager
    def aside(self) -> Iterator[BinaryIO]:
        """Give a file to write into, which is gone afterwards unless it was put in place."""
        try:
            handle, name = tempfile.mkstemp(prefix=f".{self.name}.", suffix=".part", dir=self.folder)
            os.close(handle)
        except OSError as error:
            _trouble(self.folder, error)
        try:
            with Path(name).open("w+b") as stream:
                yield stream
        except OSError as error:
            _trouble(self.file, error)
        finally:
            Path(name).unlink(missing_ok=True)

    def put(self, aside: BinaryIO, file: Path) -> None:
        """Have the disk hold what was written aside, and give it its name.

        :raises CorpusError: it cannot be written; the file before stays
        """
        try:
            aside.flush()
            os.fsync(aside.fileno())
            path = Path(str(aside.name))
            path.chmod(0o644)
            path.replace(file)
            sync(self.folder)
        except OSError as error:
            _trouble(file, error)

    def remove(self) -> Path:
        """Take the debunks out of the corpus; the file stays as NAME.removed, or NAME.removed-2 and so on.

        :returns: the file as it is called now
        :raises CorpusError: there is no such file, or it cannot be renamed
        """
        with self.held():
            if not self.file.exists():
                known = sorted(each.stem for each in self.folder.glob("*.jsonl"))
                raise CorpusError(f"expected one of {', '.join(known) or 'no names yet'}, got {self.name!r}")
            try:
                removed = self.file.rename(self._free_name())
            except OSError as error:
                _trouble(self.file, error)
            with suppress(FileNotFoundError):
                # Its pages count as new when they are imported again.
                self.provenance_file.unlink()
            return removed

    def _free_name(self) -> Path:
        """Return the path of a removed file beside those that were removed before."""
        names = chain(["removed"], (f"removed-{number}" for number in count(2)))
        return next(path for name in names if not (path := self.folder / f"{self.name}.{name}").exists())


def _trouble(path: Path, error: OSError) -> NoReturn:
    raise CorpusError(
        f"expected to write {path}, got: {error.strerror or error}; make room, or give this user the right "
        "to write there; nothing was changed"
    ) from error

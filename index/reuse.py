"""Vectors by their texts, kept between builds, so that only new texts need the encoder."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.kept_aside import forget_others, forget_parts, is_whole, name_part, path_aside
from index.marks import MARK, MarkedPlaces, Marks
from index.unwritten import reason_for

__all__ = ["KnownVectors"]

_FOLDER = ".vectors"
_MOST_PARTS = 16
_BLOCK = 20_000  # vectors that are read at a time
_SPARE = 20_000
"""Vectors of texts that no version has any more which stay besides, as many as there are in use and these."""

_log = logging.getLogger(__name__)

Floats = NDArray[np.float32]


class KnownVectors:
    """What one encoder has made of texts before, in files under the root of the versions.

    Each file holds the marks of its texts and then their vectors, and has its checksum in its name: a damaged
    or half-written one is put away, and its texts are embedded anew. What was kept last is in the last file;
    the oldest vectors that are not in use go when there are too many.
    """

    def __init__(self, folder: Path, dimension: int, spare: int = _SPARE) -> None:
        """Use `open`; this is for those who know the folder of the encoder."""
        self._folder = folder
        self._spare = spare
        self._dimension = dimension
        self._parts: list[_Part] = []
        for path in sorted(folder.glob("*.vectors")) if folder.is_dir() else ():
            self._take(path)
        self._find_places()

    @classmethod
    def open(cls, root: Path, encoder: Encoder, *, anew: bool = False) -> KnownVectors:
        """Open those of an encoder under the root of the versions; there may be none yet.

        :param anew: delete what is there, so that all texts go to the encoder
        """
        folder = root / _FOLDER / encoder.fingerprint
        for path in folder.glob("*.vectors") if anew else ():
            path.unlink(missing_ok=True)
        return cls(folder, encoder.dimension)

    def __len__(self) -> int:
        return len(self._places)

    def fill(self, marks: Marks, rows: NDArray[np.floating]) -> NDArray[np.int64]:
        """Write the known vectors of texts into their rows.

        :param marks: (texts, 2)
        :param rows: (texts, dimension), changed in place
        :returns: the numbers of the texts that are not known
        """
        places = self._places.find(marks)
        order = np.argsort(places, kind="stable")
        wanted = places[order]
        begin = 0
        for part in self._parts:
            for start in range(0, part.count, _BLOCK):
                count = min(_BLOCK, part.count - start)
                first, last = np.searchsorted(wanted, (begin + start, begin + start + count))
                if first < last:
                    rows[order[first:last]] = part.rows(start, count)[wanted[first:last] - begin - start]
            begin += part.count
        return np.flatnonzero(places < 0)

    @contextmanager
    def keeping(self, marks: Marks) -> Iterator[Callable[[Floats], None]]:
        """Keep the vectors of texts that are not known yet, for the next build.

        A disk that is full costs the next build time, and does no other harm.

        :param marks: (texts, 2), different ones
        :returns: what is to be called with the vectors of the texts in their order, some at a time
        """
        aside = _Aside(self._folder)
        try:
            if len(marks):
                aside.add(np.ascontiguousarray(marks))
            yield aside.add
            if len(marks) and (path := aside.finish(self._paths)):
                self._parts.append(_Part(path, self._dimension))
                self._find_places()
        finally:
            aside.discard()

    def tidy(self, used: Marks) -> None:
        """Put away what has been too long in no use.

        :param used: (texts, 2) of all texts that are in use now
        """
        places = self._places.find(used)
        places = np.unique(places[places >= 0])
        try:
            if len(self) > 2 * len(places) + self._spare or len(self._parts) > _MOST_PARTS:
                self._rewrite(places, len(places) + self._spare // 2)
            forget_others(self._folder, _FOLDER, ".vectors")
        except OSError as error:
            _log.warning("vectors are not kept for the next build: %s", reason_for(error))

    @property
    def _paths(self) -> list[Path]:
        return [part.path for part in self._parts]

    def _find_places(self) -> None:
        marks = [np.zeros((0, 2), dtype=np.uint64), *(part.marks for part in self._parts)]
        self._places = MarkedPlaces(np.concatenate(marks))

    def _rewrite(self, used: NDArray[np.int64], spare: int) -> None:
        """Keep in one file what is used and the newest of the rest.

        :param used: the places of what is used, in order
        """
        marks = np.concatenate([part.marks for part in self._parts])
        resting = np.delete(np.arange(len(marks)), used)
        chosen = np.concatenate([resting[-spare:] if spare else resting[:0], used])
        before = self._paths
        aside = _Aside(self._folder)
        try:
            aside.add(marks[chosen])
            for start in range(0, len(chosen), _BLOCK):
                some = np.empty((len(chosen[start : start + _BLOCK]), self._dimension), dtype=np.float32)
                self.fill(marks[chosen[start : start + _BLOCK]], some)
                aside.add(some)
            written = aside.finish(before)
        finally:
            aside.discard()
        if written:
            forget_parts(before, written)

    def _take(self, path: Path) -> None:
        try:
            if not is_whole(path):
                raise ValueError
            self._parts.append(_Part(path, self._dimension))
        except (OSError, ValueError):
            with suppress(OSError):
                path.unlink()


class _Part:
    """A file of marks and vectors; it stays open, for another program may put it away meanwhile."""

    def __init__(self, path: Path, dimension: int) -> None:
        """:raises OSError, ValueError: when it is no such file"""
        self.path = path
        self._width = 4 * dimension
        self.count, rest = divmod(path.stat().st_size, MARK + self._width)
        if rest or not self.count:
            raise ValueError(f"expected marks and vectors in {path}, got another size")
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)
        self.marks = self._read(0, self.count * MARK).view(np.uint64).reshape(-1, 2)

    def rows(self, start: int, count: int) -> Floats:
        """:returns: (count, dimension) vectors from this one on"""
        begin = self.count * MARK + start * self._width
        return self._read(begin, count * self._width).view(np.float32).reshape(count, -1)

    def _read(self, begin: int, size: int) -> NDArray[np.uint8]:
        found = np.empty(size, dtype=np.uint8)
        at = 0
        while at < size:
            got = os.preadv(self._file, [found.data[at:]], begin + at)
            if not got:
                raise OSError(errno.EIO, f"expected more of {self.path}, got its end")
            at += got
        return found


class _Aside:
    """A file of marks and vectors that is being written; of one that cannot be written nothing stays."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._digest = hashlib.sha256()
        self._path: Path | None = None
        self._file: Any = None
        self._failed = False

    def add(self, numbers: NDArray[Any]) -> None:
        """Write marks or vectors behind what is there."""
        if self._failed:
            return
        try:
            if self._file is None:
                self._path = path_aside(self._folder)
                self._file = self._path.open("wb")
            self._file.write(numbers.data)
        except OSError as error:
            _log.warning("vectors are not kept for the next build: %s", reason_for(error))
            self._failed = True
        self._digest.update(numbers.data)

    def finish(self, before: list[Path]) -> Path | None:
        """Give the file its name.

        :param before: the files that there are, oldest first
        :returns: its path; None when it could not be written
        """
        if self._failed or self._path is None:
            return None
        try:
            self._file.close()
            path = name_part(self._folder, before, self._digest.hexdigest(), ".vectors")
            self._path.replace(path)
        except OSError as error:
            _log.warning("vectors are not kept for the next build: %s", reason_for(error))
            return None
        return path

    def discard(self) -> None:
        """Close the file, and delete it where it has no name."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)

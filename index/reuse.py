"""Vectors by their texts, kept between builds, so that only new texts need the encoder."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.kept_aside import forget_others, is_whole, name_part, written_aside

__all__ = ["KnownVectors"]

_FOLDER = ".vectors"
_MARK = 16  # bytes: two different texts of one corpus never have the same
_MOST_PARTS = 16
_SPARE = 20_000
"""Vectors of texts that no version has any more which stay besides, as many as there are in use and these."""

_log = logging.getLogger(__name__)


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
        self._parts: list[NDArray[np.float32]] = []
        self._files: list[Path] = []
        self._places: dict[bytes, tuple[int, int]] = {}
        for path in sorted(folder.glob("*.vectors")) if folder.is_dir() else ():
            self._take(path)

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

    def fill(self, texts: Sequence[str], rows: NDArray[np.float32]) -> list[int]:
        """Write the known vectors of texts into their rows.

        :param rows: (texts, dimension), changed in place
        :returns: the numbers of the texts that are not known
        """
        found = [self._places.get(_mark(text)) for text in texts]
        for number, part in enumerate(self._parts):
            here = [row for row, place in enumerate(found) if place is not None and place[0] == number]
            rows[here] = part[[place[1] for place in found if place is not None and place[0] == number]]
        return [row for row, place in enumerate(found) if place is None]

    def keep(self, texts: Sequence[str], rows: NDArray[np.float32]) -> None:
        """Keep the vectors of the texts that are in use now, for the next build.

        A disk that is full costs the next build time, and does no other harm.

        :param rows: (texts, dimension)
        """
        marks = list(map(_mark, texts))
        new = {mark: row for row, mark in enumerate(marks) if mark not in self._places}
        used = len(set(marks))
        try:
            too_many = (
                len(self._places) + len(new) > 2 * used + self._spare or len(self._parts) >= _MOST_PARTS
            )
            if new and not too_many:
                self._write(list(new), rows[list(new.values())])
            elif too_many:
                self._rewrite(dict(zip(marks, range(len(marks)), strict=True)), rows, used + self._spare // 2)
            forget_others(self._folder, _FOLDER, ".vectors")
        except OSError as error:
            _log.warning("vectors are not kept for the next build: %s", error.strerror or error)

    def _rewrite(self, used: dict[bytes, int], rows: NDArray[np.float32], spare: int) -> None:
        """Keep in one file what is used and the newest of the rest."""
        rest = [mark for mark in self._places if mark not in used][-spare:]
        kept = np.empty((len(rest) + len(used), self._dimension), dtype=np.float32)
        for row, mark in enumerate(rest):
            part, place = self._places[mark]
            kept[row] = self._parts[part][place]
        kept[len(rest) :] = rows[list(used.values())]
        before = list(self._files)
        written = self._write([*rest, *used], kept)
        for path in before:
            if path != written:
                path.unlink(missing_ok=True)

    def _write(self, marks: Sequence[bytes], rows: NDArray[np.float32]) -> Path:
        parts = (b"".join(marks), np.ascontiguousarray(rows, dtype=np.float32).data)
        digest = hashlib.sha256()
        with written_aside(self._folder) as aside:
            with aside.open("wb") as file:
                for part in parts:
                    digest.update(part)
                    file.write(part)
            path = name_part(self._folder, self._files, digest.hexdigest(), ".vectors")
            aside.replace(path)
        return path

    def _take(self, path: Path) -> None:
        try:
            sound = is_whole(path)
            count, rest = divmod(path.stat().st_size, _MARK + 4 * self._dimension)
            if not sound or rest or not count:
                raise ValueError
            marks = np.fromfile(path, dtype=np.uint8, count=count * _MARK).tobytes()
            shape = (count, self._dimension)
            rows = np.memmap(path, dtype=np.float32, mode="r", offset=count * _MARK, shape=shape)
        except (OSError, ValueError):
            with suppress(OSError):
                path.unlink()
            return
        part = len(self._parts)
        self._parts.append(rows)
        self._files.append(path)
        for row in range(count):
            self._places[marks[row * _MARK : (row + 1) * _MARK]] = (part, row)


def _mark(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_MARK).digest()

"""What was made of debunks for earlier builds, so that only new debunks are read and cut again."""

from __future__ import annotations

import hashlib
import logging
import sys
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

import corpus
from corpus.debunk import Debunk
from index.cuts import Cuts
from index.kept_aside import forget_others, is_whole, name_part, written_aside
from index.word_vectors import WordVectors

__all__ = ["KnownCuts", "program_mark"]

_FOLDER = ".cuts"
_MARK = 16  # bytes: two different debunks never have the same
_MOST_PARTS = 16
_SPARE = 20_000
"""Debunks that are in no version any more which stay, as many as there are in use and these."""

_log = logging.getLogger(__name__)


class KnownCuts:
    """What this program has made of debunks before, in files under the root of the versions.

    Each file holds the marks of its debunks and their cuts, and has its checksum in its name: a damaged or
    half-written one is put away, and its debunks are cut anew. Another program, or other words, begin anew.
    """

    def __init__(self, folder: Path | None, words: WordVectors, spare: int = _SPARE) -> None:
        """Use `open`; without a folder nothing is known, and nothing is kept."""
        self._folder = folder
        self._words = words
        self._spare = spare
        self._parts: list[Cuts] = []
        self._files: list[Path] = []
        self._places: dict[bytes, int] = {}
        for path in sorted(folder.glob("*.cuts")) if folder is not None and folder.is_dir() else ():
            self._take(path)

    @classmethod
    def open(cls, root: Path, words: WordVectors, *, anew: bool = False) -> KnownCuts:
        """Open those under the root of the versions; there may be none yet.

        :param words: into which texts are cut
        :param anew: delete what is there, so that everything is cut again
        """
        folder = root / _FOLDER / hashlib.sha256(f"{program_mark()} {words.mark}".encode()).hexdigest()
        for path in folder.glob("*.cuts") if anew else ():
            path.unlink(missing_ok=True)
        return cls(folder, words)

    def __len__(self) -> int:
        return len(self._places)

    def cut(self, debunks: Sequence[Debunk], lines: Sequence[bytes]) -> Cuts:
        """Cut debunks, or take over what is known of them; and keep it for the next build.

        A disk that is full costs the next build time, and does no other harm.

        :param lines: of each debunk, all that it says; different ones
        """
        marks = [blake2b(line, digest_size=_MARK).digest() for line in lines]
        new = [row for row, mark in enumerate(marks) if mark not in self._places]
        fresh = Cuts.of_debunks([debunks[row] for row in new], self._words) if new or not marks else None
        if fresh is not None and not self._parts:
            taken = fresh  # in their order
        else:
            known = sum(map(len, self._parts))
            places = dict(self._places)
            places.update({marks[row]: known + place for place, row in enumerate(new)})
            whole = Cuts.joined([*self._parts, *([fresh] if fresh is not None else [])])
            taken = whole.take(np.array([places[mark] for mark in marks], dtype=np.int64))
        if self._folder is not None:
            try:
                self._keep(marks, taken, [marks[row] for row in new], fresh)
            except OSError as error:
                _log.warning("texts are not kept for the next build: %s", error.strerror or error)
        return taken

    def _keep(self, marks: list[bytes], used: Cuts, new: list[bytes], fresh: Cuts | None) -> None:
        too_many = len(self._places) + len(new) > 2 * len(marks) + self._spare
        if too_many or (new and len(self._parts) >= _MOST_PARTS):
            written = self._write(marks, used.without_unused())
            for path in self._files:
                if path != written:
                    path.unlink(missing_ok=True)
        elif new and fresh is not None:
            self._write(new, fresh)
        if self._folder is not None:
            forget_others(self._folder, _FOLDER, ".cuts")

    def _write(self, marks: Sequence[bytes], cuts: Cuts) -> Path:
        assert self._folder is not None
        with written_aside(self._folder) as aside:
            with aside.open("wb") as file:
                arrays = cuts.as_arrays()
                np.savez(file, marks=np.frombuffer(b"".join(marks), dtype=np.uint8), **arrays)  # type: ignore[arg-type]
            with aside.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            path = name_part(self._folder, self._files, digest, ".cuts")
            aside.replace(path)
        return path

    def _take(self, path: Path) -> None:
        try:
            if not is_whole(path):
                raise ValueError
            with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
            marks = arrays.pop("marks").tobytes()
            cuts = Cuts.of_arrays(arrays)
            int(path.name.split("-")[0])  # by which the next one is numbered
        except (OSError, ValueError, KeyError, BadZipFile):
            with suppress(OSError):
                path.unlink()
            return
        before = sum(map(len, self._parts))
        self._parts.append(cuts)
        self._files.append(path)
        for row in range(len(cuts)):
            self._places[marks[row * _MARK : (row + 1) * _MARK]] = before + row


@cache
def program_mark() -> str:
    """:returns: what tells this program, and what it reads texts with, from every other; 64 digits"""
    digest = hashlib.sha256()
    told = (
        sys.version,
        unicodedata.unidata_version,
        *map(version, ("numpy", "opencc", "pydantic", "tokenizers")),
    )
    digest.update("\n".join(told).encode())
    for folder in (Path(corpus.__file__).parent, Path(__file__).parent):
        for path in sorted(folder.iterdir()):
            if path.suffix in {".py", ".txt", ".tsv"}:
                digest.update(f"\n{path.name} ".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()

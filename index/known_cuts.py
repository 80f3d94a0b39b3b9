"""What was made of debunks for earlier builds, so that only new debunks are read and cut again."""

from __future__ import annotations

import hashlib
import logging
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

import corpus
from index.cuts import Cuts
from index.encoder import Encoder
from index.kept_aside import forget_others, forget_parts, is_whole, name_part, written_aside
from index.marks import MarkedPlaces, Marks, marks_of
from index.progress import Tell
from index.unwritten import reason_for
from index.words import shipped_words
from index.workers import Workers

__all__ = ["KnownCuts", "program_mark"]

_FOLDER = ".cuts"
_MOST_PARTS = 16
_SHARED_FROM = 4_000  # debunks: other processes take seconds to begin
_BLOCK = 1_000  # debunks that are cut at a time
_SPARE = 20_000
"""Debunks that are in no version any more which stay, as many as there are in use and these."""

_NO_MARKS = np.zeros((0, 2), dtype=np.uint64)

_log = logging.getLogger(__name__)


class KnownCuts:
    """What this program has made of debunks before, in files under the root of the versions.

    Each file holds the marks of its debunks and their cuts, and has its checksum in its name: a damaged or
    half-written one is put away, and its debunks are cut anew. Another program, or other words, begin anew.
    """

    def __init__(self, folder: Path | None, encoder: Encoder, spare: int = _SPARE) -> None:
        """Use `open`; without a folder nothing is known, and nothing is kept."""
        self._folder = folder
        self._encoder = encoder
        self._spare = spare

    @classmethod
    def open(cls, root: Path, encoder: Encoder, *, anew: bool = False) -> KnownCuts:
        """Open those under the root of the versions; there may be none yet.

        :param encoder: into whose words texts are cut
        :param anew: delete what is there, so that everything is cut again
        """
        words = encoder.words or shipped_words()
        folder = root / _FOLDER / hashlib.sha256(f"{program_mark()} {words.mark}".encode()).hexdigest()
        for path in folder.glob("*.cuts") if anew else ():
            path.unlink(missing_ok=True)
        return cls(folder, encoder)

    def cut(
        self, lines: Sequence[bytes], workers: Workers | None = None, on_progress: Tell | None = None
    ) -> Cuts:
        """Cut debunks, or take over what is known of them; and keep it for the next build.

        A disk that is full costs the next build time, and does no other harm.

        :param lines: of each debunk, all that it says, as `line_of` writes it; different ones
        :param workers: who share the work where there is much of it
        :param on_progress: called with how many debunks are cut, of how many
        """
        marks = marks_of(lines)
        before = list(self._read())
        known = MarkedPlaces(np.concatenate([_NO_MARKS, *(part.marks for part in before)]))
        places = known.find(marks)
        new = np.flatnonzero(places < 0)
        cuts = [part.cuts for part in before]
        if len(new) or not len(marks):
            cuts.append(self._make([lines[row] for row in new.tolist()], workers, on_progress))
            places[new] = len(known) + np.arange(len(new))
        taken = Cuts.joined(cuts).take(places) if before else cuts[0]  # in their order
        if self._folder is not None:
            try:
                self._keep(self._folder, [part.path for part in before], len(known), marks, taken, new)
            except OSError as error:
                _log.warning("texts are not kept for the next build: %s", reason_for(error))
        return taken

    def _make(self, lines: list[bytes], workers: Workers | None, on_progress: Tell | None) -> Cuts:
        if workers is None or len(lines) < _SHARED_FROM:
            workers = Workers()
        blocks = (lines[start : start + _BLOCK] for start in range(0, max(len(lines), 1), _BLOCK))
        made: list[Cuts] = []
        for cuts in workers.share(partial(Cuts.of_lines, encoder=self._encoder), blocks):
            made.append(cuts)
            if on_progress is not None:
                on_progress(min(len(made) * _BLOCK, len(lines)), len(lines))
        return Cuts.joined(made)

    def _keep(
        self, folder: Path, before: list[Path], known: int, marks: Marks, taken: Cuts, new: NDArray[np.int64]
    ) -> None:
        """:param before: the files that there are; :param known: of how many debunks
        :param marks: of all debunks, whose cuts are taken; :param new: the rows of those that are not known
        """
        too_many = known + len(new) > 2 * len(marks) + self._spare
        if too_many or (len(new) and len(before) >= _MOST_PARTS):
            written = _write(folder, before, marks, taken.without_unused())
            forget_parts(before, written)
        elif len(new):
            _write(folder, before, marks[new], taken.take(new).without_unused())
        forget_others(folder, _FOLDER, ".cuts")

    def _read(self) -> Iterator[_Part]:
        """What is kept, oldest first; what is damaged is put away."""
        for path in sorted(self._folder.glob("*.cuts")) if self._folder is not None else ():
            try:
                yield _Part.read(path)
            except (OSError, ValueError, KeyError, BadZipFile):
                with suppress(OSError):
                    path.unlink()


@dataclass(frozen=True, slots=True)
class _Part:
    """What one file holds."""

    path: Path
    marks: Marks
    cuts: Cuts

    @classmethod
    def read(cls, path: Path) -> _Part:
        """:raises OSError, ValueError, KeyError, BadZipFile: when it is no such file"""
        if not is_whole(path):
            raise ValueError(f"expected {path} to be whole")
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        int(path.name.split("-")[0])  # by which the next one is numbered
        return cls(path, arrays.pop("marks").view(np.uint64).reshape(-1, 2), Cuts.of_arrays(arrays))


def _write(folder: Path, before: Sequence[Path], marks: Marks, cuts: Cuts) -> Path:
    with written_aside(folder) as aside:
        with aside.open("wb") as file:
            np.savez(file, marks=marks, **cuts.as_arrays())  # type: ignore[arg-type]
        with aside.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        path = name_part(folder, before, digest, ".cuts")
        aside.replace(path)
    return path


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

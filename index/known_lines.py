"""Lines of a corpus that are known to be debunks, so that only new ones are validated."""

from __future__ import annotations

import hashlib
import logging
from contextlib import suppress
from pathlib import Path

from index.kept_aside import forget_others, forget_parts, is_whole, name_part, written_aside
from index.known_cuts import program_mark
from index.marks import MARK, mark_of
from index.unwritten import reason_for

__all__ = ["KnownLines"]

_FOLDER = ".lines"
_MOST_PARTS = 16
_SPARE = 20_000
"""Lines that no corpus has any more which stay, as many as there are in use and these."""

_log = logging.getLogger(__name__)


class KnownLines:
    """The marks of lines that this program has found to be debunks, in files under the root of the versions.

    Each file has its checksum in its name: a damaged or half-written one is put away, and its lines are
    validated anew. Another program begins anew.
    """

    def __init__(self, folder: Path, spare: int = _SPARE) -> None:
        """Use `open`; this is for those who know the folder."""
        self._folder = folder
        self._spare = spare
        self._known: set[bytes] = set()
        self._used: list[bytes] = []
        self._new: list[bytes] = []
        self._files: list[Path] = []
        for path in sorted(folder.glob("*.lines")) if folder.is_dir() else ():
            self._take(path)

    @classmethod
    def open(cls, root: Path, *, anew: bool = False) -> KnownLines:
        """Open those under the root of the versions; there may be none yet.

        :param anew: delete what is there, so that every line is validated
        """
        folder = root / _FOLDER / program_mark()
        for path in folder.glob("*.lines") if anew else ():
            path.unlink(missing_ok=True)
        return cls(folder)

    def has(self, line: bytes) -> bool:
        """Tell whether a line was remembered, by this or an earlier build."""
        mark = mark_of(line)
        if mark not in self._known:
            return False
        self._used.append(mark)
        return True

    def remember(self, line: bytes) -> None:
        """Remember a line, for a build to come once `keep` is called."""
        self._new.append(mark_of(line))

    def keep(self) -> None:
        """Keep the lines that were asked for and those that were remembered.

        A disk that is full costs the next build time, and does no other harm.
        """
        used = len(self._used) + len(self._new)
        too_many = len(self._known) + len(self._new) > 2 * used + self._spare
        try:
            if too_many or (self._new and len(self._files) >= _MOST_PARTS):
                written = self._write([*self._used, *self._new])
                forget_parts(self._files, written)
            elif self._new:
                self._write(self._new)
            forget_others(self._folder, _FOLDER, ".lines")
        except OSError as error:
            _log.warning("lines are not kept for the next build: %s", reason_for(error))

    def _write(self, marks: list[bytes]) -> Path:
        content = b"".join(marks)
        with written_aside(self._folder) as aside:
            aside.write_bytes(content)
            path = name_part(self._folder, self._files, hashlib.sha256(content).hexdigest(), ".lines")
            aside.replace(path)
        return path

    def _take(self, path: Path) -> None:
        try:
            if not is_whole(path):
                raise ValueError
            content = path.read_bytes()
            int(path.name.split("-")[0])  # by which the next one is numbered
        except (OSError, ValueError):
            with suppress(OSError):
                path.unlink()
            return
        self._files.append(path)
        self._known.update(content[start : start + MARK] for start in range(0, len(content), MARK))

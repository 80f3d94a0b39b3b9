"""The book of links as a running program has it: read when its file changes."""

from __future__ import annotations

import logging
from pathlib import Path

from corpus.errors import CorpusError
from corpus.link_book import LinkBook

__all__ = ["WatchedLinks"]

log = logging.getLogger(__name__)


class WatchedLinks:
    """Keeps the latest book that could be read.

    :param file: need not be there; None: there is never one
    :ivar book: as it was at the latest `refresh`
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._seen: tuple[int, int, int] | None = None
        self.book = LinkBook()

    def refresh(self) -> bool:
        """Read the file if it is another one than before; tell whether it was read.

        One that cannot be read is reported once, and the book from before stays.
        """
        stamp = self._stamp()
        if self._file is None or stamp == self._seen:
            return False
        self._seen = stamp
        try:
            self.book = LinkBook.read(self._file)
        except CorpusError as error:
            log.error("the dead links are not taken: %s", error)
            return False
        return True

    def _stamp(self) -> tuple[int, int, int] | None:
        if self._file is None:
            return None
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

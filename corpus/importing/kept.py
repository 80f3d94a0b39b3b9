"""The debunks of a file as it is: where each stands, and by what it can be found again."""

from __future__ import annotations

import hashlib
import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from corpus.debunk import Debunk
from corpus.errors import CorpusError
from corpus.library import LONGEST_LINE
from corpus.links import canonical_url

__all__ = ["MOST_OF_A_PAGE", "Kept", "claims_of", "digest", "pages_of"]

MOST_OF_A_PAGE = 500
"""Checks on one page that are looked at together."""


class Kept:
    """The debunks of a file as it is: where each line begins, and by what each can be found.

    Numbers alone are held, 48 bytes for each debunk.

    :raises CorpusError: the file cannot be read, or a line of it is no debunk
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self.starts = array("q")
        self.digests = array("Q")
        ids, pages, claims = array("Q"), array("Q"), array("Q")
        try:
            with file.open("rb") as stream:
                start = 0
                for line in stream:
                    told = _line(line, file, len(self.starts) + 1)
                    page = canonical_url(told["url"])
                    self.starts.append(start)
                    self.digests.append(digest(line.decode()))
                    ids.append(digest(told["id"]))
                    pages.append(digest(page))
                    claims.append(digest(f"{page}\n{told['claim']}"))
                    start += len(line)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise CorpusError(f"{file}: cannot be read: {error.strerror or error}") from error
        self._by_id, self._by_page, self._by_claim = _Order(ids), _Order(pages), _Order(claims)

    def __len__(self) -> int:
        return len(self.starts)

    def of_id(self, debunk_id: str) -> int | None:
        return next(self._by_id.rows(digest(debunk_id)), None)

    def of_claim(self, page: str, claim: str) -> Iterator[int]:
        return self._by_claim.rows(digest(f"{page}\n{claim}"))

    def of_page(self, page: str) -> list[int]:
        return list(islice(self._by_page.rows(digest(page)), MOST_OF_A_PAGE))

    def debunk(self, row: int) -> Debunk:
        with self._file.open("rb") as stream:
            stream.seek(self.starts[row])
            return Debunk.model_validate_json(stream.readline())


def claims_of(files: Iterable[Path]) -> dict[int, str]:
    """Return the claims on pages that files of a corpus have, each with the id of its debunk.

    :raises CorpusError: a file cannot be read
    """
    return {digest(f"{canonical_url(url)}\n{claim}"): name for _, name, url, claim in _told(files)}


def pages_of(files: Iterable[Path]) -> dict[int, str]:
    """Return the pages that files of a corpus have debunks of, each with the name of a file.

    :raises CorpusError: a file cannot be read
    """
    return {digest(canonical_url(url)): file.stem for file, _, url, _ in _told(files)}


def _told(files: Iterable[Path]) -> Iterator[tuple[Path, str, str, str]]:
    """:returns: of each debunk its file, id, url and claim"""
    for place in files:
        for file in sorted(place.glob("*.jsonl")) if place.is_dir() else (place,):
            try:
                lines = file.read_bytes().splitlines()
            except OSError as error:
                raise CorpusError(f"{file}: cannot be read: {error.strerror or error}") from error
            for line in lines:
                # A faulty line is no debunk, and a build names it.
                with suppress(ValueError, KeyError, TypeError, RecursionError):
                    told = json.loads(line)
                    yield file, str(told["id"]), str(told["url"]), str(told["claim"])


def digest(text: str) -> int:
    """:returns: 64 bits that stand for a text"""
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


class _Order:
    """Rows in the order of their digests."""

    def __init__(self, digests: array[int]) -> None:
        order = sorted(range(len(digests)), key=digests.__getitem__)
        self._rows = array("q", order)
        self._digests = array("Q", (digests[row] for row in order))

    def rows(self, wanted: int) -> Iterator[int]:
        place = bisect_left(self._digests, wanted)
        while place < len(self._digests) and self._digests[place] == wanted:
            yield self._rows[place]
            place += 1


def _line(line: bytes, file: Path, number: int) -> dict[str, Any]:
    try:
        told = json.loads(line)
        if len(line) <= LONGEST_LINE and all(isinstance(told[name], str) for name in ("id", "url", "claim")):
            return dict(told)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise CorpusError(
        f"{file}:{number}: expected a debunk, got another line; put it right (zhendema corpus check), "
        f"or begin anew: zhendema corpus remove {file.stem}"
    )

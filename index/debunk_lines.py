"""The debunks of an index: read from the file when they are shown, found by id and by link."""

from __future__ import annotations

import json
import os
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from corpus.debunk import Debunk
from corpus.links import canonical_url

DEBUNKS_FILE = "debunks.jsonl"
_STARTS_FILE = "debunk_starts.npy"
_IDS, _URLS = "debunk_ids", "debunk_urls"
_TOPICS_FILE = "topic_counts.json"


class Debunks(Sequence[Debunk]):
    """All debunks of an index, by row; read only, for any number of threads."""

    def __init__(
        self, shelf: Sequence[Debunk], ids: RowsByName, urls: RowsByName, topics: Mapping[str, int]
    ) -> None:
        """Use `of_debunks` or `load`."""
        self._shelf = shelf
        self._ids = ids
        self._urls = urls
        self.topics = topics
        """How many debunks each topic has; without ""."""

    @classmethod
    def of_debunks(cls, debunks: Iterable[Debunk], links: NDArray[np.uint64] | None = None) -> Debunks:
        """Hold debunks in memory.

        :param links: of each, as `url_keys` gives them; found out unless given
        """
        shelf = tuple(debunks)
        return cls(
            shelf,
            RowsByName.of_names(debunk.id for debunk in shelf),
            RowsByName.of_keys(url_keys(debunk.url for debunk in shelf) if links is None else links),
            Counter(debunk.topic for debunk in shelf if debunk.topic),
        )

    @classmethod
    def load(cls, folder: Path) -> Debunks:
        """Open what `save` wrote.

        :raises OSError, ValueError: when the files are not those of one index
        """
        return cls(
            _Lines(folder),
            RowsByName.load(folder, _IDS),
            RowsByName.load(folder, _URLS),
            json.loads((folder / _TOPICS_FILE).read_text(encoding="utf-8")),
        )

    def save(self, folder: Path, lines: Sequence[bytes] | None = None) -> None:
        """Write a line for each debunk, and by what they are found, into a folder.

        :param lines: what `line_of` gives for each, where that is known already
        """
        lengths = [0]
        with (folder / DEBUNKS_FILE).open("wb") as file:
            lengths += [file.write(line + b"\n") for line in lines or map(line_of, self)]
        np.save(folder / _STARTS_FILE, np.cumsum(lengths, dtype=np.int64), allow_pickle=False)
        self._ids.save(folder, _IDS)
        self._urls.save(folder, _URLS)
        topics = json.dumps(dict(self.topics), ensure_ascii=False, sort_keys=True)
        (folder / _TOPICS_FILE).write_text(topics + "\n", encoding="utf-8")

    def __len__(self) -> int:
        return len(self._shelf)

    @overload
    def __getitem__(self, place: int) -> Debunk: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Debunk]: ...
    def __getitem__(self, place: int | slice) -> Debunk | Sequence[Debunk]:
        return self._shelf[place]

    def __iter__(self) -> Iterator[Debunk]:
        return iter(self._shelf)

    def row_of(self, debunk_id: str) -> int | None:
        """:returns: the row of the debunk with this id, if there is one"""
        return next((row for row in self._ids.rows(debunk_id) if self[row].id == debunk_id), None)

    def with_id(self, debunk_id: str) -> Debunk | None:
        """:returns: the debunk with this id, if there is one"""
        row = self.row_of(debunk_id)
        return None if row is None else self[row]

    def missing_in(self, other: Debunks) -> frozenset[str]:
        """:returns: the ids of the debunks that another index has not"""
        return frozenset(self[row].id for row in self._ids.missing_in(other._ids))

    def rows_at(self, url: str) -> list[int]:
        """:returns: the rows of the debunks at a link, however it is written"""
        wanted = canonical_url(url)
        return [row for row in self._urls.rows(wanted) if canonical_url(self[row].url) == wanted]


class RowsByName:
    """The rows that have a name, by its hash: two names may share one, so that whoever asks looks again."""

    def __init__(self, keys: NDArray[np.uint64], rows: NDArray[np.int32]) -> None:
        """:param keys: (names,) sorted; :param rows: (names,)"""
        self._keys = keys
        self._rows = rows

    @classmethod
    def of_names(cls, names: Iterable[str]) -> RowsByName:
        """:param names: of each row"""
        return cls.of_keys(np.fromiter(map(_key_of, names), dtype=np.uint64))

    @classmethod
    def of_keys(cls, keys: NDArray[np.uint64]) -> RowsByName:
        """:param keys: of the name of each row"""
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], order.astype(np.int32))

    @classmethod
    def load(cls, folder: Path, name: str) -> RowsByName:
        """Read what `save` wrote."""
        keys, rows = (np.load(folder / f"{name}{end}.npy", allow_pickle=False) for end in ("", "_rows"))
        return cls(keys, rows)

    def save(self, folder: Path, name: str) -> None:
        """Write two files into a folder."""
        np.save(folder / f"{name}.npy", self._keys, allow_pickle=False)
        np.save(folder / f"{name}_rows.npy", self._rows, allow_pickle=False)

    def missing_in(self, other: RowsByName) -> list[int]:
        """:returns: the rows whose names others have not"""
        return [int(row) for row in self._rows[np.isin(self._keys, other._keys, invert=True)]]

    def rows(self, name: str) -> list[int]:
        """:returns: the rows that may have this name, in order"""
        key = np.uint64(_key_of(name))
        start, end = np.searchsorted(self._keys, key, "left"), np.searchsorted(self._keys, key, "right")
        return [int(row) for row in self._rows[start:end]]


def line_of(debunk: Debunk) -> bytes:
    """:returns: all that a debunk says, as JSON in UTF-8"""
    return debunk.model_dump_json().encode()


def url_keys(urls: Iterable[str]) -> NDArray[np.uint64]:
    """:returns: (urls,) keys by which debunks are found by their link, however it is written"""
    return np.fromiter(map(_key_of, map(canonical_url, urls)), dtype=np.uint64)


def _key_of(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


class _Lines(Sequence[Debunk]):
    """A file of debunks, one a line."""

    def __init__(self, folder: Path) -> None:
        self._starts = np.load(folder / _STARTS_FILE, allow_pickle=False)
        path = folder / DEBUNKS_FILE
        if int(self._starts[-1]) != path.stat().st_size:
            raise ValueError(f"expected {int(self._starts[-1])} bytes in {path}, got another number")
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, place: int) -> Debunk: ...
    @overload
    def __getitem__(self, place: slice) -> list[Debunk]: ...
    def __getitem__(self, place: int | slice) -> Debunk | list[Debunk]:
        if isinstance(place, slice):
            return [self[row] for row in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        start, end = (int(bound) for bound in self._starts[place % len(self) :][:2])
        # Sound when the version was built, and verified by its checksum since.
        return Debunk.of_sound_fields(json.loads(os.pread(self._file, end - start, start)))

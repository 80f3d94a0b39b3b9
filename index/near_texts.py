"""Vectors of many texts in one matrix of signed bytes, searched for the nearest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.overlap import Floats

_LARGEST = 127.0
_FIRST = 1024
_LIKELY = 1_000  # texts with the most signs in common whose cosines are reckoned
_LIKELY_EACH = 40  # or so many for each text that is wanted
_WORD = 64  # signs that are compared at once


def to_bytes(rows: Floats) -> list[bytes]:
    """Round unit vectors to one signed byte a dimension, as they are kept.

    :param rows: (n, dimension), each of length 1 or 0; the largest number of a row becomes 127
    """
    largest = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-12)
    return [row.tobytes() for row in np.rint(rows / largest * _LARGEST).astype(np.int8)]


def of_bytes(kept: Sequence[bytes]) -> Floats:
    """Read vectors that `to_bytes` made, all of one dimension.

    :returns: (n, dimension), each of length 1 or 0
    """
    rows = np.array([np.frombuffer(row, dtype=np.int8) for row in kept], dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0))


def _signs_of(rows: Floats | NDArray[np.int8]) -> NDArray[np.uint64]:
    """:returns: (dimension / 64 rounded up, n): which numbers are above 0, a bit each"""
    bits = np.packbits(rows > 0, axis=1)
    padded = np.pad(bits, ((0, 0), (0, -bits.shape[1] % (_WORD // 8))))
    return np.ascontiguousarray(padded.view(np.uint64).T)


class NearTexts:
    """Texts by their numbers; any number of threads may search and change it.

    The share of equal signs of two vectors tells their angle roughly (Charikar, 2002): it picks the texts
    whose cosines are reckoned, in a sixth of the time that all cosines take.
    """

    def __init__(self, dimension: int) -> None:
        self._lock = Lock()
        self._rows = np.zeros((_FIRST, dimension), dtype=np.int8)
        self._signs = np.zeros((-(-dimension // _WORD), _FIRST), dtype=np.uint64)
        self._scales = np.zeros(_FIRST, dtype=np.float32)
        self._numbers = np.zeros(_FIRST, dtype=np.int64)
        self._place: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._place)

    def __contains__(self, number: int) -> bool:
        return number in self._place

    @property
    def size(self) -> int:
        """Bytes that the vectors take."""
        return sum(array.nbytes for array in (self._rows, self._signs, self._scales, self._numbers))

    def add(self, numbers: Sequence[int], vectors: Sequence[bytes]) -> None:
        """Take texts in, or other vectors of those that are there.

        :param vectors: as `to_bytes` gives them
        :raises ValueError: a vector has another dimension
        """
        if not numbers:
            return
        dimension = self._rows.shape[1]
        if any(len(vector) != dimension for vector in vectors):
            raise ValueError(f"expected vectors of {dimension} bytes, got others")
        rows = np.frombuffer(b"".join(vectors), dtype=np.int8).reshape(-1, dimension)
        lengths = np.linalg.norm(rows.astype(np.float32), axis=1)
        scales = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
        signs = _signs_of(rows)
        with self._lock:
            self._make_room(len(self._place) + len(numbers))
            places = [self._place.setdefault(number, len(self._place)) for number in numbers]
            self._rows[places], self._scales[places], self._numbers[places] = rows, scales, numbers
            self._signs[:, places] = signs

    def remove(self, numbers: Iterable[int]) -> None:
        """Leave texts out; those that are not there are no matter."""
        with self._lock:
            for number in numbers:
                place = self._place.pop(number, None)
                if place is None:
                    continue
                last = len(self._place)
                if place != last:
                    # The last one moves into the gap.
                    moved = int(self._numbers[last])
                    for array in (self._rows, self._scales, self._numbers, self._signs.T):
                        array[place] = array[last]
                    self._place[moved] = place

    def nearest(self, vector: Floats, count: int) -> list[tuple[int, float]]:
        """Search the nearest texts: exactly among up to 1,000, among more nearly so for what is like the
        vector at all.

        :param vector: (dimension,) of length 1
        :returns: numbers with their cosines, nearest first; of equal ones the lower number first
        """
        with self._lock:
            if not self._place or count < 1:
                return []
            query = vector.astype(np.float32)
            likely = self._likely(query, max(_LIKELY, _LIKELY_EACH * count))
            cosines = (self._rows[likely].astype(np.float32) @ query) * self._scales[likely]
            numbers = self._numbers[likely]
            best = np.lexsort((numbers, -cosines))[:count]
            return [(int(numbers[place]), float(cosines[place])) for place in best]

    def _likely(self, query: Floats, count: int) -> NDArray[np.int64]:
        """:returns: the places of at most `count` texts with the most signs of the query"""
        size = len(self._place)
        if size <= count:
            return np.arange(size)
        differ = np.zeros(size, dtype=np.uint16)
        for ours, theirs in zip(_signs_of(query[None])[:, 0], self._signs, strict=True):
            differ += np.bitwise_count(theirs[:size] ^ ours)
        return np.argpartition(differ, count)[:count]

    def _make_room(self, size: int) -> None:
        if size <= len(self._rows):
            return
        room = max(size, len(self._rows) + len(self._rows) // 2)
        for name in ("_rows", "_scales", "_numbers"):
            old = getattr(self, name)
            new = np.zeros((room, *old.shape[1:]), dtype=old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)
        signs = np.zeros((len(self._signs), room), dtype=np.uint64)
        signs[:, : self._signs.shape[1]] = self._signs
        self._signs = signs

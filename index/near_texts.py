"""Vectors of many texts in one matrix of signed bytes, searched for the nearest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.overlap import Floats

_LARGEST = 127.0
_BLOCK = 1024  # rows that are turned into floats at a time: they stay in the processor's cache
_FIRST = 1024


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


class NearTexts:
    """Texts by their numbers; any number of threads may search and change it."""

    def __init__(self, dimension: int) -> None:
        self._lock = Lock()
        self._rows = np.zeros((_FIRST, dimension), dtype=np.int8)
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
        return self._rows.nbytes + self._scales.nbytes + self._numbers.nbytes

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
        with self._lock:
            self._make_room(len(self._place) + len(numbers))
            for number, row, scale in zip(numbers, rows, scales, strict=True):
                place = self._place.setdefault(number, len(self._place))
                self._rows[place], self._scales[place], self._numbers[place] = row, scale, number

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
                    for array in (self._rows, self._scales, self._numbers):
                        array[place] = array[last]
                    self._place[moved] = place

    def nearest(self, vector: Floats, count: int) -> list[tuple[int, float]]:
        """Search the nearest texts.

        :param vector: (dimension,) of length 1
        :returns: numbers with their cosines, nearest first; of equal ones the lower number first
        """
        with self._lock:
            size = len(self._place)
            if not size or count < 1:
                return []
            query = vector.astype(np.float32)
            cosines = np.empty(size, dtype=np.float32)
            block = np.empty((min(_BLOCK, size), len(query)), dtype=np.float32)
            for start in range(0, size, _BLOCK):
                end = min(start + _BLOCK, size)
                part = block[: end - start]
                np.copyto(part, self._rows[start:end])
                np.dot(part, query, out=cosines[start:end])
            cosines *= self._scales[:size]
            count = min(count, size)
            found = np.argpartition(-cosines, count - 1)[:count]
            best: NDArray[np.int64] = found[np.lexsort((self._numbers[found], -cosines[found]))]
            return [(int(self._numbers[place]), float(cosines[place])) for place in best]

    def _make_room(self, size: int) -> None:
        if size <= len(self._rows):
            return
        room = max(size, len(self._rows) + len(self._rows) // 2)
        for name in ("_rows", "_scales", "_numbers"):
            old = getattr(self, name)
            new = np.zeros((room, *old.shape[1:]), dtype=old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)

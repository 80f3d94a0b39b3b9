"""Short marks of texts and lines, by which what was made of them before is found again."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

__all__ = ["MARK", "MarkedPlaces", "Marks", "mark_of", "marks_of"]

MARK = 16
"""Bytes: two different texts never have the same."""

Marks = NDArray[np.uint64]
"""(texts, 2)"""


def mark_of(text: bytes) -> bytes:
    """:returns: the mark of a text"""
    return blake2b(text, digest_size=MARK).digest()


def marks_of(texts: Iterable[bytes]) -> Marks:
    """:returns: (texts, 2) the mark of each"""
    return np.frombuffer(b"".join(map(mark_of, texts)), dtype=np.uint64).reshape(-1, 2)


class MarkedPlaces:
    """Where what has a mark stands: sorted numbers, for a dictionary of millions would fill the memory."""

    def __init__(self, marks: Marks) -> None:
        """:param marks: (places, 2) of what stands at each place"""
        self._order = np.argsort(marks[:, 0], kind="stable")
        self._sorted = marks[self._order]

    def __len__(self) -> int:
        return len(self._order)

    def find(self, marks: Marks) -> NDArray[np.int64]:
        """:returns: (marks,) the last place that has each, -1 where none has"""
        if not len(self):
            return np.full(len(marks), -1, dtype=np.int64)
        near = np.searchsorted(self._sorted[:, 0], marks[:, 0], side="right") - 1
        return np.where((self._sorted[near] == marks).all(axis=1), self._order[near], -1)

"""An array in a .npy file of which slices are read when they are asked for.

Long slices are read; many short ones are taken from a mapping of the file, which is five times faster. Pages
of a mapping come sixteen at a time, and count as memory of the process until all of the file is there: now
and then they are let go.
"""

from __future__ import annotations

import math
import mmap
import os
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HELD_UP_TO = 64 << 20
"""Bytes of a file that is better read as a whole."""

_SHORT = 4_096  # bytes of a slice
_MANY = 64  # slices
_TAKEN = 512  # slices from the mapping, after which its pages are let go: 64 KB each and more
_LET_GO = getattr(mmap, "MADV_DONTNEED", None)


class FileSlices:
    """Rows of an array on the disk. Any number of threads may read at once."""

    def __init__(self, path: Path) -> None:
        """:raises OSError, ValueError: when the file is no such array"""
        mapped = np.load(path, mmap_mode="r", allow_pickle=False)
        self.shape: tuple[int, ...] = mapped.shape
        self._dtype = mapped.dtype
        self._begin = int(mapped.offset)
        self._width = mapped.dtype.itemsize * math.prod(mapped.shape[1:])
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)
        self._map = mmap.mmap(self._file, 0, prot=mmap.PROT_READ)
        self._taken = 0

    def __len__(self) -> int:
        return self.shape[0]

    def read(self, begins: Sequence[int], counts: Sequence[int]) -> NDArray[Any]:
        """Read slices, one behind the other.

        :param begins: the first row of each; :param counts: how many rows each has
        :raises OSError: when the file ends before they do
        """
        total = sum(counts)
        if len(begins) >= _MANY and total * self._width <= _SHORT * len(begins):
            return self._take(np.array(begins), np.array(counts))
        found = np.empty((total, *self.shape[1:]), dtype=self._dtype)
        if not found.size:
            return found
        room = found.data.cast("B")
        at = 0
        for begin, count in zip(begins, counts, strict=True):
            end = at + count * self._width
            place = self._begin + begin * self._width
            while at < end:
                got = os.preadv(self._file, [room[at:end]], place)
                if not got:
                    raise OSError("expected more of an array, got the end of its file")
                at, place = at + got, place + got
        return found

    def _take(self, begins: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[Any]:
        whole = np.frombuffer(self._map, self._dtype, math.prod(self.shape), self._begin)
        ends = np.cumsum(counts)
        places = np.repeat(begins - (ends - counts), counts) + np.arange(ends[-1])
        found: NDArray[Any] = whole.reshape(self.shape)[places]
        # Threads that count at once forget a few, and another one's pages come back when it reads on.
        self._taken += len(begins)
        if self._taken > _TAKEN and _LET_GO is not None:
            self._taken = 0
            self._map.madvise(_LET_GO)
        return found

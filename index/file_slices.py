"""An array in a .npy file of which slices are read when they are asked for.

Pages of a mapped file would come sixteen at a time, and count as memory of the process until all of it is
there.
"""

from __future__ import annotations

import math
import os
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HELD_UP_TO = 64 << 20
"""Bytes of a file that is better read as a whole."""


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

    def __len__(self) -> int:
        return self.shape[0]

    def read(self, begins: Sequence[int], counts: Sequence[int]) -> NDArray[Any]:
        """Read slices, one behind the other.

        :param begins: the first row of each; :param counts: how many rows each has
        :raises OSError: when the file ends before they do
        """
        found = np.empty((sum(counts), *self.shape[1:]), dtype=self._dtype)
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

"""Vectors of two bytes a number, in memory or on the disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.file_slices import HELD_UP_TO, FileSlices


class RoundedRows:
    """Rows that are kept rounded, and come in full length: what is chosen of them."""

    def __init__(self, halves: NDArray[np.float16] | FileSlices) -> None:
        """:param halves: (rows, dimension)"""
        self._halves = halves
        self.shape: tuple[int, ...] = halves.shape

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, chosen: int | slice | NDArray[np.integer]) -> NDArray[np.float32]:
        """:param chosen: a row, a slice of them, or an array of numbers of any shape; -1 is the last one
        :returns: the shape of what is chosen, with the dimension behind it
        """
        if not isinstance(self._halves, FileSlices):
            return self._halves[chosen].astype(np.float32)
        if isinstance(chosen, slice):
            start, end, _ = chosen.indices(len(self))
            return self._halves.read([start], [max(end - start, 0)]).astype(np.float32)
        places = np.asarray(chosen) % len(self)
        found = self._halves.read(places.ravel().tolist(), [1] * places.size)
        return found.astype(np.float32).reshape(*places.shape, self.shape[1])

    @classmethod
    def load(cls, path: Path, held_up_to: int = HELD_UP_TO) -> RoundedRows:
        """Open what `save` wrote.

        :param held_up_to: bytes up to which a file is read as a whole
        """
        return cls(
            FileSlices(path) if path.stat().st_size > held_up_to else np.load(path, allow_pickle=False)
        )

    def save(self, path: Path) -> None:
        """Write the rows into a file, of any name that ends in .npy."""
        halves = self._halves
        np.save(path, halves.read([0], [len(self)]) if isinstance(halves, FileSlices) else halves)

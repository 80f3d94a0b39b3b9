"""Lists of numbers with weights, as BM25 keeps them: the texts of each term, and the terms of each text.

Short ones are held in memory; of long ones only what is asked for is read (index/file_slices.py).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.file_slices import HELD_UP_TO, FileSlices

Numbers = NDArray[np.int32]
Weights = NDArray[np.float32]


class WeightedLists:
    """Lists end to end, each entry a number (int32) and its weight (float32)."""

    def __init__(self, starts: NDArray[np.int64], entries: NDArray[np.uint64] | FileSlices) -> None:
        """:param starts: (lists + 1,); :param entries: number in the lower half, weight in the upper"""
        self.starts = starts
        self._entries = entries

    @classmethod
    def of_arrays(cls, starts: NDArray[np.int64], numbers: Numbers, weights: Weights) -> WeightedLists:
        """:param starts: (lists + 1,); :param numbers: (entries,); :param weights: (entries,)"""
        pairs = np.empty((len(numbers), 2), dtype=np.int32)
        pairs[:, 0] = numbers
        pairs[:, 1] = np.asarray(weights, dtype=np.float32).view(np.int32)
        return cls(np.asarray(starts, dtype=np.int64), pairs.view(np.uint64).reshape(-1))

    @classmethod
    def load(cls, folder: Path, name: str, held_up_to: int = HELD_UP_TO) -> WeightedLists:
        """Read what `save` wrote.

        :param held_up_to: bytes up to which a file is read as a whole
        """
        path = folder / f"{name}.npy"
        large = path.stat().st_size > held_up_to
        entries = FileSlices(path) if large else np.load(path, allow_pickle=False)
        return cls(np.load(folder / f"{name}_starts.npy", allow_pickle=False), entries)

    def save(self, folder: Path, name: str) -> None:
        """Write two files into a folder."""
        entries = self._entries
        if isinstance(entries, FileSlices):
            entries = entries.read([0], [len(entries)])
        np.save(folder / f"{name}.npy", entries, allow_pickle=False)
        np.save(folder / f"{name}_starts.npy", self.starts, allow_pickle=False)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, lists: NDArray[np.integer]) -> tuple[Numbers, Weights, NDArray[np.int64]]:
        """Read several lists, one behind the other.

        :returns: numbers and weights of all entries, and how many each list has
        """
        begins = self.starts[lists]
        counts = self.starts[lists + 1] - begins
        if isinstance(self._entries, FileSlices):
            return *_parted(self._entries.read(begins.tolist(), counts.tolist())), counts
        places = np.repeat(begins - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        return *_parted(self._entries[places]), counts


def _parted(entries: NDArray[np.uint64]) -> tuple[Numbers, Weights]:
    halves = entries.view(np.int32).reshape(-1, 2)
    return halves[:, 0], halves.view(np.float32)[:, 1]

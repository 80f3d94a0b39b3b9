"""Which pieces of a message have a term, a bit for each of up to 64 pieces."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class TermMasks:
    """The terms of a message. An array over all terms of a large index takes longer to make than to use."""

    def __init__(self, pieces: Sequence[NDArray[np.int32]]) -> None:
        """:param pieces: the sorted ids of the terms of each; 1 to 64 pieces"""
        self._ids = np.unique(np.concatenate(pieces))
        self._masks = np.zeros(len(self._ids), dtype=np.uint64)
        for bit, ids in enumerate(pieces):
            self._masks[np.searchsorted(self._ids, ids)] |= np.uint64(1 << bit)

    def of(self, ids: NDArray[np.int32]) -> NDArray[np.uint64]:
        """:returns: the mask of each of these terms; 0 where no piece has it"""
        if not len(self._ids):
            return np.zeros(len(ids), dtype=np.uint64)
        places = np.searchsorted(self._ids, ids).clip(max=len(self._ids) - 1)
        return np.where(self._ids[places] == ids, self._masks[places], np.uint64(0))

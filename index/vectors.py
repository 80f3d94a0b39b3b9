"""Vectors of the debunks: claim, variants and summary each have one, a debunk is as near as its nearest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FAISS_FILE = "vectors.faiss"
_OWNERS_FILE = "vector_owners.npy"


class ClaimVectors:
    """Unit vectors searched by inner product, which for unit vectors is the cosine."""

    def __init__(self, faiss_index: Any, owners: NDArray[np.int32]) -> None:
        """:param owners: (vectors,) the row of the debunk to which each vector belongs"""
        import faiss

        self._index = faiss_index
        self.owners = owners
        self.dimension = int(faiss_index.d)
        flat = faiss.rev_swig_ptr(faiss_index.get_xb(), faiss_index.ntotal * self.dimension)
        self.rows: NDArray[np.float32] = flat.reshape(faiss_index.ntotal, self.dimension)

    @classmethod
    def of_rows(cls, rows: NDArray[np.float32], owners: Sequence[int]) -> ClaimVectors:
        """:param rows: (vectors, dimension), each of length 1 or zero"""
        import faiss

        index = faiss.IndexFlatIP(rows.shape[1])
        index.add(np.ascontiguousarray(rows, dtype=np.float32))
        return cls(index, np.asarray(owners, dtype=np.int32))

    def save(self, folder: Path) -> None:
        """Write the FAISS index and its owners into a folder.

        :raises OSError: when the folder cannot be written
        """
        import faiss

        try:
            faiss.write_index(self._index, str(folder / _FAISS_FILE))
        except RuntimeError as error:  # how faiss reports a full disk
            raise OSError(str(error)) from error
        np.save(folder / _OWNERS_FILE, self.owners, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> ClaimVectors:
        """Read what `save` wrote."""
        import faiss

        return cls(
            faiss.read_index(str(folder / _FAISS_FILE)), np.load(folder / _OWNERS_FILE, allow_pickle=False)
        )

    def nearest(
        self, queries: NDArray[np.float32], count: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Search the nearest vectors.

        :param queries: (n, dimension)
        :returns: cosines and vector numbers, both (n, min(count, vectors)), nearest first
        """
        import faiss

        faiss.omp_set_num_threads(1)
        return self._index.search(np.ascontiguousarray(queries), min(count, len(self.owners)))  # type: ignore[no-any-return]

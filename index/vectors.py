"""Vectors of the debunks: claim, variants and summary each have one, a debunk is as near as its nearest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FAISS_FILE = "vectors.faiss"
_OWNERS_FILE = "vector_owners.npy"
_BLAS_FROM = 1000
"""Numbers of all queries from which faiss multiplies matrices: its own default is for large indexes, and six
times slower for 64 pieces of a message beside 9,000 vectors."""
_BLOCK = 256  # queries at a time, for which the vectors found are held
_MORE = 4  # vectors as near as the last may stand behind it


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
        :returns: cosines and vector numbers, both (n, min(count, vectors)), nearest first; of equal ones the
            higher number
        """
        import faiss

        faiss.omp_set_num_threads(1)
        faiss.cvar.distance_compute_blas_threshold = _BLAS_FROM
        blocks = [self._nearest(queries[at : at + _BLOCK], count) for at in range(0, len(queries), _BLOCK)]
        if not blocks:
            count = min(count, len(self.owners))
            return np.zeros((0, count), dtype=np.float32), np.zeros((0, count), dtype=np.int64)
        return np.concatenate([block for block, _ in blocks]), np.concatenate([block for _, block in blocks])

    def _nearest(
        self, queries: NDArray[np.float32], count: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        queries = np.ascontiguousarray(queries)
        found = self._index.search(queries, min(count + _MORE, len(self.owners)))[1]
        # Products of whole matrices round equal vectors differently, by where they stand: once more, alone.
        found = -np.sort(-found, axis=1)
        cosines = np.einsum("nkd,nd->nk", self.rows[found], queries)
        order = np.argsort(-cosines, axis=1, kind="stable")[:, :count]
        return np.take_along_axis(cosines, order, axis=1), np.take_along_axis(found, order, axis=1)

"""Vectors of the debunks: claim, variants and summary each have one, a debunk is as near as its nearest.

Of many debunks a claim and its summary are sought as one (`index.faces`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.codes import learn_codes, near_by_codes
from index.faces import Faces
from index.rounded_rows import RoundedRows

_FAISS_FILE = "vectors.faiss"
_ROWS_FILE = "vectors.npy"
_OWNERS_FILE = "vector_owners.npy"
_BLAS_FROM = 1000
"""Numbers of all queries from which faiss multiplies matrices: its own default is for large indexes, and six
times slower for 64 pieces of a message beside 9,000 vectors."""
_BLOCK = 256  # queries at a time, for which the vectors found are held
_MORE = 4  # vectors as near as the last may stand behind it
_COMPARED = 48  # vectors near by their codes that are compared by their numbers, at least

Nearest = Callable[[], tuple[NDArray[np.float32], NDArray[np.int64]]]
"""Returns cosines and numbers of vectors, both (queries, count), nearest first."""

FLAT_UP_TO = 20_000
"""Vectors up to which the numbers of every one are compared with a query; of more, their codes."""


class ClaimVectors:
    """Unit vectors searched by inner product, which for unit vectors is the cosine."""

    aside_from = 100_000
    """Texts from which a search takes longer than it costs to have a thread for it."""

    def __init__(self, faiss_index: Any, owners: NDArray[np.int32], rows: RoundedRows | None = None) -> None:
        """Use `of_rows` or `load`.

        :param owners: (vectors,) the row of the debunk to which each vector belongs
        :param rows: where the FAISS index has only codes, of the faces of these vectors
        """
        import faiss

        self._index = faiss_index
        self.owners = owners
        self.dimension = int(faiss_index.d)
        self.rows: NDArray[np.float32] | RoundedRows
        self.searched: NDArray[np.float32] | Faces
        """(texts, dimension) what `nearest` finds the numbers of."""
        if rows is None:
            flat = faiss.rev_swig_ptr(faiss_index.get_xb(), faiss_index.ntotal * self.dimension)
            self.searched = self.rows = flat.reshape(faiss_index.ntotal, self.dimension)
        else:
            self.rows = rows
            self.searched = Faces(rows, owners, faiss_index.ntotal)

    @classmethod
    def of_rows(
        cls,
        rows: NDArray[np.floating],
        owners: Sequence[int] | NDArray[np.int32],
        claims: int | None = None,
        flat_up_to: int = FLAT_UP_TO,
    ) -> ClaimVectors:
        """:param rows: (vectors, dimension), each of length 1 or zero
        :param claims: how many of them are of claims and variants, those of a debunk one after the other; the
            rest, behind them, are of summaries. All unless told
        :param flat_up_to: vectors up to which the numbers of every one are compared
        """
        import faiss

        owners = np.asarray(owners, dtype=np.int32)
        if len(rows) > flat_up_to:
            # Rounded before anything is learned from them, so that it does not matter where they come from.
            rounded = RoundedRows(rows.astype(np.float16, copy=False))
            faces = Faces(rounded, owners, len(rows) if claims is None else claims)
            return cls(learn_codes(faces), owners, rounded)
        index = faiss.IndexFlatIP(rows.shape[1])
        index.add(np.ascontiguousarray(rows, dtype=np.float32))
        return cls(index, owners)

    def save(self, folder: Path) -> None:
        """Write the FAISS index, its owners, and of many vectors the rounded ones into a folder.

        :raises OSError: when the folder cannot be written
        """
        import faiss

        try:
            faiss.write_index(self._index, str(folder / _FAISS_FILE))
        except RuntimeError as error:  # how faiss reports a full disk
            raise OSError(str(error)) from error
        np.save(folder / _OWNERS_FILE, self.owners, allow_pickle=False)
        if isinstance(self.rows, RoundedRows):
            self.rows.save(folder / _ROWS_FILE)

    @classmethod
    def load(cls, folder: Path) -> ClaimVectors:
        """Read what `save` wrote; rounded vectors stay on the disk until they are asked for."""
        import faiss

        rounded = folder / _ROWS_FILE
        return cls(
            faiss.read_index(str(folder / _FAISS_FILE)),
            np.load(folder / _OWNERS_FILE, allow_pickle=False),
            RoundedRows.load(rounded) if rounded.exists() else None,
        )

    def nearest(
        self, queries: NDArray[np.float32], count: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Search the nearest vectors, or where there are only codes, the nearest faces.

        :param queries: (n, dimension)
        :returns: cosines and numbers, both (n, min(count, vectors or faces)), nearest first; of equal ones
            the higher number. That of a face is the number of its claim's vector; to a query of zeros none is
            near by codes, and -1 stands for each
        """
        import faiss

        faiss.omp_set_num_threads(1)
        faiss.cvar.distance_compute_blas_threshold = _BLAS_FROM
        blocks = [self._nearest(queries[at : at + _BLOCK], count) for at in range(0, len(queries), _BLOCK)]
        if not blocks:
            count = min(count, self._index.ntotal)
            return np.zeros((0, count), dtype=np.float32), np.zeros((0, count), dtype=np.int64)
        return np.concatenate([block for block, _ in blocks]), np.concatenate([block for _, block in blocks])

    def nearest_soon(self, queries: NDArray[np.float32], count: int) -> Nearest:
        """Begin to search the nearest vectors; where there are many, beside what the caller does next.

        :returns: what returns what `nearest` does; it waits until that is known
        """
        if self._index.ntotal >= self.aside_from:
            # A thread of its own, which ends with the search: none is left that a copy of this process lacks.
            pool = ThreadPoolExecutor(1)
            later = pool.submit(self.nearest, queries, count)
            pool.shutdown(wait=False)
            return later.result
        found = self.nearest(queries, count)
        return lambda: found

    def _nearest(
        self, queries: NDArray[np.float32], count: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        queries = np.ascontiguousarray(queries)
        more = count + _MORE
        if isinstance(self.rows, RoundedRows):
            found = near_by_codes(self._index, queries, max(more, _COMPARED))
        else:
            found = self._index.search(queries, min(more, len(self.owners)))[1]
        # Products of whole matrices round equal vectors differently, by where they stand: once more, alone.
        found = -np.sort(-found, axis=1)
        cosines = np.einsum("nkd,nd->nk", self.searched[found], queries)
        order = np.argsort(-cosines, axis=1, kind="stable")[:, :count]
        return np.take_along_axis(cosines, order, axis=1), np.take_along_axis(found, order, axis=1)

    def some(self, numbers: NDArray[np.integer]) -> SomeVectors:
        """:param numbers: different ones, of vectors, or where there are only codes, of claims"""
        chosen = -np.sort(-numbers.astype(np.int64))
        return SomeVectors(chosen, self.rows[chosen])


class SomeVectors:
    """A few vectors of an index, each compared with every query."""

    def __init__(self, numbers: NDArray[np.int64], rows: NDArray[np.float32]) -> None:
        """:param numbers: (n,) falling; :param rows: (n, dimension)"""
        self._numbers = numbers
        self._rows = rows

    def nearest(
        self, queries: NDArray[np.float32], count: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Search the nearest vectors, as `ClaimVectors.nearest` does among all."""
        cosines = queries @ self._rows.T
        order = np.argsort(-cosines, axis=1, kind="stable")[:, :count]
        return np.take_along_axis(cosines, order, axis=1), self._numbers[order]

    def nearest_soon(self, queries: NDArray[np.float32], count: int) -> Nearest:
        """:returns: what returns what `nearest` does, as `ClaimVectors.nearest_soon` does"""
        found = self.nearest(queries, count)
        return lambda: found

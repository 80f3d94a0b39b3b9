"""Many vectors as codes: short ones of all, and longer ones to choose among those that may be near.

The short codes are those of product quantization with 4 bits a part, laid out for comparing 32 at a time in
the fast memory of a processor (André, Kermarrec and Le Scouarnec, 2015); the longer ones have 4 bits a
number. What they leave is compared by its numbers. Vectors of short texts have no clusters, so that graphs
and lists by cluster find less in more time.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.faces import Faces

_PART = 6  # numbers of a vector that share a short code, at least
_SAMPLES = 20_000
_BLOCK = 50_000  # vectors that are held in full length at a time
_ONE_OF, _FEWEST = 400, 1_200  # of all vectors, one of so many is chosen by short codes, but so many at least


def learn_codes(rows: Faces) -> Any:
    """Learn codes from vectors, and encode all of them; the same whenever it is done.

    :returns: a FAISS index
    """
    import faiss

    faiss.omp_set_num_threads(1)  # sums in another order would be rounded otherwise
    count, dimension = rows.shape
    parts = next(parts for parts in range(max(dimension // _PART, 1), 0, -1) if dimension % parts == 0)
    index: Any = faiss.IndexRefine(
        faiss.IndexPQFastScan(dimension, parts, 4, faiss.METRIC_INNER_PRODUCT),
        faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_4bit, faiss.METRIC_INNER_PRODUCT),
    )
    index.train(rows[np.unique(np.linspace(0, count - 1, _SAMPLES).astype(np.int64))])
    for start in range(0, count, _BLOCK):
        index.add(rows[start : start + _BLOCK])
    return index


def near_by_codes(index: Any, queries: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """:param index: what `learn_codes` returned; :param queries: (n, dimension)

    :returns: (n, min(count, vectors)) numbers of vectors near to each query; to one of zeros none is, and -1
        stands for each
    """
    import faiss

    count = min(count, index.ntotal)
    chosen = min(max(_FEWEST, index.ntotal // _ONE_OF, count), index.ntotal)
    effort = faiss.IndexRefineSearchParameters()
    effort.k_factor = chosen / count
    found: NDArray[np.int64] = index.search(queries, count, params=effort)[1]
    return found

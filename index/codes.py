"""Many vectors as short codes, all of which a query is compared with in the fast memory of a processor.

The codes are those of product quantization with 4 bits a part, laid out for comparing 32 at a time (André,
Kermarrec and Le Scouarnec, 2015). They tell which vectors may be the nearest; those are compared by their
numbers. Vectors of short texts have no clusters, so that graphs and lists by cluster find less in more time.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from index.rounded_rows import RoundedRows

_PART = 3  # numbers of a vector that share a code, at least
_SAMPLES = 20_000
_BLOCK = 50_000  # vectors that are held in full length at a time


def learn_codes(rows: RoundedRows) -> Any:
    """Learn codes from vectors, and encode all of them; the same whenever it is done.

    :returns: a FAISS index
    """
    import faiss

    faiss.omp_set_num_threads(1)  # sums in another order would be rounded otherwise
    count, dimension = rows.shape
    parts = next(parts for parts in range(max(dimension // _PART, 1), 0, -1) if dimension % parts == 0)
    index: Any = faiss.index_factory(dimension, f"PQ{parts}x4fs", faiss.METRIC_INNER_PRODUCT)
    index.train(rows[np.unique(np.linspace(0, count - 1, _SAMPLES).astype(np.int64))])
    for start in range(0, count, _BLOCK):
        index.add(rows[start : start + _BLOCK])
    return index

"""What a message is compared with first in a large index: one vector for each text of a claim."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.rounded_rows import RoundedRows


class Faces:
    """The direction between a claim and the summary of its debunk, where there is one; else the text's own.

    They are reckoned when they are asked for. As a ranking of debunks they find as much as claims and
    summaries apart, which are two fifths more vectors.
    """

    def __init__(self, rows: RoundedRows, owners: NDArray[np.int32], claims: int) -> None:
        """:param rows: of claims and variants, those of a debunk one after the other; behind them summaries
        :param owners: (vectors,) the row of the debunk to which each vector belongs; a debunk that has a
            summary has a claim
        :param claims: how many of the vectors are not of summaries
        """
        self._rows = rows
        # The summary belongs to the claim, which is the first text of its debunk.
        self._summaries = np.full(claims, -1, dtype=np.int32)
        firsts = np.searchsorted(owners[:claims], owners[claims:])
        self._summaries[firsts] = np.arange(claims, len(owners), dtype=np.int32)
        self.shape: tuple[int, ...] = (claims, rows.shape[1])

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, chosen: slice | NDArray[np.integer]) -> NDArray[np.float32]:
        """:param chosen: a slice of the texts, or an array of their numbers of any shape; -1 is the last one
        :returns: the shape of what is chosen, with the dimension behind it; each of length 1 or zero
        """
        # Behind the claims are rows of summaries, which neither a slice nor a number shall reach.
        chosen = slice(*chosen.indices(len(self))) if isinstance(chosen, slice) else chosen % len(self)
        faces = self._rows[chosen]
        summaries = self._summaries[chosen]
        having = summaries >= 0
        joined = faces[having] + self._rows[summaries[having]]
        faces[having] = joined / np.maximum(np.linalg.norm(joined, axis=-1, keepdims=True), 1e-9)
        return faces

"""What of a large index may answer a message: its parts are compared with nothing else of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.term_index import SomeTexts
from index.vectors import SomeVectors
from index.view import Holdings


class Promising:
    """The texts that the terms or the vectors of a whole message have brought up."""

    def __init__(
        self,
        holdings: Holdings,
        claims: SomeTexts,
        full: SomeTexts,
        near: Callable[[], list[NDArray[np.int64]]],
    ) -> None:
        """:param claims: claims and variants; :param full: claims and summaries together
        :param near: returns numbers of vectors, once a part asks for them
        """
        self.claims = claims
        self.full = full
        self._holdings = holdings
        self._near = near

    @cached_property
    def vectors(self) -> SomeVectors:
        """Those that were near, and those of the claims; read when a part asks."""
        # Claims are the first texts that have vectors.
        return self._holdings.vectors.some(np.unique(np.concatenate([self.claims.numbers, *self._near()])))

"""What of a large index may answer a message: its parts are compared with nothing else of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.terms import SomeTexts
from index.vectors import SomeVectors
from index.view import Holdings


class Promising:
    """The texts that the terms or the vectors of a whole message have brought up; read when a part asks."""

    def __init__(
        self,
        holdings: Holdings,
        claims: NDArray[np.int64],
        full: NDArray[np.int64],
        near: Iterable[NDArray[np.int64]],
    ) -> None:
        """:param claims: numbers of claims, in order; :param full: rows of debunks, in order
        :param near: numbers of vectors
        """
        self._holdings = holdings
        self._claims = claims
        self._full = full
        self._near = list(near)

    @cached_property
    def claims(self) -> SomeTexts:
        """Claims and variants."""
        return self._holdings.claim_terms.some(self._claims)

    @cached_property
    def full(self) -> SomeTexts:
        """Claims and summaries together."""
        return self._holdings.full_terms.some(self._full)

    @cached_property
    def vectors(self) -> SomeVectors:
        """Those that were near, and those of the claims."""
        # Claims are the first texts that have vectors.
        return self._holdings.vectors.some(np.unique(np.concatenate([self._claims, *self._near])))

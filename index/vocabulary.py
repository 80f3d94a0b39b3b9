"""Which number each term has: sorted keys, for a dictionary of millions would fill the memory."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_SHORT = 2  # characters whose code points are the key
_LONG = 1 << 63  # a bit that no two code points have


class Vocabulary:
    """Terms and their numbers. A term of one or two characters is its own key, a longer one has a hash."""

    def __init__(self, keys: NDArray[np.uint64], numbers: NDArray[np.int32]) -> None:
        """:param keys: (terms,) sorted; :param numbers: (terms,) of the same terms"""
        self._keys = keys
        self._numbers = numbers

    @classmethod
    def of_keys(cls, keys: NDArray[np.uint64]) -> Vocabulary:
        """Number different terms from 0.

        :param keys: as `keys_of` gives them
        :raises ValueError: when two terms have one key; of ten million terms there is one chance in 100,000
        """
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        if (keys[1:] == keys[:-1]).any():
            raise ValueError("expected a key for each term, got two terms of one key")
        return cls(keys, order.astype(np.int32))

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Read what `save` wrote."""
        return cls(
            np.load(folder / "term_keys.npy", allow_pickle=False),
            np.load(folder / "term_numbers.npy", allow_pickle=False),
        )

    def save(self, folder: Path) -> None:
        """Write two files into a folder."""
        np.save(folder / "term_keys.npy", self._keys, allow_pickle=False)
        np.save(folder / "term_numbers.npy", self._numbers, allow_pickle=False)

    def __len__(self) -> int:
        return len(self._keys)

    def numbers(self, terms: Collection[str]) -> NDArray[np.int32]:
        """:returns: (terms,) the number of each, -1 where it is not known"""
        return self._find(keys_of(list(terms)))

    def numbers_in(self, other: Vocabulary) -> NDArray[np.int32]:
        """:returns: (terms,) the number that each term has in another vocabulary, -1 where it has none"""
        found = np.empty(len(self), dtype=np.int32)
        found[self._numbers] = other._find(self._keys)
        return found

    def _find(self, keys: NDArray[np.uint64]) -> NDArray[np.int32]:
        if not len(self._keys):
            return np.full(len(keys), -1, dtype=np.int32)
        places = np.searchsorted(self._keys, keys)
        places[places == len(self._keys)] = 0
        return np.where(self._keys[places] == keys, self._numbers[places], np.int32(-1))


def keys_of(terms: list[str]) -> NDArray[np.uint64]:
    """:returns: (terms,) the key of each; that of the empty term is 0"""
    # Each character of such an array is four bytes, so that the two of a short term are one number.
    keys = np.array(terms, dtype=f"U{_SHORT}").view(np.uint64)
    for place, term in enumerate(terms):
        if len(term) > _SHORT:
            keys[place] = _hash_of(term)
    return keys


@lru_cache(maxsize=1 << 14)
def _hash_of(term: str) -> int:
    return (
        int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") | _LONG
    )

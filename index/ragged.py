"""Lists of different lengths, end to end in one array."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

_LONG_STRETCH = 8  # lists that stand one after the other


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists, one after the other."""

    values: NDArray[Any]
    starts: NDArray[np.int64]
    """(lists + 1,) where each begins; the last is the number of all values."""

    @classmethod
    def of_lengths(cls, values: NDArray[Any], lengths: Sequence[int] | NDArray[np.integer]) -> Self:
        """:param lengths: of each list"""
        starts = np.zeros(len(lengths) + 1, dtype=np.int64)
        np.cumsum(lengths, out=starts[1:])
        return cls(values, starts)

    @classmethod
    def of_texts(cls, texts: Sequence[str]) -> Self:
        """Texts of any characters, as UTF-8."""
        parts = [text.encode("utf-8", "surrogatepass") for text in texts]
        return cls.of_lengths(np.frombuffer(b"".join(parts), dtype=np.uint8), [len(part) for part in parts])

    @classmethod
    def joined(cls, parts: Sequence[Ragged]) -> Self:
        """:param parts: at least one; their lists, one part after the other"""
        return cls.of_lengths(
            np.concatenate([part.values for part in parts]), np.concatenate([part.lengths for part in parts])
        )

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def lengths(self) -> NDArray[np.int64]:
        """(lists,)"""
        return np.diff(self.starts)

    def places(self, lists: NDArray[np.int64]) -> NDArray[np.int64]:
        """:returns: where the values of these lists stand, in their order"""
        begins = self.starts[lists]
        counts = self.starts[lists + 1] - begins
        return np.repeat(begins - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())

    def take(self, lists: NDArray[np.int64]) -> Self:
        """:returns: these lists, in this order"""
        return self.of_lengths(self.taken(lists, self.values), self.lengths[lists])

    def taken(self, lists: NDArray[np.int64], values: NDArray[Any]) -> NDArray[Any]:
        """:param values: one for each value of the lists; :returns: those of these lists, in their order"""
        behind = np.append(np.flatnonzero(np.diff(lists) != 1) + 1, len(lists))
        if len(behind) > len(lists) // _LONG_STRETCH:
            return values[self.places(lists)]
        # Few long stretches are copied in a tenth of the time.
        begins = self.starts[lists[np.append(0, behind[:-1])]].tolist()
        ends = self.starts[lists[behind - 1] + 1].tolist()
        return np.concatenate([values[begin:end] for begin, end in zip(begins, ends, strict=True)])

    def slices(self) -> Iterator[bytes]:
        """:returns: the values of each list as they lie in memory"""
        written, bounds = self.values.tobytes(), (self.starts * self.values.itemsize).tolist()
        return (written[start:end] for start, end in pairwise(bounds))

    def texts(self) -> list[str]:
        """:returns: what `of_texts` was given"""
        return [part.decode("utf-8", "surrogatepass") for part in self.slices()]

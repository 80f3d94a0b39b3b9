"""How often each text has which terms: all that BM25 needs of texts."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.ragged import Ragged
from index.vocabulary import keys_of


@dataclass(frozen=True, slots=True)
class TermCounts:
    """The different terms of each text, in the order in which they come first."""

    keys: NDArray[np.uint64]
    """(terms,) different ones, as a vocabulary has them."""
    terms: Ragged
    """Of each text, numbers of keys (int32)."""
    counts: NDArray[np.int32]
    """Of each of these, how often the text has it."""

    @classmethod
    def of_texts(cls, texts: Sequence[str], terms_of: Callable[[str], list[str]]) -> TermCounts:
        """Count the terms of texts. A text without any has the empty one, which no message has.

        :raises ValueError: when two terms have one key; of ten million terms there is one chance in 100,000
        """
        numbers: dict[str, int] = {}
        ids, counts, lengths = array("i"), array("i"), []
        for text in texts:
            bag = Counter(terms_of(text) or [""])
            ids.extend([numbers.setdefault(term, len(numbers)) for term in bag])
            counts.extend(bag.values())
            lengths.append(len(bag))
        keys = keys_of(list(numbers))
        if len(np.unique(keys)) < len(keys):
            raise ValueError("expected a key for each term, got two terms of one key")
        return cls(
            keys, Ragged.of_lengths(np.array(ids, dtype=np.int32), lengths), np.array(counts, dtype=np.int32)
        )

    @classmethod
    def joined(cls, parts: Sequence[TermCounts]) -> TermCounts:
        """:param parts: at least one; their texts, one part after the other"""
        if len(parts) == 1:
            return parts[0]
        keys, numbers = np.unique(np.concatenate([part.keys for part in parts]), return_inverse=True)
        numbers = numbers.astype(np.int32)
        offsets = np.cumsum([0, *(len(part.keys) for part in parts)])
        terms = [
            Ragged(numbers[offset:][part.terms.values], part.terms.starts)
            for part, offset in zip(parts, offsets, strict=False)
        ]
        return cls(keys, Ragged.joined(terms), np.concatenate([part.counts for part in parts]))

    def take(self, texts: NDArray[np.int64]) -> TermCounts:
        """:returns: those of these texts, in this order"""
        return TermCounts(self.keys, self.terms.take(texts), self.terms.taken(texts, self.counts))

    def numbered(self) -> TermCounts:
        """Number the terms anew: the empty one, and then those that come, in the order in which they come.

        So equal texts have equal numbers, whatever else was there when they were counted.
        """
        ids = self.terms.values
        first = np.full(len(self.keys), -1, dtype=np.int64)
        first[ids[::-1]] = np.arange(len(ids))[::-1]  # of equal places, the last one that is written stays
        come = np.flatnonzero((first >= 0) & (self.keys != 0))
        come = come[np.argsort(first[come], kind="stable")]
        numbers = np.zeros(len(self.keys), dtype=np.int32)
        numbers[come] = np.arange(1, len(come) + 1, dtype=np.int32)
        keys = np.concatenate([np.zeros(1, dtype=np.uint64), self.keys[come]])
        return TermCounts(keys, Ragged(numbers[ids], self.terms.starts), self.counts)

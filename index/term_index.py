"""BM25 over the terms of texts: finds near-copies, names and numbers that vectors blur."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence, Sized
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.file_slices import HELD_UP_TO
from index.term_counts import TermCounts
from index.terms import terms_of
from index.vocabulary import Vocabulary
from index.weighted_lists import WeightedLists

_TEXTS = 10_000  # that are weighed at a time
_BLOCK = 64  # scores of which the highest is looked at first
_ABOVE_NOTHING = 1e-9
_K1, _B = 1.2, 0.75  # of BM25: how soon a repeated term says no more, and how much length counts


class TermIndex:
    """BM25 over the terms of texts; several texts may belong to one debunk.

    Scores are of the query's *different* terms: a forwarded message repeats itself, which says nothing.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        postings: WeightedLists,
        text_terms: WeightedLists,
        own_scores: NDArray[np.float32],
        owners: NDArray[np.int32],
    ) -> None:
        """Use `of_texts` or `load`.

        :param postings: of each term, the texts that have it; :param text_terms: of each text, its terms
        :param own_scores: (texts,) what each text scores on itself
        :param owners: (texts,) the row of the debunk to which each text belongs
        """
        self._vocabulary = vocabulary
        self._postings = postings
        self._text_terms = text_terms
        self.own_scores = own_scores
        self.owners = owners
        self._counts = np.diff(postings.starts)
        self.effort = EFFORT
        self.numbers = np.arange(len(owners), dtype=np.int64)
        """(texts,) of all texts, as `SomeTexts` has those of a few."""
        self._of_own = 1.0 / np.maximum(own_scores, np.float32(1e-6))
        self.idf = np.log1p(len(owners) / np.maximum(self._counts, 1)).astype(np.float32)

    @property
    def size(self) -> int:
        """How many terms there are."""
        return len(self.idf)

    @property
    def rarest(self) -> float:
        """The idf of a term that no text has."""
        return float(np.log1p(len(self.owners)))

    @classmethod
    def of_texts(cls, texts: Sequence[str], owners: Sequence[int] | NDArray[np.int32]) -> TermIndex:
        """Index normalised texts.

        :param owners: the row of the debunk of each text
        """
        return cls.of_counts(TermCounts.of_texts(texts, terms_of), owners)

    @classmethod
    def of_counts(cls, counted: TermCounts, owners: Sequence[int] | NDArray[np.int32]) -> TermIndex:
        """Index texts by the terms that they have; the numbers of terms follow from the texts alone.

        The weights are those of BM25 as Lucene has it.

        :param owners: the row of the debunk of each text
        """
        counted = counted.numbered()
        ids, starts, texts = counted.terms.values, counted.terms.starts, len(counted.terms)
        holding = np.bincount(ids, minlength=len(counted.keys))
        numbers = np.repeat(np.arange(texts, dtype=np.int32), counted.terms.lengths)
        long = np.bincount(numbers, weights=counted.counts, minlength=texts)
        # Of the few different numbers of texts that hold a term, so that it is the same on every machine.
        held, which = np.unique(holding, return_inverse=True)
        rarity = [math.log(1 + (texts - count + 0.5) / (count + 0.5)) for count in held.tolist()]
        idf = np.array(rarity, dtype=np.float32)[which]
        damping = _K1 * ((1 - _B) + _B * long / long.mean())
        weights = np.empty(len(ids), dtype=np.float32)
        # Of each text by the numbers of its terms; some texts at a time, for the memory.
        sorted_ids, sorted_weights = np.empty_like(ids), np.empty_like(weights)
        for first in range(0, texts, _TEXTS):
            part = slice(int(starts[first]), int(starts[min(first + _TEXTS, texts)]))
            frequency = counted.counts[part]
            weights[part] = idf[ids[part]] * (frequency / (damping[numbers[part]] + frequency))
            order = _stable_order(ids[part])
            order = order[_stable_order(numbers[part][order] - first)]
            sorted_ids[part], sorted_weights[part] = ids[part][order], weights[part][order]
        text_terms = WeightedLists.of_arrays(starts, sorted_ids, sorted_weights)
        own_scores = np.bincount(numbers, weights=sorted_weights, minlength=texts).astype(np.float32)
        del sorted_ids, sorted_weights
        by_term = _stable_order(ids)
        return cls(
            Vocabulary.of_keys(counted.keys),
            WeightedLists.of_arrays(
                np.concatenate([[0], np.cumsum(holding)]), numbers[by_term], weights[by_term]
            ),
            text_terms,
            own_scores,
            np.asarray(owners, dtype=np.int32),
        )

    def save(self, folder: Path) -> None:
        """Write arrays into a folder; no pickle."""
        folder.mkdir(parents=True, exist_ok=True)
        self._vocabulary.save(folder)
        self._postings.save(folder, "postings")
        self._text_terms.save(folder, "text_terms")
        np.save(folder / "own_scores.npy", self.own_scores, allow_pickle=False)
        np.save(folder / "owners.npy", self.owners, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path, held_up_to: int = HELD_UP_TO) -> TermIndex:
        """Read what `save` wrote.

        :param held_up_to: bytes up to which a file is read as a whole
        """
        return cls(
            Vocabulary.load(folder),
            WeightedLists.load(folder, "postings", held_up_to),
            WeightedLists.load(folder, "text_terms", held_up_to),
            np.load(folder / "own_scores.npy", allow_pickle=False),
            np.load(folder / "owners.npy", allow_pickle=False),
        )

    def ids(self, terms: Collection[str]) -> NDArray[np.int32]:
        """:returns: the ids of those of these different terms that the index knows, sorted"""
        found = self._vocabulary.numbers(terms)
        return np.sort(found[found >= 0])

    def numbers_in(self, other: TermIndex) -> NDArray[np.int32]:
        """:returns: (size,) the id that each term has in another index, -1 where that one does not know it"""
        return self._vocabulary.numbers_in(other._vocabulary)

    def holding(self, term: str) -> NDArray[np.int32]:
        """:returns: the numbers of the texts that have a term, in order"""
        return self._postings.take(self.ids([term]))[0]

    def weigh(self, terms: Sized, known: NDArray[np.int32]) -> float:
        """:returns: summed idf of different terms, of which these are known; an unknown one is the rarest"""
        return float(self.idf[known].sum()) + self.rarest * (len(terms) - len(known))

    def scores(self, terms: NDArray[np.int32]) -> NDArray[np.float32]:
        """:returns: (texts,) BM25 of each indexed text for a query of these terms"""
        # All postings of all terms in one sum: bm25s adds term by term, which is three times slower for a
        # message of a thousand terms.
        texts, weights, _ = self._postings.take(terms)
        return np.bincount(texts, weights=weights, minlength=len(self.owners)).astype(np.float32)

    @property
    def is_large(self) -> bool:
        """Whether only those texts are scored that are `likely`, instead of all."""
        return len(self.owners) > self.effort.texts

    def likely(self, terms: NDArray[np.int32], *, by_share: bool = True) -> SomeTexts:
        """Choose the texts that may be among the best for a query of these terms.

        The rare terms tell which: the frequent ones have most of the postings and say least.

        :param by_share: the best by the share of their own score are wanted, too
        :returns: the best are among them, nearly always
        """
        rarest_first = terms[np.argsort(self._counts[terms], kind="stable")]
        most = max(self.effort.postings, self.effort.postings_a_text * len(self.owners))
        cheap = np.cumsum(self._counts[rarest_first]) <= most
        cheap[:1] = True
        numbers, weights, _ = self._postings.take(rarest_first[cheap])
        scores = np.zeros(len(self.owners), dtype=np.float32)
        # Half the time of `scores`, with rounding that depends on the order of the terms.
        np.add.at(scores, numbers, weights)
        texts = _highest(scores, self.effort.likely)
        if by_share:
            scores *= scores
            scores *= self._of_own
            texts = np.union1d(texts, _highest(scores, self.effort.likely))
        return SomeTexts(self, texts)

    def among(self, terms: NDArray[np.int32], ids: NDArray[np.int32]) -> NDArray[np.bool_]:
        """:returns: for each of many ids of terms whether it is one of a query's"""
        asked = np.zeros(self.size, dtype=np.bool_)
        asked[terms] = True
        return asked[ids]

    def terms_in(
        self, texts: NDArray[np.integer]
    ) -> tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.int64]]:
        """:param texts: numbers of indexed texts

        :returns: the different terms of these texts, end to end, the BM25 weight of each there, and where
            each text begins
        """
        ids, weights, counts = self._text_terms.take(texts)
        return ids, weights, np.cumsum(counts) - counts


class SomeTexts:
    """A few texts of an index, which are scored one by one; their terms are read when that is asked."""

    def __init__(self, index: TermIndex, numbers: NDArray[np.int64]) -> None:
        """:param numbers: (texts,) of the index, in order"""
        self.numbers = numbers
        self._index = index

    def scores(self, terms: NDArray[np.int32]) -> NDArray[np.float32]:
        """:returns: (texts,) BM25 of each for a query of these terms"""
        if not len(self.numbers):
            return np.zeros(0, dtype=np.float32)
        ids, weights, starts = self._read
        scores: NDArray[np.float32] = np.add.reduceat(weights * self._index.among(terms, ids), starts)
        return scores

    @cached_property
    def _read(self) -> tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.int64]]:
        return self._index.terms_in(self.numbers)


@dataclass(frozen=True, slots=True)
class Effort:
    """How much of an index is looked at for a query."""

    texts: int
    """Of an index, up to which every text is scored."""
    postings: int
    """Of a query, up to which all are added up."""
    likely: int
    """Texts that are scored by all terms: so many by score, and by the share of their own score."""
    postings_a_text: float = 0.0
    """The same as `postings` for each text of the index; the greater of the two counts."""


EFFORT = Effort(texts=50_000, postings=500_000, likely=500, postings_a_text=0.7)


def _stable_order(numbers: NDArray[np.int32]) -> NDArray[np.int64]:
    """:returns: as a stable argsort gives it, in a third of the time; of numbers from 0 on"""
    order = (numbers.astype(np.int64) << 32) | np.arange(len(numbers))
    order.sort()
    order &= (1 << 32) - 1
    return order


def _highest(values: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """:returns: the places of the `count` highest values above 0, of equal ones the first; in order"""
    # The highest of each 64 first: there are far fewer of them to sort. The 64 stand far apart, for so their
    # highest is found in a third of the time.
    apart = len(values) // _BLOCK
    whole = apart * _BLOCK
    peaks = np.append(values[:whole].reshape(_BLOCK, apart).max(axis=0), values[whole:].max(initial=0.0))
    least = np.partition(peaks, -count)[-count] if count <= len(peaks) else 0.0
    found = np.flatnonzero(values >= max(float(least), _ABOVE_NOTHING))
    return np.sort(found[np.argsort(-values[found], kind="stable")[:count]])

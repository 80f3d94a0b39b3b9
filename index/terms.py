"""Terms of a text, and BM25 over them: finds near-copies, names and numbers that vectors blur."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence, Sized
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HAN = "㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff"
"""Ranges of Han characters, for use inside a character class."""

_HAN = re.compile(f"[{HAN}]")
_RUNS = re.compile(rf"([{HAN}]+)|([^\W_{HAN}]+)")
_LONGEST_GRAM = 2
_LONGEST_WORD = 32
_STEM = 5
# English words that say nothing of a claim. Among Chinese texts they are rare, so BM25 would take them for
# the heart of a sentence. Not here: denials (no, not), letters (维生素 a) and names in capitals (WHO, US).
_SMALL_WORDS = """
the an this that these those and or but if so than then as of to in on at by for from with into onto over
about is are was were be been being do does did doing done has have had having will would shall should can
could might must you he she it we they me him her them my your his its our their whose which what when where
why how there here don doesn didn isn aren wasn ll re ve some any all just only also very too
"""
_SMALL = frozenset(_SMALL_WORDS.split())

logging.getLogger("bm25s").setLevel(logging.WARNING)


def has_han(text: str) -> bool:
    """Tell whether a text has a Chinese character."""
    return _HAN.search(text) is not None


def terms_of(text: str) -> list[str]:
    """Split a normalised text into terms: characters and their pairs in Han runs, else words and numbers.

    A Latin word longer than five letters also gives its first five, so that "vaccines" meets "vaccine"; small
    English words ("the", "does") give none. Text order is kept; terms repeat.
    """
    terms: list[str] = []
    for han, word in _RUNS.findall(text):
        if han:
            length = len(han)
            for size in range(1, _LONGEST_GRAM + 1):
                terms.extend([han[start : start + size] for start in range(length - size + 1)])
        else:
            if word in _SMALL:
                continue
            terms.append(word[:_LONGEST_WORD])
            if len(word) > _STEM and word.isascii() and word.isalpha():
                terms.append(word[:_STEM] + "*")
    return terms


class TermIndex:
    """BM25 over the terms of texts; several texts may belong to one debunk.

    Scores are of the query's *different* terms: a forwarded message repeats itself, which says nothing.
    """

    def __init__(self, bm25: Any, owners: NDArray[np.int32]) -> None:
        """:param owners: (texts,) the row of the debunk to which each text belongs"""
        self._bm25 = bm25
        self._vocabulary: dict[str, int] = bm25.vocab_dict
        self.owners = owners
        weights = self._weights = np.asarray(bm25.scores["data"], dtype=np.float32)
        columns = self._columns = np.asarray(bm25.scores["indices"], dtype=np.int64)
        pointers = self._pointers = np.asarray(bm25.scores["indptr"], dtype=np.int64)
        # bm25s keeps, for each term, the texts that hold it; features need, for each text, its terms.
        terms = np.repeat(np.arange(len(pointers) - 1, dtype=np.int32), np.diff(pointers))
        order = np.argsort(columns, kind="stable")
        self._text_terms = terms[order]
        self._text_weights = weights[order]
        self._text_starts = np.searchsorted(columns[order], np.arange(len(owners) + 1))
        self.own_scores = np.bincount(columns, weights=weights, minlength=len(owners)).astype(np.float32)
        counts = np.diff(pointers)
        self.idf = np.log1p(len(owners) / np.maximum(counts, 1)).astype(np.float32)

    @property
    def size(self) -> int:
        """How many terms there are."""
        return len(self.idf)

    @property
    def rarest(self) -> float:
        """The idf of a term that no text has."""
        return float(np.log1p(len(self.owners)))

    @classmethod
    def of_texts(cls, texts: Sequence[str], owners: Sequence[int]) -> TermIndex:
        """Index normalised texts.

        :param owners: the row of the debunk of each text
        """
        import bm25s

        # Every text has a term, if only the empty one, which no message has.
        vocabulary: dict[str, int] = {"": 0}
        ids = [
            [vocabulary.setdefault(term, len(vocabulary)) for term in terms_of(text) or [""]]
            for text in texts
        ]
        bm25 = bm25s.BM25(method="lucene", k1=1.2, b=0.75, backend="numpy", csc_backend="numpy")
        bm25.index((ids, vocabulary), show_progress=False)
        return cls(bm25, np.asarray(owners, dtype=np.int32))

    def save(self, folder: Path) -> None:
        """Write arrays and JSON into a folder; no pickle."""
        folder.mkdir(parents=True, exist_ok=True)
        self._bm25.save(folder, show_progress=False, allow_pickle=False)
        np.save(folder / "owners.npy", self.owners, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> TermIndex:
        """Read what `save` wrote."""
        import bm25s

        bm25 = bm25s.BM25.load(folder, show_progress=False, allow_pickle=False)
        return cls(bm25, np.load(folder / "owners.npy", allow_pickle=False))

    def ids(self, terms: Iterable[str]) -> NDArray[np.int32]:
        """:returns: the ids of those of these different terms that the index knows, sorted"""
        found = np.fromiter(map(self._vocabulary.get, terms, repeat(-1)), dtype=np.int32)
        return np.sort(found[found >= 0])

    def numbers_in(self, other: TermIndex) -> NDArray[np.int32]:
        """:returns: (size,) the id that each term has in another index, -1 where that one does not know it"""
        numbers = np.full(self.size, -1, dtype=np.int32)
        for term, number in self._vocabulary.items():
            numbers[number] = other._vocabulary.get(term, -1)
        return numbers

    def weigh(self, terms: Sized, known: NDArray[np.int32]) -> float:
        """:returns: summed idf of different terms, of which these are known; an unknown one is the rarest"""
        return float(self.idf[known].sum()) + self.rarest * (len(terms) - len(known))

    def scores(self, terms: NDArray[np.int32]) -> NDArray[np.float32]:
        """:returns: (texts,) BM25 of each indexed text for a query of these terms"""
        # All postings of all terms in one sum: bm25s adds term by term, which is three times slower for a
        # message of a thousand terms.
        counts = self._pointers[terms + 1] - self._pointers[terms]
        before = np.cumsum(counts) - counts
        postings = np.repeat(self._pointers[terms] - before, counts) + np.arange(counts.sum())
        sums = np.bincount(
            self._columns[postings], weights=self._weights[postings], minlength=len(self.owners)
        )
        return sums.astype(np.float32)

    def terms_at(self, text: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """:returns: the different terms of an indexed text, and the BM25 weight of each there"""
        span = slice(self._text_starts[text], self._text_starts[text + 1])
        return self._text_terms[span], self._text_weights[span]

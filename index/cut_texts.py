"""Texts of an index cut into words, once, when it is built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.overlap import Floats
from index.ragged import Ragged
from index.word_vectors import Words, WordVectors

_SUMMARY = 200  # words of a summary
_BLOCK = 256  # texts that are cut at a time
_NONE: Words = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class CutTexts:
    """The words of texts, one text after the other."""

    words: Words
    starts: NDArray[np.int64]
    """(texts + 1,) where each text begins; the last is the number of all words."""

    @classmethod
    def of_claims(cls, words: WordVectors, texts: Sequence[str]) -> CutTexts:
        """Cut normalised claims."""
        return cls._of_texts(words, texts, lambda cut: cut)

    @classmethod
    def of_summaries(cls, words: WordVectors, texts: Sequence[str]) -> CutTexts:
        """Cut normalised summaries, of which the different words of the beginning count."""
        return cls._of_texts(words, texts, lambda cut: np.unique(cut[:_SUMMARY]))

    @classmethod
    def of_ragged(cls, words: Ragged) -> CutTexts:
        """:param words: of each text"""
        return cls(words.values, words.starts)

    @classmethod
    def _of_texts(
        cls, words: WordVectors, texts: Sequence[str], shorten: Callable[[Words], Words]
    ) -> CutTexts:
        parts = [_NONE]
        for start in range(0, len(texts), _BLOCK):
            parts += map(shorten, words.cut(texts[start : start + _BLOCK]))
        lengths = np.array([len(part) for part in parts], dtype=np.int64)
        return cls(np.concatenate(parts), np.cumsum(lengths))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @classmethod
    def load(cls, folder: Path, name: str) -> CutTexts:
        """Read what `save` wrote."""
        words, starts = (np.load(folder / f"{name}{end}.npy", allow_pickle=False) for end in ("", "_starts"))
        return cls(words, starts)

    def save(self, folder: Path, name: str) -> None:
        """Write two files into a folder."""
        np.save(folder / f"{name}.npy", self.words, allow_pickle=False)
        np.save(folder / f"{name}_starts.npy", self.starts, allow_pickle=False)

    def at(self, numbers: NDArray[np.int64]) -> list[Words]:
        """:returns: the words of each of these texts; none for number -1"""
        return [self.words[span] for span in self.spans(numbers)]

    def spans(self, numbers: NDArray[np.int64]) -> list[slice]:
        """:returns: where the words of each of these texts stand; nowhere for number -1"""
        begins = np.where(numbers < 0, 0, self.starts[numbers])
        ends = np.where(numbers < 0, 0, self.starts[numbers + 1])
        return list(map(slice, begins.tolist(), ends.tolist()))

    def sums(self, values: Floats) -> Floats:
        """:param values: (words,); :returns: (texts,) their sums, above 0"""
        sums = np.zeros(len(self), dtype=np.float32)
        full = np.diff(self.starts) > 0
        sums[full] = np.add.reduceat(values, self.starts[:-1][full])
        return np.maximum(sums, 1e-6)

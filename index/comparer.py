"""Lay messages beside their candidate debunks: embed, find candidates, compute features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.text import Reading
from index.candidates import find_candidates
from index.encoder import Encoder
from index.features import Comparison, compare
from index.kindred import Kindred
from index.view import Holdings, View, pieces_of
from index.words import shipped_words


@dataclass(frozen=True, slots=True)
class Compared:
    """A message with the features of its candidates."""

    view: View
    rows: list[int]
    """Of the candidate debunks; at least one."""
    comparison: Comparison


class Comparer:
    """Compares messages with the debunks of an index; keeps nothing of a message."""

    def __init__(self, holdings: Holdings, encoder: Encoder) -> None:
        """:param encoder: the one whose vectors the holdings have"""
        self._holdings = holdings
        self._encoder = encoder
        self._kindred = Kindred(encoder.words or shipped_words(), holdings.texts)

    def compare(self, readings: Sequence[Reading]) -> list[Compared | None]:
        """Compare messages, embedding them together.

        :returns: None for a message without words, or without any candidate
        """
        return [
            self._compare(reading, vectors)
            for reading, vectors in zip(readings, self._encode(readings), strict=True)
        ]

    def _encode(self, readings: Sequence[Reading]) -> list[NDArray[np.float32]]:
        """:returns: for each message (1 + pieces, dimension), the whole first"""
        parts = [(reading.body, *pieces_of(reading)) for reading in readings]
        distinct = dict.fromkeys(text for texts in parts for text in texts)
        numbers = {text: number for number, text in enumerate(distinct)}
        vectors = self._encoder.encode_messages(list(numbers))
        return [vectors[[numbers[text] for text in texts]] for texts in parts]

    def _compare(self, reading: Reading, vectors: NDArray[np.float32]) -> Compared | None:
        if not reading.body:
            return None
        view = View.of_reading(reading, vectors, self._holdings)
        rows = find_candidates(view, self._holdings)
        if not rows:
            return None
        return Compared(view, rows, compare(view, rows, self._holdings, self._kindred))

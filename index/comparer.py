"""Lay messages beside their candidate debunks: embed, find candidates, compute features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from corpus.text import Reading
from index.candidates import Near, find_candidates, near_of
from index.encoder import Encoder
from index.features import Comparison, compare
from index.kindred import Kindred, Known
from index.promising import Promising
from index.view import Holdings, View, pieces_of
from index.words import shipped_words


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found for the texts of a message, which its parts have in common with it."""

    near: dict[str, Near] = field(default_factory=dict)
    kindred: Known = field(default_factory=Known)
    promising: Promising | None = None
    """What the parts are compared with; None for everything, and while the message itself is compared."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A message with the features of its candidates."""

    view: View
    rows: list[int]
    """Of the candidate debunks; at least one."""
    comparison: Comparison
    seen: Seen = field(repr=False)


class Comparer:
    """Compares messages with the debunks of an index; keeps nothing of a message itself."""

    def __init__(self, holdings: Holdings, encoder: Encoder) -> None:
        """:param encoder: the one whose vectors the holdings have"""
        self._holdings = holdings
        self._encoder = encoder
        self._kindred = Kindred(
            encoder.words or shipped_words(), holdings.claim_words, holdings.summary_words
        )

    def compare(self, readings: Sequence[Reading], seen: Seen | None = None) -> list[Compared | None]:
        """Compare messages, embedding them together.

        :param seen: of the message of which these are parts; what is not there is added
        :returns: None for a message without words, or without any candidate
        """
        seen = Seen() if seen is None else seen
        parts = [(reading.body, *pieces_of(reading)) for reading in readings]
        new = [
            text for text in dict.fromkeys(text for texts in parts for text in texts) if text not in seen.near
        ]
        if new:
            vectors = self._encoder.encode_messages(new)
            found = near_of(new, vectors, self._holdings, seen.promising)
            seen.near.update(zip(new, found, strict=True))
        return [self._compare(reading, texts, seen) for reading, texts in zip(readings, parts, strict=True)]

    def _compare(self, reading: Reading, texts: Sequence[str], seen: Seen) -> Compared | None:
        if not reading.body:
            return None
        near = [seen.near[text] for text in texts]
        vectors, terms = np.stack([each.vector for each in near]), [each.terms for each in near]
        view = View.of_reading(reading, vectors, terms)
        found = find_candidates(view, self._holdings, near, seen.promising)
        if not found.rows:
            return None
        comparison = compare(view, found.rows, self._holdings, self._kindred, seen.kindred)
        if found.promising is not seen.promising:
            # What is near to the parts of this message among these is not what is near to others' parts.
            seen = Seen(dict(zip(texts, near, strict=True)), seen.kindred, found.promising)
        return Compared(view, found.rows, comparison, seen)

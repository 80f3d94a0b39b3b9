"""What is searched of each debunk: the texts of its claim, its variants and its summary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from corpus.debunk import Debunk
from corpus.text import normalise, read_text
from index.ragged import Ragged

_TEXT_FILE = "claims.txt"
_ENDS_FILE = "claim_ends.npy"
_LONGEST_CHARACTER = 4  # bytes


@dataclass(frozen=True, slots=True)
class ClaimTexts:
    """Normalised texts of debunks; an owner is a debunk's row."""

    claims: list[str]
    claim_owners: list[int]
    summaries: list[str]
    """Each summary after its claim, for a summary often says neither who nor what it is about."""
    summary_owners: list[int]
    full: list[str]
    """One text for each debunk: claim, variants and summary together."""

    @classmethod
    def of_debunks(cls, debunks: Iterable[Debunk]) -> ClaimTexts:
        """Read the searched texts out of debunks, in their order."""
        claims: list[str] = []
        claim_owners: list[int] = []
        summaries: list[str] = []
        summary_owners: list[int] = []
        full: list[str] = []
        for row, debunk in enumerate(debunks):
            wordings = dict.fromkeys(claim_text(text) for text in (debunk.claim, *debunk.variants))
            for wording in wordings:
                claims.append(wording)
                claim_owners.append(row)
            summary = normalise(debunk.summary)
            if summary:
                summaries.append(f"{claim_text(debunk.claim)} {summary}")
                summary_owners.append(row)
            full.append(" ".join((*wordings, summary)))
        return cls(claims, claim_owners, summaries, summary_owners, full)


class Claims(Sequence[str]):
    """The normalised claims of an index, end to end: a million strings would take twice the memory."""

    def __init__(self, written: bytes, ends: NDArray[np.int64]) -> None:
        """:param written: UTF-8; :param ends: (claims,) the place behind the last byte of each"""
        self._written = written
        self._bounds = np.concatenate([[0], ends]).astype(np.int64)

    @classmethod
    def of_ragged(cls, texts: Ragged) -> Claims:
        """:param texts: as UTF-8"""
        return cls(texts.values.tobytes(), texts.starts[1:])

    @classmethod
    def load(cls, folder: Path) -> Claims:
        """Read what `save` wrote."""
        return cls((folder / _TEXT_FILE).read_bytes(), np.load(folder / _ENDS_FILE, allow_pickle=False))

    def save(self, folder: Path) -> None:
        """Write two files into a folder."""
        (folder / _TEXT_FILE).write_bytes(self._written)
        np.save(folder / _ENDS_FILE, self._bounds[1:], allow_pickle=False)

    def __len__(self) -> int:
        return len(self._bounds) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self._at(number) for number in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._at(place % len(self))

    def _at(self, number: int) -> str:
        part = self._written[self._bounds[number] : self._bounds[number + 1]]
        return part.decode("utf-8", "surrogatepass")

    def shorter_than(self, length: int) -> frozenset[str]:
        """:returns: the claims of fewer characters"""
        short = np.flatnonzero(np.diff(self._bounds) < _LONGEST_CHARACTER * length)
        return frozenset(text for text in map(self._at, short.tolist()) if len(text) < length)


@lru_cache(maxsize=1 << 15)
def claim_text(text: str) -> str:
    """A claim as it is compared: without "网传" and "是真的吗", unless nothing else is left."""
    return read_text(text).body or normalise(text)

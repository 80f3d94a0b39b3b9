"""Take over the vectors of texts that an earlier version has: only new texts need the encoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.errors import SearchError
from index.manifest import Manifest
from index.vectors import ClaimVectors
from index.versions import current_version

__all__ = ["KnownVectors", "save_marks"]

#: Says of which text each vector is: what is made of a debunk's texts may change with the program.
_MARKS_FILE = "vector_texts.npy"
_BYTES = 16  # two different texts of one corpus never have the same


@dataclass(frozen=True, slots=True)
class KnownVectors:
    """Vectors by their texts.

    :ivar rows: (vectors, dimension)
    :ivar places: mark of a text -> its row
    """

    rows: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))
    places: dict[bytes, int] = field(default_factory=dict)

    @classmethod
    def of_current(cls, root: Path, encoder: Encoder) -> KnownVectors:
        """Read those of the current version under the root of the versions.

        :returns: none where there is no version, it is damaged, or another encoder made its vectors
        """
        folder = current_version(root)
        if folder is None:
            return cls()
        try:
            manifest = Manifest.read(folder)
            manifest.require_encoder(encoder)
            manifest.verify(folder)
            if _MARKS_FILE not in manifest.files:
                return cls()
            marks = np.load(folder / _MARKS_FILE, allow_pickle=False)
            vectors = ClaimVectors.load(folder)
            # A copy: the rows lie in the memory of the faiss index, and go with it.
            rows = vectors.rows.copy()
        except (SearchError, OSError, ValueError, RuntimeError):
            return cls()
        if marks.shape != (len(rows), _BYTES) or marks.dtype != np.uint8:
            return cls()
        return cls(rows, {mark.tobytes(): number for number, mark in enumerate(marks)})

    def fill(self, texts: Sequence[str], rows: NDArray[np.float32]) -> list[int]:
        """Write the known vectors of texts into their rows.

        :param rows: (texts, dimension), changed in place
        :returns: the numbers of the texts that are not known
        """
        found = [self.places.get(_mark(text)) for text in texts]
        here = [number for number, place in enumerate(found) if place is not None]
        if here:
            rows[here] = self.rows[[place for place in found if place is not None]]
        return [number for number, place in enumerate(found) if place is None]


def save_marks(texts: Sequence[str], folder: Path) -> None:
    """Write beside the vectors of a version of which text each is.

    :raises OSError: when the folder cannot be written
    """
    marks = np.frombuffer(b"".join(map(_mark, texts)), dtype=np.uint8).reshape(-1, _BYTES)
    np.save(folder / _MARKS_FILE, marks, allow_pickle=False)


def _mark(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()

"""A tiny encoder for tests: characters and their pairs hashed into a vector, without model or torch."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoder import unit_rows


class HashingEncoder:
    """Texts with common characters get near vectors."""

    def __init__(self, name: str = "hashing", dimension: int = 256) -> None:
        self.name = name
        self.fingerprint = f"{zlib.crc32(name.encode()):064x}"
        self.dimension = dimension
        self.words = None

    def encode_claims(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for size in (1, 2):
                for start in range(len(text) - size + 1):
                    code = zlib.crc32(text[start : start + size].encode("utf-8", "replace"))
                    row[code % self.dimension] += 1.0 if code & 0x10000 else -1.0
        return unit_rows(rows)

    def encode_messages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_claims(texts)

"""Texts as rows of token numbers, laid end to end, so that thousands are taken at once without a loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class TokenRows:
    """Rows of token numbers.

    :param tokens: (all tokens,), row after row
    :param starts: (rows + 1,), where each row begins; the last is the number of all tokens
    """

    tokens: NDArray[np.int32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(
        self, rows: NDArray[np.int64], keep: NDArray[np.float64], longest: int, chance: np.random.Generator
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Take at most the first `longest` tokens of each row, and of these each with the row's `keep`.

        Rows of three tokens or fewer keep all: each carries too much of the meaning.

        :param keep: (n,) from 0 to 1, one for each of `rows`
        :returns: the tokens, and for each the place in `rows` of the row it belongs to
        """
        begin = self.starts[rows]
        lengths = np.minimum(self.starts[rows + 1] - begin, longest)
        owner = np.repeat(np.arange(len(rows), dtype=np.int64), lengths)
        ahead = np.cumsum(lengths) - lengths
        tokens = self.tokens[np.arange(len(owner), dtype=np.int64) - np.repeat(ahead - begin, lengths)]
        kept = (chance.random(len(tokens)) < keep[owner]) | (lengths[owner] <= 3)
        return tokens[kept], owner[kept]


def join(parts: Sequence[TokenRows]) -> TokenRows:
    """Lay several sets of rows behind each other."""
    lengths = np.concatenate([np.diff(part.starts) for part in parts])
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    return TokenRows(np.concatenate([part.tokens for part in parts]), starts)


def tokenise(tokenizer: Tokenizer, texts: Sequence[str]) -> TokenRows:
    """Cut texts into the tokenizer's pieces; the unknown piece is left out."""
    unknown = tokenizer.token_to_id("[UNK]")
    parts: list[NDArray[np.int32]] = []
    lengths = np.zeros(len(texts) + 1, dtype=np.int64)
    for first in range(0, len(texts), _BATCH):
        encodings = tokenizer.encode_batch_fast(list(texts[first : first + _BATCH]), add_special_tokens=False)
        for place, encoding in enumerate(encodings, start=first + 1):
            ids = np.array(encoding.ids, dtype=np.int32)
            parts.append(ids[ids != unknown])
            lengths[place] = len(parts[-1])
    tokens = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)
    return TokenRows(tokens, np.cumsum(lengths))

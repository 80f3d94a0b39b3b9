"""Texts as rows of token numbers, laid end to end, so that thousands are taken at once without a loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.segments import Segmenter


@dataclass(frozen=True, slots=True)
class TokenRows:
    """Rows of token numbers.

    :param tokens: (all tokens,), row after row
    :param words: (all tokens,) which word of its row a token lies in, -1 across two words
    :param starts: (rows + 1,), where each row begins; the last is the number of all tokens
    """

    tokens: NDArray[np.int32]
    words: NDArray[np.int32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(
        self,
        rows: NDArray[np.int64],
        keep: NDArray[np.float64],
        across: NDArray[np.bool_],
        chance: np.random.Generator,
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Take the tokens of rows: each word with its row's probability, and with it all that lies in it.

        Rows of five tokens or fewer keep all: each carries too much of the meaning.

        :param keep: (n,) from 0 to 1, one for each of `rows`
        :param across: (n,) whether tokens that lie across two words are taken
        :returns: the tokens, and for each the place in `rows` of the row it belongs to
        """
        begin = self.starts[rows]
        lengths = self.starts[rows + 1] - begin
        owner = np.repeat(np.arange(len(rows), dtype=np.int64), lengths)
        ahead = np.cumsum(lengths) - lengths
        places = np.arange(len(owner), dtype=np.int64) - np.repeat(ahead - begin, lengths)
        tokens, words = self.tokens[places], self.words[places]
        drawn = chance.random((len(rows), int(words.max(initial=0)) + 1)) < keep[:, None]
        kept = np.where(words >= 0, drawn[owner, np.maximum(words, 0)], across[owner]) | (lengths[owner] <= 5)
        return tokens[kept], owner[kept]


def join(parts: Sequence[TokenRows]) -> TokenRows:
    """Lay several sets of rows behind each other."""
    lengths = np.concatenate([np.diff(part.starts) for part in parts])
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    return TokenRows(
        np.concatenate([part.tokens for part in parts]),
        np.concatenate([part.words for part in parts]),
        starts,
    )


def tokenise(segmenter: Segmenter, texts: Sequence[str]) -> TokenRows:
    """Cut texts into overlapping pieces; unknown ones are left out."""
    cut = segmenter.cut(texts)
    return TokenRows(cut.tokens, cut.words, np.concatenate([[0], np.cumsum(cut.counts)]).astype(np.int64))

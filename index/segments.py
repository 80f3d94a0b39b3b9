"""Cut texts into overlapping pieces: words, the characters inside them, and words that lie across others.

The same is said in other words (头疼 and 偏头痛, 核污水 and 核废水): what they share is seen only when their
characters are pieces too, and where a cut into words went wrong, the pairs across it mend it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

_HIGHEST = 0x10FFFF
_HALF = 21  # bits of a character in the key of a pair
_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Segments:
    """The pieces of several texts, one text after the other."""

    tokens: NDArray[np.int32]
    """(pieces,) numbers of the tokenizer."""
    words: NDArray[np.int32]
    """(pieces,) which word of its text, from 0, a piece is or lies in; -1 across two words."""
    counts: NDArray[np.int64]
    """(texts,) pieces of each text."""


class Segmenter:
    """Cuts texts with the words of a tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """:param tokenizer: with a normalizer that changes each character by itself, or none"""
        self._tokenizer = tokenizer
        vocabulary = tokenizer.get_vocab()
        self._unknown = tokenizer.token_to_id("[UNK]")
        self._characters = np.full(_HIGHEST + 1, -1, dtype=np.int32)
        pairs = []
        for piece, number in vocabulary.items():
            codes = [ord(character) for character in piece]
            if not all(map(_is_han, codes)):
                continue
            if len(codes) == 1:
                self._characters[codes[0]] = number
            elif len(codes) == 2:
                pairs.append((codes[0] << _HALF | codes[1], number))
        pairs.sort()
        self._pair_keys = np.array([key for key, _ in pairs] or [-1], dtype=np.int64)
        self._pair_tokens = np.array([number for _, number in pairs] or [0], dtype=np.int32)

    def cut(self, texts: Sequence[str]) -> Segments:
        """Cut texts into words, characters of words, and pairs of characters that are words themselves.

        Pieces that the tokenizer does not know are left out; equal texts give equal pieces.

        :param texts: well-formed Unicode
        """
        parts = [self._cut(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
        if len(parts) == 1:
            return parts[0]
        empty = np.zeros(0, dtype=np.int32)
        return Segments(
            np.concatenate([empty, *(part.tokens for part in parts)]),
            np.concatenate([empty, *(part.words for part in parts)]),
            np.concatenate([np.zeros(0, dtype=np.int64), *(part.counts for part in parts)]),
        )

    def _cut(self, texts: Sequence[str]) -> Segments:
        if normalizer := self._tokenizer.normalizer:
            texts = [normalizer.normalize_str(text) for text in texts]
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        counts = np.array([len(encoding.ids) for encoding in encodings], dtype=np.int64)
        tokens = np.array([number for encoding in encodings for number in encoding.ids], dtype=np.int32)
        spans = np.array([span for encoding in encodings for span in encoding.offsets], dtype=np.int64)
        spans = spans.reshape(-1, 2)
        text_of_token = np.repeat(np.arange(len(texts)), counts)
        word_of_token = np.arange(len(tokens)) - np.repeat(np.cumsum(counts) - counts, counts)

        codes = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        text_of = np.repeat(np.arange(len(texts)), lengths)
        token_of = _owners(spans + (np.cumsum(lengths) - lengths)[text_of_token][:, None], len(codes))
        # Characters of no token (-1) take the last length, 0.
        token_length = np.append(spans[:, 1] - spans[:, 0], 0)[token_of]

        inside = (self._characters[codes] >= 0) & (token_length >= 2)
        pair, number = self._pairs(codes)
        one_word = (token_of[pair] == token_of[pair + 1]) & (token_of[pair] >= 0)
        new = (text_of[pair] == text_of[pair + 1]) & ~(one_word & (token_length[pair] == 2))
        pair, number, one_word = pair[new], number[new], one_word[new]

        known = tokens != self._unknown
        texts_of_all = np.concatenate([text_of_token[known], text_of[inside], text_of[pair]])
        order = np.argsort(texts_of_all, kind="stable")
        words = np.concatenate(
            [
                word_of_token[known],
                word_of_token[token_of[inside]],
                np.where(one_word, np.append(word_of_token, -1)[token_of[pair]], -1),
            ]
        )
        return Segments(
            np.concatenate([tokens[known], self._characters[codes[inside]], number])[order],
            words[order].astype(np.int32),
            np.bincount(texts_of_all, minlength=len(texts)).astype(np.int64),
        )

    def _pairs(self, codes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """:returns: places of characters that begin a word of two characters, and that word's number"""
        keys = codes[:-1] << _HALF | codes[1:]
        found = np.searchsorted(self._pair_keys, keys).clip(0, len(self._pair_keys) - 1)
        places = np.flatnonzero(self._pair_keys[found] == keys)
        return places, self._pair_tokens[found[places]]


def _owners(spans: NDArray[np.int64], characters: int) -> NDArray[np.int64]:
    """:returns: (characters,) the token that each belongs to, -1 where none does"""
    owners = np.full(characters, -1, dtype=np.int64)
    lengths = spans[:, 1] - spans[:, 0]
    inner = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    owners[np.repeat(spans[:, 0], lengths) + inner] = np.repeat(np.arange(len(spans)), lengths)
    return owners


def _is_han(code: int) -> bool:
    return 0x3400 <= code <= 0x9FFF or 0x20000 <= code < 0x40000

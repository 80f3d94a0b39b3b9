"""Where words begin and end in a text without spaces, by the shipped encoder's tokenizer."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from tokenizers import Tokenizer

from index.encoder import SHIPPED_MODEL
from index.word_vectors import WordVectors

_MARKS_AT_ENDS = re.compile(r"^\W+|\W+$")


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(SHIPPED_MODEL / "tokenizer.json"))


@cache
def shipped_words() -> WordVectors:
    """:returns: the words of the shipped encoder, for encoders that have none of their own"""
    return WordVectors.read(SHIPPED_MODEL)


@lru_cache(maxsize=4096)
def word_edges(text: str) -> frozenset[int]:
    """:returns: the places in a normalised text where a word begins or ends, 0 and its length among them"""
    offsets = _tokenizer().encode(text, add_special_tokens=False).offsets
    return frozenset((0, len(text), *(place for span in offsets for place in span)))


def widened(text: str, start: int, end: int) -> str:
    """:returns: what stands at `start:end` of a normalised text with the rest of the words at both ends, and
    without marks at its ends
    """
    edges = word_edges(text)
    start, end = max(edge for edge in edges if edge <= start), min(edge for edge in edges if edge >= end)
    return _MARKS_AT_ENDS.sub("", text[start:end])


def words_of(text: str) -> list[str]:
    """:returns: the words of a normalised text, in order"""
    edges = sorted(word_edges(text))
    return [text[start:end] for start, end in pairwise(edges) if not text[start:end].isspace()]


def is_word(text: str) -> bool:
    """Tell whether a text is one word that the tokenizer knows."""
    return _tokenizer().token_to_id(text) is not None

"""Find the parts of a normalised text in the message as it was written: the words that a reply quotes."""

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache

from corpus.scripts import WORD_PAIRS
from corpus.sentences import split_sentences
from corpus.text import normalise

__all__ = ["Span", "Written"]

Span = tuple[int, int]
"""The first character of a part of a raw text, and the one behind its last."""

_LOOSE = str.maketrans({pair[0]: pair[1] for pair in WORD_PAIRS.split()})
_OPENERS = frozenset("「『“‘\"'（(【[《〈〔")
_CLOSERS = frozenset("。！？!?…~～」』”’\"'）)】]》〉〕%％")


class Written:
    """A raw message, in which parts of its normalised text can be found again."""

    def __init__(self, text: str) -> None:
        """:param text: the message, or as much of it as was read"""
        self._text = text

    # Most messages are never asked where something stands.
    @cached_property
    def _letters(self) -> str:
        return "".join(map(_letters_of, self._text))

    @cached_property
    def _places(self) -> list[int]:
        """For each of the letters, which character of the text it is of."""
        counts = map(len, map(_letters_of, self._text))
        return [place for place, count in enumerate(counts) for _ in range(count)]

    def spans(self, parts: Sequence[str], start: int = 0) -> list[Span | None]:
        """Where parts of the normalised text stand, by letters and digits alone.

        :param parts: in the order of the message, none within another
        :param start: character of the raw text before which none of them stands
        :returns: for each its first character and the one behind its last, counted in the raw text; None for
            a part without letters, or one that is not found
        """
        spans: list[Span | None] = []
        reached = bisect_left(self._places, start)
        for part in parts:
            letters = "".join(map(_letters_of, part))
            found = self._letters.find(letters, reached) if letters else -1
            if found < 0:
                spans.append(None)
                continue
            reached = found + len(letters)
            spans.append((self._places[found], self._places[reached - 1] + 1))
        return spans

    def is_sentence(self, span: Span) -> bool:
        """Whether a span is one sentence of the text, or a part of one."""
        return len(split_sentences(self._text[slice(*span)])) == 1

    def share(self, spans: Sequence[Span]) -> float:
        """:returns: the share of the text's letters and digits in any of these spans, 0 to 1"""
        inside: set[int] = set()
        for start, end in spans:
            inside.update(range(bisect_left(self._places, start), bisect_left(self._places, end)))
        return len(inside) / max(len(self._places), 1)

    def quote(self, span: Span) -> str:
        """The words of a span as they were written, with the marks that belong to them; white space is one
        space."""
        text = self._text
        start, end = span
        while start > 0 and text[start - 1] in _OPENERS:
            start -= 1
        while end < len(text) and (text[end] in _CLOSERS or _is_picture(text[end])):
            end += 1
        return " ".join(text[start:end].split())


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) == "So" or character in "\ufe0f\u200d"


@lru_cache(65_536)
def _letters_of(text: str) -> str:
    """The letters and digits of a character (or text) in the loosest form: without accents, and with the
    words that `corpus.scripts` tells by their neighbours told by none."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKD", normalise(text)).translate(_LOOSE)
        if character.isalnum()
    )

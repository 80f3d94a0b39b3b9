"""Words of a lead: the sentence that says its claim, and wordings that differ from each other. Pure.

Wordings are compared by their vectors where all have one of an encoder, else by their letters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from corpus.sentences import split_sentences
from corpus.text import normalise
from index.near_texts import of_bytes
from index.overlap import Floats

__all__ = ["Wording", "central_sentence", "central_wording", "most_different"]

_SHORTEST, _FULL, _LONGEST_READ, _MOST_COMPARED = 6, 30, 2_000, 40
#: What shares more letters with a wording that is shown already tells nothing new.
_SAME = 0.85
#: The same of cosines: the letters of near-copies differ more than what they say.
_SAME_MEANING = 0.95


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a lead, with how often it was asked. `vector`: as it is kept; empty: none."""

    number: int
    text: str
    asks: int
    vector: bytes = b""


def central_wording(wordings: Sequence[Wording]) -> Wording:
    """Return the one that says best what all wordings say, by how often each was asked.

    :param wordings: at least one, the lead's own first, which is returned where vectors are missing
    """
    told = [each for each in wordings if each.text.strip()]
    if len(told) < 3 or not _have_vectors(told):
        return wordings[0]
    rows = of_bytes([each.vector for each in told])
    middle = np.array([each.asks for each in told], dtype=np.float32) @ rows
    # Among equals the first: the lead's own wording.
    return told[int(np.argmax((rows @ middle / max(np.linalg.norm(middle), 1e-6)).round(2)))]


def central_sentence(text: str) -> str:
    """Return the sentence of a message that has most in common with all of it, as it was written.

    A message of one sentence, or without any that says enough, is returned whole, in one line.
    """
    whole = " ".join(text.split())
    sentences = [" ".join(each.split()) for each in split_sentences(text[:_LONGEST_READ])]
    telling = [each for each in sentences if _says_enough(each)]
    if len(telling) < 2:
        return telling[0] if telling else whole
    pairs = [_pairs(each) for each in telling]
    spread: dict[str, int] = {}
    for each in pairs:
        for pair in each:
            spread[pair] = spread.get(pair, 0) + 1

    def centrality(place: int) -> float:
        # A claim names what a warning leaves out; but the longest does not win by its length alone.
        own = pairs[place]
        return sum(spread[pair] - 1 for pair in own) + min(len(own), _FULL) / 4

    # Among equals the first: people put what matters at the beginning.
    return telling[max(range(len(telling)), key=lambda place: (centrality(place), -place))]


def most_different(wordings: Sequence[Wording], shown: Wording, most: int) -> list[str]:
    """Return the texts of up to `most` wordings that differ most from one and from each other.

    :param wordings: the most asked first; the first 40 are compared
    :param shown: what the reader sees already
    """
    some = [shown, *(each for each in wordings if each.text.strip())][: _MOST_COMPARED + 1]
    alike, same = _likenesses(some)
    left = list(range(1, len(some)))
    chosen: list[str] = []
    nearest = alike[0].copy()
    while left and len(chosen) < most:
        place = min(left, key=lambda each: nearest[each])
        if nearest[place] >= same:
            break
        left.remove(place)
        chosen.append(some[place].text)
        nearest = np.maximum(nearest, alike[place])
    return chosen


def _have_vectors(wordings: Sequence[Wording]) -> bool:
    return len({len(each.vector) for each in wordings}) == 1 and bool(wordings[0].vector)


def _likenesses(wordings: Sequence[Wording]) -> tuple[Floats, float]:
    """:returns: (n, n) how alike they are, and from where on two say the same"""
    if _have_vectors(wordings):
        rows = of_bytes([each.vector for each in wordings])
        return rows @ rows.T, _SAME_MEANING
    pairs = [_pairs(each.text) for each in wordings]
    found = [[_likeness(one, other) for other in pairs] for one in pairs]
    return np.array(found, dtype=np.float32), _SAME


def _says_enough(sentence: str) -> bool:
    return sum(character.isalnum() for character in sentence) >= _SHORTEST and "://" not in sentence


def _pairs(text: str) -> frozenset[str]:
    """The pairs of characters of a text, in one script and without signs."""
    letters = [character for character in normalise(text[:_LONGEST_READ]) if character.isalnum()]
    return frozenset(map("".join, pairwise(letters)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 to 1: the share of pairs that both have."""
    return len(one & other) / len(one | other) if one or other else 1.0

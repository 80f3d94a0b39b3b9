"""Words of a lead: the sentence that says its claim, and wordings that differ from each other. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from corpus.sentences import split_sentences
from corpus.text import normalise

__all__ = ["central_sentence", "most_different"]

_SHORTEST, _FULL, _LONGEST_READ, _MOST_COMPARED = 6, 30, 2_000, 40
#: What shares more with a wording that is shown already tells nothing new.
_SAME = 0.85


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


def most_different(texts: Sequence[str], shown: str, most: int) -> list[str]:
    """Return up to `most` of the texts that differ most from `shown` and from each other.

    :param texts: the most asked first; the first 40 are compared
    :param shown: what the reader sees already
    """
    left = {text: _pairs(text) for text in texts[:_MOST_COMPARED]}
    nearest = {text: _likeness(pairs, _pairs(shown)) for text, pairs in left.items()}
    chosen: list[str] = []
    while left and len(chosen) < most:
        text = min(left, key=lambda each: nearest[each])
        if nearest[text] >= _SAME:
            break
        pairs = left.pop(text)
        chosen.append(text)
        for other in left:
            nearest[other] = max(nearest[other], _likeness(left[other], pairs))
    return chosen


def _says_enough(sentence: str) -> bool:
    return sum(character.isalnum() for character in sentence) >= _SHORTEST and "://" not in sentence


def _pairs(text: str) -> frozenset[str]:
    """The pairs of characters of a text, in one script and without signs."""
    letters = [character for character in normalise(text[:_LONGEST_READ]) if character.isalnum()]
    return frozenset(map("".join, pairwise(letters)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 to 1: the share of pairs that both have."""
    return len(one & other) / len(one | other) if one or other else 1.0

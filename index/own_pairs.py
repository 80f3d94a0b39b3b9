"""Pairs of our own that the encoder learns from: the shipped corpus, practice messages, synonyms."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.debunk import Debunk
from corpus.text import normalise
from index.pairs import Pair
from index.practice import Practice, Synonyms

_OWN = "zhendema"
_LONGEST_REWORDED = 80  # characters
_SHORTEST_REWORDED = 8


def own_pairs(
    debunks: Sequence[Debunk],
    practice: Sequence[Practice],
    synonyms: Synonyms,
    texts: Sequence[str],
    seed: int,
) -> list[Pair]:
    """Make pairs of kinds own_debunk, practice, synonym and reworded.

    :param texts: normalised; those of 8 to 80 characters with exchangeable words are paired with themselves
        reworded
    """
    chance = random.Random(seed)  # noqa: S311  a made-up message, not a secret
    found = [*_of_debunks(debunks), *_of_practice(debunks, practice)]
    for group in synonyms.groups:
        for word in group:
            other = chance.choice([other for other in group if other != word])
            found.append(Pair(word, other, "synonym", _OWN))
    for text in texts:
        if _SHORTEST_REWORDED <= len(text) <= _LONGEST_REWORDED:
            reworded = synonyms.exchange(text, chance)
            if reworded != text:
                found.append(Pair(text, reworded, "reworded", _OWN))
    return found


def _of_debunks(debunks: Sequence[Debunk]) -> Iterator[Pair]:
    for debunk in debunks:
        claim = normalise(debunk.claim)
        for text in (*debunk.variants, debunk.summary):
            if other := normalise(text):
                yield Pair(claim, other, "own_debunk", _OWN)


def _of_practice(debunks: Sequence[Debunk], practice: Sequence[Practice]) -> Iterator[Pair]:
    wordings = {debunk.id: (normalise(debunk.claim), normalise(debunk.summary)) for debunk in debunks}
    for each in practice:
        about = (each.claim,) if each.claim else wordings.get(each.debunk, ())
        if not about or not each.same:
            continue
        for text in each.same:
            for other in filter(None, about):
                yield Pair(other, text, "practice", _OWN)
        for one, other in pairwise((*each.same, each.same[0])):
            if one != other:
                yield Pair(one, other, "practice", _OWN)

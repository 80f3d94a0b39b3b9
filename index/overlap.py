"""What two texts have in common, letter by letter: runs, gaps, numbers and places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How the letters of a claim lie in a message."""

    longest: int
    """Characters of the longest run that both have."""
    covered: float
    """Share of the claim's characters inside runs of two or more that the message has, 0 to 1."""
    gap: int
    """Characters of the longest run of the claim that the message lacks."""


# The parts of a message are compared with the same claims as the message.
@lru_cache(maxsize=8192)
def overlap(claim: str, body: str) -> Overlap:
    """Compare two normalised texts; time grows with len(claim) * len(body) at most, inside `in`."""
    length = len(claim)
    # A byte for each pair of letters. Most are not in the body at all, and no run goes over them.
    found = bytes(map(_pairs_of(body).__contains__, _pairs_in(claim)))
    longest = int(not _letters_of(body).isdisjoint(claim))
    covered = gap = behind = 0
    for stretch in _STRETCH.finditer(found):
        start, end = stretch.start(), stretch.end() + 1
        gap = max(gap, start - behind)
        covered += end - start
        behind = end
        if end - start > longest:
            longest = _longest_run(claim[start:end], body, longest)
    return Overlap(longest, covered / length if length else 0.0, max(gap, length - behind))


_STRETCH = re.compile(b"\1+")


def _longest_run(words: str, body: str, known: int) -> int:
    """:returns: characters of the longest run of these words in a body, if more than are known already"""
    start = 0
    while start + known < len(words):
        if words[start : start + known + 1] in body:
            known += 1
        else:
            start += 1
    return known


# A message is compared with thirty claims, one after the other.
@lru_cache(maxsize=256)
def _letters_of(text: str) -> frozenset[str]:
    return frozenset(text)


@lru_cache(maxsize=256)
def _pairs_of(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(text)))


@lru_cache(maxsize=256)
def _pairs_in(claim: str) -> tuple[str, ...]:
    return tuple(map("".join, pairwise(claim)))


_NEGATIONS = "不没无非未别勿否"


@lru_cache(maxsize=256)
def negations_in(text: str) -> int:
    """:returns: how many negating characters a normalised text has"""
    return sum(text.count(character) for character in _NEGATIONS)


def bit_shares(masks: NDArray[np.uint64], weights: Floats, starts: NDArray[np.int64], bits: int) -> Floats:
    """Sum weights per text and per bit of the masks.

    :param masks: (terms,) in which pieces a term occurs, one bit a piece
    :param weights: (terms,)
    :param starts: (texts,) where each text's terms begin; no text is empty
    :returns: (texts, bits) summed weights of the terms that a piece has
    """
    octets = masks.astype("<u8").view(np.uint8).reshape(-1, 8)
    present = np.unpackbits(octets, axis=1, count=bits, bitorder="little")
    # Zeros are added, too: sums without them are rounded otherwise, which turns near-equal debunks around.
    return np.asarray(np.add.reduceat(present * weights[:, None], starts, axis=0), dtype=np.float32)


def standing(values: Floats, same: NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
    """How each value stands among the candidates.

    :param values: (kinds of values, candidates)
    :param same: (candidates, candidates) which of them are of one claim; each is of its own
    :returns: log rank (0 for the best), margin to the best of another claim, z-score; each
        (kinds of values, candidates)
    """
    kinds, count = values.shape
    ranks = np.empty((kinds, count), dtype=np.intp)
    np.put_along_axis(ranks, np.argsort(-values, axis=1, kind="stable"), np.arange(count)[None, :], axis=1)
    others = np.where(same, -np.inf, values[:, None, :]).max(axis=2)
    margins = values - np.where(np.isfinite(others), others, 0.0)
    from_mean = values - values.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.square(from_mean).mean(axis=1, keepdims=True))
    z_scores = from_mean / np.maximum(spread, 1e-6)
    return (
        np.log1p(ranks.astype(np.float32)),
        margins.astype(np.float32),
        z_scores.astype(np.float32),
    )


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Numbers and places: what of the claim the message has, and what it lacks."""

    shared: int
    missing: int
    foreign: int
    """What the message has instead, where the claim has some; else 0."""


_NOTHING = Disagreement(0, 0, 0)


def disagreement(of_claim: frozenset[str], of_message: frozenset[str]) -> Disagreement:
    """Compare the numbers, or the places, of a claim and a message."""
    if not of_claim:
        return _NOTHING
    foreign = len(of_message - of_claim)
    return Disagreement(len(of_claim & of_message), len(of_claim - of_message), foreign)


def first_best(scores: Floats, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """:returns: (groups,) number of the best entry of each group of consecutive scores"""
    ends = np.append(starts[1:], len(scores))
    return np.array(
        [start + int(np.argmax(scores[start:end])) for start, end in zip(starts, ends, strict=True)]
    )

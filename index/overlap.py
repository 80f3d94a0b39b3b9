"""What two texts have in common, letter by letter: runs, gaps, numbers and places."""

from __future__ import annotations

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
    """Compare two normalised texts; time grows with len(claim) * len(body), inside `in`."""
    length = len(claim)
    inside = bytearray(length)
    letters, pairs = _letters_of(body), _pairs_of(body)
    longest = int(not letters.isdisjoint(claim))
    start = 0
    for end in range(2, length + 1):
        # Most pairs of letters are not in the body at all, and no run goes over them.
        if claim[end - 2 : end] not in pairs:
            start = end - 1
            continue
        while claim[start:end] not in body:
            start += 1
        run = end - start
        longest = max(longest, run)
        inside[start:end] = b"\1" * run
    gap = max((len(part) for part in inside.split(b"\1")), default=0)
    return Overlap(longest, sum(inside) / length if length else 0.0, gap)


# A message is compared with thirty claims, one after the other.
@lru_cache(maxsize=256)
def _letters_of(text: str) -> frozenset[str]:
    return frozenset(text)


@lru_cache(maxsize=256)
def _pairs_of(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(text)))


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

    :param values: (candidates,)
    :param same: (candidates, candidates) which of them are of one claim; each is of its own
    :returns: log rank (0 for the best), margin to the best of another claim, z-score; each (candidates,)
    """
    count = len(values)
    ranks = np.empty(count, dtype=np.float32)
    ranks[np.argsort(-values, kind="stable")] = np.arange(count)
    others = np.where(same, -np.inf, values[None, :]).max(axis=1)
    margins = values - np.where(np.isfinite(others), others, 0.0)
    spread = float(values.std())
    z_scores = (values - values.mean()) / max(spread, 1e-6)
    return np.log1p(ranks), margins.astype(np.float32), z_scores.astype(np.float32)


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

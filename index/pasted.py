"""Several claims in one message: part it between them, so that each part can be judged by itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.text import Reading, normalise
from index.overlap import Floats

MOST_PARTS = 3
_SHORTEST_PART = 8  # characters


def part_message(
    pieces: Sequence[str], refutes: bool, best_pieces: Sequence[int], likeness: Floats
) -> list[Reading]:
    """Cut a message between the pieces that are about different claims.

    Between two such pieces the cut lies where what is before is most like the first claim and what is after
    it most like the second.

    :param best_pieces: which piece each claim is about; all different
    :param likeness: (claims, pieces) cosine of each claim and each piece
    :returns: the parts, in order; empty when a part would be too short to say anything
    """
    order = np.argsort(best_pieces)
    cuts = [0]
    for first, second in pairwise(order):
        start, end = best_pieces[first], best_pieces[second]
        cuts.append(
            start + 1 + _best_cut(likeness[first, start + 1 : end], likeness[second, start + 1 : end])
        )
    cuts.append(len(pieces))
    parts = []
    for start, end in pairwise(cuts):
        body = normalise(" ".join(pieces[start:end]))
        if len(body) < _SHORTEST_PART:
            return []
        parts.append(Reading(body, (), tuple(pieces[start:end]), refutes))
    return parts


def _best_cut(before: NDArray[np.float32], after: NDArray[np.float32]) -> int:
    """:returns: how many of the pieces in between go with the first claim"""
    gains = np.concatenate([[0.0], np.cumsum(before - after)])
    return int(np.argmax(gains))

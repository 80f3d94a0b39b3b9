"""Several claims in one message: cut it between them, so that each part can be judged by itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from index.clauses import Clauses

SHORTEST_PART = 8
"""Letters below which words are no claim of their own."""
Span = tuple[int, int]
"""The first clause of a part, and the one behind its last."""


def cut_message(clauses: Clauses, hopeful: Sequence[int]) -> list[Span]:
    """Cut a message between the claims of hopeful candidates, so that each keeps all that is around it.

    Between two claims the cut lies where what is before fits the first best and what is behind the second.

    :param hopeful: candidates of different claims, likeliest first
    :returns: the parts in order, all of the message together; empty when there are not at least two
    """
    windows: dict[Span, int] = {}
    for candidate in hopeful:
        start, end = clauses.window(candidate)
        if all(end <= other[0] or start >= other[1] for other in windows):
            windows[start, end] = candidate
    if len(windows) < 2:
        return []
    cuts = [0]
    for first, second in pairwise(sorted(windows)):
        between = slice(first[1], second[0])
        gain = clauses.fit[windows[first], between] - clauses.fit[windows[second], between]
        cuts.append(first[1] + int(np.argmax(np.concatenate([[0.0], np.cumsum(gain)]))))
    cuts.append(len(clauses.texts))
    parts = list(pairwise(cuts))
    return (
        []
        if any(letters_in("".join(clauses.texts[start:end])) < SHORTEST_PART for start, end in parts)
        else parts
    )


def part_message(clauses: Clauses, hopeful: Sequence[int]) -> list[Span]:
    """Part a message into what each hopeful candidate is about, and the rest between.

    The clauses of a candidate stay together; where two candidates ask for the same clauses, the likelier one
    gets them. What lies between is a part of its own if it is long enough to be a claim, else it goes to the
    neighbour that it fits better.

    :param hopeful: candidates of different claims, likeliest first
    :returns: the parts in order; empty when there are not at least two
    """
    count = len(clauses.texts)
    owners: list[int | None] = [None] * count
    for candidate in hopeful:
        start, end = clauses.window(candidate)
        if all(owner is None for owner in owners[start:end]):
            owners[start:end] = [candidate] * (end - start)
    _give_away_short_rests(clauses, owners)
    starts = [place for place in range(count) if place == 0 or owners[place] != owners[place - 1]]
    spans = list(zip(starts, [*starts[1:], count], strict=True))
    return spans if len(spans) > 1 else []


def _give_away_short_rests(clauses: Clauses, owners: list[int | None]) -> None:
    count = len(owners)
    start = 0
    while start < count:
        end = start + 1
        while end < count and owners[end] == owners[start]:
            end += 1
        if owners[start] is None and letters_in("".join(clauses.texts[start:end])) < SHORTEST_PART:
            neighbours = [owners[place] for place in (start - 1, end) if 0 <= place < count]
            fitting = [owner for owner in neighbours if owner is not None]
            if fitting:
                best = max(fitting, key=lambda owner: float(clauses.fit[owner, start:end].max()))
                owners[start:end] = [best] * (end - start)
        start = end


def letters_in(text: str) -> int:
    """:returns: how many letters and digits a text has"""
    return sum(map(str.isalnum, text))

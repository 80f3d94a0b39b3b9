"""Made-up debunks between which real ones must still be found: for measuring how an index bears growth."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from corpus.debunk import Debunk, Verdict

_SHORTEST = 9  # characters of a claim that gives a third


def recombined(debunks: Sequence[Debunk], count: int, seed: int) -> list[Debunk]:
    """Claims that begin as one claim of a corpus, go on as a second and end as a third.

    They have the words and the style of the corpus, yet at most a third of any claim, so that they answer no
    message about it.

    :param count: how many are wanted; fewer are made when the corpus is too small for so many
    """
    chance = random.Random(seed)  # noqa: S311 - a measurement, no secret
    claims = [debunk.claim for debunk in debunks if len(debunk.claim) >= _SHORTEST]
    made: dict[str, None] = {}
    for _ in range(2 * count if len(claims) >= 3 else 0):
        first, second, third = chance.sample(claims, 3)
        start, middle, end = len(first) // 3, len(second) // 3, len(third) // 3
        made[first[:start] + second[middle : 2 * middle] + third[-end:]] = None
        if len(made) == count:
            break
    return as_distractors(made)


def as_distractors(claims: Iterable[str]) -> list[Debunk]:
    """Debunks of these claims, with made-up addresses and no summaries."""
    return [
        Debunk(
            id=f"distractor-{number}",
            claim=claim,
            verdict=Verdict.FALSE,
            url=f"https://example.org/distractors/{number}",
            publisher="Example",
            lang="zh-Hans",
        )
        for number, claim in enumerate(claims)
    ]

"""Made-up debunks between which real ones must still be found: for measuring how an index bears growth."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence

from corpus.debunk import Debunk, Verdict

_MARK = re.compile(r"[，,、；;：: ]")
_SHORTEST_HALF = 4


def recombined(debunks: Sequence[Debunk], count: int, seed: int) -> list[Debunk]:
    """Claims that begin as one claim of a corpus and end as another: harder to tell apart than strange ones.

    :param debunks: at least two
    :param count: how many are wanted; fewer are made when the corpus has too few beginnings and ends
    """
    chance = random.Random(seed)  # noqa: S311 - a measurement, no secret
    halves = [halves for debunk in debunks if (halves := _halves(debunk.claim))]
    known = {debunk.claim for debunk in debunks}
    claims: dict[str, None] = {}
    for _ in range(2 * count if halves else 0):
        claim = chance.choice(halves)[0] + chance.choice(halves)[1]
        if claim not in known:
            claims[claim] = None
        if len(claims) == count:
            break
    return as_distractors(claims)


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


def _halves(claim: str) -> tuple[str, str] | None:
    """Cut a claim at the mark nearest to its middle, or in its middle; None when it is too short."""
    if len(claim) < 2 * _SHORTEST_HALF:
        return None
    middle = len(claim) // 2
    marks = [
        match.end()
        for match in _MARK.finditer(claim)
        if _SHORTEST_HALF <= match.end() <= len(claim) - _SHORTEST_HALF
    ]
    cut = min(marks, key=lambda place: abs(place - middle), default=middle)
    return claim[:cut], claim[cut:]

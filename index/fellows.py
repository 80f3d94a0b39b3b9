"""Which other publishers have checked the claim of a debunk."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from corpus.debunk import Debunk, Verdict
from corpus.links import canonical_url
from corpus.text import normalise
from index.decision import Answer
from index.progress import Tell
from index.same_claim import SameClaim
from index.view import Holdings

__all__ = ["FELLOWS_FILE", "MOST_FELLOWS", "SAVED_UP_TO", "Fellows", "read_fellows"]

FELLOWS_FILE = "fellows.json"
SAVED_UP_TO = 5_000
"""Debunks up to which a build finds the fellows of all, 2.5 ms of CPU time each: a bot that takes a new
version would else look for those of every claim anew, while many people ask."""
MOST_FELLOWS = 3
"""Other publishers that are named beside a debunk."""

_NEAREST = 48  # texts that are nearest to a claim; a debunk has several
_COMPARED = 8  # debunks that are compared word by word
_ALIKE = 0.5  # share of the way from the corpus' background to equal texts, from which that is worth the time
_KEPT = 4_096  # claims of which it is known
# Log odds from which a reply names another publisher: those of the decision about two messages, and the mean
# of those with which the index, asked with either claim, names the other. The first alone pairs the news of
# one place and time; it gathers messages for people to look at, and here nobody looks.
_SURE = 4.0
_LEAST = 0.0001  # confidence, as where the index does not name the other claim at all
# One true and the other not is an opposite worded alike, unless it is nearly one text.
_ONE_TEXT = 0.86
"""Cosine; as in index/parts.py."""

_T = TypeVar("_T")
Ask = Callable[[str], Answer]
"""Says what an index knows about a message."""


class Fellows:
    """Finds debunks of other publishers that check the same claim.

    Two debunks are of one claim when their claims are one text, or when the decision that gathers messages of
    one claim (`index.same_claim`) and the index, asked with either, are sure of them together. The guards of
    both keep apart what speaks of another place, number or thing, or says the opposite. What was found is
    remembered; any number of threads may ask.
    """

    def __init__(
        self,
        debunks: Sequence[Debunk],
        holdings: Holdings,
        same_claim: SameClaim,
        known: Mapping[int, tuple[int, ...]] | None = None,
    ) -> None:
        """:param known: what `of` returns for every row, but for those of which that is empty; found out when
        it is asked for unless given
        """
        self._known = known
        self._debunks = debunks
        self._holdings = holdings
        self._same_claim = same_claim
        self._found: dict[int, tuple[int, ...]] = {}
        self._named: dict[int, dict[str, float]] = {}

    def of(self, row: int, ask: Ask) -> tuple[int, ...]:
        """Return the rows of the debunks of other publishers on the claim of a debunk.

        :param ask: the index of these debunks; not kept, for it holds this
        :returns: at most MOST_FELLOWS, one of each publisher, the surest first
        """
        if self._known is not None:
            return self._known.get(row, ())
        return _remembered(self._found, row, lambda: self._find(row, ask))

    def save(self, ask: Ask, folder: Path, on_progress: Tell | None = None) -> None:
        """Find those of every debunk, and write into a folder what `read_fellows` reads.

        :param on_progress: called with for how many debunks it is done, of how many
        :raises OSError: when the folder cannot be written
        """
        found: dict[int, tuple[int, ...]] = {}
        for row in range(len(self._debunks)):
            if others := self.of(row, ask):
                found[row] = others
            if on_progress is not None:
                on_progress(row + 1, len(self._debunks))
        (folder / FELLOWS_FILE).write_text(json.dumps(found) + "\n", encoding="utf-8")

    def _find(self, row: int, ask: Ask) -> tuple[int, ...]:
        debunk = self._debunks[row]
        wording = normalise(debunk.claim)
        others = self._near(row)
        same = [other for other in others if normalise(self._debunks[other].claim) == wording]
        alike = self._surely_alike(row, [other for other in others if other not in same], ask)
        publishers = {normalise(debunk.publisher)}
        pages = {canonical_url(debunk.url)}
        fellows: list[int] = []
        for other in (*sorted(same), *alike):
            publisher, page = (
                normalise(self._debunks[other].publisher),
                canonical_url(self._debunks[other].url),
            )
            if publisher not in publishers and page not in pages:
                publishers.add(publisher)
                pages.add(page)
                fellows.append(other)
        return tuple(fellows[:MOST_FELLOWS])

    def _surely_alike(self, row: int, others: Sequence[int], ask: Ask) -> list[int]:
        """Return those of other debunks that are surely of one claim in other words, the surest first."""
        claim = self._debunks[row].claim
        alike = self._same_claim.confidences(claim, [self._debunks[other].claim for other in others])
        odds = {
            other: _log_odds(confidence)
            for other, confidence in zip(others, alike, strict=True)
            if confidence >= self._same_claim.decision.same_at and not self._opposed(row, other)
        }
        if odds:
            found = self._named_for(row, ask)
            for other in odds:
                there = found.get(self._debunks[other].id, 0.0)
                back = self._named_for(other, ask).get(self._debunks[row].id, 0.0)
                odds[other] += (_log_odds(there) + _log_odds(back)) / 2
        return [other for other in sorted(odds, key=lambda each: -odds[each]) if odds[other] >= _SURE]

    def _named_for(self, row: int, ask: Ask) -> dict[str, float]:
        """Return the ids of what the index finds for the claim of a debunk, with their confidences."""
        claim = self._debunks[row].claim
        return _remembered(
            self._named, row, lambda: {match.debunk.id: match.confidence for match in ask(claim).matches}
        )

    def _opposed(self, row: int, other: int) -> bool:
        """Tell whether one of two debunks in other words says that it is so, and the other that it is not."""
        one, two = self._debunks[row].verdict, self._debunks[other].verdict
        rows, starts = self._holdings.vectors.rows, self._holdings.claim_starts
        alike = float(rows[starts[row]] @ rows[starts[other]])
        return one is not two and Verdict.TRUE in {one, two} and alike < _ONE_TEXT

    def _near(self, row: int) -> list[int]:
        """Return the debunks of other publishers that have a wording near the claim, nearest first."""
        claims, vectors = len(self._holdings.claims), self._holdings.vectors
        start = int(self._holdings.claim_starts[row])
        claim = vectors.rows[start]
        numbers = vectors.nearest(claim[None, :], _NEAREST)[1][0]
        # Summaries say what is so, not what goes round; and to a claim of unknown words nothing is near.
        numbers = numbers[(numbers >= 0) & (numbers < claims)]
        alike = self._holdings.relative(vectors.rows[numbers] @ claim)
        order = np.argsort(-alike, kind="stable")
        found: dict[int, None] = {}
        for number, likeness in zip(numbers[order].tolist(), alike[order].tolist(), strict=True):
            other = int(vectors.owners[number])
            if likeness < _ALIKE or len(found) == _COMPARED:
                break
            if self._debunks[other].publisher != self._debunks[row].publisher:
                found.setdefault(other)
        return list(found)


def read_fellows(folder: Path, debunks: int) -> dict[int, tuple[int, ...]] | None:
    """Read what `Fellows.save` wrote into a folder.

    :param debunks: how many the index has
    :returns: the rows of fellows, of the rows that have any; None where nothing was written
    :raises OSError, ValueError: when the file is not that of such an index
    """
    try:
        told = json.loads((folder / FELLOWS_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if not isinstance(told, dict) or not all(isinstance(others, list) for others in told.values()):
        raise ValueError("expected lists by rows, got something else")
    found: dict[int, tuple[int, ...]] = {}
    for key, others in told.items():
        rows = (int(key), *others)
        sound = all(type(row) is int and 0 <= row < debunks for row in rows)
        if not sound or len(set(rows)) < len(rows) or len(others) > MOST_FELLOWS:
            raise ValueError(f"expected up to {MOST_FELLOWS} other rows below {debunks}, got {others!r:.80}")
        found[rows[0]] = rows[1:]
    return found


def _remembered(known: dict[int, _T], row: int, find: Callable[[], _T]) -> _T:
    """Return what is known of a row, or find and remember it; any number of threads may."""
    found = known.get(row)
    if found is None:
        found = find()
        if len(known) >= _KEPT:
            known.clear()
        known[row] = found
    return found


def _log_odds(confidence: float) -> float:
    """:param confidence: 0 to 1; as if it were at least `_LEAST` from either end"""
    kept = min(max(confidence, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))

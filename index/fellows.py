"""Which other publishers have checked the claim of a debunk."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.debunk import Debunk, Verdict
from corpus.links import canonical_url
from corpus.text import normalise
from index.same_claim import SameClaim
from index.view import Holdings

__all__ = ["MOST_FELLOWS", "Fellows"]

MOST_FELLOWS = 3
"""Other publishers that are named beside a debunk."""

_NEAREST = 48  # texts that are nearest to a claim; a debunk has several
_COMPARED = 8  # debunks that are compared word by word
_ALIKE = 0.5  # share of the way from the corpus' background to equal texts, from which that is worth the time
_KEPT = 4_096  # claims of which it is known
# Confidences of the decision about two messages (0 to 1) from which a reply names another publisher beside.
# That of messages, 0.86, gathers them for people to look at; here nobody looks. Most of the pairs of shipped
# debunks above it that are no pair lie below these, but for some of which one is true and the other not: an
# opposite is worded alike, so such a pair has to be nearly one text.
_SURE = 0.95
_SURE_OF_OTHERS = 0.97
_ONE_TEXT = 0.86
"""Cosine; as in index/parts.py."""


class Fellows:
    """Finds debunks of other publishers that check the same claim.

    Two debunks are of one claim when their claims are one text, or when the decision that gathers messages of
    one claim is sure of them (`index.same_claim`), whose guard keeps apart what speaks of another place,
    number or thing, or says the opposite. What was found is remembered; any number of threads may ask.
    """

    def __init__(self, debunks: Sequence[Debunk], holdings: Holdings, same_claim: SameClaim) -> None:
        self._debunks = debunks
        self._holdings = holdings
        self._same_claim = same_claim
        self._found: dict[int, tuple[int, ...]] = {}

    def of(self, row: int) -> tuple[int, ...]:
        """Return the rows of the debunks of other publishers on the claim of a debunk.

        :returns: at most MOST_FELLOWS, one of each publisher, the surest first
        """
        if row not in self._found:
            if len(self._found) >= _KEPT:
                self._found = {}
            self._found[row] = self._find(row)
        return self._found[row]

    def _find(self, row: int) -> tuple[int, ...]:
        debunk = self._debunks[row]
        others = self._near(row)
        claims = [self._debunks[other].claim for other in others]
        sure = self._same_claim.confidences(debunk.claim, claims)
        wording = normalise(debunk.claim)
        judged = [
            (1.0 if normalise(claim) == wording else confidence, other)
            for other, claim, confidence in zip(others, claims, sure, strict=True)
            if normalise(claim) == wording or confidence >= self._needed(row, other)
        ]
        publishers = {normalise(debunk.publisher)}
        pages = {canonical_url(debunk.url)}
        fellows: list[int] = []
        for _, other in sorted(judged, key=lambda each: (-each[0], each[1])):
            publisher, page = (
                normalise(self._debunks[other].publisher),
                canonical_url(self._debunks[other].url),
            )
            if publisher not in publishers and page not in pages:
                publishers.add(publisher)
                pages.add(page)
                fellows.append(other)
        return tuple(fellows[:MOST_FELLOWS])

    def _needed(self, row: int, other: int) -> float:
        """Return the confidence from which two debunks are of one claim; more than 1: never."""
        one, two = self._debunks[row].verdict, self._debunks[other].verdict
        if one is two:
            return _SURE
        rows, starts = self._holdings.vectors.rows, self._holdings.claim_starts
        if Verdict.TRUE in {one, two} and float(rows[starts[row]] @ rows[starts[other]]) < _ONE_TEXT:
            return 2.0
        return _SURE_OF_OTHERS

    def _near(self, row: int) -> list[int]:
        """Return the debunks of other publishers that have a wording near the claim, nearest first."""
        claims, vectors = len(self._holdings.claims), self._holdings.vectors
        start = int(self._holdings.claim_starts[row])
        cosines, numbers = vectors.nearest(vectors.rows[start : start + 1], _NEAREST)
        alike = self._holdings.relative(cosines[0])
        found: dict[int, None] = {}
        for number, likeness in zip(numbers[0].tolist(), alike.tolist(), strict=True):
            other = int(vectors.owners[number])
            if likeness < _ALIKE or len(found) == _COMPARED:
                break
            # Summaries say what is so, not what goes round.
            if number < claims and self._debunks[other].publisher != self._debunks[row].publisher:
                found.setdefault(other)
        return list(found)

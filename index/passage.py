"""A message, or a part of it, as its sender wrote it, with the debunks that may answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.quotes import Span, Written
from corpus.text import Reading
from index.clauses import Clauses
from index.comparer import Compared
from index.encoder import Encoder
from index.pasted import SHORTEST_PART, cut_message, letters_in, part_message
from index.view import Holdings

_RELATED = 0.2
"""Share of the fit of a claim's best clause from which a short clause beside it belongs to it."""


class Passage:
    """Where the claims of a message stand; computed when it is asked for."""

    def __init__(
        self,
        written: Written,
        start: int | None,
        reading: Reading,
        compared: Compared,
        holdings: Holdings,
        encoder: Encoder,
    ) -> None:
        """:param start: of a part in the raw message; None for the message itself"""
        self.written = written
        self.compared = compared
        self._start = start
        self._reading = reading
        self._holdings = holdings
        self._encoder = encoder

    @property
    def is_whole(self) -> bool:
        """It is the message, not a part."""
        return self._start is None

    def cuts(self, hopeful: Sequence[int]) -> list[Span]:
        """Cut it between claims, so that each keeps what is around it; as `parts`."""
        if len(self._reading.clauses) < 2 or len(hopeful) < 2:
            return []
        return self._raw(cut_message(self._clauses, self._candidates(hopeful)))

    def parts(self, hopeful: Sequence[int]) -> list[Span]:
        """Part it into claims and what is between them.

        :param hopeful: rows of candidates of different claims, likeliest first
        :returns: at least two parts in their order, or none
        """
        if len(self._reading.clauses) < 2 or not hopeful:
            return []
        return self._raw(part_message(self._clauses, self._candidates(hopeful)))

    def span(self, row: int) -> Span | None:
        """Where the claim of a candidate stands; None if the whole message is about it."""
        if len(self._reading.clauses) < 2:
            return None if self._start is None else self._raw_span(0, 1)
        count = len(self._clauses.texts)
        candidate = self.compared.rows.index(row)
        start, end = self._clauses.window(candidate)
        if self._start is not None and (span := self._raw_span(0, count)) and self.written.is_sentence(span):
            fit = self._clauses.fit[candidate]
            if fit.min() >= _RELATED * fit[start:end].max():
                return span  # a whole sentence reads better than its best clause
        if self._start is None and end - start == count:
            return None
        return self._with_short_clauses(candidate, start, end)

    def quote(self, row: int) -> str:
        """The words that a candidate answers, as they were written; "" if it is the whole message."""
        span = self.span(row)
        return self.written.quote(span) if span else ""

    @cached_property
    def _clauses(self) -> Clauses:
        compared = self.compared
        return Clauses.of_reading(
            self._reading, compared.rows, self._holdings, self._encoder, compared.seen.near
        )

    @cached_property
    def _spans(self) -> list[Span | None]:
        return self.written.spans(self._clauses.texts, self._start or 0)

    def _with_short_clauses(self, candidate: int, start: int, end: int) -> Span | None:
        """The span of clauses, with those of their sentence beside them that are too short for a claim and
        have something of the candidate's."""
        fit = self._clauses.fit[candidate]
        span = self._raw_span(start, end)
        for first, last in ((start - 1, end), (start, end + 1), (start - 1, end + 1)):
            if first < 0 or last > len(self._clauses.texts):
                continue
            added = [*range(first, start), *range(end, last)]
            related = all(
                letters_in(self._clauses.texts[place]) < SHORTEST_PART
                and fit[place] >= _RELATED * fit[start:end].max()
                for place in added
            )
            wider = self._raw_span(first, last) if related else None
            if wider and self.written.is_sentence(wider):
                span = wider
        return span

    def _candidates(self, rows: Sequence[int]) -> list[int]:
        return [self.compared.rows.index(row) for row in rows]

    def _raw(self, parts: Sequence[Span]) -> list[Span]:
        return [span for start, end in parts if (span := self._raw_span(start, end))]

    def _raw_span(self, start: int, end: int) -> Span | None:
        found = [span for span in self._spans[start:end] if span is not None]
        return (found[0][0], found[-1][1]) if found else None


@dataclass(frozen=True, slots=True)
class Finding:
    """That a candidate may answer a message, or a part of it."""

    confidence: float
    """From 0 to 1."""
    words: str = ""
    """The normalised words by which it was judged; "" if they are the whole message."""
    passage: Passage | None = None
    """Where it was found; None for a link."""

    def span(self, row: int) -> Span | None:
        """Where the candidate's claim stands; None for a link, and if the whole message is about it."""
        return self.passage.span(row) if self.passage else None

    def quote(self, row: int) -> str:
        """The words that the candidate answers, as they were written; "" if they are the whole message."""
        return self.passage.quote(row) if self.passage else ""


Found = dict[int, Finding]
"""Findings by the row of their debunk."""

"""Judge a message, and if it seems to hold several claims, its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, reduce

from corpus.quotes import Span, Written
from corpus.text import Reading, read_text
from index.comparer import Compared, Comparer
from index.decision import Decision
from index.encoder import Encoder
from index.passage import Finding, Found, Passage
from index.view import Holdings

_PROMISING = 0.3  # confidence of the best candidate from which a message is parted at all
HOPEFUL = 0.1  # confidence from which a candidate may be a claim of a message
_MOST_HOPEFUL = 6  # claims between which a passage is parted
_MOST_LINES = 3  # of a message that are each judged
_LINE = re.compile(r"[^\n\r]+")
_MOST_PARTS = 12  # that are judged of a message
_SHORTEST = 7  # characters of a part
# Cosine from which only one of two debunks is answered. Dropping an answer to another claim costs more than a
# doubtful margin, so this is stricter than where index/features.py ceases to call them rivals (0.8 above the
# corpus' background, which is 0.80 to 0.81): 159 pairs of the benchmark's debunks are above, 233 there.
_ANSWERED_ONCE = 0.86
_PASTED = 0.5  # share of a message in answered claims from which it is a list of claims
_SUPPORTED = 0.5  # confidence by the whole message that lets a part be trusted like a message of its own
_UNSUPPORTED = 0.98  # confidence by a part alone that needs no support


class PartJudge:
    """Judges messages and their parts; keeps no state between messages."""

    def __init__(self, comparer: Comparer, holdings: Holdings, encoder: Encoder, decision: Decision) -> None:
        """:param comparer: of these holdings and this encoder"""
        self._comparer = comparer
        self._holdings = holdings
        self._encoder = encoder
        self._decision = decision

    def judge(self, text: str, reading: Reading, compared: Compared) -> tuple[Found, Found]:
        """Judge a message, and its parts when it seems to hold several claims.

        A part alone is easily taken for a claim that its message is not about. So parts count only when at
        least two claims are answered. Parts as small as one claim and what is between two claims count only
        when what is answered is half of the message, or the message as a whole supports the claim, or the
        part is next to certain.

        :param text: the raw message, as much of it as was read
        :returns: what counts, and all that parts found, whether it counts or not
        """
        message = Passage(Written(text), None, reading, compared, self._holdings, self._encoder)
        whole = self._judged(message, "")
        if max(finding.confidence for finding in whole.values()) < _PROMISING:
            return whole, {}
        hopeful = self._hopeful(whole)
        cut = _surest(found for _, found in self._judged_parts(text, message, message.cuts(hopeful)))
        both = _surer(whole, cut)
        fine = _surest(self._in_fine_parts(text, message, whole))
        beside = _surer(cut, fine)
        if self._share(_surer(both, fine), message) < _PASTED:
            fine = {
                row: finding
                for row, finding in fine.items()
                if finding.confidence >= self._needed(whole[row].confidence if row in whole else 0.0)
            }
        both = _surer(both, fine)
        sure = self._sure(both)
        several = any(not self.same_claim(sure[0], row) for row in sure[1:])
        return both if several else whole, beside

    def judge_lines(self, text: str, reading: Reading, compared: Compared) -> list[Found]:
        """Judge the lines of a message, each as if it had come alone.

        Of more than three the first and the last, for a question stands before or behind what was pasted.

        :param text: the raw message, as much of it as was read
        :returns: what each line found; empty for a message of one line
        """
        read = cache(lambda span: read_text(text[slice(*span)]))

        def says(span: Span) -> bool:
            """Whether a line is more than a link or a greeting."""
            return len(read(span).body) >= _SHORTEST

        lines = [found.span() for found in _LINE.finditer(text) if len(found[0]) >= _SHORTEST]
        if len(lines) > _MOST_LINES:
            lines = [next(filter(says, each), (0, 0)) for each in (lines, lines[::-1])]
        chosen = [span for span in dict.fromkeys(lines) if says(span)] if len(lines) > 1 else []
        if len(chosen) < 2:
            return []
        message = Passage(Written(text), None, reading, compared, self._holdings, self._encoder)
        readings = [read(span) for span in chosen]
        return [found for _, found in self._judged_readings(message, chosen, readings)]

    def same_claim(self, one: int, other: int) -> bool:
        """Whether two debunks are so much of one claim that only one of them is answered.

        :param one: row of a debunk; :param other: row of another
        """
        starts, rows = self._holdings.claim_starts, self._holdings.vectors.rows
        return float(rows[starts[one]] @ rows[starts[other]]) >= _ANSWERED_ONCE

    def _judged(self, passage: Passage, words: str) -> Found:
        """:param words: what a passage of one piece is judged by"""
        compared = passage.compared
        pieces, best = compared.view.pieces, compared.comparison.best_pieces
        confidences = self._decision.confidences(compared.comparison.matrix, compared.comparison.same)
        return {
            row: Finding(float(confidence), pieces[piece] if len(pieces) > 1 else words, passage)
            for row, confidence, piece in zip(compared.rows, confidences, best, strict=True)
        }

    def _in_fine_parts(self, text: str, message: Passage, whole: Found) -> Iterator[Found]:
        """What is found in the parts of a message, and in the parts of those."""
        waiting = [(message, whole)]
        seen: set[Span] = set()
        while waiting and len(seen) < _MOST_PARTS:
            passage, judged = waiting.pop(0)
            hopeful = self._hopeful(judged)
            if passage is not message and len(hopeful) < 2:
                continue
            spans = [span for span in passage.parts(hopeful) if span not in seen]
            seen.update(spans)
            for part, found in self._judged_parts(text, message, spans):
                yield found
                waiting.append((part, found))

    def _judged_parts(
        self, text: str, message: Passage, spans: Sequence[Span]
    ) -> Iterator[tuple[Passage, Found]]:
        readings = [read_text(text[start:end]) for start, end in spans]
        return self._judged_readings(message, spans, readings)

    def _judged_readings(
        self, message: Passage, spans: Sequence[Span], readings: Sequence[Reading]
    ) -> Iterator[tuple[Passage, Found]]:
        refutes = message.compared.view.refutes
        readings = [replace(reading, refutes=refutes) for reading in readings]
        for (start, _), reading, compared in zip(
            spans, readings, self._comparer.compare(readings, message.compared.seen), strict=True
        ):
            if compared is not None and len(reading.body) >= _SHORTEST:
                part = Passage(message.written, start, reading, compared, self._holdings, self._encoder)
                yield part, self._judged(part, reading.body)

    def _hopeful(self, judged: Found) -> list[int]:
        """The candidates of different claims that a passage may be about, likeliest first."""
        rows: list[int] = []
        for row in sorted(judged, key=lambda row: -judged[row].confidence):
            if len(rows) == _MOST_HOPEFUL or judged[row].confidence < HOPEFUL:
                break
            if not any(self.same_claim(row, other) for other in rows):
                rows.append(row)
        return rows

    def _sure(self, found: Found) -> list[int]:
        return [row for row, finding in found.items() if finding.confidence >= self._decision.answer_at]

    def _needed(self, support: float) -> float:
        """:param support: confidence by the whole message; :returns: that a part must have to count"""
        missing = max(0.0, 1.0 - support / _SUPPORTED)
        return self._decision.answer_at + missing * max(0.0, _UNSUPPORTED - self._decision.answer_at)

    def _share(self, found: Found, message: Passage) -> float:
        """:returns: the share of a message's letters in claims that are answered, 0 to 1"""
        spans = [found[row].span(row) for row in self._sure(found)]
        if None in spans:
            return 1.0
        return message.written.share([span for span in spans if span])


def _surer(one: Found, other: Found) -> Found:
    rows = {**one, **other}
    return {
        row: max((found[row] for found in (one, other) if row in found), key=lambda each: each.confidence)
        for row in rows
    }


def _surest(each: Iterable[Found]) -> Found:
    return reduce(_surer, each, {})

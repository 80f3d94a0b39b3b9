"""Ask an index: message -> candidates -> confidence -> answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from corpus.debunk import Debunk
from corpus.links import canonical_url
from corpus.text import Reading, read_text
from index.build import CLAIM_TERMS, DEBUNKS_FILE, DECISION_FILE, FULL_TERMS
from index.claims import ClaimTexts
from index.comparer import Compared, Comparer
from index.decision import MOST_MATCHES, Answer, Band, Decision, Match
from index.encoder import Encoder, load_encoder
from index.errors import BrokenIndex
from index.guard import Guard
from index.manifest import REBUILD, Manifest
from index.pasted import MOST_PARTS, part_message
from index.terms import TermIndex, terms_of
from index.vectors import ClaimVectors
from index.view import Holdings, View

_LINKED = 1.0  # confidence of a debunk whose own page the message links to
_SHORTEST_ANSWERED = 7  # characters; a shorter message is answered only when it is a claim
_HOPEFUL = 0.1  # confidence from which a candidate may be a second claim of the message
_ONE_CLAIM = 120  # characters of a message that the guard compares as a whole, too
_SAME_CLAIM = 0.86  # cosine from which two debunks are of one claim


class ClaimIndex:
    """A loaded index version. Read only after loading, so any number of threads may ask it at once."""

    def __init__(
        self,
        version: str,
        debunks: Sequence[Debunk],
        holdings: Holdings,
        decision: Decision,
        encoder: Encoder,
    ) -> None:
        """Use `load`; this is for those who have the parts."""
        self.version = version
        self.debunks: tuple[Debunk, ...] = tuple(debunks)
        self.decision = decision
        self._holdings = holdings
        self.encoder = encoder
        self._comparer = Comparer(holdings, encoder)
        self._guard = Guard(encoder, holdings.background)
        self._rows_of_url: dict[str, list[int]] = {}
        for row, debunk in enumerate(self.debunks):
            self._rows_of_url.setdefault(canonical_url(debunk.url), []).append(row)
        self._row_of_id = {debunk.id: row for row, debunk in enumerate(self.debunks)}
        self._claims = frozenset(holdings.texts.claims)

    @classmethod
    def load(cls, folder: Path, encoder: Encoder | None = None) -> ClaimIndex:
        """Load an index version, verifying every file of it.

        :param encoder: the one it was built with; the shipped one unless told
        :raises BrokenIndex: when a file is missing or damaged
        :raises StaleIndex: when it was built by another format or encoder
        :raises DecisionError: when its decision model is of other features
        """
        manifest = Manifest.read(folder)
        manifest.verify(folder)
        decision = Decision.read(folder / DECISION_FILE)
        manifest.require_encoder(encoder := encoder or load_encoder())
        try:
            lines = (folder / DEBUNKS_FILE).read_text(encoding="utf-8").removesuffix("\n").split("\n")
            debunks = [Debunk.model_validate_json(line) for line in lines]
            holdings = Holdings.of_parts(
                ClaimTexts.of_debunks(debunks),
                ClaimVectors.load(folder),
                TermIndex.load(folder / CLAIM_TERMS),
                TermIndex.load(folder / FULL_TERMS),
                len(debunks),
            )
        except (OSError, ValueError, RuntimeError, ValidationError) as error:
            raise BrokenIndex(
                f"expected a whole index in {folder}, got {type(error).__name__}; {REBUILD}"
            ) from error
        if len(holdings.vectors.owners) != len(holdings.texts.all_texts):
            raise BrokenIndex(f"expected a vector for each text in {folder}, got another number; {REBUILD}")
        return cls(manifest.version, debunks, holdings, decision, encoder)

    def check(self, text: str, links: Sequence[str] = ()) -> Answer:
        """Say what is known about a message.

        :param links: further urls of the message, such as those hidden behind words
        """
        return self._check([read_text(text)], [links])[0]

    def check_many(self, texts: Sequence[str]) -> list[Answer]:
        """`check` for many messages, embedding them together."""
        return self._check([read_text(text) for text in texts], [()] * len(texts))

    def rank_by_terms(self, text: str, count: int) -> list[tuple[Debunk, float]]:
        """The baseline of an evaluation: BM25 on the claims alone.

        :returns: at most `count` debunks with their BM25 score, best first
        """
        terms = self._holdings.claim_terms
        scores = terms.scores(terms.ids(set(terms_of(read_text(text).body))))
        ranked: dict[int, float] = {}
        for number in np.argsort(-scores, kind="stable"):
            if scores[number] <= 0 or len(ranked) == count:
                break
            ranked.setdefault(int(terms.owners[number]), float(scores[number]))
        return [(self.debunks[row], score) for row, score in ranked.items()]

    def _check(self, readings: Sequence[Reading], links: Sequence[Sequence[str]]) -> list[Answer]:
        return [
            self._answer(reading, compared, (*reading.links, *more))
            for reading, compared, more in zip(readings, self._comparer.compare(readings), links, strict=True)
        ]

    def _answer(self, reading: Reading, compared: Compared | None, links: Sequence[str]) -> Answer:
        exact = self._linked(links)
        found = dict.fromkeys(exact, (_LINKED, ""))
        differs: dict[int, tuple[str, str]] = {}
        if compared:
            self._judge(compared, found)
            found = self._judge_parts(compared, found)
            found, differs = self._guarded(compared.view, found)
            found |= dict.fromkeys(exact, (_LINKED, ""))
        ranked = sorted(found.items(), key=lambda entry: -entry[1][0])[:MOST_MATCHES]
        matches = tuple(
            Match(self.debunks[row], sure, quote, None if row in exact else differs.get(row))
            for row, (sure, quote) in ranked
        )
        band = self.decision.band(matches[0].confidence) if matches else Band.UNKNOWN
        claims = self._distinct(matches) if band is Band.ANSWER else ()
        return Answer(band, matches, self.version, reading.refutes, claims)

    def _guarded(
        self, view: View, found: dict[int, tuple[float, str]]
    ) -> tuple[dict[int, tuple[float, str]], dict[int, tuple[str, str]]]:
        """Keep out of the band `answer` what says too little, the opposite, or the same of another thing.

        :returns: what was found, and for each row that the message differs from: what it says, what the claim
            says
        """
        ceiling = max(self.decision.suggest_at, self.decision.answer_at - 0.01)
        too_little = self._says_too_little(view)
        guarded, differs = {}, {}
        # Surest first: what is held back stays in its order.
        for row, (sure, quote) in sorted(found.items(), key=lambda entry: -entry[1][0]):
            difference = self._difference(view, row, quote) if sure >= self.decision.suggest_at else None
            if difference:
                differs[row] = difference
            guarded[row] = (min(sure, ceiling) if difference or too_little else sure, quote)
        return guarded, differs

    def _difference(self, view: View, row: int, quote: str) -> tuple[str, str] | None:
        starts = self._holdings.claim_starts
        wordings = self._holdings.texts.claims[starts[row] : starts[row + 1]]
        # A short message is one claim, though it be of several sentences.
        texts = (quote, view.body) if quote and len(view.body) <= _ONE_CLAIM else (quote or view.body,)
        found = (self._guard.difference(wordings, text, refutes=view.refutes) for text in texts)
        return next((difference for difference in found if difference), None)

    def _judge(self, compared: Compared, found: dict[int, tuple[float, str]]) -> None:
        """Add candidates with their confidence and the sentence they are about; the surer judgement stays."""
        pieces, best = compared.view.pieces, compared.comparison.best_pieces
        confidences = self.decision.confidences(compared.comparison.matrix)
        for row, confidence, piece in zip(compared.rows, confidences, best, strict=True):
            if row not in found or confidence > found[row][0]:
                earlier = found[row][1] if row in found else ""
                found[row] = (float(confidence), earlier or (pieces[piece] if len(pieces) > 1 else ""))

    def _judge_parts(
        self, compared: Compared, whole: dict[int, tuple[float, str]]
    ) -> dict[int, tuple[float, str]]:
        """Judge the parts of a message that seems to hold several claims.

        A part alone is easily taken for a claim that its message is not about: the parts count only when at
        least two claims are answered.

        :returns: what was found in the whole message, or the surer of that and what was found in its parts
        """
        found = dict(whole)
        for part in self._comparer.compare(self._parts(compared, whole)):
            if part:
                self._judge(part, found)
        sure = [row for row in found if found[row][0] >= self.decision.answer_at]
        several = any(not self._same_claim(sure[0], row) for row in sure[1:])
        return found if several else whole

    def _parts(self, compared: Compared, found: dict[int, tuple[float, str]]) -> list[Reading]:
        """The parts of a message that seems to hold several claims; empty when it holds one."""
        rows: list[int] = []
        pieces: list[int] = []
        best = dict(zip(compared.rows, compared.comparison.best_pieces.tolist(), strict=True))
        for row in sorted(best, key=lambda row: -found[row][0]):
            if len(rows) == MOST_PARTS or found[row][0] < _HOPEFUL:
                break
            if best[row] not in pieces and not any(self._same_claim(row, other) for other in rows):
                rows.append(row)
                pieces.append(best[row])
        if len(rows) < 2:
            return []
        vectors = self._holdings.vectors.rows[self._holdings.claim_starts[rows]]
        view = compared.view
        return part_message(view.pieces, view.refutes, pieces, vectors @ view.vectors[1:].T)

    def _says_too_little(self, view: View) -> bool:
        """A few characters are a greeting rather than a claim, unless they are one word for word."""
        return len(view.body) < _SHORTEST_ANSWERED and view.body not in self._claims

    def _linked(self, links: Sequence[str]) -> list[int]:
        """:returns: the rows of the debunks at these links"""
        found = dict.fromkeys(row for link in links for row in self._rows_of_url.get(canonical_url(link), ()))
        return list(found)

    def _distinct(self, matches: Sequence[Match]) -> tuple[Match, ...]:
        """The sure matches, one for each claim, best first."""
        kept: list[Match] = []
        for match in matches:
            if match.confidence >= self.decision.answer_at and not any(
                # Links to two debunks are two questions, though neither is a sentence.
                (match.quote == other.quote and _LINKED not in (match.confidence, other.confidence))
                or self._same_claim(self._row_of_id[match.debunk.id], self._row_of_id[other.debunk.id])
                for other in kept
            ):
                kept.append(match)
        return tuple(kept)

    def _same_claim(self, one: int, other: int) -> bool:
        """:param one: row of a debunk; :param other: row of another"""
        starts, rows = self._holdings.claim_starts, self._holdings.vectors.rows
        return float(rows[starts[one]] @ rows[starts[other]]) >= _SAME_CLAIM

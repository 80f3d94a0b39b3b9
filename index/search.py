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
from index.decision import Answer, Band, Decision, Match
from index.encoder import Encoder, load_encoder
from index.errors import BrokenIndex
from index.manifest import REBUILD, Manifest
from index.terms import TermIndex, terms_of
from index.vectors import ClaimVectors
from index.view import Holdings

MOST_MATCHES = 10
_SHORTEST_ANSWERED = 4  # characters; a shorter message is answered only when it is a claim
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
        self._comparer = Comparer(holdings, encoder)
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
            lines = (folder / DEBUNKS_FILE).read_text(encoding="utf-8").splitlines()
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
        matches = [Match(self.debunks[row], 1.0) for row in exact]
        if compared:
            confidences = self.decision.confidences(compared.comparison.matrix)
            for position in np.argsort(-confidences, kind="stable"):
                row = compared.rows[position]
                if row not in exact:
                    piece = compared.view.pieces[compared.comparison.best_pieces[position]]
                    quote = piece if len(compared.view.pieces) > 1 else ""
                    matches.append(Match(self.debunks[row], float(confidences[position]), quote))
        matches = matches[:MOST_MATCHES]
        band = self.decision.band(matches[0].confidence) if matches else Band.UNKNOWN
        if band is Band.ANSWER and not exact and len(reading.body) < _SHORTEST_ANSWERED:
            band = Band.ANSWER if reading.body in self._claims else Band.SUGGEST
        claims = self._distinct(matches) if band is Band.ANSWER else ()
        return Answer(band, tuple(matches), self.version, reading.refutes, claims)

    def _linked(self, links: Sequence[str]) -> list[int]:
        """:returns: the rows of the debunks at these links"""
        found = dict.fromkeys(row for link in links for row in self._rows_of_url.get(canonical_url(link), ()))
        return list(found)

    def _distinct(self, matches: Sequence[Match]) -> tuple[Match, ...]:
        """The sure matches, one for each claim, best first."""
        kept: list[Match] = []
        for match in matches:
            if match.confidence >= self.decision.answer_at and not any(
                match.quote == other.quote or self._same_claim(match.debunk, other.debunk) for other in kept
            ):
                kept.append(match)
        return tuple(kept)

    def _same_claim(self, one: Debunk, other: Debunk) -> bool:
        starts, rows = self._holdings.claim_starts, self._holdings.vectors.rows
        first, second = self._row_of_id[one.id], self._row_of_id[other.id]
        return float(rows[starts[first]] @ rows[starts[second]]) >= _SAME_CLAIM

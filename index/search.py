"""Ask an index: message -> candidates -> confidence -> answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus.debunk import Debunk
from corpus.text import LONGEST, Reading, normalise, read_text
from index.another import states_another
from index.comparer import Compared, Comparer
from index.debunk_lines import Debunks
from index.decision import (
    DECISION_FILE,
    MOST_ANSWERS,
    MOST_MATCHES,
    MOST_UNSURE,
    SHIPPED_DECISION,
    Answer,
    Band,
    Decision,
    Match,
)
from index.encoder import Encoder, load_encoder
from index.errors import BrokenIndex
from index.fellows import Fellows, read_fellows
from index.guard import Guard
from index.manifest import REBUILD, Manifest
from index.negation import asks
from index.overlap import Floats
from index.parts import HOPEFUL, PartJudge
from index.passage import Finding, Found
from index.persons import Persons
from index.progress import Tell
from index.same_claim import SameClaim
from index.shown import distinct_claims, in_other_words, in_shown_order, pick_of_lines
from index.terms import terms_of
from index.topics import TopicModel
from index.view import Holdings, View

_LINKED = 1.0  # confidence of a debunk whose own page the message links to
_SHORTEST_ANSWERED = 7  # characters; a shorter message is answered only when it is a claim
_TOGETHER = 16  # messages that are checked at a time: beside many debunks each takes tens of megabytes
_ONE_CLAIM = 120  # characters of a message that the guard compares as a whole, too


class ClaimIndex:
    """A loaded index version. Read only after loading, so any number of threads may ask it at once."""

    def __init__(
        self,
        version: str,
        debunks: Debunks,
        holdings: Holdings,
        decision: Decision,
        encoder: Encoder,
        topics: TopicModel | None = None,
        fellows: Mapping[int, tuple[int, ...]] | None = None,
    ) -> None:
        """Use `load` or `of_debunks`; this is for those who have the parts."""
        self._topics = topics
        self.version = version
        self.debunks = debunks
        self.decision = decision
        self._holdings = holdings
        self.encoder = encoder
        self._comparer = Comparer(holdings, encoder)
        self._judge = PartJudge(self._comparer, holdings, encoder, decision)
        self.persons = Persons(holdings, self._judge.same_claim)
        self._guard = Guard(encoder, holdings.background)
        self.same_claim = SameClaim(encoder, holdings)
        self._fellows = Fellows(self.debunks, holdings, self.same_claim, fellows)
        self._short_claims = holdings.claims.shorter_than(_SHORTEST_ANSWERED)

    @classmethod
    def of_debunks(
        cls, debunks: Iterable[Debunk], encoder: Encoder, decision: Decision | None = None
    ) -> ClaimIndex:
        """Index debunks in memory, as measurements do; of the version "in memory".

        :param debunks: at least one, each id once, in any order; the index has them by id
        :param decision: the shipped one unless told
        :raises EncoderError: when vectors are not finite
        """
        ordered = sorted(debunks, key=lambda debunk: debunk.id)
        holdings = Holdings.of_debunks(ordered, encoder)
        decision = decision or Decision.read(SHIPPED_DECISION)
        return cls("in memory", Debunks.of_debunks(ordered), holdings, decision, encoder)

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
            debunks = Debunks.load(folder)
            holdings = Holdings.load(folder, encoder)
            topics = TopicModel.load(folder)
            fellows = read_fellows(folder, len(debunks))
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise BrokenIndex(
                f"expected a whole index in {folder}, got {type(error).__name__}; {REBUILD}"
            ) from error
        if len(debunks) != len(holdings.summary_numbers):
            raise BrokenIndex(f"expected a text for each debunk in {folder}, got another number; {REBUILD}")
        return cls(manifest.version, debunks, holdings, decision, encoder, topics, fellows)

    def check(self, text: str, links: Sequence[str] = ()) -> Answer:
        """Say what is known about a message.

        :param links: further urls of the message, such as those hidden behind words
        """
        return self._check([text], [links])[0]

    def check_many(self, texts: Sequence[str]) -> list[Answer]:
        """`check` for any number of messages, a few of them together."""
        blocks = (texts[start : start + _TOGETHER] for start in range(0, len(texts), _TOGETHER))
        return [answer for block in blocks for answer in self._check(block, [()] * len(block))]

    def topic_of(self, text: str) -> tuple[str, float]:
        """Guess the topic of a text from those of the debunks.

        :returns: the topic and how likely it is, 0 to 1; no topic where none is likely enough (`SURE_FROM`),
            and ("", 0.0) where nothing was learned: in memory, or from debunks without topics
        """
        body = read_text(text).body
        if self._topics is None or not body:
            return "", 0.0
        return self._topics.guess(self.encoder.encode_messages([body])[0])

    def topics_of_vector(self, vector: Floats, count: int) -> tuple[str, ...]:
        """Guess the likeliest topics of a text, the likeliest first; none where nothing was learned.

        :param vector: (dimension,) of this index's encoder
        """
        return () if self._topics is None else self._topics.likeliest(vector, count)

    def also_checked(self, debunk_id: str) -> tuple[Debunk, ...]:
        """Return the debunks of other publishers on the claim of a debunk, the surest first.

        :returns: at most three, one of each publisher; none for an id that the index has not
        """
        row = self.debunks.row_of(debunk_id)
        others = () if row is None else self._fellows.of(row, self.check)
        return tuple(self.debunks[other] for other in others)

    def save_fellows(self, folder: Path, on_progress: Tell | None = None) -> None:
        """Write what `also_checked` says of all debunks into a folder, whence `load` takes it.

        :param on_progress: called with for how many it is done, of how many
        :raises OSError: when the folder cannot be written
        """
        self._fellows.save(self.check, folder, on_progress)

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

    def _check(self, texts: Sequence[str], links: Sequence[Sequence[str]]) -> list[Answer]:
        readings = [read_text(text) for text in texts]
        compared = self._comparer.compare(readings)
        return [
            self._answer(text[:LONGEST], reading, found, (*reading.links, *more))
            for text, reading, found, more in zip(texts, readings, compared, links, strict=True)
        ]

    def _answer(self, text: str, reading: Reading, compared: Compared | None, links: Sequence[str]) -> Answer:
        linked = dict.fromkeys(self._linked(links), Finding(_LINKED))
        found: Found = {}
        parts: Found = {}
        differs: dict[int, tuple[str, str]] = {}
        lines: list[Found] = []
        if compared:
            found, parts = self._judge.judge(text, reading, compared)
            found, differs = self._guarded(found, asked=_is_asked(text, reading))
        if compared and not linked:
            if lines := self._judge.judge_lines(text, reading, compared):
                self._take_line(found, differs, lines)
            self._take_named(found, differs, reading.body)
        found |= linked
        ranked = sorted(found, key=lambda row: -found[row].confidence)
        band = self.decision.band(found[ranked[0]].confidence) if ranked else Band.UNKNOWN
        sure = [row for row in ranked if found[row].confidence >= self.decision.answer_at]
        spans = {row: found[row].span(row) for row in sure if row not in linked}
        kept = distinct_claims(sure, spans, self._judge.same_claim) if band is Band.ANSWER else []
        leading = kept[:MOST_ANSWERS] or ranked[:1]
        picks = pick_of_lines(lines, leading, found, HOPEFUL, self._judge.same_claim) if lines else {}
        self._take(found, differs, picks)
        order = in_shown_order(found, leading, picks, self._ceiling)
        matches = {
            row: Match(
                self.debunks[row],
                order[row],
                found[row].quote(row) if band is not Band.UNKNOWN else "",
                None if row in linked else differs.get(row),
            )
            for row in [*list(order)[:MOST_MATCHES], *kept]
        }
        doubtful = in_other_words(parts, kept, spans, self._judge.same_claim) if kept else []
        told = sorted(kept[:MOST_ANSWERS], key=lambda row: spans.get(row) or (-1, -1))
        return Answer(
            band,
            tuple(matches[row] for row in list(order)[:MOST_MATCHES]),
            self.version,
            reading.refutes,
            tuple(matches[row] for row in told),
            tuple(matches[row] for row in kept[MOST_ANSWERS:]),
            tuple(parts[row].quote(row) for row in doubtful[:MOST_UNSURE]),
        )

    @property
    def _ceiling(self) -> float:
        """The highest confidence that is no answer."""
        return max(self.decision.suggest_at, self.decision.answer_at - 0.01)

    def _take_named(self, found: Found, differs: dict[int, tuple[str, str]], body: str) -> None:
        """Let what alone names the person whom a message is about be worth showing, behind what is surer."""
        least = self.decision.suggest_at
        named = {row: found.get(row, Finding(0.0)) for row in self.persons.rows(body)}
        picks = {
            row: replace(each, confidence=least) for row, each in named.items() if each.confidence < least
        }
        self._take(found, differs, picks)

    def _take_line(self, found: Found, differs: dict[int, tuple[str, str]], lines: Sequence[Found]) -> None:
        """Put first, but not as an answer, what a line is about whose message is about nothing known."""
        best = max(
            ((finding.confidence, row) for line in lines for row, finding in line.items()), default=(0.0, -1)
        )
        if best[0] >= self.decision.suggest_at > max(finding.confidence for finding in found.values()):
            line = next(line for line in lines if best[1] in line and line[best[1]].confidence == best[0])
            self._take(found, differs, {best[1]: line[best[1]]})

    def _take(self, found: Found, differs: dict[int, tuple[str, str]], picks: Found) -> None:
        """Let what lines found take the place of what the whole message found, where it is surer."""
        guarded, more = self._guarded(picks)
        for row, finding in guarded.items():
            if row not in found or finding.confidence > found[row].confidence:
                found[row] = replace(finding, confidence=min(finding.confidence, self._ceiling))
                differs.pop(row, None)
                differs |= {row: more[row]} if row in more else {}

    def _guarded(self, found: Found, *, asked: bool = False) -> tuple[Found, dict[int, tuple[str, str]]]:
        """Keep out of the band `answer` what says too little, the opposite, or the same of another thing.

        :param asked: the message as it was written asks whether it is so
        :returns: what was found, and for each row that the message differs from: what it says, what the claim
            says
        """
        guarded: Found = {}
        differs: dict[int, tuple[str, str]] = {}
        # Surest first: what is held back stays in its order.
        for row in sorted(found, key=lambda row: -found[row].confidence):
            finding = guarded[row] = found[row]
            if finding.passage is None or finding.confidence < self.decision.suggest_at:
                continue
            view = finding.passage.compared.view
            if difference := self._difference(view, row, finding.words, asked):
                differs[row] = difference
            whole = finding.passage.is_whole and not asked
            another = whole and states_another(finding.passage.compared, row)
            if difference or another or self._says_too_little(view):
                guarded[row] = replace(finding, confidence=min(finding.confidence, self._ceiling))
        return guarded, differs

    def _difference(self, view: View, row: int, quote: str, asked: bool) -> tuple[str, str] | None:
        starts = self._holdings.claim_starts
        wordings = self._holdings.claims[starts[row] : starts[row + 1]]
        # A short message is one claim, though it be of several sentences.
        texts = (quote, view.body) if quote and len(view.body) <= _ONE_CLAIM else (quote or view.body,)
        found = (self._guard.difference(wordings, text, refutes=view.refutes, asked=asked) for text in texts)
        return next((difference for difference in found if difference), None)

    def _says_too_little(self, view: View) -> bool:
        """A few characters are a greeting rather than a claim, unless they are one word for word."""
        return len(view.body) < _SHORTEST_ANSWERED and view.body not in self._short_claims

    def _linked(self, links: Sequence[str]) -> list[int]:
        """:returns: the rows of the debunks at these links"""
        return list(dict.fromkeys(row for link in links for row in self.debunks.rows_at(link)))


def _is_asked(text: str, reading: Reading) -> bool:
    """Whether a message of one claim asks: "is it true?" is no part of what is compared."""
    return len(reading.body) <= _ONE_CLAIM and asks(normalise(text))

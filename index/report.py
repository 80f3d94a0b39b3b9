"""The report of an evaluation: an index beside BM25 on the claims alone, on the same messages."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.benchmark import Labelled, group_messages, read_labelled, read_talk
from index.bootstrap import CONFIDENCE, RESAMPLES, Interval, gains, share_interval
from index.curves import reliability_of
from index.decision import Answer, Band
from index.errors import BenchmarkError
from index.evaluate import (
    ALL,
    Figures,
    Outcome,
    as_json,
    by_set,
    outcome_of,
    places_by_set,
    rounded,
    tally_of,
)
from index.mistakes import Mistake, misses, wrong_answers
from index.search import ClaimIndex


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found."""

    version: str
    debunks: int
    answer_at: float
    """Confidence from which the index answers."""
    messages: tuple[Labelled, ...]
    outcomes: tuple[Outcome, ...]
    """Of each message."""
    by_terms: tuple[Outcome, ...]
    """Of each message, by BM25 on the claims alone; its confidence is the raw score squeezed into 0 to 1."""
    figures: dict[str, Figures]
    baseline: dict[str, Figures]
    """BM25 on the claims alone; bands and calibration mean nothing there."""
    gains: dict[str, dict[str, Interval]]
    """Of each set and of all, the 95 % confidence interval of figure minus baseline, on equal resamples."""
    wrong: tuple[Mistake, ...]
    """All wrong answers, the surest first."""
    missed: tuple[Mistake, ...]
    """All misses, the surest first."""
    talk: int
    """Lines of everyday talk; 0 when none were given."""
    talk_answered: int
    seconds: float
    """For all messages and all talk together."""

    @property
    def talk_interval(self) -> Interval | None:
        """The 95 % confidence interval of the share of talk that is answered; None without talk."""
        return share_interval(self.talk_answered, self.talk) if self.talk else None

    def as_json(self, errors: int = 0) -> dict[str, Any]:
        """Plain values for a file.

        :param errors: how many of the worst errors of each kind are told, with the text of their messages
        """
        return {
            "version": self.version,
            "debunks": self.debunks,
            "answer_at": round(self.answer_at, 4),
            "intervals": {"confidence": CONFIDENCE, "resamples": RESAMPLES},
            "figures": as_json(self.figures),
            "baseline": as_json(self.baseline),
            "gains": rounded(self.gains),
            "reliability": {
                name: [rounded(asdict(one)) for one in reliability_of([self.outcomes[at] for at in places])]
                for name, places in places_by_set(self.messages).items()
                if name in self.gains
            },
            "talk": self.talk,
            "talk_answered": self.talk_answered,
            "talk_answered_share": round(self.talk_answered / self.talk, 5) if self.talk else None,
            "talk_answered_interval": rounded(self.talk_interval),
            "wrong_answers": len(self.wrong),
            "misses": len(self.missed),
            "worst": {
                "wrong_answers": [mistake.as_json() for mistake in self.wrong[:errors]],
                "misses": [mistake.as_json() for mistake in self.missed[:errors]],
            },
            "seconds": round(self.seconds, 3),
        }


def measure(index: ClaimIndex, messages: Path, talk: Path | None = None) -> Report:
    """Ask an index all labelled messages, and everyday talk.

    :raises BenchmarkError: when a file cannot be read, is empty, or names debunks that the index lacks
    """
    labelled = _read_messages(index, messages)
    lines = read_talk(talk) if talk else []
    start = time.perf_counter()
    answers = index.check_many([message.text for message in labelled])
    small_talk = index.check_many(lines)
    seconds = time.perf_counter() - start
    outcomes = [outcome_of(message, answer) for message, answer in zip(labelled, answers, strict=True)]
    by_terms = [_by_terms(index, message) for message in labelled]
    debunks = {debunk.id: debunk for debunk in index.debunks}
    return Report(
        version=index.version,
        debunks=len(index.debunks),
        answer_at=index.decision.answer_at,
        messages=tuple(labelled),
        outcomes=tuple(outcomes),
        by_terms=tuple(by_terms),
        figures=by_set(labelled, outcomes),
        baseline=by_set(labelled, by_terms),
        gains=_gains(labelled, outcomes, by_terms),
        wrong=tuple(wrong_answers(labelled, answers, debunks)),
        missed=tuple(misses(labelled, answers, debunks)),
        talk=len(lines),
        talk_answered=_count_answered(small_talk),
        seconds=seconds,
    )


def _read_messages(index: ClaimIndex, path: Path) -> list[Labelled]:
    labelled = read_labelled(path)
    if not labelled:
        raise BenchmarkError(f"expected labelled messages in {path}, got an empty file")
    known = {debunk.id for debunk in index.debunks}
    missing = sorted({name for message in labelled for name in message.relevant} - known)
    if missing:
        raise BenchmarkError(
            f"expected an index with all debunks that {path.name} names, got one without {missing[0]} "
            f"and {len(missing) - 1} more; give the corpus of these messages: --corpus FILE"
        )
    return labelled


def _by_terms(index: ClaimIndex, message: Labelled) -> Outcome:
    ranked = index.rank_by_terms(message.text, 10)
    rank = next((place for place, (debunk, _) in enumerate(ranked) if debunk.id in message.relevant), None)
    # Squeezed into 0 to 1 without changing the order, as the figures expect a confidence.
    score = ranked[0][1] if ranked else 0.0
    return Outcome(rank, bool(message.relevant), rank == 0, float(np.arctan(score) * 2 / np.pi), Band.UNKNOWN)


def _gains(
    labelled: Sequence[Labelled], outcomes: Sequence[Outcome], by_terms: Sequence[Outcome]
) -> dict[str, dict[str, Interval]]:
    groups = group_messages(labelled)
    sets = {message.set for message in labelled} | {ALL}
    return {
        name: gains(
            tally_of([outcomes[place] for place in places]),
            tally_of([by_terms[place] for place in places]),
            [groups[place] for place in places],
        )
        for name, places in places_by_set(labelled).items()
        if name in sets
    }


def _count_answered(answers: Sequence[Answer]) -> int:
    return sum(answer.band is Band.ANSWER for answer in answers)

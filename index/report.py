"""The report of an evaluation: an index beside BM25 on the claims alone, as tables and as JSON."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.benchmark import read_labelled, read_talk
from index.decision import Band
from index.errors import BenchmarkError
from index.evaluate import Figures, Outcome, as_json, by_set, outcome_of
from index.search import ClaimIndex

_RANKING = (
    ("messages", "messages"),
    ("with\nanswer", "answerable"),
    ("R@1", "recall_at_1"),
    ("R@3", "recall_at_3"),
    ("R@10", "recall_at_10"),
    ("MRR", "mrr"),
)
_AT_PRECISION = (
    ("recall\nat P.95", "0.95"),
    ("recall\nat P.90", "0.90"),
)
_DECIDING = (
    *_AT_PRECISION,
    ("answer:\nprecision", "answer_precision"),
    ("answer:\nrecall", "answer_recall"),
    ("suggest:\nR@3", "suggest_recall"),
    ("ECE", "calibration_error"),
)
_WIDTH = 80
"""Characters of a line, however wide the terminal is and in a pipe, too."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found."""

    version: str
    debunks: int
    figures: dict[str, Figures]
    baseline: dict[str, Figures]
    """BM25 on the claims alone; its confidence is the raw score: bands and calibration mean nothing."""
    talk: int
    """Lines of everyday talk; 0 when none were given."""
    talk_answered: int
    seconds: float
    """For all messages and all talk together."""

    def as_json(self) -> dict[str, Any]:
        """Plain values for a file."""
        return {
            "version": self.version,
            "debunks": self.debunks,
            "figures": as_json(self.figures),
            "baseline": as_json(self.baseline),
            "talk": self.talk,
            "talk_answered": self.talk_answered,
            "seconds": round(self.seconds, 3),
        }


def measure(index: ClaimIndex, messages: Path, talk: Path | None = None) -> Report:
    """Ask an index all labelled messages, and everyday talk.

    :raises BenchmarkError: when a file cannot be read, is empty, or names debunks that the index lacks
    """
    labelled = read_labelled(messages)
    lines = read_talk(talk) if talk else []
    if not labelled:
        raise BenchmarkError(f"expected labelled messages in {messages}, got an empty file")
    known = {debunk.id for debunk in index.debunks}
    missing = sorted({name for message in labelled for name in message.relevant} - known)
    if missing:
        raise BenchmarkError(
            f"expected an index with all debunks that {messages.name} names, got one without {missing[0]} "
            f"and {len(missing) - 1} more; build it from the corpus of these messages"
        )
    start = time.perf_counter()
    answers = index.check_many([message.text for message in labelled])
    small_talk = index.check_many(lines)
    seconds = time.perf_counter() - start
    outcomes = [outcome_of(message, answer) for message, answer in zip(labelled, answers, strict=True)]
    return Report(
        version=index.version,
        debunks=len(index.debunks),
        figures=by_set(labelled, outcomes),
        baseline=by_set(labelled, [_by_terms(index, message.text, message.relevant) for message in labelled]),
        talk=len(lines),
        talk_answered=sum(answer.band is Band.ANSWER for answer in small_talk),
        seconds=seconds,
    )


def _by_terms(index: ClaimIndex, text: str, relevant: frozenset[str]) -> Outcome:
    ranked = index.rank_by_terms(text, 10)
    rank = next((place for place, (debunk, _) in enumerate(ranked) if debunk.id in relevant), None)
    # Squeezed into 0 to 1 without changing the order, as the figures expect a confidence.
    score = ranked[0][1] if ranked else 0.0
    return Outcome(rank, bool(relevant), rank == 0, float(np.arctan(score) * 2 / np.pi), Band.UNKNOWN)


def print_report(report: Report) -> None:
    """Print the tables."""
    print_figures(f"index {report.version} ({report.debunks} debunks)", report.figures)
    _print_table("BM25 on claims alone", report.baseline, _RANKING + _AT_PRECISION)
    if report.talk:
        share = report.talk_answered / report.talk
        print(f"Everyday talk answered: {report.talk_answered} of {report.talk} ({share:.2%})")
    print(f"All messages took {report.seconds:.1f} s")


def print_figures(title: str, figures: dict[str, Figures]) -> None:
    """Print all figures in two tables: how they are ranked, and how it is decided."""
    _print_table(f"{title}: ranking", figures, _RANKING)
    _print_table(f"{title}: deciding", figures, _DECIDING)


def _print_table(title: str, figures: dict[str, Figures], columns: tuple[tuple[str, str], ...]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    table.add_column("set", overflow="fold")
    for heading, _ in columns:
        table.add_column(heading, justify="right", no_wrap=True)
    for name, figure in figures.items():
        table.add_row(name, *(_cell(figure, field) for _, field in columns))
    Console(width=_WIDTH).print(table)


def _cell(figure: Figures, field: str) -> str:
    value = (
        figure.recall_at_precision[field] if field in figure.recall_at_precision else getattr(figure, field)
    )
    return str(value) if isinstance(value, int) else f"{value:.3f}"

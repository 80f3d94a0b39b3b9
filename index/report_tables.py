"""The report of an evaluation as tables that 80 columns hold."""

from __future__ import annotations

from collections.abc import Sequence

from index.bootstrap import Interval
from index.evaluate import Figures
from index.report import Report

_RANKING = (
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
    ("answer\nprecision", "answer_precision"),
    ("answer\nrecall", "answer_recall"),
    ("ECE", "calibration_error"),
)
_SUGGESTING = (
    ("suggest\nR@3", "suggest_recall"),
    ("not answered:\nright one shown", "rest_shown"),
    ("no answer known:\nsomething shown", "shown_in_vain"),
)
_COUNTS = ("messages", "with\nanswer")
_WIDTH = 80
"""Characters of a line, however wide the terminal is and in a pipe, too."""

_UNDEFINED = "–"
"""Shown for a share of nothing."""

Columns = Sequence[tuple[str, str]]


def print_report(report: Report) -> None:
    """Print the tables; below each figure stands its 95 % confidence interval."""
    print_figures(f"index {report.version} ({report.debunks} debunks)", report.figures)
    _print_table("BM25 on claims alone", report.baseline, (*_RANKING, *_AT_PRECISION))
    _print_gains("index minus BM25, 95 % confidence interval", report)
    if report.talk_interval:
        low, high = report.talk_interval
        share = report.talk_answered / report.talk
        print(
            f"Everyday talk answered: {report.talk_answered} of {report.talk} "
            f"({share:.2%}; {low:.2%} to {high:.2%})"
        )
    print(f"All messages took {report.seconds:.1f} s")


def print_figures(title: str, figures: dict[str, Figures]) -> None:
    """Print all figures in three tables: how they are ranked, how it is decided, and what is suggested."""
    _print_table(f"{title}: ranking", figures, _RANKING, counts=True)
    _print_table(f"{title}: deciding", figures, _DECIDING)
    _print_table(f"{title}: suggesting", figures, _SUGGESTING)


def _print_table(title: str, figures: dict[str, Figures], columns: Columns, *, counts: bool = False) -> None:
    rows = []
    for name, figure in figures.items():
        counted = [str(figure.messages), str(figure.answerable)] if counts else []
        rows.append([name, *counted, *(_cell(figure, field) for _, field in columns)])
    headings = [*(_COUNTS if counts else ()), *(heading for heading, _ in columns)]
    _print(title, headings, rows)


def _print_gains(title: str, report: Report) -> None:
    columns = [(heading, field) for heading, field in (*_RANKING, *_AT_PRECISION) if field != "recall_at_10"]
    rows = [
        [name, *(_signed(found.get(field)) for _, field in columns)] for name, found in report.gains.items()
    ]
    _print(title, [heading for heading, _ in columns], rows)


def _print(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    table.add_column("set", overflow="fold")
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    Console(width=_WIDTH).print(table)


def _cell(figure: Figures, field: str) -> str:
    value: float = (
        figure.recall_at_precision[field] if field in figure.recall_at_precision else getattr(figure, field)
    )
    if not figure.intervals:
        return f"{value:.3f}"
    if field not in figure.intervals:
        return _UNDEFINED
    low, high = figure.intervals[field]
    return f"{value:.3f}\n{_short(low)}-{_short(high)}"


def _signed(interval: Interval | None) -> str:
    if interval is None:
        return _UNDEFINED
    low, high = interval
    return f"{low:+.2f} {high:+.2f}".replace("0.", ".")


def _short(share: float) -> str:
    """:returns: two digits: ".93", or "1.0" """
    return f"{share:.2f}".removeprefix("0") if share < 0.995 else "1.0"

"""Pictures of an evaluation: how far confidence keeps its word, and precision over recall, a panel a set."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.curves import curve_of, reliability_of
from index.errors import BenchmarkError
from index.evaluate import ALL, Outcome, places_by_set
from index.report import Report

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

RELIABILITY_FILE = "reliability.png"
PRECISION_RECALL_FILE = "precision-recall.png"

_MOST_PANELS = 9
_COLUMNS = 3
_HEAD, _FOOT = 0.5, 0.45  # inches
_INK, _OURS, _THEIRS, _RULE = "#222222", "#1f5fa8", "#b3562b", "#999999"
_FONTS = ("DejaVu Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "WenQuanYi Micro Hei", "Microsoft YaHei")


def require_matplotlib() -> None:
    """Say how to get what draws, before anything is measured.

    :raises BenchmarkError: when matplotlib is not installed
    """
    try:
        import matplotlib.figure  # noqa: F401
    except ImportError as error:
        raise BenchmarkError(
            f"expected matplotlib for --plots, got {error}; "
            f"install it: {sys.executable} -m pip install matplotlib"
        ) from error


def draw_plots(report: Report, folder: Path) -> list[Path]:
    """Draw both pictures as PNG.

    :param folder: made if need be
    :returns: the files
    :raises BenchmarkError: when matplotlib is not installed, or a file cannot be written
    """
    require_matplotlib()
    import matplotlib

    drawn = {RELIABILITY_FILE: _draw_reliability, PRECISION_RECALL_FILE: _draw_precision_recall}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with matplotlib.rc_context({"font.family": _known_fonts()}), warnings.catch_warnings():
            # A set's name may hold characters that no font here has: a box stands for them.
            warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
            for name, draw in drawn.items():
                draw(report).savefig(folder / name, dpi=150)
    except OSError as error:
        raise BenchmarkError(
            f"expected to write plots into {folder}, got: {error.strerror}; choose another folder"
        ) from error
    return [folder / name for name in drawn]


def _draw_reliability(report: Report) -> Figure:
    figure, panels = _panels(report, "Does the confidence keep its word?", height=4.1)
    for panel, name, places in panels:
        upper, lower = panel.subplots(2, 1, sharex=True, height_ratios=(4, 1))
        _reliability_panel(upper, lower, [report.outcomes[place] for place in places], report.answer_at)
        told = report.figures[name]
        _title(upper, name, f"{told.messages} messages, ECE {told.calibration_error:.3f}")
        panel.subplots_adjust(left=0.17, right=0.96, top=0.9, bottom=0.12, hspace=0.08)
    _legend(figure, panels[0][0].axes[0])
    return figure


def _reliability_panel(upper: Axes, lower: Axes, outcomes: Sequence[Outcome], answer_at: float) -> None:
    bins = reliability_of(outcomes)
    middles = [one.confidence for one in bins]
    shares = [one.right for one in bins]
    below = [one.right - one.interval[0] for one in bins]
    above = [one.interval[1] - one.right for one in bins]
    upper.plot([0, 1], [0, 1], color=_RULE, linewidth=1, linestyle="--", label="as it should be")
    upper.errorbar(
        middles, shares, yerr=[below, above], color=_OURS, marker="o", markersize=5, linewidth=1.5,
        elinewidth=1, capsize=2, label="messages of a bin, with 95 % confidence interval",
    )  # fmt: skip
    for axes in (upper, lower):
        axes.axvline(answer_at, color=_INK, linewidth=1, linestyle=":", label=f"answers from {answer_at:.2f}")
    upper.set(ylim=(-0.03, 1.03), ylabel="share with the right first match")
    lower.bar([one.low + 0.05 for one in bins], [one.messages for one in bins], width=0.09, color=_RULE)
    lower.set(xlim=(-0.02, 1.02), xlabel="confidence", ylabel="messages")
    lower.locator_params(axis="y", nbins=2, integer=True)
    _tidy(upper, lower)


def _draw_precision_recall(report: Report) -> Figure:
    figure, panels = _panels(report, "How much is answered, and how much of it rightly?", height=3.6)
    for panel, name, places in panels:
        axes = panel.subplots()
        for precision in (0.95, 0.90):
            axes.axhline(precision, color=_RULE, linewidth=0.8, linestyle="--")
            axes.text(
                1.0, precision - 0.008, f"{precision:.2f}", ha="right", va="top", fontsize=7, color=_RULE
            )
        _curve(axes, [report.outcomes[place] for place in places], _OURS, "index")
        _curve(axes, [report.by_terms[place] for place in places], _THEIRS, "BM25 on claims alone")
        told = report.figures[name]
        if "answer_precision" in told.intervals and "answer_recall" in told.intervals:
            point = (told.answer_recall, told.answer_precision)
            label = f"what is answered (from {report.answer_at:.2f})"
            axes.plot(*point, "o", color=_OURS, markersize=7, markeredgecolor="white", label=label, zorder=4)
        axes.set(
            xlim=(0, 1.02), ylim=(0, 1.03), xlabel="recall, of messages with an answer", ylabel="precision"
        )
        _title(axes, name, f"{told.answerable} of {told.messages} have an answer")
        _tidy(axes)
        panel.subplots_adjust(left=0.17, right=0.96, top=0.88, bottom=0.14)
    _legend(figure, panels[0][0].axes[0])
    return figure


def _curve(axes: Axes, outcomes: Sequence[Outcome], color: str, label: str) -> None:
    curve = curve_of(outcomes)
    above = 3 if color == _OURS else 2
    axes.plot(curve.recalls, curve.precisions, color=color, linewidth=1.5, label=label, zorder=above)


def _title(axes: Axes, name: str, more: str) -> None:
    # A dollar sign would begin a formula.
    axes.set_title(f"{name}\n{more}", fontsize=9.5, loc="left", color=_INK, parse_math=False)


def _panels(
    report: Report, title: str, height: float
) -> tuple[Figure, list[tuple[SubFigure, str, list[int]]]]:
    """:returns: a figure, and for each set, all messages first, its panel, its name and its messages"""
    from matplotlib.figure import Figure

    sets = list(_sets(report))
    shown = sets[:_MOST_PANELS]
    columns = min(_COLUMNS, len(shown)) if len(shown) != 4 else 2
    rows = -(-len(shown) // columns)
    width = max(columns, 2) * 3.7
    figure = Figure(figsize=(width, rows * height + _HEAD + _FOOT), facecolor="white")
    parts = figure.subfigures(3, 1, squeeze=False, height_ratios=(_HEAD, rows * height, _FOOT))
    head, body = parts[0, 0], parts[1, 0]
    left_out = f" (the {len(shown) - 1} largest of {len(sets) - 1} sets)" if len(shown) < len(sets) else ""
    head.text(0.5, 0.45, f"{title}{left_out}", ha="center", va="center", fontsize=12, color=_INK)
    grid = body.subfigures(rows, columns, squeeze=False).ravel()
    return figure, [(panel, name, places) for panel, (name, places) in zip(grid, shown, strict=False)]


def _sets(report: Report) -> Iterator[tuple[str, list[int]]]:
    """All messages first; then, if there are several sets, each set, the largest first."""
    places = places_by_set(report.messages)
    yield ALL, places[ALL]
    names = {message.set for message in report.messages}
    if len(names) > 1:
        yield from sorted(
            ((name, places[name]) for name in names), key=lambda entry: (-len(entry[1]), entry[0])
        )


def _known_fonts() -> list[str]:
    from matplotlib import font_manager

    known = set(font_manager.get_font_names())
    return [name for name in _FONTS if name in known] or ["sans-serif"]


def _legend(figure: Figure, axes: Axes) -> None:
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(
        handles, labels, loc="lower center", ncols=len(labels), frameon=False, fontsize=8.5, handlelength=2.2
    )


def _tidy(*many: Axes) -> None:
    for axes in many:
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(labelsize=8, colors=_INK)
        axes.xaxis.label.set_fontsize(8.5)
        axes.yaxis.label.set_fontsize(8.5)

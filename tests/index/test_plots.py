"""Pictures of an evaluation, and the figures they show."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.benchmark import Labelled
from index.curves import curve_of, reliability_of
from index.decision import Band
from index.errors import BenchmarkError
from index.evaluate import Outcome, by_set, recall_at_precision
from index.plots import PRECISION_RECALL_FILE, RELIABILITY_FILE, draw_plots
from index.report import Report

PNG = b"\x89PNG\r\n\x1a\n"


def outcome(right: bool, confidence: float) -> Outcome:
    return Outcome(0 if right else None, True, right, confidence, Band.SUGGEST)


def report(sets: list[str]) -> Report:
    messages = [Labelled(str(number), "", frozenset({"a"}), name, "") for number, name in enumerate(sets)]
    outcomes = [outcome(number % 3 > 0, (number % 10) / 10) for number in range(len(sets))]
    figures = by_set(messages, outcomes)
    return Report(
        "20260101-000000-00000000", 1, 0.8, tuple(messages), tuple(outcomes), tuple(outcomes),
        figures, figures, {}, (), (), 0, 0, 0.0,
    )  # fmt: skip


def test_a_curve_has_a_point_for_each_threshold() -> None:
    curve = curve_of([outcome(True, 0.9), outcome(False, 0.8), outcome(True, 0.8), outcome(True, 0.1)])
    assert curve.thresholds.tolist() == [0.9, 0.8, 0.1]
    assert curve.recalls.tolist() == [0.25, 0.5, 0.75]
    assert curve.precisions.tolist() == pytest.approx([1.0, 2 / 3, 0.75])


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1, max_size=30))
def test_recall_at_a_precision_lies_on_the_curve(rows: list[tuple[bool, float]]) -> None:
    outcomes = [outcome(right, confidence) for right, confidence in rows]
    curve = curve_of(outcomes)
    best = curve.recalls[curve.precisions >= 0.9].max(initial=0.0)
    assert recall_at_precision(outcomes, 0.9) == pytest.approx(best)


def test_messages_are_gathered_in_bins_of_confidence() -> None:
    found = reliability_of([outcome(True, 0.1), outcome(False, 0.15), outcome(True, 1.0)])
    assert [(one.low, one.messages, one.right) for one in found] == [(0.1, 2, 0.5), (0.9, 1, 1.0)]
    assert found[0].confidence == pytest.approx(0.125)
    assert found[0].interval[0] < 0.5 < found[0].interval[1]


@pytest.mark.parametrize(
    "sets", [["all"], ["line"] * 3 + ["ask"] * 2, ["转发 $x$", "b"] * 4, [f"set {n}" for n in range(40)]]
)
def test_both_pictures_are_drawn_whatever_the_sets(sets: list[str], tmp_path: Path) -> None:
    drawn = draw_plots(report(sets), tmp_path / "new" / "plots")
    assert [path.name for path in drawn] == [RELIABILITY_FILE, PRECISION_RECALL_FILE]
    assert all(path.read_bytes().startswith(PNG) for path in drawn)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BenchmarkError, match="choose another folder"):
        draw_plots(report(["all"]), tmp_path / "file")

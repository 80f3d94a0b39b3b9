"""The figures of an evaluation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.benchmark import read_labelled, read_talk
from index.decision import Band
from index.errors import BenchmarkError
from index.evaluate import Outcome, calibration_error, figures_of, recall_at_precision
from index.report import measure
from index.search import ClaimIndex
from tests.index.corpora import CLAIMS


def outcome(rank: int | None, confidence: float, band: Band, answerable: bool = True) -> Outcome:
    return Outcome(rank, answerable, rank == 0, confidence, band)


FOUR = [
    outcome(0, 0.9, Band.ANSWER),
    outcome(None, 0.8, Band.ANSWER, answerable=False),
    outcome(2, 0.5, Band.SUGGEST),
    outcome(None, 0.1, Band.UNKNOWN),
]


def test_figures_are_what_their_names_say() -> None:
    figures = figures_of(FOUR)
    assert (figures.messages, figures.answerable) == (4, 3)
    assert figures.recall_at_1 == pytest.approx(1 / 3)
    assert figures.recall_at_3 == figures.recall_at_10 == pytest.approx(2 / 3)
    assert figures.mrr == pytest.approx((1 + 1 / 3) / 3)
    assert (figures.answer_precision, figures.suggest_recall) == (0.5, 1.0)
    assert (figures.rest_shown, figures.shown_in_vain) == (0.5, 1.0)
    assert figures.answer_recall == pytest.approx(1 / 3)
    assert figures.recall_at_precision["0.95"] == pytest.approx(1 / 3)


def test_a_set_without_answerable_messages_has_no_recall() -> None:
    figures = figures_of([outcome(None, 0.3, Band.UNKNOWN, answerable=False)])
    assert (figures.recall_at_1, figures.mrr, figures.recall_at_precision["0.90"]) == (0.0, 0.0, 0.0)


def test_messages_of_equal_confidence_cannot_be_parted() -> None:
    alike = [outcome(0, 0.9, Band.ANSWER), outcome(1, 0.9, Band.ANSWER)]
    assert recall_at_precision(alike, 0.95) == recall_at_precision(alike[::-1], 0.95) == 0.0
    assert recall_at_precision(alike, 0.5) == 0.5


def test_perfect_confidence_has_no_calibration_error() -> None:
    sure = [outcome(0, 1.0, Band.ANSWER), outcome(None, 0.0, Band.UNKNOWN)]
    assert calibration_error(sure) == 0.0
    assert calibration_error([outcome(None, 1.0, Band.ANSWER)]) == 1.0


@given(st.lists(st.tuples(st.none() | st.integers(0, 9), st.floats(0, 1)), min_size=1, max_size=30))
def test_recall_never_grows_with_the_precision_asked_for(rows: list[tuple[int | None, float]]) -> None:
    outcomes = [outcome(rank, confidence, Band.SUGGEST) for rank, confidence in rows]
    recalls = [recall_at_precision(outcomes, precision) for precision in (0.5, 0.8, 0.9, 0.95, 1.0)]
    assert recalls == sorted(recalls, reverse=True)


def write_messages(path: Path) -> Path:
    lines = [{"id": name, "text": claim, "relevant": [name], "set": "own"} for name, claim, _ in CLAIMS]
    lines.append({"id": "none", "text": "明天上午开家长会", "relevant": [], "set": "own"})
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_an_index_is_measured_beside_plain_bm25(small: ClaimIndex, tmp_path: Path) -> None:
    talk = tmp_path / "chat.jsonl"
    talk.write_text('{"text": "晚上吃什么"}\n{"text": "早安"}\n', encoding="utf-8")
    report = measure(small, write_messages(tmp_path / "dev.jsonl"), talk)
    assert report.figures["own"].recall_at_1 == report.baseline["own"].recall_at_1 == 1.0
    assert report.figures["own"].answer_precision == 1.0
    assert (report.talk, report.talk_answered) == (2, 0)
    assert report.as_json()["figures"]["own"]["messages"] == len(CLAIMS) + 1


def test_messages_of_another_corpus_are_refused(small: ClaimIndex, tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text('{"id": "a", "text": "b", "relevant": ["nowhere-1"]}', encoding="utf-8")
    with pytest.raises(BenchmarkError, match="nowhere-1"):
        measure(small, path)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{", "broken JSON"),
        ("[]", "JSON object"),
        ('{"id": "a", "text": 5, "relevant": []}', "text"),
        ('{"id": "a", "text": "b"}', "relevant"),
        ('{"id": "a", "text": "b", "relevant": [1]}', "relevant"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, word: str) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text('\n{"id": "a", "text": "b", "relevant": []}\n' + line, encoding="utf-8")
    with pytest.raises(BenchmarkError, match=rf"dev.jsonl:3.*{word}"):
        read_labelled(path)


def test_a_missing_or_foreign_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="check the path"):
        read_talk(tmp_path / "none.jsonl")
    (tmp_path / "picture.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BenchmarkError, match="not UTF-8"):
        read_talk(tmp_path / "picture.jsonl")

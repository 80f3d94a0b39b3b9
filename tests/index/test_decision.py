"""The confidence model: reading it, its bands, and that more in common never lowers it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.decision import SHIPPED_DECISION, Answer, Band, Decision, Match
from index.errors import DecisionError
from index.features import FEATURES
from index.fit import LESS_IN_COMMON, MORE_IN_COMMON
from tests.index.corpora import debunk

SHIPPED = Decision.read(SHIPPED_DECISION)
ROWS = arrays(np.float32, (1, len(FEATURES)), elements=st.floats(-8, 8, width=32))


@given(ROWS, st.sampled_from(sorted(MORE_IN_COMMON | LESS_IN_COMMON)), st.floats(0, 5, width=32))
def test_more_in_common_never_lowers_the_confidence(row: np.ndarray, name: str, step: float) -> None:
    column = FEATURES.index(name)
    nearer = row.copy()
    nearer[0, column] += step if name in MORE_IN_COMMON else -step
    assert SHIPPED.scores(nearer)[0] >= SHIPPED.scores(row)[0] - 1e-4


@given(ROWS)
def test_confidence_is_a_probability_in_the_order_of_the_scores(row: np.ndarray) -> None:
    both = np.concatenate([row, -row])
    confidences, scores = SHIPPED.confidences(both), SHIPPED.scores(both)
    assert ((confidences >= 0) & (confidences <= 1)).all()
    assert (confidences[0] - confidences[1]) * (scores[0] - scores[1]) >= 0


def test_one_absurd_feature_does_not_decide_alone() -> None:
    row = SHIPPED.means[None, :].copy()
    row[0, FEATURES.index("share")] = 1e9
    assert SHIPPED.confidences(row)[0] < SHIPPED.answer_at


def test_the_bands_lie_between_the_thresholds() -> None:
    decision = replace(SHIPPED, suggest_at=0.3, answer_at=0.8)
    bands = [decision.band(confidence) for confidence in (0.0, 0.29, 0.3, 0.79, 0.8, 1.0)]
    assert bands == [Band.UNKNOWN, Band.UNKNOWN, Band.SUGGEST, Band.SUGGEST, Band.ANSWER, Band.ANSWER]


def test_a_written_model_decides_as_before(tmp_path: Path) -> None:
    SHIPPED.write(tmp_path / "decision.json")
    rows = np.random.default_rng(1).normal(size=(50, len(FEATURES))).astype(np.float32)
    assert Decision.read(tmp_path / "decision.json").confidences(rows) == pytest.approx(
        SHIPPED.confidences(rows)
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("features", ["luck"]),
        ("format", 7),
        ("short", [1.0]),
        ("long", "many"),
        ("slope", -1),
        ("answer_at", 1.5),
        ("bias", None),
        ("scales", [0.0] * len(FEATURES)),
        ("means", [float("nan")] * len(FEATURES)),
    ],
)
def test_a_model_that_does_not_fit_is_refused_with_the_cure(
    tmp_path: Path, field: str, value: object
) -> None:
    told = json.loads(SHIPPED_DECISION.read_text(encoding="utf-8")) | {field: value}
    path = tmp_path / "decision.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(DecisionError, match="zhendema train decision"):
        Decision.read(path)


@pytest.mark.parametrize("text", ["", "{", "[1]", "null"])
def test_a_broken_file_is_refused_with_the_cure(tmp_path: Path, text: str) -> None:
    path = tmp_path / "decision.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DecisionError, match="zhendema train decision"):
        Decision.read(path)
    with pytest.raises(DecisionError, match="zhendema train decision"):
        Decision.read(tmp_path / "none.json")


def test_answers_and_suggestions_belong_to_their_bands() -> None:
    matches = tuple(Match(debunk(f"d{n}", f"第{n}个说法"), 0.9 - n / 10) for n in range(5))
    answer = Answer(Band.ANSWER, matches, "v", refutes=False, claims=matches)
    assert (len(answer.answers), answer.suggestions) == (3, ())
    suggestion = Answer(Band.SUGGEST, matches, "v", refutes=False)
    assert (suggestion.answers, suggestion.suggestions) == ((), matches[:3])
    unknown = Answer(Band.UNKNOWN, matches, "v", refutes=False)
    assert (unknown.answers, unknown.suggestions) == ((), ())


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_a_confidence_outside_0_to_1_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        Match(debunk("d", "一个说法"), confidence)

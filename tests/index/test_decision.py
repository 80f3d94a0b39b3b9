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

from index.decision import (
    LENGTH,
    SHIPPED_DECISION,
    Answer,
    Band,
    Decision,
    Match,
    in_order,
    order_scores,
    standings,
)
from index.errors import DecisionError
from index.features import FEATURES
from index.signs import LESS_IN_COMMON, MORE_IN_COMMON
from tests.index.corpora import debunk

SHIPPED = Decision.read(SHIPPED_DECISION)
ROWS = arrays(np.float32, (3, len(FEATURES)), elements=st.floats(-8, 8, width=32))
ALONE = np.eye(3, dtype=bool)
"""Three candidates, each of its own claim."""
SIGNED = sorted(set(FEATURES) & (MORE_IN_COMMON | LESS_IN_COMMON))


@given(ROWS, st.sampled_from(SIGNED), st.floats(0, 5, width=32))
def test_more_in_common_never_lowers_the_confidence_in_the_best(
    rows: np.ndarray, name: str, step: float
) -> None:
    # One that is not the best is held below the better ones, which it makes less sure when it comes nearer.
    scores = order_scores(SHIPPED.order, SHIPPED.trees, rows, SHIPPED.lengths.leaning(rows[:, LENGTH]))
    rows = rows[np.argsort(-scores, kind="stable")]
    column = FEATURES.index(name)
    nearer = rows.copy()
    nearer[0, column] += step if name in MORE_IN_COMMON else -step
    assert SHIPPED.confidences(nearer, ALONE)[0] >= SHIPPED.confidences(rows, ALONE)[0] - 1e-4


@given(ROWS, arrays(np.bool_, (3,)))
def test_confidence_is_a_probability_in_the_order_of_the_scores(rows: np.ndarray, same: np.ndarray) -> None:
    scores = order_scores(SHIPPED.order, SHIPPED.trees, rows, SHIPPED.lengths.leaning(rows[:, LENGTH]))
    confidences = SHIPPED.confidences(rows, np.outer(same, same) | ALONE)
    assert ((confidences >= 0) & (confidences <= 1)).all()
    order = np.argsort(-scores, kind="stable")
    assert (np.diff(confidences[order]) <= 0).all()


def test_none_is_surer_than_one_before_it() -> None:
    lowered = in_order(np.array([3.0, 1.0, 2.0]), np.array([0.5, 0.4, 0.9]))
    assert lowered == pytest.approx([0.5, 0.4, 0.5], abs=1e-5)
    assert lowered[0] > lowered[2] > lowered[1]


def test_a_score_stands_out_from_those_of_other_claims_alone() -> None:
    same = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], dtype=bool)
    scores = np.array([4.0, 3.5, 1.0, -2.0])
    found = standings(scores, same)
    assert found[0] == pytest.approx([4.0, 3.0, 6.0, 4.0 - np.log(np.exp(1.0) + np.exp(-2.0))])
    assert found[2] == pytest.approx([1.0, -3.0, 3.0, 1.0 - np.log(np.exp([4.0, 3.5, -2.0]).sum())])
    alone = standings(scores[:1], same[:1, :1])
    assert alone[0] == pytest.approx([4.0, 12.0, 12.0, 12.0])


def test_one_absurd_feature_does_not_decide_alone() -> None:
    rows = np.tile(SHIPPED.order.means, (3, 1))
    rows[0, FEATURES.index("share")] = 1e9
    assert SHIPPED.confidences(rows, ALONE)[0] < SHIPPED.answer_at


def test_the_bands_lie_between_the_thresholds() -> None:
    decision = replace(SHIPPED, suggest_at=0.3, answer_at=0.8)
    bands = [decision.band(confidence) for confidence in (0.0, 0.29, 0.3, 0.79, 0.8, 1.0)]
    assert bands == [Band.UNKNOWN, Band.UNKNOWN, Band.SUGGEST, Band.SUGGEST, Band.ANSWER, Band.ANSWER]


def test_a_written_model_decides_as_before(tmp_path: Path) -> None:
    SHIPPED.write(tmp_path / "decision.json")
    rows = np.random.default_rng(1).normal(size=(50, len(FEATURES))).astype(np.float32)
    same = np.eye(50, dtype=bool)
    assert Decision.read(tmp_path / "decision.json").confidences(rows, same) == pytest.approx(
        SHIPPED.confidences(rows, same)
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("features", ["luck"]),
        ("format", 2),
        ("format", 7),
        ("order", None),
        ("order", {"short": [1.0], "long": [1.0], "means": [0.0], "scales": [1.0], "bias": 0.0}),
        ("trees", None),
        (
            "trees",
            {"features": [[0, 0, 999]], "thresholds": [[0, 0, 0]], "values": [[0, 0, 0, 0]], "bias": 0},
        ),
        ("trust", {"short": "many"}),
        ("trust", []),
        ("lengths", {"middle": 1.0, "spread": 0.0}),
        ("slope", -1),
        ("offset", float("nan")),
        ("answer_at", 1.5),
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

"""Fitting the decision."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.benchmark import Labelled, group_messages
from index.calibration import fit_sigmoid, threshold_for
from index.decision import STANDING
from index.errors import BenchmarkError
from index.features import FEATURES
from index.fit import (
    Judged,
    assign_folds,
    fit_decision,
    fit_order,
    lengths_of,
)
from index.signs import LESS_IN_COMMON, MORE_IN_COMMON
from index.train_decision import train_decision
from tests.index.corpora import debunks
from tests.index.hashing import HashingEncoder

ALONE = np.eye(5, dtype=bool)
"""Five candidates, each of its own claim."""


def judged(count: int, seed: int) -> list[Judged]:
    """Messages whose right candidate has a high share and a small gap, all else being noise."""
    chance = np.random.default_rng(seed)
    share, gap = FEATURES.index("share"), FEATURES.index("gap")
    messages = []
    for number in range(count):
        matrix = chance.normal(size=(5, len(FEATURES))).astype(np.float32)
        right = np.zeros(5)
        if number % 2:
            right[number % 5] = 1.0
            matrix[number % 5, share] += 4.0
            matrix[number % 5, gap] -= 4.0
        messages.append(Judged(str(number), matrix, ALONE, right, str(number)))
    return messages


def test_what_decides_is_learned_and_the_same_input_gives_the_same_model() -> None:
    fit, again = (fit_decision(judged(300, 1), "f" * 64) for _ in range(2))
    fresh = judged(200, 2)
    best = [
        fit.decision.confidences(message.matrix, ALONE).argmax() for message in fresh if message.right.any()
    ]
    truth = [message.right.argmax() for message in fresh if message.right.any()]
    assert np.mean(np.array(best) == np.array(truth)) > 0.95
    assert fit.decision.order.short.tolist() == again.decision.order.short.tolist()
    assert fit.decision.trees.as_json() == again.decision.trees.as_json()
    assert fit.decision.trust.long.tolist() == again.decision.trust.long.tolist()
    assert (fit.decision.answer_at, fit.decision.fingerprint) == (again.decision.answer_at, "f" * 64)


def test_weights_have_the_sign_that_their_meaning_demands() -> None:
    decision = fit_decision(judged(200, 3), "").decision
    for names, blend in ((FEATURES, decision.order), ((*STANDING, *FEATURES), decision.trust)):
        for name, short, long in zip(names, blend.short, blend.long, strict=True):
            if name in MORE_IN_COMMON:
                assert min(short, long) >= 0, name
            if name in LESS_IN_COMMON:
                assert max(short, long) <= 0, name


def test_messages_that_teach_trust_alone_leave_the_order_as_it_is() -> None:
    messages = judged(120, 6)
    wrong = [
        replace(message, right=1.0 - message.right, counted=False, orders=False) for message in judged(60, 7)
    ]
    lengths = lengths_of(messages)
    alone, with_wrong = fit_order(messages, lengths), fit_order([*messages, *wrong], lengths)
    assert alone[0].as_json() == with_wrong[0].as_json()
    assert alone[1].as_json() == with_wrong[1].as_json()


def test_messages_that_teach_no_trust_leave_it_as_it_is() -> None:
    messages = judged(60, 6)
    wrong = [
        replace(message, right=1.0 - message.right, counted=False, orders=False, trusts=False)
        for message in judged(60, 7)
    ]
    alone, with_wrong = (fit_decision(every, "").decision for every in (messages, [*messages, *wrong]))
    assert alone.trust.as_json() == with_wrong.trust.as_json()


def test_signs_are_of_features_that_exist() -> None:
    assert {*FEATURES, *STANDING} >= MORE_IN_COMMON | LESS_IN_COMMON
    assert not MORE_IN_COMMON & LESS_IN_COMMON


def test_what_it_says_of_unseen_messages_is_calibrated() -> None:
    messages = judged(600, 4)
    held_out = fit_decision(messages, "").held_out
    confidence = np.array([scores.max() for scores in held_out])
    right = np.array(
        [message.right[scores.argmax()] for message, scores in zip(messages, held_out, strict=True)]
    )
    assert abs(confidence.mean() - right.mean()) < 0.03


def test_equal_groups_share_a_fold() -> None:
    folds = assign_folds(["a", "b", "a", "c", "b"], 3, 0)
    assert folds[0] == folds[2]
    assert folds[1] == folds[4]
    assert set(folds.tolist()) == {0, 1, 2}


def test_messages_that_share_a_debunk_through_others_are_one_group() -> None:
    relevant = ({"a"}, {"a", "b"}, {"b"}, {"c"}, set[str](), set[str]())
    messages = [Labelled(str(n), "", frozenset(ids), "", "") for n, ids in enumerate(relevant)]
    groups = group_messages(messages)
    assert len(set(groups[:3])) == 1
    assert len(set(groups)) == 4


def test_the_sigmoid_makes_scores_probabilities() -> None:
    chance = np.random.default_rng(5)
    scores = chance.normal(size=4000) * 3
    right = (chance.random(4000) < 1 / (1 + np.exp(-(2.0 * scores - 1.0)))).astype(float)
    slope, offset = fit_sigmoid(scores, right)
    assert [slope, offset] == pytest.approx([2.0, -1.0], abs=0.2)


def test_the_threshold_is_the_lowest_that_is_precise_enough() -> None:
    confidence = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    right = np.array([1.0, 1.0, 0.0, 1.0, 0.0])
    assert threshold_for(confidence, right, 0.75) == 0.6
    assert threshold_for(confidence, right, 0.9) == 0.8
    assert threshold_for(confidence[2:], right[2:] * 0, 0.9) == 1.0


def test_too_few_messages_are_refused(tmp_path: Path) -> None:
    messages = tmp_path / "dev.jsonl"
    line = {"id": "m", "text": "喝热柠檬水可以杀死癌细胞", "relevant": ["lemon"]}
    messages.write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(BenchmarkError, match="at least 50"):
        train_decision(debunks(), messages, tmp_path / "chat.jsonl", [], HashingEncoder())


def test_a_decision_is_fitted_from_files(tmp_path: Path) -> None:
    texts = ["听说{}吗？", "紧急通知：{}，大家快看", "{}", "朋友说{}，不知道真假", "群里在传{}", "{}！！！"]
    lines = [
        {"id": f"{entry.id}{n}", "text": text.format(entry.claim), "relevant": [entry.id]}
        for entry in debunks()
        for n, text in enumerate(texts)
    ]
    lines += [{"id": f"n{n}", "text": f"第{n}次家长会定在周末的下午", "relevant": []} for n in range(60)]
    (tmp_path / "dev.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (tmp_path / "chat.jsonl").write_text('{"text": "今天吃了面条"}\n', encoding="utf-8")
    encoder = HashingEncoder()
    fit = train_decision(debunks(), tmp_path / "dev.jsonl", tmp_path / "chat.jsonl", debunks(), encoder)
    assert fit.decision.fingerprint == encoder.fingerprint
    assert 0 < fit.decision.suggest_at <= fit.decision.answer_at < 1
    assert fit.figures["all"].answerable == 60
    assert fit.figures["all"].recall_at_1 > 0.9
    assert (fit.talk, fit.talk_answered) == (1, 0)

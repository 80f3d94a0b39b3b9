"""Measuring what is found of distorted messages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.benchmark import Labelled, read_labelled
from index.errors import BenchmarkError
from index.robustness import as_json, measure_robustness, pick_partners
from index.search import ClaimIndex
from tests.index.corpora import CLAIMS


@pytest.fixture
def messages(tmp_path: Path) -> Path:
    """The claims of the small corpus as messages, and one that nothing answers."""
    path = tmp_path / "messages.jsonl"
    lines = [
        {"id": name, "text": claim, "relevant": [name], "set": "en" if claim.isascii() else "zh"}
        for name, claim, _ in CLAIMS
    ]
    lines.append({"id": "none", "text": "今天天气真好", "relevant": []})
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return path


def test_claims_are_found_in_every_shape_but_without_their_end(small: ClaimIndex, messages: Path) -> None:
    trials = {trial.name: trial for trial in measure_robustness(small, messages)}
    assert len(trials) == 20
    for name, trial in trials.items():
        assert trial.messages == len(CLAIMS)
        assert trial.recall_at_3 >= (0.7 if name == "first 30 % only" else 0.9), name
    plain = trials["as they are"]
    assert (plain.recall_at_1, plain.recall_at_3, plain.points_lost, plain.share_lost) == (1, 1, 0, 0)
    assert plain.lost_by_set == {"en": 0, "zh": 0}
    for name in ("other script", "full-width", "the debunk's link alone", "the same with trackers"):
        assert trials[name].recall_at_1 == 1
    assert trials["the debunk's link alone"].answered == trials["the debunk's link alone"].precision == 1


def test_a_trial_tells_its_loss_in_points_and_as_a_share(small: ClaimIndex, messages: Path) -> None:
    told: list[str] = []
    trials = measure_robustness(small, messages, seed=2, on_trial=lambda trial: told.append(trial.name))
    assert told == [trial.name for trial in trials]
    for trial in trials:
        assert trial.points_lost == pytest.approx(trials[0].recall_at_3 - trial.recall_at_3)
        assert trial.share_lost == pytest.approx(trial.points_lost / trials[0].recall_at_3)
        assert trial.held == (trial.share_lost <= trial.allowed)
    assert [row["name"] for row in as_json(trials)] == told
    assert json.loads(json.dumps(as_json(trials)))[0]["held"] is True


def test_equal_seeds_distort_alike(small: ClaimIndex, messages: Path) -> None:
    assert measure_robustness(small, messages, seed=5) == measure_robustness(small, messages, seed=5)


def test_partners_of_pasted_messages_have_no_debunk_in_common(messages: Path) -> None:
    labelled = [message for message in read_labelled(messages) if message.relevant]
    partners = pick_partners(labelled, seed=1)
    assert all(
        not labelled[other].relevant & one.relevant for one, other in zip(labelled, partners, strict=True)
    )
    alone = [
        Labelled("a", "甲", frozenset({"x"}), "all", ""),
        Labelled("b", "乙", frozenset({"x"}), "all", ""),
    ]
    assert pick_partners(alone, seed=1) == [0, 1]


def test_messages_of_another_corpus_are_refused_with_the_cure(small: ClaimIndex, tmp_path: Path) -> None:
    path = tmp_path / "strange.jsonl"
    path.write_text('{"id": "1", "text": "喝热柠檬水", "relevant": ["strange"]}', encoding="utf-8")
    with pytest.raises(BenchmarkError, match=r"strange\.jsonl.*corpus"):
        measure_robustness(small, path)

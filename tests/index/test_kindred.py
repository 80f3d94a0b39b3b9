"""Words that cover each other, though they are not the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cut_texts import CutTexts
from index.kindred import KINDRED, Kindred
from index.word_vectors import WordVectors
from tests.index.toy_words import TOY, toy_words

WORDS = toy_words()
WORDINGS = st.lists(st.sampled_from([*TOY, "海马"]), max_size=8).map(" ".join)


def kindred_of(claims: list[str], summaries: list[str], words: WordVectors = WORDS) -> Kindred:
    return Kindred(words, CutTexts.of_claims(words, claims), CutTexts.of_summaries(words, summaries))


def compared(
    body: str, claim: str, piece: str, summary: str = "", words: WordVectors = WORDS
) -> dict[str, float]:
    kindred = kindred_of([claim], [summary], words)
    columns = kindred.columns(body, [piece], np.array([0]), np.array([0 if summary else -1]))
    return {name: float(columns[name][0]) for name in KINDRED}


def test_another_word_for_the_same_covers_the_claim_nearly_whole() -> None:
    found = compared("热水 偏头痛", "热水 头疼", "热水 偏头痛")
    # 头疼 has three quarters of the weight, and a cosine of 0.8 with 偏头痛.
    assert found["kindred_claim"] == found["kindred_body"] == pytest.approx(0.25 + 0.75 * 0.8)
    assert found["kindred_piece"] == pytest.approx(0.25 + 0.75 * 0.8)
    assert found["strange_claim"] == pytest.approx(0.75 * 0.2)
    assert found["kindred_most"] == pytest.approx(1.0)


def test_what_the_piece_lacks_may_stand_elsewhere_in_the_message() -> None:
    found = compared("头疼 热水", "热水 头疼", "热水")
    assert found["kindred_claim"] == pytest.approx(0.25)
    assert (found["kindred_body"], found["strange_claim"]) == pytest.approx((1.0, 0.0))


def test_what_the_claim_lacks_may_stand_in_the_summary() -> None:
    found = compared("头疼 热水", "热水", "头疼 热水", summary="偏头痛 的")
    assert found["kindred_piece"] == pytest.approx(0.25)
    assert found["kindred_full"] == pytest.approx(0.25 + 0.75 * 0.8)
    assert found["strange_piece"] == pytest.approx(0.75)
    assert found["strange_full"] == pytest.approx(0.75 * 0.2)


def test_each_candidate_is_compared_with_its_own_piece() -> None:
    kindred = kindred_of(["热水", "头疼", "冰水"], ["热水 头疼"])
    columns = kindred.columns(
        "头疼 热水", ["头疼", "头疼", "热水"], np.array([0, 1, 2]), np.array([0, -1, -1])
    )
    assert columns["kindred_claim"] == pytest.approx([0.0, 1.0, 0.0])
    assert columns["kindred_body"] == pytest.approx([1.0, 1.0, 0.0])
    assert columns["kindred_full"] == pytest.approx([1.0, 1.0, 0.0])


@pytest.mark.parametrize(
    ("body", "claim", "piece"), [("", "热水", ""), ("热水", "海马", "热水"), ("海马", "热水", "海马")]
)
def test_without_known_words_every_number_is_zero(body: str, claim: str, piece: str) -> None:
    assert set(compared(body, claim, piece).values()) == {0.0}


@given(WORDINGS, WORDINGS, WORDINGS)
def test_every_number_is_a_share(body: str, claim: str, summary: str) -> None:
    found = compared(body, claim, body, summary)
    assert all(0.0 <= value <= 1.0 for value in found.values())
    assert found["kindred_full"] >= found["kindred_piece"] - 1e-6
    assert found["strange_full"] <= found["strange_piece"] + 1e-6


@given(WORDINGS.filter(lambda text: any(word in text for word in ("头疼", "热水", "冰水"))))
def test_a_claim_covers_itself(claim: str) -> None:
    found = compared(claim, claim, claim)
    assert found["kindred_claim"] == pytest.approx(1.0, abs=1e-4)
    assert found["strange_claim"] == pytest.approx(0.0, abs=1e-4)


def test_what_is_remembered_of_the_corpus_changes_nothing() -> None:
    kindred = kindred_of(["热水 头疼"], ["热水"])
    first, again = (kindred.columns("偏头痛", ["偏头痛"], np.array([0]), np.array([0])) for _ in range(2))
    assert all((first[name] == again[name]).all() for name in KINDRED)

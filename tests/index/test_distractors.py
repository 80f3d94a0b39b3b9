"""Made-up debunks for measuring growth."""

from __future__ import annotations

from index.distractors import as_distractors, recombined
from tests.index.corpora import debunk, debunks


def test_recombined_claims_are_new_differ_from_each_other_and_are_as_many_as_wanted() -> None:
    made = recombined(debunks(), 40, seed=1)
    claims = {one.claim for one in made}
    assert len(made) == len(claims) == 40
    assert not claims & {one.claim for one in debunks()}
    assert len({one.id for one in made}) == 40
    assert made == recombined(debunks(), 40, seed=1)
    assert made != recombined(debunks(), 40, seed=2)


def test_a_recombined_claim_has_a_third_of_each_of_three() -> None:
    three = [
        debunk("a", "甲甲甲乙乙乙丙丙丙"),
        debunk("b", "一一一二二二三三三"),
        debunk("c", "天天天地地地人人人"),
    ]
    assert {one.claim for one in recombined(three, 6, seed=1)} == {
        "甲甲甲二二二人人人",
        "甲甲甲地地地三三三",
        "一一一乙乙乙人人人",
        "一一一地地地丙丙丙",
        "天天天乙乙乙三三三",
        "天天天二二二丙丙丙",
    }


def test_a_corpus_of_two_or_of_short_claims_makes_no_distractors() -> None:
    assert recombined(debunks()[:2], 5, seed=1) == []
    assert recombined([debunk(str(day), f"{day}月停电吗") for day in range(1, 9)], 5, seed=1) == []


def test_texts_become_debunks_without_summaries() -> None:
    (made,) = as_distractors(["小满的画面太有爱了"])
    assert (made.claim, made.summary, made.variants) == ("小满的画面太有爱了", "", ())

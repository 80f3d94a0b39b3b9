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


def test_a_claim_is_cut_at_the_mark_nearest_to_its_middle() -> None:
    pair = [debunk("a", "今天停电，明天停水两小时"), debunk("b", "甲乙丙丁戊己庚辛")]
    assert {one.claim for one in recombined(pair, 9, seed=1)} == {
        "今天停电，戊己庚辛",
        "甲乙丙丁明天停水两小时",
    }


def test_claims_too_short_to_be_cut_make_no_distractors() -> None:
    assert recombined([debunk("a", "今天停电"), debunk("b", "明天停水")], 5, seed=1) == []


def test_texts_become_debunks_without_summaries() -> None:
    (made,) = as_distractors(["小满的画面太有爱了"])
    assert (made.claim, made.summary, made.variants) == ("小满的画面太有爱了", "", ())

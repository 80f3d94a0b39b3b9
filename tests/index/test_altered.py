"""Altered claims: one thing changed, or only the way in which it is said."""

from __future__ import annotations

import random

import pytest

from corpus.library import LIBRARY, read_corpus
from corpus.text import normalise
from index.altered import SAME, Kind, alter, altered_claims, in_longer
from tests.index.corpora import debunk, debunks


def test_the_same_seed_gives_the_same_alterations_and_another_seed_others() -> None:
    assert altered_claims(debunks(), 1) == altered_claims(debunks(), 1)
    assert altered_claims(debunks(), 1) != altered_claims(debunks(), 2)


def test_one_more_debunk_changes_no_other_alteration() -> None:
    alone = altered_claims(debunks()[:1], 7)
    assert [one for one in altered_claims(debunks(), 7) if one.debunk_id == debunks()[0].id] == alone


def test_every_kind_is_found_in_the_shipped_corpus_at_least_twenty_times() -> None:
    altered = altered_claims(read_corpus([LIBRARY]).debunks, 1, most=60)
    counts = {kind: sum(one.kind is kind for one in altered) for kind in Kind}
    assert min(counts.values()) >= 20, counts
    assert max(counts.values()) == 60
    assert all(one.same == (one.kind in SAME) for one in altered)


@pytest.mark.parametrize(
    ("claim", "kind", "kept"),
    [
        ("喝热柠檬水可以杀死癌细胞", Kind.FOOD, "可以杀死癌细胞"),
        ("喝熱檸檬水可以殺死癌細胞", Kind.NEGATION, "喝熱檸檬水不可以殺死癌細胞"),
        ("吃三天大蒜能降血壓", Kind.HAN_NUMBER, "天大蒜能降血壓"),
        ("2019年起禁止养狗", Kind.OPPOSITE, "2019年起允许养狗"),
        ("每天走8000步会伤膝盖", Kind.NUMBER, "步会伤膝盖"),
        ("3月5日起封城", Kind.OPPOSITE, "3月5日起解封"),
        ("每天喝8杯水能排毒", Kind.NUMERAL, "每天喝八杯水能排毒"),
        ("豆漿不能加紅糖喝", Kind.MODALITY, "豆漿可以加紅糖喝"),
        ("小苏打可以代替牙膏", Kind.MODALITY, "小苏打不能代替牙膏"),
        ("街友的補助高於公務員", Kind.COMPARISON, "街友的補助低於公務員"),
        ("喝熱檸檬水可以殺死癌細胞", Kind.SCRIPT, "喝热柠檬水可以杀死癌细胞"),
    ],
)
def test_one_thing_is_changed_and_the_rest_is_kept(claim: str, kind: Kind, kept: str) -> None:
    altered = alter(claim, kind, random.Random(1))
    assert altered is not None
    assert altered != claim
    assert kept in altered


def test_a_replacement_is_written_in_the_script_of_the_claim() -> None:
    found = {alter("吃檸檬會讓人變瘦", Kind.FOOD, random.Random(n)) for n in range(60)}
    assert "吃蘋果會讓人變瘦" in found
    assert "吃苹果會讓人變瘦" not in found


def test_a_claim_without_a_place_gets_no_other_place() -> None:
    assert alter("喝热柠檬水可以杀死癌细胞", Kind.PLACE, random.Random(1)) is None
    assert alter("喝热柠檬水可以杀死癌细胞", Kind.ELSEWHERE, random.Random(1)) is None


def test_another_place_is_put_in_front() -> None:
    text = alter("明天起南京所有超市停业", Kind.ELSEWHERE, random.Random(1))
    assert text is not None
    place, _, rest = text.partition("，")
    assert rest == "明天起所有超市停业"
    assert place.startswith("在")
    assert place not in {"在", "在南京"}


def test_no_altered_text_normalises_to_its_claim_unless_it_means_the_same() -> None:
    one = debunk("x", "2020年3月5日起，北京的老人每天必须吃3片阿司匹林，否则会得癌症")
    for altered in altered_claims([one], 3):
        if not altered.same:
            assert normalise(altered.text) != normalise(one.claim)


def test_inside_a_longer_message_an_altered_claim_stands_word_for_word_in_its_script() -> None:
    (altered,) = (
        one for one in altered_claims([debunk("x", "豆漿不能加紅糖喝")], 3) if one.kind is Kind.MODALITY
    )
    longer = in_longer(altered, 3)
    assert "。豆漿可以加紅糖喝。" in longer
    assert len(longer) > 3 * len(altered.text)
    assert longer == in_longer(altered, 3)

"""Practice messages, synonyms, and the pairs made of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.debunk import Debunk, Verdict
from corpus.library import LIBRARY, read_corpus
from corpus.text import normalise
from index.errors import TrainingError
from index.own_pairs import own_pairs
from index.practice import Practice, Synonyms, read_practice

WORDS = Synonyms([["头疼", "头痛"], ["喝", "饮用"], ["西红柿", "番茄", "番茄"], ["独"]])
DEBUNK = Debunk(
    id="own-1",
    claim="喝热水能治感冒",
    verdict=Verdict.FALSE,
    summary="热水不能杀死病毒。",
    variants=("多喝热水感冒就好",),
    url="https://example.org/1",
    publisher="示例",
    lang="zh-Hans",
)


def test_our_practice_messages_are_about_debunks_of_the_shipped_corpus() -> None:
    shipped = {debunk.id for debunk in read_corpus([LIBRARY]).debunks}
    practice = [each for each in read_practice() if not each.claim]
    assert len(practice) == len({each.debunk for each in practice}) >= 1_000
    assert {each.debunk for each in practice} <= shipped
    assert all(len(each.same) == 4 and len(each.near) == 2 for each in practice)


def test_our_invented_claims_have_distinct_messages_and_a_near_miss() -> None:
    invented = [each for each in read_practice() if each.claim]
    claims = [each.claim for each in invented]
    texts = [text for each in invented for text in (each.claim, *each.same, *each.near)]
    assert len(claims) == len(set(claims)) >= 60
    assert len(texts) == len(set(texts))
    assert all(not each.debunk and len(each.same) >= 2 and each.near for each in invented)
    assert not set(claims) & {normalise(debunk.claim) for debunk in read_corpus([LIBRARY]).debunks}


def test_our_synonyms_stand_in_one_group_each() -> None:
    groups = Synonyms.read().groups
    words = [word for group in groups for word in group]
    assert len(groups) >= 3_000
    assert len(words) == len(set(words))


def test_single_words_and_repeated_ones_make_no_group() -> None:
    assert WORDS.groups == [["头疼", "头痛"], ["喝", "饮用"], ["西红柿", "番茄"]]


def test_words_are_exchanged_and_the_rest_stays() -> None:
    exchanged = {WORDS.exchange("吃番茄治头疼吗", random.Random(seed)) for seed in range(40)}
    assert "吃西红柿治头痛吗" in exchanged
    assert exchanged <= {"吃番茄治头疼吗", "吃西红柿治头疼吗", "吃番茄治头痛吗", "吃西红柿治头痛吗"}


@given(st.text(alphabet="头疼痛喝饮用西红柿番茄的吗", max_size=30), st.integers(0, 99))
def test_exchanging_twice_never_leaves_the_words_of_a_group(text: str, seed: int) -> None:
    exchanged = WORDS.exchange(text, random.Random(seed))
    assert (exchanged == "") == (text == "")
    assert Synonyms([]).exchange(text, random.Random(seed)) == text


def test_a_missing_list_of_synonyms_has_no_groups(tmp_path: Path) -> None:
    assert Synonyms.read(tmp_path / "none.txt").groups == []
    assert read_practice(tmp_path / "none") == []


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"same": ["a"], "near": []}',
        '{"debunk": "x", "same": ["a"]}',
        '{"debunk": "x", "same": 1, "near": []}',
        '{"claim": "", "same": ["a"], "near": []}',
        '{"claim": 1, "same": ["a"], "near": []}',
        '{"claim": "x", "debunk": "x", "same": ["a"], "near": []}',
    ],
)
def test_a_broken_practice_line_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    (tmp_path / "part.jsonl").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(TrainingError, match=r"part.jsonl:1: expected .*mend the line"):
        read_practice(tmp_path)


def test_a_line_with_a_claim_of_our_own_has_no_debunk(tmp_path: Path) -> None:
    line = '{"claim": "鸡蛋壳能补钙", "same": ["雞蛋殼磨粉吃補鈣?", ""], "near": ["鸡蛋怎么煮"]}'
    (tmp_path / "claims.jsonl").write_text(f"{line}\n", encoding="utf-8")
    assert read_practice(tmp_path) == [
        Practice("", ("鸡蛋壳磨粉吃补钙?",), ("鸡蛋怎么煮",), claim="鸡蛋壳能补钙")
    ]


def test_messages_about_a_claim_of_our_own_are_paired_with_it_and_with_each_other() -> None:
    invented = Practice("", ("蛋壳磨粉吃行吗", "补钙不用买药?"), ("鸡蛋怎么煮",), claim="鸡蛋壳能补钙")
    found = own_pairs([], [invented], Synonyms([]), [], 1)
    assert {(pair.kind, pair.first, pair.second) for pair in found} == {
        ("practice", "鸡蛋壳能补钙", "蛋壳磨粉吃行吗"),
        ("practice", "鸡蛋壳能补钙", "补钙不用买药?"),
        ("practice", "蛋壳磨粉吃行吗", "补钙不用买药?"),
        ("practice", "补钙不用买药?", "蛋壳磨粉吃行吗"),
    }


def test_own_pairs_are_of_claims_practice_synonyms_and_reworded_texts() -> None:
    practice = [Practice("own-1", ("感冒了灌开水行不行", "开水治伤风?"), ()), Practice("gone", ("别的",), ())]
    found = own_pairs([DEBUNK], practice, WORDS, ["昨天头疼得厉害去看医生", "短", "没有可换的字在这里面"], 1)
    pairs = {(pair.kind, pair.first, pair.second) for pair in found}
    assert ("own_debunk", "喝热水能治感冒", "多喝热水感冒就好") in pairs
    assert ("practice", "喝热水能治感冒", "感冒了灌开水行不行") in pairs
    assert ("practice", "感冒了灌开水行不行", "开水治伤风?") in pairs
    assert ("synonym", "头疼", "头痛") in pairs
    assert {pair for pair in pairs if pair[0] == "reworded"} <= {
        ("reworded", "昨天头疼得厉害去看医生", "昨天头痛得厉害去看医生")
    }
    assert not any("别的" in pair for pair in pairs)


def test_practice_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "part.jsonl").write_bytes(b"\xff\xfe{")
    with pytest.raises(TrainingError, match=r"part.jsonl: expected UTF-8"):
        read_practice(tmp_path)

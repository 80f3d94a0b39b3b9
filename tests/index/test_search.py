"""Asking an index."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.build import build_index
from index.decision import MOST_MATCHES, Band
from index.search import ClaimIndex
from tests.index.corpora import CLAIMS, debunk, debunks
from tests.index.hashing import HashingEncoder

TALK = (
    "你好",
    "早安",
    "晚上吃什么",
    "生日快乐！",
    "谢谢大家",
    "明天几点开会？",
    "今天天气真好，我们去公园走走吧",
    "下班一起打球吗",
    "老师好，我想请假半天",
    "孩子考上大学了，太高兴了",
    "周末愉快，身体健康",
    "hello",
    "Good morning everyone, have a nice day",
    "我到家了，你们先睡吧",
    "在吗？",
    "ok",
    "123456",
    "？？？",
)


@pytest.mark.parametrize(("name", "claim"), [(name, claim) for name, claim, _ in CLAIMS])
def test_a_claim_is_its_own_closest_match(small: ClaimIndex, name: str, claim: str) -> None:
    answer = small.check(claim)
    assert (answer.band, answer.answers[0].debunk.id) == (Band.ANSWER, name)


def test_both_scripts_find_the_same_debunk(small: ClaimIndex) -> None:
    for text in ("微波炉加热的食物会致癌", "微波爐加熱的食物會致癌"):
        assert small.check(text).answers[0].debunk.id == "microwave"


def test_a_greeting_and_a_plea_to_forward_change_nothing(small: ClaimIndex) -> None:
    answer = small.check("早安！喝热柠檬水可以杀死癌细胞，请转发给家人！！！")
    assert (answer.band, answer.answers[0].debunk.id) == (Band.ANSWER, "lemon")


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "\ud800", "\x00"])
def test_a_message_without_words_is_unknown(small: ClaimIndex, text: str) -> None:
    answer = small.check(text)
    assert (answer.band, answer.matches, answer.answers, answer.suggestions) == (Band.UNKNOWN, (), (), ())


def test_a_link_to_a_debunk_is_an_exact_match(small: ClaimIndex) -> None:
    for answer in (
        small.check("看这个 https://www.example.org/checks/garlic?utm_source=line"),
        small.check("看这个", ["http://example.org/checks/garlic/"]),
    ):
        assert (answer.band, answer.answers[0].debunk.id, answer.answers[0].confidence) == (
            Band.ANSWER,
            "garlic",
            1.0,
        )


def test_a_link_to_somewhere_else_is_no_match(small: ClaimIndex) -> None:
    assert small.check("https://example.org/other").band is Band.UNKNOWN


def test_a_message_that_is_itself_a_debunk_is_said_to_be_one(small: ClaimIndex) -> None:
    answer = small.check("【辟谣】喝热柠檬水可以杀死癌细胞是谣言")
    assert answer.refutes
    assert answer.matches[0].debunk.id == "lemon"


def test_two_claims_pasted_together_each_get_an_answer_with_its_sentence(small: ClaimIndex) -> None:
    answer = small.check("喝热柠檬水可以杀死癌细胞。\n在提款机上倒着输入密码会自动报警。")
    found = {match.debunk.id: match.quote for match in answer.answers}
    assert set(found) == {"lemon", "atm"}
    assert "柠檬" in found["lemon"]
    assert "密码" in found["atm"]


def test_at_most_three_answers_and_ten_matches(small: ClaimIndex) -> None:
    answer = small.check("。\n".join(claim for _, claim, _ in CLAIMS))
    assert len(answer.answers) == 3
    assert len(answer.matches) <= MOST_MATCHES


def test_a_suggestion_is_offered_only_in_its_band(small: ClaimIndex) -> None:
    for text in (*(claim for _, claim, _ in CLAIMS), *TALK, "柠檬水对身体好吗", "大蒜能治病吗"):
        answer = small.check(text)
        assert bool(answer.answers) == (answer.band is Band.ANSWER)
        assert bool(answer.suggestions) == (answer.band is Band.SUGGEST)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_an_answer_with_confidences_in_order(small: ClaimIndex, text: str) -> None:
    confidences = [match.confidence for match in small.check(text).matches]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0.0 <= confidence <= 1.0 for confidence in confidences)


def test_many_at_once_are_answered_as_one_by_one(small: ClaimIndex) -> None:
    texts = [*(claim for _, claim, _ in CLAIMS), *TALK, ""]
    assert small.check_many(texts) == [small.check(text) for text in texts]
    assert small.check_many([]) == []


def test_threads_get_the_same_answers(small: ClaimIndex) -> None:
    texts = [claim for _, claim, _ in CLAIMS] * 10
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(small.check, texts)) == small.check_many(texts)


def test_one_claim_checked_by_two_publishers_is_answered_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    from index.build import build_index

    folder = tmp_path_factory.mktemp("copies") / "index"
    corpus = [debunk(name, claim, summary) for name, claim, summary in CLAIMS]
    corpus.append(debunk("lemon-again", "喝热柠檬水可以杀死癌细胞？"))
    build_index(corpus, folder, encoder=HashingEncoder())
    answer = ClaimIndex.load(folder, HashingEncoder()).check("喝热柠檬水可以杀死癌细胞")
    assert len(answer.answers) == 1
    assert {match.debunk.id for match in answer.matches[:2]} == {"lemon", "lemon-again"}


def test_claims_of_the_shipped_corpus_find_their_own_debunk(starter: ClaimIndex) -> None:
    answers = starter.check_many([entry.claim for entry in starter.debunks])
    found = [
        answer.band is Band.ANSWER and answer.answers[0].debunk.id == entry.id
        for entry, answer in zip(starter.debunks, answers, strict=True)
    ]
    assert sum(found) >= 0.95 * len(found)


def test_variants_of_the_shipped_corpus_find_their_own_debunk(starter: ClaimIndex) -> None:
    pairs = [(entry.id, variant) for entry in starter.debunks for variant in entry.variants]
    answers = starter.check_many([variant for _, variant in pairs])
    found = [
        answer.band is Band.ANSWER and answer.matches[0].debunk.id == name
        for (name, _), answer in zip(pairs, answers, strict=True)
    ]
    assert sum(found) >= 0.95 * len(found)


@pytest.mark.parametrize("text", TALK)
def test_everyday_talk_is_never_answered(starter: ClaimIndex, text: str) -> None:
    assert starter.check(text).band is not Band.ANSWER


def test_a_debunk_with_line_separators_inside_is_read_back(tmp_path: Path) -> None:
    odd = debunk("odd", "喝热柠檬水\u2028可以杀死癌细胞", summary="没有\u2029证据\u0085。")
    build_index([odd], tmp_path / "x", encoder=HashingEncoder())
    assert ClaimIndex.load(tmp_path / "x", HashingEncoder()).debunks[:] == [odd]


def test_links_to_two_debunks_are_two_answers(small: ClaimIndex) -> None:
    first, second = small.debunks[0], small.debunks[-1]
    answer = small.check(f"{first.url} {second.url}")
    assert {match.debunk.id for match in answer.answers} == {first.id, second.id}


def test_the_opposite_of_a_claim_is_not_answered_by_its_debunk(small: ClaimIndex) -> None:
    answer = small.check("喝热柠檬水不可以杀死癌细胞")
    assert answer.band is Band.SUGGEST
    assert answer.matches[0].debunk.id == "lemon"


def test_an_index_in_memory_answers_like_one_from_a_folder_whatever_the_order_of_its_debunks(
    small: ClaimIndex,
) -> None:
    index = ClaimIndex.of_debunks(debunks()[::-1], HashingEncoder(), small.decision)
    assert list(index.debunks) == list(small.debunks)
    for text in (*(claim for _, claim, _ in CLAIMS), *TALK):
        assert index.check(text) == replace(small.check(text), index_version="in memory")

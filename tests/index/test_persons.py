"""Whom a message names, and which claim alone names them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import normalise
from index.build import build_index
from index.decision import Band
from index.persons import Persons
from index.search import ClaimIndex
from index.view import Holdings
from tests.index.corpora import CLAIMS, debunk, debunks
from tests.index.hashing import HashingEncoder

NURSE = "周若棠值完夜班回宿舍，在路上被人追债打死"
LIFE = (
    "周若棠，女，1963年生在山里，六岁时家里的房子被泥石流冲走，十二岁才进学堂，十九岁考上卫生学校，毕业那年碰上大水，"
    "她在堤上守了三十天。后来去南方打工，厂子起火，她从二楼跳下来，捡回一条命"
)
"""The beginning of a story. But for the name it has nothing of the claim, which comes at its end."""


def persons_of(*claims: str) -> tuple[Persons, list[str]]:
    """The persons of ten claims and some more, of which those of the same six first letters are one claim."""
    found = [*debunks(), *(debunk(f"more-{number}", claim) for number, claim in enumerate(claims))]
    holdings = Holdings.of_debunks(found, HashingEncoder())

    def same(one: int, other: int) -> bool:
        return found[one].claim[:6] == found[other].claim[:6]

    return Persons(holdings, same), [each.id for each in found]


def named(body: str, *claims: str) -> list[str]:
    persons, ids = persons_of(*claims)
    return [ids[row] for row in persons.rows(normalise(body))]


def test_the_beginning_of_a_story_leads_to_the_claim_by_the_name_of_whom_it_is_about() -> None:
    nurse = debunk("nurse", NURSE, "警方说没有这回事。")
    index = ClaimIndex.of_debunks([*debunks(), nurse], HashingEncoder())
    answer = index.check(LIFE)
    assert (answer.band, answer.suggestions[0].debunk.id) == (Band.SUGGEST, "nurse")
    assert answer.suggestions[0].confidence == index.decision.suggest_at
    nobody = index.check(LIFE.replace("周若棠", "她"))
    assert (nobody.band, nobody.suggestions) == (Band.UNKNOWN, ())


@pytest.mark.parametrize("body", ["周若棠是谁", "周若棠，女", "听说周若棠出事了", "聽說周若棠出事了"])
def test_a_name_that_one_claim_has_is_found_in_either_script(body: str) -> None:
    assert named(body, NURSE) == ["more-0"]


@pytest.mark.parametrize("body", ["周若兰是谁", "若棠是谁", "周若", "", "周" * 500, "周周若若棠棠"])
def test_another_name_is_another_person(body: str) -> None:
    assert named(body, NURSE) == []


def test_whom_two_claims_name_tells_none_of_them_but_two_debunks_of_one_claim_are_told_once() -> None:
    assert named("周若棠是谁", NURSE, "医院欠了周若棠三年工资") == []
    assert named("周若棠是谁", NURSE, "周若棠值完夜班就被追债的人打死了") == ["more-0"]


def test_two_persons_are_told_in_the_order_of_the_message() -> None:
    other = "沈怀瑾教授说喝热水能治好癌症"
    assert named("沈怀瑾和周若棠是同学", NURSE, other) == ["more-1", "more-0"]
    assert named("周若棠和沈怀瑾是同学", NURSE, other) == ["more-0", "more-1"]


def test_letters_that_stand_together_in_many_claims_are_no_name() -> None:
    """怀瑾 of 怀瑾路: a street that four claims have, so the letters say nothing of a person."""
    streets = [f"怀瑾路{place}下周关门" for place in ("菜场", "小学", "药店", "银行")]
    professor = "沈怀瑾教授说喝热水能治好癌症"
    assert named("沈怀瑾是谁", professor, *streets[:2]) == ["more-0"]
    assert named("沈怀瑾是谁", professor, *streets) == []


@pytest.mark.parametrize(
    ("body", "claim"),
    [
        ("金华市今天下雨吗", "金华市的井水里有毒"),
        ("戴口罩跑步行不行", "戴口罩跑步会猝死"),
        ("我周一次，你周二次", "面膜每周一次会烂脸"),
    ],
)
def test_places_and_parts_of_other_words_are_no_names(body: str, claim: str) -> None:
    assert named(body, claim) == []


def test_a_name_is_never_reason_enough_to_answer(tmp_path: Path) -> None:
    build_index([*debunks(), debunk("nurse", NURSE)], tmp_path / "index", encoder=HashingEncoder())
    index = ClaimIndex.load(tmp_path / "index", HashingEncoder())
    assert index.check(NURSE).band is Band.ANSWER
    for body in ("周若棠是谁啊，有人认识吗", "周若棠唱歌真好听", LIFE, f"{CLAIMS[0][1]}。周若棠说的"):
        assert "nurse" not in [match.debunk.id for match in index.check(body).answers]


PERSONS, IDS = persons_of(NURSE, "沈怀瑾教授说喝热水能治好癌症")


@given(st.lists(st.sampled_from([*"周若棠沈怀瑾", "，", "说", "\U0001f600", "x"]), max_size=30).map("".join))
def test_who_is_found_is_named_letter_by_letter(body: str) -> None:
    for row in PERSONS.rows(normalise(body)):
        assert {"more-0": "周若棠", "more-1": "沈怀瑾"}[IDS[row]] in body

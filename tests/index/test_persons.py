"""Whom a message names, and which claim alone names them."""

from __future__ import annotations

import time
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


@pytest.mark.parametrize(
    "body",
    [
        "周若棠，女，1963年生",
        "周若棠(网友叫她小棠)，女，1963年生",
        "【一生】主人公周若棠，女",
        "有个护士叫周若棠",
        "周若棠护士出事了",
        "護士周若棠出事了",
        "周若棠说她不怕",
        "周若棠，今年62岁",
        "周若棠 1963年生于山里",
    ],
)
def test_somebody_of_whom_it_is_told_who_that_is_leads_to_the_claim_in_either_script(body: str) -> None:
    assert named(body, NURSE) == ["more-0"]


@pytest.mark.parametrize(
    "body",
    [
        "周若兰护士",
        "若棠护士",
        "周若护士",
        "",
        "周" * 500,
        "周周若若棠棠说",
        "婚宴座位：1桌 周若棠 2桌",
        "周若棠的车停在门口",
    ],
)
def test_another_name_or_one_in_passing_is_nobody(body: str) -> None:
    assert named(body, NURSE) == []


def test_whom_two_claims_name_tells_none_of_them_but_debunks_of_one_claim_are_told_once() -> None:
    assert named("周若棠护士", NURSE, "医院欠了周若棠三年工资") == []
    others = [
        f"周若棠值完夜班{how}" for how in ("就被打死了", "在路上死了", "遇害", "被人害死", "没回到宿舍")
    ]
    assert named("周若棠护士", NURSE, *others) == ["more-0"]


def test_a_claim_of_many_wordings_names_somebody_all_the_same() -> None:
    wordings = tuple(f"{NURSE}{number}" for number in range(40))
    nurse = debunk("nurse", NURSE, variants=wordings)
    index = ClaimIndex.of_debunks([*debunks(), nurse], HashingEncoder())
    assert [index.debunks[row].id for row in index.persons.rows("周若棠护士")] == ["nurse"]


def test_two_persons_are_found_in_the_order_of_the_message() -> None:
    other = "沈怀瑾教授说喝热水能治好癌症"
    assert named("沈怀瑾教授和周若棠护士是同学", NURSE, other) == ["more-1", "more-0"]
    assert named("周若棠护士和沈怀瑾教授是同学", NURSE, other) == ["more-0", "more-1"]


def test_letters_that_stand_together_in_many_claims_are_no_name() -> None:
    """怀瑾 of 怀瑾路: a street that many claims have, so the letters say nothing of a person."""
    streets = [f"怀瑾路{place}下周关门" for place in "一二三四五六七八"]
    professor = "沈怀瑾教授说喝热水能治好癌症"
    assert named("沈怀瑾教授", professor, *streets[:2]) == ["more-0"]
    assert named("沈怀瑾教授", professor, *streets) == []


@pytest.mark.parametrize(
    ("body", "claim"),
    [
        ("徐小姐说快递到了", "徐小姐按门铃就被高压电电昏"),
        ("我导师吕博士说实验要重做", "吕博士说葡萄能让肿瘤萎缩"),
        ("董事长表示要涨工资", "郑家的董事长把钱都卷走了"),
        ("金管会表示明天开会", "金管会要冻结所有账户"),
        ("老王正一口一口地说", "王正一医师说空腹吃水果能抗癌"),
        ("钟南山院士说", "钟南山院士把药方公开了"),
    ],
)
def test_titles_offices_parts_of_words_and_whom_everybody_knows_are_no_names(body: str, claim: str) -> None:
    assert named(body, claim) == []


def test_a_message_of_names_alone_is_read_in_no_time() -> None:
    crowd = "，".join(
        f"{name}{one}{other}说" for name in "王李张刘陈杨黄赵" for one in NURSE for other in LIFE[:40]
    )
    persons, _ = persons_of(*(f"{name}若棠被人追债打死{name}" for name in "王李张刘陈杨黄赵"))
    started = time.process_time()
    persons.rows(normalise(crowd))
    assert time.process_time() - started < 0.5


def test_what_is_shown_anyway_stands_before_whom_a_message_names() -> None:
    """A question about a claim, pasted before a story: the name adds nothing to it."""
    index = ClaimIndex.of_debunks([*debunks(), debunk("nurse", NURSE)], HashingEncoder())
    question = "喝柠檬水能杀死癌细胞吗"
    alone = index.check(question)
    assert alone.band is not Band.UNKNOWN
    assert index.check(f"{question}\n{LIFE}").matches[0].debunk.id == alone.matches[0].debunk.id == "lemon"


def test_a_name_is_never_reason_enough_to_answer(tmp_path: Path) -> None:
    build_index([*debunks(), debunk("nurse", NURSE)], tmp_path / "index", encoder=HashingEncoder())
    index = ClaimIndex.load(tmp_path / "index", HashingEncoder())
    assert index.check(NURSE).band is Band.ANSWER
    for body in ("周若棠护士是谁啊，有人认识吗", "歌手周若棠唱歌真好听", LIFE, f"{CLAIMS[0][1]}。周若棠说的"):
        assert "nurse" not in [match.debunk.id for match in index.check(body).answers]


PERSONS, IDS = persons_of(NURSE, "沈怀瑾教授说喝热水能治好癌症")


_WORDS = ("周若棠", "沈怀瑾", "周", "若", "棠", "，", "说", "男", "护士", "\U0001f600", "x")


@given(st.lists(st.sampled_from(_WORDS), max_size=30).map("".join))
def test_who_is_found_is_named_letter_by_letter(body: str) -> None:
    for row in PERSONS.rows(normalise(body)):
        assert {"more-0": "周若棠", "more-1": "沈怀瑾"}[IDS[row]] in body

"""Where one claim ends and the next begins."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sentences import split_sentences, to_clauses
from corpus.text import read_text

VINEGAR, GARLIC, LEMON = "喝醋能軟化血管", "吃大蒜能殺死病毒", "檸檬水能治癌症"


@pytest.mark.parametrize(
    "text",
    [
        f"1、{VINEGAR}\n2、{GARLIC}\n3、{LEMON}",
        f"1.{VINEGAR}2.{GARLIC}3.{LEMON}",
        f"1.{VINEGAR} 2.{GARLIC} 3.{LEMON}",
        f"一、{VINEGAR}二、{GARLIC}三、{LEMON}",
        f"十、{VINEGAR}。十一、{GARLIC}。十二、{LEMON}",
        f"（一）{VINEGAR}（二）{GARLIC}（三）{LEMON}",
        f"(1){VINEGAR}(2){GARLIC}(3){LEMON}",
        f"①{VINEGAR}②{GARLIC}③{LEMON}",
        f"✅{VINEGAR}✅{GARLIC}✅{LEMON}",
        f"✅ {VINEGAR} ✅ {GARLIC} ✅ {LEMON}",
        f"•{VINEGAR} • {GARLIC}•{LEMON}",
        f"{VINEGAR}\n\n{GARLIC}\n{LEMON}",
        f"{VINEGAR}！{GARLIC}。{LEMON}",
    ],
)
def test_the_points_of_a_list_are_sentences_without_their_numbers(text: str) -> None:
    assert [sentence.strip("•✅ 。！") for sentence in split_sentences(text)] == [VINEGAR, GARLIC, LEMON]


@pytest.mark.parametrize(
    "text",
    [
        "3、4 个鸡蛋一天吃下去会中毒",
        "每天吃1、2个苹果，2、3个鸡蛋，对身体好",
        "COVID-19、流感和普通感冒是同一种病",
        "iPhone 13、华为 40 都会爆炸",
        "1、3、5号线停运一个月",
        "十一、十二月会有大地震",
        "二十、三十岁的人不会得这个病",
        "5G基站会致癌",
        "2.5公斤的西瓜打过针",
    ],
)
def test_numbers_that_belong_to_a_claim_stay_in_it(text: str) -> None:
    digits = [character for character in text if character.isdigit() or character in "一二三十"]
    assert [c for c in read_text(text).body if c.isdigit() or c in "一二三十"] == digits


def test_a_point_that_begins_with_a_number_keeps_it() -> None:
    assert split_sentences(f"1、5G基站会致癌\n2、{GARLIC}") == ["5G基站会致癌", GARLIC]
    assert split_sentences("5、2020年起要收费") == ["2020年起要收费"]


@pytest.mark.parametrize(
    "between", ["，", " ", "、", "。", "；", "\n", "，还有", " 另外 ", "～", ",", "：", "　"]
)
def test_claims_are_clauses_whatever_stands_between_them(between: str) -> None:
    clauses = read_text(f"喝醋能软化血管{between}吃大蒜能杀死病毒").clauses
    assert len(clauses) == 2
    assert "软化血管" in clauses[0]
    assert "大蒜" in clauses[1]


@pytest.mark.parametrize("text", ["家裡不要裝5G 吃大蒜能殺死病毒", "新的變種叫毒株 2020年起全部要打疫苗"])
def test_a_space_beside_letters_and_digits_parts_clauses_too(text: str) -> None:
    assert len(read_text(text).clauses) == len(text.split())


def test_a_space_around_a_number_parts_nothing() -> None:
    assert read_text("每天喝 8 杯水能治 COVID 肺炎").clauses == ("每天喝8杯水能治covid肺炎",)


@pytest.mark.parametrize(
    "hidden", ["喝 醋 能 软 化 血 管", "喝🔥醋🔥能🔥软🔥化🔥血🔥管", "喝\u200b醋能软化\u2060血管"]
)
def test_characters_apart_are_one_clause(hidden: str) -> None:
    assert read_text(hidden).clauses == ("喝醋能软化血管",)


@given(st.text(st.sampled_from("喝醋能软化血管，、。 ；~ab1!?还有另外🔥\n"), max_size=200))
@settings(max_examples=300)
def test_the_clauses_of_a_message_are_its_body(text: str) -> None:
    reading = read_text(text)
    letters = "".join(c for c in reading.body if c.isalnum())
    assert "".join(c for clause in reading.clauses for c in clause if c.isalnum()) == letters


@given(st.lists(st.text(st.sampled_from("喝醋能软化血管,、:;。 ab"), min_size=1, max_size=300), max_size=5))
def test_clauses_lose_nothing(sentences: list[str]) -> None:
    assert "".join(to_clauses(sentences)) == "".join(sentences)

"""What the ratings of publishers mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.claim_review import verdict_in_words
from corpus.debunk import Verdict
from corpus.errors import CorpusError
from corpus.ratings import SKIP, Ratings, by_number

SHIPPED = Ratings.read()


@pytest.mark.parametrize(
    ("rating", "verdict"),
    [
        *((each, Verdict.FALSE) for each in ("谣言", "謠言", "假", "【錯誤】", "不实", "伪科学", "False")),
        *((each, Verdict.FALSE) for each in ("Pants on Fire!", "Satire", "假消息", "ＦＡＬＳＥ", "“Fake.”")),
        *((each, Verdict.MISLEADING) for each in ("部分錯誤", "易誤解", "有失实", "事實釐清", "Half True")),
        *((each, Verdict.MISLEADING) for each in ("Mostly False", "Misleading")),
        *((each, Verdict.MISLEADING) for each in ("Missing context", "半真半假", "断章取义")),
        *((each, Verdict.UNPROVEN) for each in ("尚无定论", "存疑", "證據不足", "Unproven", "No evidence")),
        *((each, Verdict.TRUE) for each in ("属实", "真", "正確", "True", "Correct")),
        *((each, Verdict.UNPROVEN) for each in ("查無實據", "查无实据")),
        *((each, Verdict.TRUE) for each in ("不是谣言", "不是謠言", "并非谣言", "並非謠言")),
        *((each, Verdict.FALSE) for each in ("AI生成", "AI 生成", "由ＡＩ生成")),
        *((each, Verdict.OUTDATED) for each in ("Outdated", "旧闻", "過時")),
        *((each, Verdict.SCAM) for each in ("Scam", "詐騙", "骗局")),
    ],
)  # fmt: skip
def test_ratings_in_both_scripts_and_in_english_become_verdicts(rating: str, verdict: Verdict) -> None:
    assert SHIPPED.meaning(rating) is verdict


@pytest.mark.parametrize(
    "rating", ["三颗星", "不是假的", "True, but misleading", "not false", "", "真假", "假的吗"]
)
def test_what_the_table_has_not_is_never_guessed(rating: str) -> None:
    assert SHIPPED.meaning(rating) is None


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_the_words_of_our_own_exports_are_understood(verdict: Verdict, language: str) -> None:
    assert SHIPPED.meaning(verdict_in_words(verdict, language)) is verdict


def test_words_mean_for_one_publisher_what_they_mean_for_no_other(tmp_path: Path) -> None:
    own = tmp_path / "ratings.toml"
    own.write_text('[publisher."甲站"]\ntrue = ["假"]\nskip = ["闲谈"]\n', encoding="utf-8")
    ratings = Ratings.read(own)
    assert ratings.meaning("假", "甲站") is Verdict.TRUE
    assert ratings.meaning("闲谈", "甲站") == SKIP
    assert (ratings.meaning("假", "乙站"), ratings.meaning("闲谈", "乙站")) == (Verdict.FALSE, None)
    assert ratings.meaning("OPINIONATED", "Cofacts") is Verdict.UNPROVEN
    assert ratings.meaning("OPINIONATED") is None


def test_the_maintainers_own_table_comes_before_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "ratings.toml"
    own.write_text('[ratings]\nmisleading = ["RUMOR", "假"]\n', encoding="utf-8")
    ratings = Ratings.read(own, tmp_path / "none.toml")
    assert ratings.meaning("假") is Verdict.MISLEADING
    assert ratings.meaning("RUMOR", "Cofacts") is Verdict.MISLEADING


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[ratings]\nfalse = ["a"]\ntrue = ["A"]', "expected one meaning of 'A', got false and true"),
        ("[ratings]\nlie = ['a']", "expected one of false, misleading, .*, got 'lie'"),
        ("[ratings]\nfalse = 'a'", "expected a list of texts"),
        ("[rating]", "expected the tables ratings and publisher, got 'rating'"),
        ("ratings = 3", "expected a table"),
        ("[", "expected TOML"),
    ],
)
def test_a_table_that_cannot_be_followed_says_why(tmp_path: Path, text: str, message: str) -> None:
    own = tmp_path / "ratings.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        Ratings.read(own)


@pytest.mark.parametrize(
    ("number", "verdict"),
    [
        ((1, 1, 5), Verdict.FALSE),
        (("5", "1", "5"), Verdict.TRUE),
        ((2, 1, 5), None),
        ((0, 1, 5), None),
        ((9, 1, 5), None),
        ((5, 5, 1), None),
        ((1, 1, 1), None),
        ((None, 1, 5), None),
        ((1, None, 5), None),
        (("x", 1, 5), None),
        (([], {}, 5), None),
        ((float("nan"), 1, 5), None),
    ],
)
def test_a_number_means_something_at_the_ends_of_its_scale_alone(
    number: tuple[object, object, object], verdict: Verdict | None
) -> None:
    assert by_number(*number) is verdict

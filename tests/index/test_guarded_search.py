"""The guard at work in an index: one template, two cities, and messages that deny."""

from __future__ import annotations

import pytest

from index.build import build_index
from index.decision import Band
from index.encoder import load_encoder
from index.search import ClaimIndex
from tests.index.corpora import debunk, debunks

CITIES = (
    ("wuyang", "武阳市明天起全面封城，超市只开两小时"),
    ("baihe", "白河市明天起全面封城，超市只开两小时"),
)


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> ClaimIndex:
    """Ten debunks and one more of another city, with the shipped encoder."""
    folder = tmp_path_factory.mktemp("cities") / "index"
    others = [one for one in debunks() if one.id != "wuyang"]
    build_index([*others, *(debunk(*city) for city in CITIES)], folder, encoder=load_encoder())
    return ClaimIndex.load(folder, load_encoder())


@pytest.mark.parametrize(("name", "claim"), CITIES)
def test_of_two_cities_the_one_asked_about_is_answered(cities: ClaimIndex, name: str, claim: str) -> None:
    answer = cities.check(f"紧急通知！{claim}，请转发")
    assert [match.debunk.id for match in answer.answers] == [name]
    (other,) = (match for match in answer.matches if match.debunk.id in {"wuyang", "baihe"} - {name})
    assert other.differs is not None
    assert other.confidence < cities.decision.answer_at


def test_a_third_city_is_told_what_differs_from_both(cities: ClaimIndex) -> None:
    answer = cities.check("青岭市明天起全面封城，超市只开两小时")
    assert answer.band is Band.SUGGEST
    differs = {match.debunk.id: match.differs for match in answer.suggestions}
    assert differs["wuyang"] == ("青岭市", "武阳市")
    assert differs["baihe"] == ("青岭市", "白河市")


@pytest.mark.parametrize(
    "text", ["网传喝热柠檬水可以杀死癌细胞是谣言", "喝热柠檬水可以杀死癌细胞是真的吗？假的！"]
)
def test_who_denies_the_claim_gets_the_debunk_that_agrees(cities: ClaimIndex, text: str) -> None:
    answer = cities.check(text)
    assert answer.refutes
    assert answer.answers[0].debunk.id == "lemon"


def test_who_denies_another_thing_does_not(cities: ClaimIndex) -> None:
    answer = cities.check("网传喝热苦瓜水可以杀死癌细胞是谣言")
    assert answer.band is not Band.ANSWER


def test_a_link_to_the_debunk_is_answered_whatever_is_written_beside_it(cities: ClaimIndex) -> None:
    link = cities.debunks[0].url
    assert cities.check(f"青岭市明天起全面封城 {link}").answers[0].differs is None


def test_who_asks_whether_the_opposite_is_true_is_answered_and_who_states_it_is_not(
    cities: ClaimIndex,
) -> None:
    assert cities.check("喝热柠檬水不能杀死癌细胞").band is not Band.ANSWER
    for question in ("喝热柠檬水不能杀死癌细胞是真的吗", "喝热柠檬水不能杀死癌细胞，真的假的？"):
        assert [match.debunk.id for match in cities.check(question).answers] == ["lemon"]

"""Which other publishers have checked a claim."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.debunk import Debunk, Verdict
from index.build import build_index
from index.encoder import load_encoder
from index.errors import BrokenIndex
from index.fellows import FELLOWS_FILE
from index.manifest import MANIFEST_FILE, hash_file
from index.search import ClaimIndex
from tests.index.corpora import debunks
from tests.index.hashing import HashingEncoder

LEMON = "喝热柠檬水可以杀死癌细胞"


def check(name: str, claim: str, publisher: str, verdict: Verdict = Verdict.FALSE, page: str = "") -> Debunk:
    return Debunk(
        id=name,
        claim=claim,
        verdict=verdict,
        url=page or f"https://{name}.example/1",
        publisher=publisher,
        lang="zh-Hans",
    )


def fellows(*more: Debunk, of: str = "lemon") -> list[str]:
    """The ids of those that have checked the lemon, too."""
    index = ClaimIndex.of_debunks([*debunks(), *more], load_encoder())
    return [each.id for each in index.also_checked(of)]


@pytest.mark.parametrize("claim", [LEMON, "喝熱檸檬水可以殺死癌細胞", "喝热柠檬水能杀死癌细胞"])
def test_a_claim_that_another_publisher_has_checked_is_found(claim: str) -> None:
    assert fellows(check("other", claim, "清江查证")) == ["other"]


@pytest.mark.parametrize("verdict", Verdict)
def test_the_same_words_are_the_same_claim_whatever_came_of_it(verdict: Verdict) -> None:
    assert fellows(check("other", LEMON, "清江查证", verdict)) == ["other"]


@pytest.mark.parametrize(
    "claim",
    [
        "喝热柠檬水不能杀死癌细胞",
        "喝热柠檬水可以杀死新冠病毒",
        "喝热姜水可以杀死癌细胞",
        "在提款机上倒着输入密码会自动报警",
    ],
)
def test_another_claim_is_none_of_it(claim: str) -> None:
    assert fellows(check("other", claim, "清江查证")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("清江两家菜场周末检出三例阳性", "清江东城菜场出现五例感染病例"),
        ("清江女医生支援邻市后病倒去世", "清江支援邻市的医生没有减轻当地医院的负担"),
        ("吃蓝莓软糖可以预防近视", "吃蓝莓冻干能预防流行感冒"),
        ("青岭区下月开展全员体检", "青岭区招募体检点志愿者"),
        ("青岭医院有病人半夜出逃", "清江医院确诊一例出逃的病人"),
    ],
)
def test_other_news_of_a_place_or_a_food_is_another_claim(one: str, other: str) -> None:
    assert fellows(check("one", one, "清江查证"), check("other", other, "青岭"), of="one") == []
    assert fellows(check("one", one, "清江查证"), check("other", other, "青岭"), of="other") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("清江路口装了摄像头专拍电动车不戴头盔", "清江的路口都架起摄像头，拍骑电动车不戴头盔的人"),
        ("把干辣椒放进米桶里会让米中毒", "米桶里放干辣椒，米就有毒了？"),
    ],
)
def test_a_claim_in_other_words_is_found_from_either_side(one: str, other: str) -> None:
    assert fellows(check("one", one, "清江查证"), check("other", other, "青岭"), of="one") == ["other"]
    assert fellows(check("one", one, "清江查证"), check("other", other, "青岭"), of="other") == ["one"]


def test_what_is_true_is_not_named_beside_what_is_false_in_other_words() -> None:
    assert fellows(check("other", "热柠檬水喝了能把癌细胞杀死", "清江查证", Verdict.TRUE)) == []


def test_each_publisher_and_page_is_named_once_and_three_at_most() -> None:
    page = "https://example.org/checks/lemon"
    found = fellows(
        check("own", LEMON, "Example"),
        check("same-page", LEMON, "转载站", page=page),
        *(check(f"o{number}", LEMON, f"第{number % 4}站") for number in range(6)),
    )
    assert found == ["o0", "o1", "o2"]


def test_an_unknown_debunk_has_no_fellows() -> None:
    index = ClaimIndex.of_debunks(debunks(), HashingEncoder())
    assert index.also_checked("nobody") == ()


def test_with_an_encoder_of_ones_own_the_same_words_are_found_all_the_same() -> None:
    index = ClaimIndex.of_debunks(
        [*debunks(), check("other", LEMON, "清江查证"), check("like", "喝热柠檬水能杀死癌细胞", "青岭")],
        HashingEncoder(),
    )
    assert [each.id for each in index.also_checked("lemon")] == ["other"]


def test_what_a_build_has_found_is_what_an_index_finds_when_it_is_asked(tmp_path: Path) -> None:
    other, third = check("other", LEMON, "清江查证"), check("third", "喝热柠檬水能杀死癌细胞", "白河查证")
    asked = ClaimIndex.of_debunks([*debunks(), other, third], load_encoder())
    build_index([*debunks(), other, third], tmp_path / "index", encoder=load_encoder())
    built = ClaimIndex.load(tmp_path / "index", load_encoder())
    found = {debunk.id: [each.id for each in built.also_checked(debunk.id)] for debunk in built.debunks}
    assert found == {
        debunk.id: [each.id for each in asked.also_checked(debunk.id)] for debunk in asked.debunks
    }
    assert found["other"] == ["lemon", "third"]


def test_more_debunks_than_are_looked_at_by_a_build_are_looked_at_when_somebody_asks(tmp_path: Path) -> None:
    corpus = [*debunks(), check("other", LEMON, "清江查证")]
    for most in (len(corpus), len(corpus) - 1):
        folder = tmp_path / str(most)
        build_index(corpus, folder, encoder=load_encoder(), fellows_up_to=most)
        assert (folder / FELLOWS_FILE).exists() == (most == len(corpus))
        found = ClaimIndex.load(folder, load_encoder()).also_checked("lemon")
        assert [debunk.id for debunk in found] == ["other"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"one": [2]}',
        '{"1": 2}',
        '{"1": ["x"]}',
        '{"1": [999]}',
        '{"1": [null]}',
        '{"1": [[2]]}',
        '{"1": [2.5]}',
        '{"1": [Infinity]}',
        '{"1": [1]}',
        '{"1": [2, 2]}',
        '{"1": [2, 3, 4, 5]}',
        '{"-1": [2]}',
        "\0",
    ],
)
def test_a_file_of_fellows_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    build_index(debunks(), folder, encoder=HashingEncoder())
    path = folder / FELLOWS_FILE
    path.write_text(text, encoding="utf-8")
    told = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
    told["files"][FELLOWS_FILE] = hash_file(path)
    (folder / MANIFEST_FILE).write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(BrokenIndex, match="zhendema index build"):
        ClaimIndex.load(folder, HashingEncoder())

"""What one question at the command line prints: what the bot would show."""

from __future__ import annotations

import pytest

from bot.printed import printed
from corpus.debunk import Debunk, Verdict
from corpus.library import read_corpus
from corpus.link_book import LinkBook
from index.encoder import load_encoder
from index.search import ClaimIndex
from tests.bot.conftest import DEBUNKS


def check(name: str, claim: str, publisher: str, verdict: Verdict) -> Debunk:
    url = f"https://{name}.example/1"
    return Debunk(id=name, claim=claim, verdict=verdict, url=url, publisher=publisher, lang="zh-Hans")


@pytest.fixture(scope="module")
def claims() -> ClaimIndex:
    more = [
        check("o-1", "喝熱檸檬水可以殺死癌細胞", "青嶺查核站", Verdict.FALSE),
        check("o-2", "喝热柠檬水能杀死癌细胞", "清江查证", Verdict.MISLEADING),
        check("o-3", "喝热南瓜水可以杀死癌细胞", "清江查证", Verdict.FALSE),
    ]
    return ClaimIndex.of_debunks([*read_corpus([DEBUNKS]).debunks, *more], load_encoder())


def lines(text: str, claims: ClaimIndex) -> list[str]:
    return [line.strip() for line in printed(text, claims.check(text), claims, LinkBook())]


def test_an_answer_names_who_else_has_checked_it_and_who_came_to_another_result(claims: ClaimIndex) -> None:
    band, first, *rest = lines("喝熱檸檬水可以殺死癌細胞", claims)
    assert band == "band: answer"
    assert first.split()[1:] == ["false", "喝熱檸檬水可以殺死癌細胞"]
    assert rest[0] == "https://o-1.example/1"
    assert sorted(rest[1:]) == [
        "also checked by 真实查证网: https://check.example/lemon",
        "清江查证 came to another result, misleading: https://o-2.example/1",
    ]


def test_a_claim_of_several_publishers_is_suggested_once_with_what_differs(claims: ClaimIndex) -> None:
    band, *rest = lines("喝热水可以杀死癌细胞", claims)
    assert band == "band: suggest"
    assert sum("柠檬" in line or "檸檬" in line for line in rest if "%" in line) == 1
    assert sum("came to another result" in line or "also checked by" in line for line in rest) == 2


def test_words_of_which_it_is_not_sure_are_named_beside_an_answer(claims: ClaimIndex) -> None:
    assert lines("喝热柠檬水可以杀死癌细胞，睡觉放大蒜就不失眠了", claims)[-1] == (
        "not sure, ask by itself: “睡觉放大蒜就不失眠了”"
    )

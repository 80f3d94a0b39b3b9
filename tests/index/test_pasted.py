"""Several claims in one message, and the words that each answer quotes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text import normalise
from index.clauses import Clauses
from index.decision import MOST_UNSURE, Band
from index.pasted import cut_message, part_message
from index.search import ClaimIndex
from tests.index.corpora import CLAIMS

TIPS = (
    "家里的窗户要常常打开透透气",
    "孩子放学后先写作业再看电视",
    "新开的书店周三晚上有读书会",
)
JOINS = ("\n", "。", "，", "；", " ", "，还有", "。另外，", "🔥", " ✅ ")


def spread(starter: ClaimIndex, count: int) -> list[tuple[str, str]]:
    """Claims of the shipped corpus, far from each other in it: id and text."""
    short = [entry for entry in starter.debunks if 12 <= len(entry.claim) <= 40]
    return [(entry.id, entry.claim.rstrip("。！？，")) for entry in short[:: len(short) // count]][:count]


def is_from(quote: str, claim: str) -> bool:
    letters = ["".join(filter(str.isalnum, normalise(text))) for text in (quote, claim)]
    return letters[0].removeprefix("还有").removeprefix("另外") in letters[1] and letters[0] != ""


def test_two_claims_pasted_together_are_both_found_whatever_joins_them(starter: ClaimIndex) -> None:
    pairs = list(combinations(spread(starter, 7), 2))
    texts = [join.join((one[1], other[1])) for join in JOINS for one, other in pairs]
    found = [
        all(
            any(match.debunk.id == name and is_from(match.quote, claim) for match in answer.answers)
            for name, claim in pair
        )
        for pair, answer in zip(pairs * len(JOINS), starter.check_many(texts), strict=True)
    ]
    assert sum(found) >= 0.95 * len(found)


@pytest.mark.parametrize("mark", ["{}. ", "{}、", "({})"])
def test_three_of_five_numbered_tips_are_answered_in_their_order(starter: ClaimIndex, mark: str) -> None:
    known = spread(starter, 3)
    tips = [TIPS[0], known[0][1], known[1][1], TIPS[1], known[2][1]]
    text = "\n".join(mark.format(number) + tip for number, tip in enumerate(tips, 1))
    answers = starter.check(text).answers
    assert [match.debunk.id for match in answers] == [name for name, _ in known]
    assert [match.quote for match in answers] == [claim for _, claim in known]


def test_at_most_three_of_many_known_claims_are_answered(starter: ClaimIndex) -> None:
    known = spread(starter, 6)
    answer = starter.check("\n".join(claim for _, claim in known))
    answers = answer.answers
    assert len(answers) == 3
    order = [name for name, _ in known]
    places = [order.index(match.debunk.id) for match in answers]
    assert places == sorted(places)
    # What is known besides is not told, but counted.
    assert {match.debunk.id for match in (*answers, *answer.further)} == set(order)
    assert len(answer.further) == 3
    assert min(match.confidence for match in answers) >= max(match.confidence for match in answer.further)


@pytest.mark.parametrize("join", ["\n", "。", "，"])
def test_a_known_claim_between_unknown_ones_is_quoted_alone(starter: ClaimIndex, join: str) -> None:
    name, claim = spread(starter, 4)[2]
    answer = starter.check(join.join((TIPS[0], claim, TIPS[2])))
    assert [match.debunk.id for match in answer.answers] == [name]
    assert is_from(answer.answers[0].quote, claim)


def test_a_rumor_in_the_middle_of_an_article_is_quoted_from_there(starter: ClaimIndex) -> None:
    name, claim = spread(starter, 4)[1]
    answer = starter.check("。".join((*TIPS, *TIPS[::-1], claim, TIPS[1], TIPS[0], TIPS[2])) + "。")
    assert [match.debunk.id for match in answer.answers] == [name]
    assert is_from(answer.answers[0].quote, claim)


def test_a_quote_keeps_script_case_marks_and_pictures(small: ClaimIndex) -> None:
    answer = small.check("早安！喝熱檸檬水🍋可以殺死癌細胞！！\nDrinking BLEACH protects you from the virus.")
    quotes = {match.debunk.id: match.quote for match in answer.answers}
    assert quotes["lemon"] == "喝熱檸檬水🍋可以殺死癌細胞！！"
    assert quotes["vaccine"].startswith("Drinking BLEACH protects you from the virus")


def test_a_message_of_one_claim_is_not_quoted(small: ClaimIndex) -> None:
    answer = small.check("喝热柠檬水可以杀死癌细胞")
    assert answer.band is Band.ANSWER
    assert answer.answers[0].quote == ""


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[Clauses, list[int]]:
    texts = tuple(draw(st.lists(st.text("喝醋能", min_size=1, max_size=12), min_size=1, max_size=12)))
    count = draw(st.integers(1, 4))
    fits = draw(st.lists(st.floats(0, 2, width=32), min_size=count * len(texts), max_size=count * len(texts)))
    return Clauses(texts, np.array(fits, dtype=np.float32).reshape(count, -1)), list(range(count))


@given(laid_out())
def test_parts_are_the_whole_message_in_order(given: tuple[Clauses, list[int]]) -> None:
    clauses, hopeful = given
    for parts in (part_message(clauses, hopeful), cut_message(clauses, hopeful)):
        assert len(parts) != 1
        if parts:
            assert [place for start, end in parts for place in range(start, end)] == [
                *range(len(clauses.texts))
            ]


@pytest.mark.parametrize("join", ["。\n", "，"])
def test_what_is_known_but_not_sure_beside_an_answer_is_named_as_it_was_written(
    small: ClaimIndex, join: str
) -> None:
    doubtful = "在提款机倒着按密码就有警察来"
    assert small.check(doubtful).band is Band.SUGGEST
    answer = small.check(f"喝热柠檬水可以杀死癌细胞{join}{doubtful}")
    assert ([match.debunk.id for match in answer.answers], answer.unsure) == (["lemon"], (doubtful,))
    assert small.check(f"喝热柠檬水可以杀死癌细胞{join}明天记得带伞出门").unsure == ()
    assert small.check(doubtful).unsure == ()


@settings(max_examples=40, deadline=None)
@given(st.permutations([claim[:cut] for _, claim, _ in CLAIMS for cut in (9, 40)]), st.sampled_from("，。\n"))
def test_words_are_named_only_beside_an_answer_and_stand_in_the_message(
    small: ClaimIndex, pasted: list[str], join: str
) -> None:
    text = join.join(pasted[:6])
    answer = small.check(text)
    assert not answer.unsure or answer.answers
    assert len(answer.unsure) <= MOST_UNSURE
    assert all(words in text for words in answer.unsure)

"""English claims and messages, alone and among the Chinese claims that ship."""

from __future__ import annotations

import pytest

from corpus.library import LIBRARY, read_corpus
from index.decision import Band
from index.encoder import load_encoder
from index.search import ClaimIndex
from tests.index.english import CHECKS, TALK, english_debunks


@pytest.fixture(scope="module", params=["alone", "among the shipped"])
def english(request: pytest.FixtureRequest) -> ClaimIndex:
    shipped = read_corpus([LIBRARY]).debunks if request.param == "among the shipped" else ()
    return ClaimIndex.of_debunks([*english_debunks(), *shipped], load_encoder())


def test_a_claim_is_answered_whatever_its_plurals_tenses_and_form(english: ClaimIndex) -> None:
    pairs = [(check.name, text) for check in CHECKS for text in check.close]
    answers = english.check_many([text for _, text in pairs])
    first = [answer.matches[0].debunk.id == name for (name, _), answer in zip(pairs, answers, strict=True)]
    assert all(first)
    assert sum(answer.band is Band.ANSWER for answer in answers) >= 0.9 * len(pairs)


def test_a_claim_in_other_words_is_mostly_among_the_first_three_and_nothing_else_is_answered(
    english: ClaimIndex,
) -> None:
    pairs = [(check.name, text) for check in CHECKS for text in check.reworded]
    answers = english.check_many([text for _, text in pairs])
    found = [
        name in [match.debunk.id for match in answer.matches[:3]]
        for (name, _), answer in zip(pairs, answers, strict=True)
    ]
    assert sum(found) >= 0.85 * len(pairs)
    wrong = [
        text
        for (name, text), answer in zip(pairs, answers, strict=True)
        if answer.band is Band.ANSWER and answer.matches[0].debunk.id != name
    ]
    assert len(wrong) <= 1


def test_everyday_english_with_the_words_of_claims_is_hardly_ever_answered(english: ClaimIndex) -> None:
    answered = [text for text, answer in zip(TALK, english.check_many(TALK), strict=True) if answer.answers]
    assert len(answered) <= 1

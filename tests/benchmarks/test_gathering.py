"""Invented rumors gather by their wordings, and what looks like them stays apart."""

import pytest

from benchmarks.gathering import HALVES, measure, read_rumors
from corpus.library import LIBRARY, read_corpus
from index.encoder import load_encoder
from index.same_claim import SameClaim
from index.view import Holdings


@pytest.fixture(scope="module")
def same_claim() -> SameClaim:
    encoder = load_encoder()
    return SameClaim(encoder, Holdings.of_debunks(list(read_corpus([LIBRARY]).debunks), encoder))


def test_both_halves_have_fifteen_rumors_in_four_wordings_each() -> None:
    halves = [read_rumors(half) for half in HALVES]
    assert [[len(rumor.same) for rumor in half] for half in halves] == [[4] * 15, [4] * 15]
    assert not {rumor.other for rumor in halves[0]} & {rumor.other for rumor in halves[1]}


@pytest.mark.parametrize(("half", "gathered"), [("looked-at", 9.5), ("kept", 8.5)])
def test_most_rumors_become_one_lead_and_next_to_no_look_alike_joins(
    half: str, gathered: float, same_claim: SameClaim
) -> None:
    found = measure(same_claim, read_rumors(half), strangers_too=False)
    assert found.one_lead >= gathered > found.by_first
    assert found.taken_in <= 2

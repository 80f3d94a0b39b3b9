"""An index that searches as large ones do finds nearly what a search of everything finds."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from corpus.text import read_text
from index.candidates import find_candidates, near_of
from index.encoder import load_encoder
from index.search import ClaimIndex
from index.term_index import Effort
from index.vectors import ClaimVectors
from index.view import Holdings, View, pieces_of


@pytest.fixture(scope="module")
def small(starter_folder: Path) -> Holdings:
    """Searched as it is: every claim and every summary, each with every message."""
    return Holdings.load(starter_folder, load_encoder())


@pytest.fixture(scope="module")
def exact(small: Holdings, large: Holdings) -> Holdings:
    """What a large index searches, but all of it."""
    faces = large.vectors.searched[:]
    return replace(small, vectors=ClaimVectors.of_rows(faces, large.vectors.owners[: len(faces)]))


@pytest.fixture(scope="module")
def large(starter_folder: Path) -> Holdings:
    """The same debunks, with vectors as codes and a few thousand postings a message."""
    holdings = Holdings.load(starter_folder, load_encoder())
    vectors = holdings.vectors
    coded = ClaimVectors.of_rows(vectors.rows[:], vectors.owners, len(holdings.claims), flat_up_to=0)
    coded.aside_from = 0
    for terms in (holdings.claim_terms, holdings.full_terms):
        terms.effort = Effort(texts=0, postings=3000, likely=200)
    return replace(holdings, vectors=coded)


def candidates(text: str, holdings: Holdings) -> list[int]:
    reading = read_text(text)
    texts = [reading.body, *pieces_of(reading)]
    near = near_of(texts, load_encoder().encode_messages(texts), holdings)
    terms = [each.terms for each in near]
    view = View.of_reading(reading, np.stack([each.vector for each in near]), terms)
    return find_candidates(view, holdings, near).rows


def test_nearly_all_of_the_ten_best_candidates_are_the_same(
    starter: ClaimIndex, exact: Holdings, large: Holdings
) -> None:
    chosen = [debunk for debunk in starter.debunks if debunk.variants][::24]
    messages = [f"{debunk.variants[0]}。{debunk.summary}" for debunk in chosen]
    kept = []
    for message in messages:
        best = candidates(message, exact)[:10]
        kept.append(len(set(best) & set(candidates(message, large)[:10])) / len(best))
    assert len(kept) > 60
    assert np.mean(kept) >= 0.98


def test_a_large_index_finds_the_right_debunk_as_often_as_a_small_one(
    starter: ClaimIndex, small: Holdings, large: Holdings
) -> None:
    chosen = [(row, debunk.variants[-1]) for row, debunk in enumerate(starter.debunks) if debunk.variants]
    found = [
        sum(row in candidates(message, of)[:10] for row, message in chosen[::12]) for of in (small, large)
    ]
    assert len(chosen[::12]) > 120
    assert found[1] >= found[0] >= 0.98 * len(chosen[::12])


def test_a_search_in_a_thread_of_its_own_finds_the_same_and_says_what_went_wrong(large: Holdings) -> None:
    queries = load_encoder().encode_messages(["喝热柠檬水可以杀死癌细胞", "提款机上倒着输入密码会报警"])
    expected = large.vectors.nearest(queries, 7)
    for one, other in zip(large.vectors.nearest_soon(queries, 7)(), expected, strict=True):
        np.testing.assert_array_equal(one, other)
    failing = large.vectors.nearest_soon(queries[:, :5], 7)
    with pytest.raises(AssertionError):  # of faiss, which expects other queries
        failing()


def test_the_parts_of_a_message_are_found_among_what_the_whole_message_brought_up(
    starter: ClaimIndex, large: Holdings
) -> None:
    searched = ClaimIndex("large", starter.debunks, large, starter.decision, starter.encoder)
    short = [debunk for debunk in starter.debunks if 12 <= len(debunk.claim) <= 40][::97]
    pairs = list(pairwise(short))
    texts = [f"{one.claim}\n{other.claim}" for one, other in pairs]
    found = [{match.debunk.id for match in answer.answers} for answer in searched.check_many(texts)]
    assert len(pairs) > 10
    assert sum({one.id, other.id} <= ids for (one, other), ids in zip(pairs, found, strict=True)) >= (
        0.95 * len(pairs)
    )
    alone = [{match.debunk.id for match in searched.check(text).answers} for text in texts]
    assert alone == found

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
from index.terms import Effort
from index.vectors import ClaimVectors
from index.view import Holdings, View, pieces_of


@pytest.fixture(scope="module")
def exact(starter_folder: Path) -> Holdings:
    return Holdings.load(starter_folder, load_encoder())


@pytest.fixture(scope="module")
def large(starter_folder: Path) -> Holdings:
    """The same debunks, with vectors as codes and a few thousand postings a message."""
    holdings = Holdings.load(starter_folder, load_encoder())
    vectors = holdings.vectors
    coded = ClaimVectors.of_rows(vectors.rows[:], vectors.owners, flat_up_to=0)
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

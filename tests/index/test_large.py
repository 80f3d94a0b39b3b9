"""An index that searches as large ones do finds nearly what a search of everything finds."""

from __future__ import annotations

from dataclasses import replace
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
        terms.effort = Effort(texts=0, postings=3000, promising=200)
    return replace(holdings, vectors=coded)


def candidates(text: str, holdings: Holdings) -> list[int]:
    reading = read_text(text)
    texts = [reading.body, *pieces_of(reading)]
    near = near_of(texts, load_encoder().encode_messages(texts), holdings)
    terms = [each.terms for each in near]
    view = View.of_reading(reading, np.stack([each.vector for each in near]), terms, holdings)
    return find_candidates(view, holdings, near)


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

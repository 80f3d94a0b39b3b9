"""Numbers of terms without a dictionary."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.terms import terms_of
from index.vocabulary import Vocabulary, keys_of

TERMS = st.text(max_size=60).map(terms_of)


def numbered(terms: list[str]) -> Vocabulary:
    return Vocabulary.of_keys(keys_of(terms))


@given(TERMS, TERMS)
def test_each_term_has_the_number_that_a_dictionary_would_give_it(known: list[str], asked: list[str]) -> None:
    numbers: dict[str, int] = {"": 0}
    for term in known:
        numbers.setdefault(term, len(numbers))
    vocabulary = numbered(list(numbers))
    every = [*known, *asked]
    assert vocabulary.numbers(every).tolist() == [numbers.get(term, -1) for term in every]


@given(st.lists(TERMS, max_size=3))
def test_a_vocabulary_knows_its_numbers_in_another(texts: list[list[str]]) -> None:
    one = list(dict.fromkeys(term for terms in texts for term in terms))
    other = one[::-2]
    found = numbered(one).numbers_in(numbered(other))
    assert found.tolist() == [other.index(term) if term in other else -1 for term in one]


def test_a_vocabulary_that_was_saved_is_the_same(tmp_path: Path) -> None:
    terms = ["", "热", "热水", "vaccines", "vacci*", "5g"]
    numbered(terms).save(tmp_path)
    loaded = Vocabulary.load(tmp_path)
    assert (loaded.numbers([*terms, "冷"]).tolist(), len(loaded)) == ([0, 1, 2, 3, 4, 5, -1], 6)

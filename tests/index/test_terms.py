"""Terms and BM25."""

from __future__ import annotations

import math
from collections import Counter
from functools import reduce
from pathlib import Path

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.term_index import Effort, TermIndex
from index.terms import terms_of

TEXTS = ["喝热柠檬水", "热苦瓜水", "vaccines 5g", "热水 热水"]


def test_han_runs_become_characters_and_pairs_and_other_runs_words() -> None:
    assert terms_of("热水5g ok") == ["热", "水", "热水", "5g", "ok"]


def test_a_long_english_word_meets_its_other_forms_by_its_beginning() -> None:
    assert set(terms_of("vaccines")) & set(terms_of("vaccine")) == {"vacci*"}


def test_small_english_words_are_no_terms_but_denials_letters_and_names_are() -> None:
    assert terms_of("does the tea of the who not have vitamin d") == [
        "tea",
        "who",
        "not",
        "vitamin",
        "vitam*",
        "d",
    ]


@given(st.text(max_size=80))
def test_any_text_has_terms_without_white_space(text: str) -> None:
    assert all(term and not term.isspace() for term in terms_of(text))


def bm25(query: set[str], texts: list[str], number: int) -> float:
    """The formula of Lucene's BM25 written down plainly (k1 = 1.2, b = 0.75), as an oracle."""
    bags = [Counter(terms_of(text)) for text in texts]
    mean = sum(bag.total() for bag in bags) / len(bags)
    bag, score = bags[number], 0.0
    for term in query & set(bag):
        holding = sum(term in other for other in bags)
        idf = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
        score += idf * bag[term] / (bag[term] + 1.2 * (1 - 0.75 + 0.75 * bag.total() / mean))
    return score


def test_scores_are_those_of_the_published_formula() -> None:
    index = TermIndex.of_texts(TEXTS, range(len(TEXTS)))
    query = set(terms_of("热水 vaccine"))
    scores = index.scores(index.ids(query))
    expected = [bm25(query, TEXTS, number) for number in range(len(TEXTS))]
    assert scores == pytest.approx(expected, rel=1e-5)


@given(st.lists(st.text(alphabet="热水柠檬 vitaminc5", min_size=1, max_size=12), min_size=1, max_size=8))
def test_weights_are_those_of_another_library(texts: list[str]) -> None:
    index = TermIndex.of_texts(texts, range(len(texts)))
    cut = [terms_of(text) or [""] for text in texts]
    numbers = {
        term: number for number, term in enumerate(dict.fromkeys(term for part in cut for term in part))
    }
    other = bm25s.BM25(method="lucene", k1=1.2, b=0.75, backend="numpy", csc_backend="numpy")
    other.index(([[numbers[term] for term in part] for part in cut], numbers), show_progress=False)
    for term, number in numbers.items():
        if term:
            expected = other.get_scores_from_ids([number])
            assert index.scores(index.ids([term])) == pytest.approx(expected, rel=1e-5)


def test_a_text_scores_its_own_score_on_itself_and_no_other_query_scores_more() -> None:
    index = TermIndex.of_texts(TEXTS, range(len(TEXTS)))
    for number, text in enumerate(TEXTS):
        own = index.scores(index.ids(set(terms_of(text))))[number]
        everything = index.scores(np.arange(index.size, dtype=np.int32))[number]
        assert own == pytest.approx(index.own_scores[number], rel=1e-5)
        assert own == pytest.approx(everything, rel=1e-5)


def test_an_index_that_was_saved_scores_the_same(tmp_path: Path) -> None:
    index = TermIndex.of_texts(TEXTS, [0, 1, 2, 2])
    index.save(tmp_path / "terms")
    loaded = TermIndex.load(tmp_path / "terms")
    ids = index.ids(set(terms_of("热水")))
    assert loaded.scores(ids).tolist() == index.scores(ids).tolist()
    assert loaded.owners.tolist() == [0, 1, 2, 2]


def test_a_query_without_known_terms_scores_nothing() -> None:
    index = TermIndex.of_texts(TEXTS, range(len(TEXTS)))
    assert index.scores(index.ids({"龘"})).tolist() == [0.0] * len(TEXTS)


def test_a_text_without_terms_can_be_indexed_and_is_never_found() -> None:
    index = TermIndex.of_texts(["！！", "热水"], [0, 1])
    assert index.scores(index.ids(set(terms_of("！！ 热水"))))[0] == 0.0


def invented(count: int, seed: int) -> list[str]:
    """Texts of characters, of which few are frequent, as in any language."""
    random = np.random.default_rng(seed)
    letters = np.array([chr(0x4E00 + number) for number in range(800)])
    lengths = random.integers(8, 40, count)
    drawn = letters[np.minimum(random.zipf(1.3, lengths.sum()) - 1, 799)]
    return ["".join(part) for part in np.split(drawn, np.cumsum(lengths)[:-1])]


@pytest.fixture
def large() -> TermIndex:
    return TermIndex.of_texts(invented(3000, 1), range(3000))


def best(texts: NDArray[np.int64], scores: NDArray[np.float32], count: int) -> list[int]:
    return [int(text) for text in texts[np.lexsort((texts, -scores))][:count]]


@pytest.mark.parametrize("number", range(0, 3000, 300))
def test_the_best_texts_are_those_of_all_when_no_posting_is_left_out(large: TermIndex, number: int) -> None:
    query = large.ids(set(terms_of(invented(3000, 1)[number])))
    all_scores = large.scores(query)
    large.effort = Effort(texts=0, postings=1 << 40, likely=50)
    some, alone = large.likely(query), large.likely(query, by_share=False)
    assert len(alone.numbers) == 50
    assert set(alone.numbers) <= set(some.numbers)
    assert best(some.numbers, some.scores(query), 15) == best(np.arange(3000), all_scores, 15)
    assert some.scores(query) == pytest.approx(all_scores[some.numbers], rel=1e-5)
    shares = (np.square(all_scores) / large.own_scores).astype(np.float32)
    assert set(best(np.arange(3000), shares, 40)) <= set(some.numbers)


def test_rare_terms_alone_find_nearly_all_of_the_best(large: TermIndex) -> None:
    large.effort = Effort(texts=0, postings=4000, likely=100)
    found = []
    for text, other in zip(invented(3000, 1)[::100], invented(3000, 2)[::100], strict=True):
        query = large.ids(set(terms_of(text[:12] + other)))
        exact = best(np.arange(3000), large.scores(query), 10)
        some = large.likely(query)
        found.append(len(set(exact) & set(best(some.numbers, some.scores(query), 10))) / 10)
    assert np.mean(found) >= 0.98


def test_as_many_texts_are_likely_as_are_wanted_where_so_many_have_a_term(large: TermIndex) -> None:
    query = large.ids({chr(0x4E00)})
    having = np.count_nonzero(large.scores(query))
    for wanted in (40, 400, 3000):
        large.effort = Effort(texts=0, postings=1 << 40, likely=wanted)
        assert len(large.likely(query, by_share=False).numbers) == min(wanted, having)


def test_a_query_of_frequent_or_unknown_terms_alone_is_borne(large: TermIndex) -> None:
    large.effort = Effort(texts=0, postings=1, likely=5)
    query = large.ids({chr(0x4E00)})
    some = large.likely(query)
    assert 5 <= len(some.numbers) <= 10
    assert some.scores(query).min() > 0
    nothing = large.ids({"龘"})
    assert len(large.likely(nothing).numbers) == len(large.likely(nothing).scores(nothing)) == 0


def test_an_index_that_stays_on_the_disk_scores_the_same(large: TermIndex, tmp_path: Path) -> None:
    large.save(tmp_path / "terms")
    stored = TermIndex.load(tmp_path / "terms", held_up_to=0)
    query = large.ids(set(terms_of(invented(1, 3)[0])))
    np.testing.assert_array_equal(stored.scores(query), large.scores(query))
    large.effort = stored.effort = Effort(texts=0, postings=4000, likely=100)
    one, other = large.likely(query), stored.likely(query)
    np.testing.assert_array_equal(one.numbers, other.numbers)
    np.testing.assert_array_equal(one.scores(query), other.scores(query))
    some = np.array([17, 3])
    for held, read in zip(large.terms_in(some), stored.terms_in(some), strict=True):
        np.testing.assert_array_equal(held, read)


_WATERS = st.text("热水柠檬", min_size=1, max_size=6)


@given(st.lists(_WATERS, min_size=1, max_size=8), st.lists(_WATERS.map(lambda text: text[:2]), min_size=1))
def test_the_texts_that_hold_terms_are_those_that_have_them_all(texts: list[str], terms: list[str]) -> None:
    index = TermIndex.of_texts(texts, range(len(texts)))
    having = [number for number, text in enumerate(texts) if all(term in text for term in terms)]
    assert reduce(np.intersect1d, map(index.holding, terms)).tolist() == having
    assert [len(index.holding(term)) for term in terms] == [
        sum(term in text for text in texts) for term in terms
    ]

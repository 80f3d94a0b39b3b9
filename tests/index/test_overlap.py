"""What two texts have in common, letter by letter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.overlap import bit_shares, disagreement, first_best, overlap, standing
from index.places import PLACES, numbers_in, places_in

LETTERS = st.text(alphabet="热水柠檬癌a1", max_size=20)


def longest_run(one: str, other: str) -> int:
    """Every substring tried, as an oracle."""
    runs = [one[a:b] for a in range(len(one)) for b in range(a + 1, len(one) + 1)]
    return max((len(run) for run in runs if run in other), default=0)


@given(LETTERS, LETTERS)
def test_the_longest_run_is_the_longest_of_all_substrings(claim: str, body: str) -> None:
    assert overlap(claim, body).longest == longest_run(claim, body)


@given(LETTERS, LETTERS)
def test_covered_is_every_letter_of_a_pair_that_the_message_has(claim: str, body: str) -> None:
    inside = {n + k for n in range(len(claim) - 1) if claim[n : n + 2] in body for k in (0, 1)}
    assert overlap(claim, body).covered == (len(inside) / len(claim) if claim else 0.0)


@given(LETTERS, LETTERS)
def test_the_gap_is_the_longest_stretch_outside_such_pairs(claim: str, body: str) -> None:
    inside = {n + k for n in range(len(claim) - 1) if claim[n : n + 2] in body for k in (0, 1)}
    outside = "".join(" " if n in inside else "x" for n in range(len(claim)))
    assert overlap(claim, body).gap == max(map(len, outside.split(" ")))


@given(LETTERS.filter(lambda text: len(text) >= 2), LETTERS, LETTERS)
def test_a_claim_inside_a_message_is_covered_whole(claim: str, before: str, after: str) -> None:
    found = overlap(claim, before + claim + after)
    assert (found.covered, found.gap) == (1.0, 0)


def test_a_replaced_name_is_the_gap() -> None:
    found = overlap("武阳市明天封城", "听说青岭市明天封城")
    assert (found.longest, found.gap) == (5, 2)


def test_places_and_numbers_that_differ_are_seen() -> None:
    claim, message = "上海3人感染", "北京30人感染"
    places = disagreement(places_in(claim), places_in(message))
    numbers = disagreement(numbers_in(claim), numbers_in(message))
    assert (places.shared, places.missing, places.foreign) == (0, 1, 1)
    assert (numbers.shared, numbers.missing, numbers.foreign) == (0, 1, 1)


def test_a_thousands_comma_does_not_part_a_number() -> None:
    assert numbers_in("罚款1,000元或2.5万") == {"1000", "25000"}


def test_the_longer_place_is_read_first() -> None:
    assert places_in("马鞍山和张家口") == {"马鞍山", "张家口"}
    assert all(len(place) >= 2 for place in PLACES)


def test_shares_by_bit_are_summed_per_text() -> None:
    masks = np.array([0b01, 0b11, 0b10], dtype=np.uint64)
    weights = np.array([1.0, 2.0, 4.0], dtype=np.float32)
    shares = bit_shares(masks, weights, np.array([0, 2]), 2)
    assert shares.tolist() == [[3.0, 2.0], [0.0, 4.0]]


MASKS = st.lists(
    st.lists(st.sampled_from([0, 0, 1, 5, 1 << 63]), min_size=1, max_size=4), min_size=1, max_size=5
)


@given(MASKS)
def test_shares_are_right_though_most_terms_are_in_no_piece(texts: list[list[int]]) -> None:
    masks = np.array([mask for text in texts for mask in text], dtype=np.uint64)
    weights = np.arange(1, len(masks) + 1, dtype=np.float32)
    starts = np.cumsum([0] + [len(text) for text in texts[:-1]])
    shares = bit_shares(masks, weights, starts, 64)
    assert shares.shape == (len(texts), 64)
    number = iter(range(1, len(masks) + 1))
    for row, text in zip(shares, texts, strict=True):
        held = [(mask, next(number)) for mask in text]
        for bit in (0, 1, 2, 63):
            assert row[bit] == sum(weight for mask, weight in held if mask >> bit & 1)


def test_standing_measures_against_other_claims_not_against_copies() -> None:
    values = np.array([0.9, 0.8, 0.3], dtype=np.float32)
    same = np.array([[True, True, False], [True, True, False], [False, False, True]])
    (ranks,), (margins,), (z_scores,) = standing(values[None, :], same)
    assert margins == pytest.approx([0.6, 0.5, -0.6])
    assert np.expm1(ranks).round().tolist() == [0.0, 1.0, 2.0]
    assert abs(float(z_scores.sum())) < 1e-5


def test_a_single_candidate_stands_alone() -> None:
    (ranks,), (margins,), _ = standing(np.array([[0.7]], dtype=np.float32), np.array([[True]]))
    assert (ranks.tolist(), margins.tolist()) == ([0.0], pytest.approx([0.7]))


def test_the_best_of_each_group_is_found() -> None:
    scores = np.array([1.0, 3.0, 2.0, 5.0], dtype=np.float32)
    assert first_best(scores, np.array([0, 2])).tolist() == [1, 3]

"""Vectors of texts in signed bytes: added, left out, and found."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.near_texts import NearTexts, of_bytes, to_bytes

ROWS = np.random.default_rng(1).normal(size=(40, 16)).astype(np.float32)
ROWS /= np.linalg.norm(ROWS, axis=1, keepdims=True)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 39)), max_size=60))
def test_what_is_there_is_found_nearest_first_and_what_was_left_out_is_not(
    changes: list[tuple[bool, int]],
) -> None:
    texts, there = NearTexts(16), set()
    for adds, number in changes:
        if adds:
            texts.add([number], to_bytes(ROWS[number : number + 1]))
            there.add(number)
        else:
            texts.remove([number])
            there.discard(number)
    found = texts.nearest(ROWS[0], 50)
    assert {number for number, _ in found} == there
    assert len(texts) == len(there)
    cosines = [cosine for _, cosine in found]
    assert cosines == sorted(cosines, reverse=True)
    for number, cosine in found:
        assert cosine == pytest.approx(float(ROWS[number] @ ROWS[0]), abs=0.03)


def test_vectors_are_read_as_they_were_kept_and_nothing_stays_nothing() -> None:
    rows = of_bytes(to_bytes(np.vstack([ROWS[:3], np.zeros((1, 16), dtype=np.float32)])))
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 0], abs=1e-6)
    assert rows[:3] == pytest.approx(ROWS[:3], abs=0.01)


def test_a_vector_of_another_dimension_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        NearTexts(16).add([1], [b"\0"])


def test_of_many_texts_those_that_are_like_it_are_found_with_their_cosines() -> None:
    chance = np.random.default_rng(2)
    rows = chance.normal(size=(20_000, 100)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    asked = rows[7_000] + chance.normal(scale=0.05, size=100).astype(np.float32)
    asked /= np.linalg.norm(asked)
    rows[::2_500] += asked
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    texts = NearTexts(100)
    for start in range(0, 20_000, 3_000):
        numbers = range(start, min(start + 3_000, 20_000))
        texts.add(list(numbers), to_bytes(rows[start : start + 3_000]))
    found = texts.nearest(asked, 9)
    exact = rows @ asked
    assert {number for number, _ in found} == {7_000, *range(0, 20_000, 2_500)}
    assert [cosine for _, cosine in found] == pytest.approx(
        [float(exact[number]) for number, _ in found], abs=0.01
    )
    texts.remove([7_000, 19_999])
    assert 7_000 not in [number for number, _ in texts.nearest(asked, 9)]

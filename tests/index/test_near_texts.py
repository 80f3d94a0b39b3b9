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

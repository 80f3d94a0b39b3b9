"""One vector for a claim and its summary."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoder import unit_rows
from index.faces import Faces
from index.rounded_rows import RoundedRows

OWNERS = np.array([0, 0, 1, 2, 2, 0, 2], dtype=np.int32)  # five claims and variants, two summaries
CLAIMS = 5


def rows(seed: int = 0) -> RoundedRows:
    return RoundedRows(unit_rows(np.random.default_rng(seed).standard_normal((7, 8))).astype(np.float16))


@given(st.integers(0, 10_000))
def test_a_claim_with_a_summary_stands_between_them_and_other_texts_for_themselves(seed: int) -> None:
    told = rows(seed)
    faces = Faces(told, OWNERS, CLAIMS)[:]
    assert faces.shape == (5, 8)
    np.testing.assert_array_equal(faces[[1, 2, 4]], told[np.array([1, 2, 4])])
    for claim, summary in ((0, 5), (3, 6)):
        assert np.linalg.norm(faces[claim]) == pytest.approx(1.0, abs=1e-5)
        assert faces[claim] @ told[claim] == pytest.approx(faces[claim] @ told[summary], abs=1e-2)
        assert faces[claim] @ told[claim] >= told[claim] @ told[summary] - 1e-2


@pytest.mark.parametrize(
    "chosen", [slice(1, 4), slice(3, 50_000), np.array([3, 0]), np.array([[0, -1], [1, 3]])]
)
def test_faces_are_chosen_like_rows_of_an_array_and_none_is_a_summary(
    chosen: slice | np.ndarray[tuple[int, ...], np.dtype[np.int64]],
) -> None:
    faces = Faces(rows(), OWNERS, CLAIMS)
    assert len(faces) == 5
    np.testing.assert_array_equal(faces[chosen], faces[:][chosen])


def test_a_summary_that_says_the_very_opposite_leaves_nothing_and_no_error() -> None:
    one = unit_rows(np.random.default_rng(1).standard_normal((1, 8)))
    opposed = RoundedRows(np.concatenate([one, -one]).astype(np.float16))
    assert not Faces(opposed, np.array([0, 0], dtype=np.int32), 1)[:].any()


def test_where_there_are_no_summaries_faces_are_the_rows() -> None:
    told = rows()
    np.testing.assert_array_equal(Faces(told, np.arange(7, dtype=np.int32), 7)[:], told[:])

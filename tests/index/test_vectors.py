"""The exact search for the nearest vectors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.encoder import unit_rows
from index.rounded_rows import RoundedRows
from index.vectors import ClaimVectors


def test_the_nearest_are_those_of_all_products_for_one_query_and_for_hundreds() -> None:
    random = np.random.default_rng(1)
    vectors = ClaimVectors.of_rows(unit_rows(random.standard_normal((500, 384))), range(500))
    queries = unit_rows(random.standard_normal((300, 384)))
    expected = np.argsort(-(queries @ vectors.rows[:].T), axis=1)[:, :5]
    cosines, numbers = vectors.nearest(queries, 5)
    np.testing.assert_array_equal(numbers, expected)
    alone = [vectors.nearest(query[None, :], 5) for query in queries[:20]]
    np.testing.assert_array_equal(numbers[:20], np.concatenate([found for _, found in alone]))
    np.testing.assert_array_equal(cosines[:20], np.concatenate([found for found, _ in alone]))


def test_equal_vectors_come_in_one_order_however_many_queries_there_are() -> None:
    rows = np.repeat(unit_rows(np.random.default_rng(2).standard_normal((50, 384))), 3, axis=0)
    vectors = ClaimVectors.of_rows(rows, range(150))
    for count in (1, 2, 40):
        _, numbers = vectors.nearest(rows[:: len(rows) // count][:count], 3)
        assert numbers[0].tolist() == [2, 1, 0]


def test_no_queries_and_few_vectors_are_borne() -> None:
    vectors = ClaimVectors.of_rows(np.eye(2, dtype=np.float32), [0, 1])
    assert vectors.nearest(np.zeros((0, 2), dtype=np.float32), 5)[1].shape == (0, 2)
    assert vectors.nearest(np.eye(2, dtype=np.float32), 5)[1].tolist() == [[0, 1], [1, 0]]


@pytest.fixture(scope="module")
def crowd() -> ClaimVectors:
    """More vectors than are compared by their numbers."""
    random = np.random.default_rng(3)
    middles = random.standard_normal((60, 64))
    rows = unit_rows(middles[random.integers(0, 60, 6000)] + 0.8 * random.standard_normal((6000, 64)))
    return ClaimVectors.of_rows(rows, range(6000), flat_up_to=5000)


def test_of_many_vectors_the_codes_tell_nearly_all_of_the_nearest(crowd: ClaimVectors) -> None:
    rows = crowd.rows[:]
    queries = unit_rows(rows[::100] + 0.05 * np.random.default_rng(4).standard_normal((60, 64)))
    expected = np.sort(queries @ rows.T, axis=1)[:, ::-1][:, :10]
    cosines, numbers = crowd.nearest(queries, 10)
    np.testing.assert_allclose(cosines, np.einsum("nkd,nd->nk", rows[numbers], queries), rtol=1e-5)
    assert np.mean(cosines >= expected[:, -1:] - 1e-5) >= 0.98


def test_many_vectors_that_were_saved_are_searched_the_same_and_written_the_same(
    crowd: ClaimVectors, tmp_path: Path
) -> None:
    queries = crowd.rows[np.arange(0, 6000, 500)]
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    ClaimVectors.of_rows(crowd.rows[:], crowd.owners, flat_up_to=5000).save(tmp_path / "one")
    loaded = ClaimVectors.load(tmp_path / "one")
    for one, other in zip(crowd.nearest(queries, 7), loaded.nearest(queries, 7), strict=True):
        np.testing.assert_array_equal(one, other)
    loaded.save(tmp_path / "other")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes()


@pytest.mark.parametrize("chosen", [3, np.int64(-1), slice(2, 5), np.array([[1, 8], [0, -1]])])
def test_rounded_rows_are_chosen_like_those_of_an_array(chosen: Any, tmp_path: Path) -> None:
    rows = np.random.default_rng(5).standard_normal((9, 4)).astype(np.float16)
    RoundedRows(rows).save(tmp_path / "rows.npy")
    for held_up_to in (0, 1000):
        stored = RoundedRows.load(tmp_path / "rows.npy", held_up_to)
        np.testing.assert_array_equal(stored[chosen], rows[chosen].astype(np.float32))

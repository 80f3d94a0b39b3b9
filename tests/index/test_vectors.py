"""The exact search for the nearest vectors."""

from __future__ import annotations

import numpy as np

from index.encoder import unit_rows
from index.vectors import ClaimVectors


def test_the_nearest_are_those_of_all_products_for_one_query_and_for_hundreds() -> None:
    random = np.random.default_rng(1)
    vectors = ClaimVectors.of_rows(unit_rows(random.standard_normal((500, 384))), range(500))
    queries = unit_rows(random.standard_normal((300, 384)))
    expected = np.argsort(-(queries @ vectors.rows.T), axis=1)[:, :5]
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

"""The loss of the order and its derivatives."""

from __future__ import annotations

import numpy as np
import pytest

from index.listwise import Listwise

RIGHTS = [np.array([1.0, 0.0, 0.0]), np.array([0.0, 0.0]), np.array([0.0, 1.0, 1.0])]
SCORES = np.array([0.5, -1.0, 2.0, 0.0, 1.0, 3.0, -2.0, 0.1])


def test_the_loss_is_of_each_candidate_and_of_the_first_place_of_answerable_messages() -> None:
    loss, _ = Listwise([np.array([1.0, 0.0])], [2.0], 3.0).value_and_slope(np.array([1.0, -1.0]))
    each = 2 * np.log1p(np.exp(-1.0))
    first = np.log1p(np.exp(-2.0))
    assert loss == pytest.approx(2.0 * (each + 3.0 * first))
    unanswerable, _ = Listwise([np.zeros(2)], [1.0], 3.0).value_and_slope(np.zeros(2))
    assert unanswerable == pytest.approx(2 * np.log(2.0))


def test_the_slope_is_that_of_the_loss_and_the_curvature_bounds_the_second_derivative() -> None:
    loss = Listwise(RIGHTS, [1.0, 0.2, 0.5], 4.0)
    slope, curvature = loss.value_and_slope(SCORES)[1], loss.curvature(SCORES)
    step = 1e-4
    for number, moved in enumerate(np.eye(len(SCORES)) * step):
        up, at, down = (loss.value_and_slope(SCORES + sign * moved)[0] for sign in (1, 0, -1))
        assert slope[number] == pytest.approx((up - down) / (2 * step), abs=1e-5)
        assert curvature[number] >= (up - 2 * at + down) / step**2 - 1e-4

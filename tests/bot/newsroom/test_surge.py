"""Surges: chance alone raises next to no alarm in two months, and an outbreak is seen within the hour."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.newsroom.surge import LEAST, Past, most_have, poisson_tail, surges

LEADS, DAYS = 2_000, 60


@given(st.integers(0, 60), st.floats(0.01, 40))
def test_the_tail_is_one_minus_what_lies_below(count: int, expected: float) -> None:
    below = math.fsum(math.exp(k * math.log(expected) - expected - math.lgamma(k + 1)) for k in range(count))
    assert math.isclose(poisson_tail(count, expected), 1 - below, abs_tol=1e-9)
    assert poisson_tail(count + 1, expected) <= poisson_tail(count, expected)


def test_the_tail_of_something_most_unlikely_is_not_lost() -> None:
    assert 0 < poisson_tail(100, 1.0) < 1e-150


@given(st.dictionaries(st.integers(), st.integers(1, 4), min_size=1), st.floats(0, 100))
def test_four_questions_never_are_a_surge(counts: dict[int, int], before: float) -> None:
    assert LEAST == 5
    assert surges(counts, {key: Past(0, 28) for key in counts}, before) == {}


@given(st.integers(5, 200), st.integers(0, 50), st.integers(1, 100))
def test_more_questions_never_make_a_surge_less_likely(count: int, before: int, more: int) -> None:
    others = dict.fromkeys(range(1, 30), 1)
    past = {0: Past(before, 28)}
    if surges({0: count, **others}, past, 20):
        assert surges({0: count + more, **others}, past, 20)


def test_a_few_that_rise_do_not_hide_one_another() -> None:
    counts = {0: 400, 1: 30, **dict.fromkeys(range(2, 50), 1)}
    assert set(surges(counts, {0: Past(0, 0.0), 1: Past(2, 28)}, 50)) == {0, 1}
    assert most_have(counts.values()) == 1.0
    assert most_have([]) == 0.0


def test_when_everybody_asks_more_nothing_rises_by_itself() -> None:
    # Ten times as much of everything: people came home.
    counts = dict.fromkeys(range(40), 20)
    past = {number: Past(28 * 2, 28) for number in counts}
    assert surges(counts, past, 80) == {}
    assert set(surges(counts | {0: 60}, past, 80)) == {0}


def test_a_wave_of_the_day_is_no_surge_and_an_outbreak_on_top_of_it_is() -> None:
    counts = dict.fromkeys(range(300), 2)
    past = {0: Past(140, 28)}
    assert surges(counts | {0: 9}, past, 300) == {}
    assert set(surges(counts | {0: 40}, past, 300)) == {0}


def noise(seed: int, days: int, bins_a_day: int, *, waves: bool) -> NDArray[np.int64]:
    """(leads, bins + 1) of questions so far: some leads are asked about often, most seldom.

    :param waves: next to nobody asks at night
    """
    generator = np.random.default_rng(seed)
    daily = np.minimum(np.exp(generator.normal(np.log(0.2), 1.5, LEADS)), 100)
    hours = np.arange(bins_a_day) * 24 / bins_a_day
    day = 1 + (0.9 * np.sin((hours - 8) / 12 * np.pi) if waves else 0 * hours)
    asked = generator.poisson(np.outer(daily / bins_a_day, np.tile(day, days)))
    return np.concatenate([np.zeros((LEADS, 1), np.int64), asked.cumsum(axis=1)], axis=1)


def alarms(so_far: NDArray[np.int64], first: int, bins_a_day: int) -> Iterator[tuple[int, int]]:
    """Give (bin, lead) of each alarm from bin `first` on, once a lead in seven days."""
    window, week = bins_a_day // 4, 7 * bins_a_day
    last: dict[int, int] = {}
    for end in range(first, so_far.shape[1]):
        begin = end - window
        start = max(0, begin - week)
        now, before = so_far[:, end] - so_far[:, begin], so_far[:, begin] - so_far[:, start]
        windows = (begin - start) / window
        counts = {int(lead): int(now[lead]) for lead in np.flatnonzero(now)}
        past = {int(lead): Past(int(before[lead]), windows) for lead in np.flatnonzero(now >= LEAST)}
        for lead in surges(counts, past, float(before.sum()) / windows):
            if end - last.get(lead, -week) >= week:
                last[lead] = end
                yield end, lead


@pytest.mark.parametrize("waves", [False, True])
def test_sixty_days_of_chance_raise_at_most_one_alarm_a_week(waves: bool) -> None:
    found = list(alarms(noise(4, DAYS, 24, waves=waves), 7 * 24, 24))
    assert len(found) <= (DAYS - 7) / 7


def test_an_outbreak_is_seen_within_the_hour() -> None:
    tens_a_day, begins = 144, 14 * 144
    so_far = noise(5, 15, tens_a_day, waves=True)
    # Twenty an hour, of a lead that was hardly asked about.
    so_far[7, begins : begins + 13] += np.arange(13) * 20 // 6
    so_far[7, begins + 13 :] += 40
    found = {lead: end for end, lead in alarms(so_far[:, : begins + 13], begins, tens_a_day)}
    assert found[7] - begins <= 6

"""Telegram's limits hold, whatever is to be sent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Pace


def send_all(pace: Pace, chats: list[int]) -> list[tuple[float, int]]:
    """Send one message after another as early as the pace allows; returns when each went out."""
    now, sent = 0.0, []
    for chat in chats:
        while wait := max(pace.all_wait(now), pace.chat_wait(chat, now)):
            now += wait
        pace.count(chat, now)
        sent.append((now, chat))
    return sent


@given(st.lists(st.sampled_from([1, 2, 3, -4, -5]), max_size=120))
def test_no_limit_is_ever_passed(chats: list[int]) -> None:
    sent = send_all(Pace(per_second=3, chat_gap=1.0, per_group_minute=5), chats)
    slack = 1e-9
    for at, chat in sent:
        second = [one for one, _ in sent if at - 1.0 + slack < one <= at]  # half open: (at - 1, at]
        assert len(second) <= 3
        own = [one for one, other in sent if other == chat and one <= at]
        assert len(own) < 2 or own[-1] - own[-2] >= 1.0 - slack
        if chat < 0:
            assert len([one for one in own if at - 60.0 + slack < one]) <= 5


def test_the_first_message_waits_for_nothing() -> None:
    assert Pace().all_wait(0.0) == Pace().chat_wait(7, 0.0) == 0.0


def test_many_chats_are_spread_over_the_second() -> None:
    sent = send_all(Pace(per_second=30), list(range(60)))
    assert [at for at, _ in sent] == pytest.approx([number / 30 for number in range(60)])


def test_a_stop_holds_for_all_chats() -> None:
    pace = Pace()
    pace.stop(5.0, now=10.0)
    assert pace.stopped(12.0) is True
    assert pace.all_wait(12.0) == 3.0
    assert pace.all_wait(15.0) == 0.0
    assert pace.stopped(15.0) is False


def test_chats_that_fell_silent_are_forgotten() -> None:
    pace = Pace()
    for number in range(1_000):
        pace.count(number, number * 10.0)
    assert len(pace._chats) <= 7


def test_the_pace_halves_with_every_refusal_and_comes_back_in_its_own_time() -> None:
    pace = Pace(per_second=8)
    shares = []
    for _ in range(5):
        pace.slow_down(100.0)
        shares.append(pace.share(100.0))
    assert shares == [1 / 2, 1 / 4, 1 / 8, 1 / 8, 1 / 8]
    pace.count(7, 100.0)
    assert pace.all_wait(100.0) == pytest.approx(1.0)
    later = [pace.share(100.0 + after) for after in (29, 30, 60, 90, 10_000)]
    assert later == [1 / 8, 1 / 4, 1 / 2, 1.0, 1.0]
    assert pace.all_wait(190.0) == 0.0

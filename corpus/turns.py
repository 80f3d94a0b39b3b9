"""Whose turn it is: between two requests to one host lies a pause, however many want to ask it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["Turns", "retry_after"]


class Turns:
    """The pauses of all hosts, by their names.

    :param clock: seconds that never go back
    :param sleep: waits for seconds
    """

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], Awaitable[object]]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._queues: dict[str, asyncio.Lock] = {}

    async def wait(self, host: str, pause: float) -> None:
        """Return when a host may be asked, first come first served.

        :param pause: seconds from then until the next one's turn
        """
        async with self._queues.setdefault(host, asyncio.Lock()):
            while (left := self.left(host)) > 0:
                await self._sleep(left)
            self._next[host] = self._clock() + pause

    def hold(self, host: str, seconds: float) -> None:
        """Let nobody ask a host for so many seconds from now, or longer if it is held longer already."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)

    def left(self, host: str) -> float:
        """Return the seconds until a host may be asked; 0 or less: now."""
        return self._next.get(host, 0.0) - self._clock()


def retry_after(told: str) -> float | None:
    """Return the seconds for which a server asks to wait; None if it does not say.

    :param told: the header Retry-After: a number of seconds, or a date
    """
    told = told.strip()
    if re.fullmatch(r"\d{1,9}", told, re.ASCII):
        return float(told)
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())

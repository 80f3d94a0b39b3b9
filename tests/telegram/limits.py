"""Telegram's rate limits: so many messages a second in all, in a chat, and a minute in a group."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass

from tests.telegram.refusals import too_many_requests

# Who keeps exactly to the limit must not be refused because the network was a little faster this time.
TOLERANCE = 0.95


@dataclass(frozen=True, slots=True)
class Limits:
    """How many messages a bot may send before it is told to wait.

    :param all_per_second: in all chats together
    :param chat_per_second: in any one chat
    :param group_per_minute: in any one group or supergroup
    """

    all_per_second: int = 30
    chat_per_second: int = 1
    group_per_minute: int = 20

    def __post_init__(self) -> None:
        if min(self.all_per_second, self.chat_per_second, self.group_per_minute) < 1:
            raise ValueError(f"expected limits of at least 1, got {self}")


class RateLimiter:
    """Counts what was let through over sliding windows and refuses what goes beyond."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._passed: dict[tuple[str, int], deque[float]] = defaultdict(deque)

    def admit(self, chat_id: int, now: float) -> None:
        """Count one message, unless a limit is reached; what is refused does not count.

        :param now: seconds on any clock that only goes forward
        :raises Refusal: 429 with the whole seconds to wait, at least 1
        """
        windows = [
            (("all", 0), self._limits.all_per_second, 1.0),
            (("chat", chat_id), self._limits.chat_per_second, 1.0),
        ]
        if chat_id < 0:
            windows.append((("group", chat_id), self._limits.group_per_minute, 60.0))
        wait = 0.0
        for key, most, seconds in windows:
            passed = self._passed[key]
            while passed and passed[0] <= now - seconds * TOLERANCE:
                passed.popleft()
            if len(passed) >= most:
                wait = max(wait, passed[-most] + seconds - now)
        if wait:
            raise too_many_requests(max(1, math.ceil(wait)))
        for key, _, _ in windows:
            self._passed[key].append(now)

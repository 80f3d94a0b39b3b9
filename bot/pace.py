"""Keep to Telegram's limits: one pace for all that is sent."""

import heapq
from collections import deque
from dataclasses import dataclass, field
from math import inf

#: The pace never falls below this share of the whole one, and doubles again after so many seconds.
_SLOWEST, _RECOVERY = 1 / 8, 30.0


@dataclass(slots=True)
class Pace:
    """How many messages may go out: in all, to one chat, and to one group.

    Telegram's limits (core.telegram.org/bots/faq): about 30 messages a second in all, one a second in a chat,
    20 a minute in a group. Messages are spread over the second rather than sent in one burst: the fewer are
    on their way at once, the fewer are sent twice after a crash. Times are seconds of any steady clock, given
    by the caller.

    :ivar per_second: messages a second, in all, evenly spaced
    :ivar chat_gap: seconds between two messages to one chat
    :ivar per_group_minute: messages in any minute to one group (a chat with a negative id)
    """

    per_second: int = 30
    chat_gap: float = 1.0
    per_group_minute: int = 20
    _latest: float = -inf
    _stopped_until: float = -inf
    _slowed_at: float = -inf
    _slowed_to: float = 1.0
    _chats: dict[int, deque[float]] = field(default_factory=dict)
    _idle: list[tuple[float, int]] = field(default_factory=list)

    def all_wait(self, now: float) -> float:
        """Return the seconds until anything may be sent, 0 if it may now."""
        gap = 1.0 / (self.per_second * self.share(now))
        return max(0.0, self._stopped_until - now, self._latest + gap - now)

    def chat_wait(self, chat_id: int, now: float) -> float:
        """Return the seconds until something may be sent to a chat, as far as its own limits go."""
        sent = self._chats.get(chat_id)
        if not sent:
            return 0.0
        turn = sent[-1] + self.chat_gap
        if chat_id < 0 and len(sent) >= self.per_group_minute:
            turn = max(turn, sent[-self.per_group_minute] + 60.0)
        return max(0.0, turn - now)

    def count(self, chat_id: int, now: float) -> None:
        """Note that a message goes to a chat now."""
        self._forget(now)
        self._latest = now
        self._chats.setdefault(chat_id, deque(maxlen=self.per_group_minute)).append(now)
        heapq.heappush(self._idle, (now + 60.0, chat_id))

    def slow_down(self, now: float) -> None:
        """Halve the pace, because Telegram has refused something."""
        self._slowed_to = max(_SLOWEST, self.share(now) / 2)
        self._slowed_at = now

    def share(self, now: float) -> float:
        """Return the share of the whole pace that holds now: 1, or less after a refusal; at least 1/8."""
        halves = (now - self._slowed_at) // _RECOVERY if self._slowed_to < 1.0 else 0.0
        return min(1.0, self._slowed_to * float(2 ** int(min(halves, 3.0))))

    def stop(self, seconds: float, now: float) -> None:
        """Send nothing for a while, because Telegram said so."""
        self._stopped_until = max(self._stopped_until, now + seconds)

    def stopped(self, now: float) -> bool:
        """Tell whether `stop` still holds."""
        return now < self._stopped_until

    def _forget(self, now: float) -> None:
        while self._idle and self._idle[0][0] <= now:
            _, chat_id = heapq.heappop(self._idle)
            sent = self._chats.get(chat_id)
            if sent and sent[-1] <= now - 60.0:
                del self._chats[chat_id]

"""The updates that a bot has not confirmed yet, and its long polling for them."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.telegram.refusals import DESCRIPTIONS, Refusal, conflict
from tests.telegram.wire import Params

JSON = dict[str, Any]

FIRST_UPDATE_ID = 700_000_001
LONGEST_POLL = 50  # seconds
# Telegram sends these only to a bot that names them in allowed_updates.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class _Poll:
    """One getUpdates that waits."""

    def __init__(self) -> None:
        self.woken = asyncio.Event()
        self.superseded = False
        self.gone = False

    def supersede(self) -> None:
        self.superseded = True
        self.woken.set()

    def leave(self, _: asyncio.Future[None]) -> None:
        self.gone = True
        self.woken.set()


class PendingUpdates:
    """Updates in the order in which they came, kept until an offset above them confirms them."""

    def __init__(self) -> None:
        self.waiting: list[JSON] = []
        self.left_out: list[JSON] = []
        self.webhook: JSON | None = None
        self.allowed: frozenset[str] | None = None
        self._next_id = FIRST_UPDATE_ID
        self._poll: _Poll | None = None

    def push(self, update: JSON) -> int:
        """Queue an update under the next id; of a kind that the bot did not ask for, it is left out.

        :returns: the update's id
        """
        update_id = self._next_id
        self._next_id += 1
        numbered = {**update, "update_id": update_id}
        kinds = set(numbered) - {"update_id"}
        wanted = not kinds & ON_REQUEST if self.allowed is None else bool(kinds & self.allowed)
        (self.waiting if wanted else self.left_out).append(numbered)
        if wanted and self._poll is not None:
            self._poll.woken.set()
        return update_id

    def release(self) -> None:
        """End the poll that waits, with what there is."""
        if self._poll is not None:
            self._poll.gone = True
            self._poll.woken.set()

    async def get_updates(self, params: Params, lost: asyncio.Future[None]) -> list[JSON]:
        """Up to ``limit`` updates from ``offset`` on, after at most ``timeout`` seconds.

        :param lost: done when the caller's connection is gone
        :raises Refusal: 409 when another getUpdates comes meanwhile, or a webhook is set
        """
        if self.webhook is not None:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self._allow(params)
        self._confirm(params.integer("offset"))
        limit = min(max(params.integer("limit", 100), 1), 100)
        if self._poll is not None:
            self._poll.supersede()
        poll = self._poll = _Poll()
        lost.add_done_callback(poll.leave)
        try:
            await self._wait(poll, min(max(params.integer("timeout"), 0), LONGEST_POLL))
        finally:
            lost.remove_done_callback(poll.leave)
            if self._poll is poll:
                self._poll = None
        return self.waiting[:limit]

    async def _wait(self, poll: _Poll, seconds: float) -> None:
        if self.waiting or not seconds:
            return
        try:
            async with asyncio.timeout(seconds):
                while not (poll.superseded or poll.gone or self.waiting):
                    poll.woken.clear()
                    await poll.woken.wait()
        except TimeoutError:
            return
        if poll.superseded:
            raise Refusal(409, DESCRIPTIONS[409])

    def _allow(self, params: Params) -> None:
        if (allowed := params.get("allowed_updates")) is not None:
            self.allowed = frozenset(allowed) or None

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            del self.waiting[:offset]
        else:
            self.waiting = [update for update in self.waiting if update["update_id"] >= offset]

    def set_webhook(self, params: Params) -> bool:
        """Kept and reported, but nothing is delivered to it. An empty address removes it."""
        self._allow(params)
        if params.flag("drop_pending_updates"):
            self.waiting.clear()
        self.webhook = dict(params) if params.text("url") else None
        return True

    def delete_webhook(self, params: Params) -> bool:
        if params.flag("drop_pending_updates"):
            self.waiting.clear()
        self.webhook = None
        return True

    def get_webhook_info(self, _: Params) -> JSON:
        webhook = self.webhook or {}
        info: JSON = {
            "url": webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self.waiting),
        }
        if self.allowed is not None:
            info["allowed_updates"] = sorted(self.allowed)
        return info

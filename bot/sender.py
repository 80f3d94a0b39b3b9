"""Send what lies in the outbox, in each chat in order, until Telegram took it."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
)

from bot import followers, group_replies, outbox, replies
from bot.backoff import back_off
from bot.errors import StoreError
from bot.messenger import Messenger, Params
from bot.newsroom import card_store
from bot.newsroom.moves import move_chat
from bot.newsroom.room import Room
from bot.outbox import Outgoing
from bot.pace import Pace
from bot.speaking import TOO_LATE
from bot.store import Store

log = logging.getLogger(__name__)

_Change = Callable[[AsyncConnection], Awaitable[None]]

#: Chats that are written to at the same time.
_LANES = 8
#: Telegram asked for silence in so many chats within so many seconds: it means the bot, not a chat.
_MANY, _LATELY = 3, 10.0
#: Seconds after which the outbox is looked into without having been woken: what was postponed may be due.
_LOOK_EVERY = 1.0
#: What Telegram says when the message that a call is about was deleted meanwhile.
_OUT_OF_DATE = (
    "message to be replied not found",
    "message to react not found",
    "message to delete not found",
)
#: What Telegram says where the bot may not write. Not kept: Telegram does not tell when all may write again.
_NO_RIGHT = ("not enough rights", "have no rights to send", "chat_write_forbidden")
#: What could not be sent for this long is of no use to anybody any more.
_TOO_LATE = timedelta(days=3)


class Sender:
    """Empties the outbox. `wake()` it after something was posted.

    :param only: nothing but this chat
    :param never: chats that this messenger does not reach
    :param room: learns of its chats that have become supergroups
    """

    def __init__(
        self,
        store: Store,
        messenger: Messenger,
        pace: Pace,
        *,
        only: int | None = None,
        never: Collection[int] = (),
        room: Room | None = None,
    ) -> None:
        self._store = store
        self._messenger = messenger
        self._pace = pace
        self._room = room or Room()
        self._only = only
        self._never = frozenset(never)
        self._news = asyncio.Event()
        self._busy: set[int] = set()
        self._resting: dict[int, float] = {}  # chat -> when it may be written to again
        self._refused: dict[int, float] = {}  # chat -> when Telegram last asked for silence there
        self._tasks: set[asyncio.Task[None]] = set()
        self._failures = 0

    def wake(self) -> None:
        """Look into the outbox at once."""
        self._news.set()

    @property
    def idle(self) -> bool:
        return not (self._busy or self._resting)

    async def run(self) -> None:
        """Send until cancelled; what is on its way then is finished first."""
        try:
            while True:
                self._news.clear()
                wait = await self._start_next()
                if wait > 0:
                    with suppress(TimeoutError):
                        async with asyncio.timeout(wait):
                            await self._news.wait()
        finally:
            if self._tasks:
                await asyncio.wait(self._tasks, timeout=5)

    async def _start_next(self) -> float:
        """Begin to send the next message; returns the seconds until it is worth looking again.

        One at a time and read just before it goes: what somebody had forgotten meanwhile is not sent.
        """
        now = time.monotonic()
        if (wait := self._pace.all_wait(now)) > 0:
            return wait
        if len(self._busy) >= _LANES:
            return _LOOK_EVERY
        self._resting = {chat_id: until for chat_id, until in self._resting.items() if until > now}
        out = self._busy | self._resting.keys() | self._never
        try:
            async with self._store.read() as conn:
                rows = await outbox.due(conn, datetime.now(UTC), limit=1, busy=out, only=self._only)
        except StoreError as error:
            log.error("the outbox cannot be read: %s", error)
            return _LOOK_EVERY
        if not rows:
            return min([_LOOK_EVERY, *(until - now for until in self._resting.values())])
        row = rows[0]
        if (wait := self._pace.chat_wait(row.chat_id, now)) > 0:
            self._resting[row.chat_id] = now + wait
            return 0.0
        self._pace.count(row.chat_id, now)
        self._busy.add(row.chat_id)
        task = asyncio.create_task(self._deliver(row))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return 0.0

    async def _deliver(self, row: Outgoing) -> None:
        try:
            if _is_late(row, datetime.now(UTC)):
                log.info("outbox %d: too late for what nobody asked about", row.id)
                await self._record(row, _unseen(row, StoreError("too late")))
            else:
                await self._send(row)
        finally:
            self._busy.discard(row.chat_id)
            self.wake()

    async def _send(self, row: Outgoing) -> None:
        try:
            params = await self._params(row)
            if params is None:
                await self._record(row, _dropped(row, StoreError("never sent")))
                return
            result = await self._messenger.call(row.method, params)
        except RetryAfter as error:
            wait = error.retry_after
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
            self._obey_silence(row.chat_id, seconds)
            await self._record(row, _postponed(row, error, seconds))
        except ChatMigrated as error:
            old, new = row.chat_id, error.new_chat_id
            await self._record(row, lambda conn: move_chat(conn, self._store, self._room, old, new))
        except Forbidden as error:
            log.info("outbox %d: the chat does not want to hear from us", row.id)
            await self._record(row, _unwanted(row, error))
        except BadRequest as error:
            if "not modified" in str(error).lower():
                await self._record(row, _taken(row, {}))
            elif any(words in str(error).lower() for words in (*_OUT_OF_DATE, *_NO_RIGHT)):
                log.info("outbox %d: %s comes too late or is not allowed: %s", row.id, row.method, error)
                await self._record(row, _unseen(row, error))
            else:
                # Telegram will refuse the same call for ever. Its words name the fault, never the text.
                log.error("outbox %d: %s refused: %s", row.id, row.method, error)
                await self._record(row, _dropped(row, error))
        except NetworkError as error:
            # Many chats fail at once when the network is down: that is one failure, not many.
            if not self._pace.stopped(time.monotonic()):
                self._failures += 1
            seconds = back_off(self._failures)
            self._pace.stop(seconds, time.monotonic())
            log.warning("outbox %d: %s; again in %d s", row.id, type(error).__name__, seconds)
            await self._record(row, _postponed(row, error, seconds))
        except Exception as error:  # noqa: BLE001 - also what nobody thought of must not stop the other messages
            seconds = back_off(row.attempts + 1)
            log.warning("outbox %d: %s; again in %d s", row.id, type(error).__name__, seconds)
            await self._record(row, _postponed(row, error, seconds))
        else:
            self._failures = 0
            await self._record(row, _taken(row, result))

    async def _params(self, row: Outgoing) -> Params | None:
        """Return the parameters of a call; None for a change of a message that Telegram never took."""
        params = {"chat_id": row.chat_id, **row.params}
        if row.method != "edit_message_text" or "message_id" in params:
            return params
        # Decided on before the message was sent: by now it was, since a chat's calls keep their order.
        async with self._store.read() as conn:
            message_id = await replies.message_of(conn, row.reply_token)
            if message_id is None:
                message_id = await card_store.message_of(conn, row.reply_token)
        return None if message_id is None else {**params, "message_id": message_id}

    def _obey_silence(self, chat_id: int, seconds: float) -> None:
        """Be silent where Telegram asks for it: in that chat, and everywhere when it asks in several."""
        now = time.monotonic()
        self._pace.slow_down(now)
        self._resting[chat_id] = now + seconds
        self._refused = {chat: at for chat, at in self._refused.items() if at > now - _LATELY}
        self._refused[chat_id] = now
        if len(self._refused) >= _MANY:
            log.warning("Telegram asks for %.0f s of silence", seconds)
            self._pace.stop(seconds, now)

    async def _record(self, row: Outgoing, change: _Change) -> None:
        """Write down what became of a row, however long it takes: it would be sent again otherwise."""
        while True:
            try:
                async with self._store.write(urgent=True) as conn:
                    await change(conn)
            except StoreError as error:
                log.error("outbox %d cannot be recorded: %s", row.id, error)
            except Exception as error:  # noqa: BLE001 - to end here would have Telegram told again and again
                log.error("outbox %d cannot be recorded: %s", row.id, type(error).__name__)
            else:
                return
            await asyncio.sleep(5)


def _taken(row: Outgoing, result: Params) -> _Change:
    return lambda conn: outbox.sent(conn, row.id, datetime.now(UTC), result)


def _dropped(row: Outgoing, error: Exception) -> _Change:
    return lambda conn: outbox.drop(conn, row.id, type(error).__name__, datetime.now(UTC))


def _unseen(row: Outgoing, error: Exception) -> _Change:
    """Give up what a group was to be told and never was; it may be told when it comes up again."""

    async def change(conn: AsyncConnection) -> None:
        await group_replies.forget_unseen(conn, [row.reply_token])
        await outbox.drop(conn, row.id, type(error).__name__, datetime.now(UTC))

    return change


def _is_late(row: Outgoing, now: datetime) -> bool:
    """Tell whether a reply that nobody asked for would come into another conversation, or into the night."""
    shown_to = row.params.get("reply_parameters") or {}
    unasked = row.method == "send_message" and shown_to.get("allow_sending_without_reply") is False
    return unasked and now - row.posted > TOO_LATE


def _unwanted(row: Outgoing, error: Exception) -> _Change:
    async def change(conn: AsyncConnection) -> None:
        await group_replies.forget_unseen(conn, [row.reply_token])
        await outbox.drop(conn, row.id, type(error).__name__, datetime.now(UTC))
        await followers.unfollow_all(conn, row.chat_id)

    return change


def _postponed(row: Outgoing, error: Exception, seconds: float) -> _Change:
    now = datetime.now(UTC)
    if row.posted < now - _TOO_LATE:
        return _dropped(row, error)
    return lambda conn: outbox.postpone(conn, row.id, type(error).__name__, now + timedelta(seconds=seconds))

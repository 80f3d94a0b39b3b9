"""Work through the inbox: each chat's updates in order, different chats side by side, every effect once."""

import asyncio
import logging
import time
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot import backlog, inbox
from bot.desk import Desk, Errand, post_reply
from bot.errors import StoreError
from bot.inbox import Received
from bot.language import choose_language
from bot.messenger import Call
from bot.reply import plain_reply
from bot.route import route, starts_question

log = logging.getLogger(__name__)

#: Chats that wait for more messages or are worked on, in all, and that are worked on at the same time.
_LANES, _HANDS = 2_000, 32
#: Lanes that are begun with at once, and updates that are read of one of them.
_AT_ONCE, _READ = 256, 24
#: Seconds to wait before the second, third, ... try; after the last one the update is put aside.
_RETRY = (2, 10, 60, 300)
#: What nobody asked about must not hold up those in the same group who ask.
_RETRY_OVERHEARD = _RETRY[:1]
#: Messages further apart than this are never one question (Telegram's dates are whole seconds).
_TOGETHER = timedelta(seconds=1)
#: However fast somebody writes, an answer waits no longer than this many windows, nor for more messages.
_LONGEST_WINDOWS, _MOST_MESSAGES = 3, 20


class Worker:
    """Handles what is in the inbox. `wake()` it after something was kept.

    :param desk: what the handlers need
    :param gather_seconds: messages of one chat that follow each other within this time are one question
    :param only: nothing but this lane; "" for all
    :param never: lanes that this messenger does not reach
    """

    def __init__(
        self, desk: Desk, gather_seconds: float, *, only: str = "", never: Collection[str] = ()
    ) -> None:
        self._desk = desk
        self._gather = gather_seconds
        self._only = only
        self._never = frozenset(never)
        self._arrived: dict[
            str, tuple[float, float]
        ] = {}  # lane -> first and latest arrival of what waits there
        self._busy: set[str] = set()
        self._hands = asyncio.Semaphore(_HANDS)
        self._tasks: set[asyncio.Task[None]] = set()
        self._news = asyncio.Event()
        self._began = datetime.now(UTC)

    def wake(self, lanes: Iterable[str] = ()) -> None:
        """Look into the inbox at once; `lanes` have just received something."""
        now = time.monotonic()
        for lane in lanes:
            first, _ = self._arrived.get(lane, (now, now))
            self._arrived[lane] = (first, now)
        self._news.set()

    @property
    def idle(self) -> bool:
        return not self._busy

    async def run(self) -> None:
        """Work until cancelled; what is being handled then is finished first."""
        try:
            while True:
                self._news.clear()
                if not await self._start():
                    # Not wait_for, which in Python 3.11 may swallow that the task is cancelled.
                    with suppress(TimeoutError):
                        async with asyncio.timeout(1.0):
                            await self._news.wait()
        finally:
            if self._tasks:
                await asyncio.wait(self._tasks, timeout=5)

    async def _start(self) -> bool:
        """Begin with lanes that wait; tells whether there were any."""
        if len(self._busy) >= _LANES:
            return False
        try:
            async with self._desk.store.read() as conn:
                lanes = await self._waiting(conn)
        except StoreError as error:
            log.error("the inbox cannot be read: %s", error)
            return False
        for lane in lanes:
            self._busy.add(lane)
            self._keep(asyncio.create_task(self._work(lane)))
        return bool(lanes)

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _waiting(self, conn: AsyncConnection) -> list[str]:
        now = datetime.now(UTC)
        if self._only:
            due = [] if self._busy else await inbox.waiting(conn, now, 1, lane=self._only)
            return [row.lane for row in due]
        return await inbox.lanes_waiting(conn, now, _AT_ONCE, busy=self._busy | self._never)

    async def _work(self, lane: str) -> None:
        try:
            await self._thin_out(lane)
            async with self._desk.store.read() as conn:
                rows = await inbox.waiting(conn, datetime.now(UTC), _READ, lane=lane)
            if rows:
                await self._try(lane, rows)
        except StoreError as error:
            log.error("the state cannot be read or written, so the update waits: %s", error)
            await asyncio.sleep(_RETRY[0])
        except Exception as error:  # noqa: BLE001 - without a pause the same would be tried again at once, for ever
            log.error("an update cannot even be postponed: %s at %s", type(error).__name__, _place(error))
            await asyncio.sleep(_RETRY[-1])
        finally:
            self._busy.discard(lane)
            self.wake()

    async def _try(self, lane: str, rows: list[Received]) -> None:
        """Handle the first updates of a lane; what fails is tried again later, or put aside."""
        batch = rows[:1]
        try:
            if await self._put_aside_unreadable(batch):
                return
            batch = await self._next_batch(lane, rows)
            if await self._put_aside_unreadable(batch):
                return
            async with self._hands:
                await self._handle(batch)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - what is wrong with one update must not stop the others
            await self._failed(batch, error)

    async def _thin_out(self, lane: str) -> None:
        """Let go what nobody asked about in a group that writes faster than it can be read."""
        async with self._desk.store.read() as conn:
            spare = await backlog.spare(conn, lane, self._desk, self._began)
        if spare:
            async with self._desk.store.write() as conn:
                await inbox.done(conn, spare, datetime.now(UTC))
            log.info("a group writes faster than it can be read: %d messages not looked at", len(spare))

    async def _put_aside_unreadable(self, batch: Sequence[Received]) -> bool:
        """Put aside what no other try could read; tells whether there was any."""
        faults = {row.update_id: fault for row in batch if (fault := _fault_of(row))}
        if not faults:
            return False
        async with self._desk.store.write() as conn:
            for update_id, fault in faults.items():
                log.error("update %d: %s; it cannot be read, so it is put aside", update_id, fault)
                await inbox.put_aside(conn, update_id, fault, datetime.now(UTC))
        return True

    async def _next_batch(self, lane: str, rows: list[Received]) -> list[Received]:
        """Return the first updates of a lane that belong together, waiting for more if more may come."""
        try:
            batch = _together(rows)
            fresh = lane in self._arrived and batch[0].attempts == 0
            if not fresh or len(batch) < len(rows) or not starts_question(batch[0].update):
                return batch
            self._keep(asyncio.create_task(self._desk.show_typing(batch[0].update)))
            while (wait := self._window(lane)) > 0:
                await asyncio.sleep(wait)
        finally:
            self._arrived.pop(lane, None)
        async with self._desk.store.read() as conn:
            rows = await inbox.waiting(conn, datetime.now(UTC), limit=_MOST_MESSAGES, lane=lane)
        return _together(rows) or batch

    def _window(self, lane: str) -> float:
        first, latest = self._arrived[lane]
        return min(latest + self._gather, first + _LONGEST_WINDOWS * self._gather) - time.monotonic()

    async def _handle(self, batch: Sequence[Received]) -> None:
        update_ids = [row.update_id for row in batch]
        errand = await route([_read(row) for row in batch], self._desk)
        calls = await self._settle(update_ids, errand)
        self._desk.on_posted()
        for call in calls:
            try:
                await self._desk.messenger.call(call.method, call.params)
            except TelegramError as error:
                log.info("update %d: %s: %s", update_ids[0], call.method, type(error).__name__)

    async def _settle(self, update_ids: Sequence[int], errand: Errand | None) -> Sequence[Call]:
        """Do all that an update brings about and mark it done, in one transaction: once, or not at all."""
        async with self._desk.store.write() as conn:
            calls = await errand(conn) if errand is not None else ()
            await inbox.done(conn, update_ids, datetime.now(UTC))
        return calls

    async def _failed(self, batch: Sequence[Received], error: Exception) -> None:
        now = datetime.now(UTC)
        attempts = batch[0].attempts
        # The class and the place say what is wrong; the words of an exception may quote the message.
        fault = f"{type(error).__name__} at {_place(error)}"
        async with self._desk.store.write() as conn:
            overheard = await backlog.is_overheard(conn, batch[0].update, self._desk)
            waits = _RETRY_OVERHEARD if overheard else _RETRY
            if attempts < len(waits):
                log.warning("update %d: %s; again in %d s", batch[0].update_id, fault, waits[attempts])
                again = now + timedelta(seconds=waits[attempts])
                for row in batch:
                    await inbox.postpone(conn, row.update_id, fault, again)
                return
            log.error("update %d: %s; put aside after %d tries", batch[0].update_id, fault, attempts + 1)
            for row in batch:
                await inbox.put_aside(conn, row.update_id, fault, now)
            await _say_sorry(conn, batch[-1])
        self._desk.on_posted()


async def _say_sorry(conn: AsyncConnection, row: Received) -> None:
    """Tell a person in a private chat that their message was not checked, rather than keep silent."""
    message = None
    with suppress(Exception):  # the update may be the very thing that cannot be read
        message = _read(row).message
    if message is not None and message.chat.type == ChatType.PRIVATE:
        code = message.from_user.language_code if message.from_user else ""
        language = choose_language("", code or "", message.text or "")
        await post_reply(conn, f"update:{row.update_id}", message, plain_reply(language, "trouble"))


def _together(rows: Sequence[Received]) -> list[Received]:
    """Return the leading updates that are one question, or the first update alone."""
    batch = list(rows[:1])
    for row in rows[1:_MOST_MESSAGES]:
        previous = batch[-1].update
        # After a failure each is tried alone, so that one that cannot be read takes no other with it.
        tried = batch[-1].attempts or row.attempts
        if tried or not (starts_question(previous) and starts_question(row.update)):
            break
        gap = row.update["message"]["date"] - previous["message"]["date"]
        if timedelta(seconds=gap) > _TOGETHER:
            break
        batch.append(row)
    return batch


def _read(row: Received) -> telegram.Update:
    return telegram.Update.de_json(row.update, None)


def _fault_of(row: Received) -> str:
    """Return what keeps an update from being read, without its words; "" when it can be."""
    try:
        _read(row)
    except Exception as error:  # noqa: BLE001 - whatever it is, it will be the same the next time
        return f"{type(error).__name__} at {_place(error)}"
    return ""


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "?" if trace is None else f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"

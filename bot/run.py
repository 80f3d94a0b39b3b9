"""Run the bot: open its parts in order, keep them going, and close them in time."""

import asyncio
import gc
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import (
    asked_lately,
    demand,
    group_replies,
    groups,
    inbox,
    outbox,
    panels,
    replies,
    suppressed,
    tallies,
)
from bot.checker import Checker
from bot.corrections import keep_correcting
from bot.desk import Desk
from bot.errors import StoreError
from bot.handlers.room_menu import show_menu
from bot.intake import identify, keep, poll
from bot.introduction import introduce
from bot.lock import hold
from bot.messenger import Identity, Messenger, Params, TelegramMessenger
from bot.news import tell_news
from bot.newsroom import belongings, retention
from bot.newsroom.assigning import keep_assigning
from bot.newsroom.gathering import keep_gathering
from bot.newsroom.moves import go_along
from bot.newsroom.placing import keep_placing
from bot.newsroom.reindexing import tell_refusals
from bot.newsroom.room import open_room
from bot.newsroom.watch import keep_watching
from bot.pace import Pace
from bot.rounds import keep_going_round
from bot.sender import Sender
from bot.settings import Settings
from bot.store import Store, load_secret
from bot.terminal import TERMINAL_CHAT, TerminalChat, TerminalMessenger, read_lines
from bot.worker import Worker
from corpus.link_book import link_file
from index.release import QUESTIONS_FILE
from index.search import ClaimIndex

log = logging.getLogger(__name__)

HEARTBEAT = "heartbeat"
#: How long finished updates and sent messages are recognised when they come again.
_RECOGNISED_FOR = timedelta(days=7)
_HOUSEKEEPING_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Bot:
    """The running parts that intake hands updates to."""

    store: Store
    worker: Worker
    sender: Sender
    tasks: Sequence[asyncio.Task[None]]
    desk: Desk

    def renew(self) -> None:
        """Have a new version built of the debunks as they are now, and tell the maintainers."""
        self.desk.reindexing.begin(self.desk, [(chat_id, None) for chat_id in sorted(self.desk.room.chats)])

    async def keep_going(self) -> None:
        """Return never; raises what has stopped one of the parts."""
        await asyncio.gather(*self.tasks)

    async def settle(self, update: Params) -> None:
        """Take one update of the terminal in; return when it is handled and what it brought about is sent."""
        self.worker.wake(await keep(self.store, [update]))
        while not await self._settled():
            await asyncio.sleep(0.01)

    async def _settled(self) -> bool:
        now = datetime.now(UTC)
        async with self.store.read() as conn:
            lane = self.store.key("chat", TERMINAL_CHAT)
            waits = await inbox.waiting(conn, now, limit=1, lane=lane) or await outbox.due(
                conn, now, limit=1, only=TERMINAL_CHAT
            )
        return not waits and self.worker.idle and self.sender.idle


@asynccontextmanager
async def open_bot(
    settings: Settings,
    first: list[ClaimIndex],
    messenger: Messenger,
    identity: Identity,
    pace: Pace,
    gather_seconds: float,
) -> AsyncIterator[Bot]:
    """Open state, checker, worker and sender; what they are doing when the block ends is finished first.

    :param first: holds the only reference to the index version that answers first, and is emptied: when the
        next one has taken its place nobody is to keep it in memory
    """
    async with AsyncExitStack() as stack:
        stack.enter_context(hold(settings.home / "lock"))
        store = await stack.enter_async_context(
            Store(settings.database_url, load_secret(settings.home / "secret"))
        )
        load = partial(ClaimIndex.load, encoder=first[0].encoder)
        checker = await stack.enter_async_context(
            Checker(first.pop(), settings.index_root, load, link_file(settings.home))
        )
        terminal = store.key("chat", TERMINAL_CHAT)
        here = isinstance(messenger, TerminalMessenger)
        # Both kinds of messenger may meet in one database: each keeps its hands off the other's chats.
        room = open_room(settings)
        async with store.read() as conn:
            await go_along(conn, room)
        sender = Sender(
            store,
            messenger,
            pace,
            only=TERMINAL_CHAT if here else None,
            never=() if here else [TERMINAL_CHAT],
            room=room,
        )
        forgotten = asyncio.Event()
        desk = Desk(store, checker, messenger, identity, sender.wake, forgotten.set, room=room)
        worker = Worker(desk, gather_seconds, only=terminal if here else "", never=() if here else [terminal])
        tasks = [
            asyncio.create_task(tell_news(desk), name="news"),
            asyncio.create_task(keep_correcting(desk), name="corrections"),
            asyncio.create_task(keep_going_round(desk), name="rounds"),
            asyncio.create_task(keep_gathering(desk.gathering, store, checker, desk.clock), name="gathering"),
            asyncio.create_task(keep_assigning(desk), name="assigning"),
            asyncio.create_task(keep_placing(desk), name="placing"),
            asyncio.create_task(show_menu(desk), name="menu"),
            asyncio.create_task(keep_watching(desk), name="watch"),
            asyncio.create_task(tell_refusals(desk), name="refusals"),
            asyncio.create_task(worker.run(), name="worker"),
            asyncio.create_task(sender.run(), name="sender"),
            asyncio.create_task(
                _keep_house(store, forgotten, settings.home / QUESTIONS_FILE), name="housekeeping"
            ),
        ]
        try:
            yield Bot(store, worker, sender, tasks, desk)
        finally:
            await desk.reindexing.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def run_telegram(settings: Settings, first: list[ClaimIndex], token: str) -> None:
    """Run the bot on Telegram by long polling until SIGTERM or SIGINT.

    :param first: as `open_bot` takes it
    :raises TokenRefused: Telegram does not know the token
    :raises StoreError: the state cannot be opened, or another program has it open
    """
    running = asyncio.current_task()
    assert running is not None
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, running.cancel)
    # What is there by now stays: nobody is to wait while a collection of garbage looks through it again.
    gc.freeze()
    with suppress(asyncio.CancelledError):
        await serve(settings, first, token, Pace())
    log.info("stopped")


async def serve(settings: Settings, first: list[ClaimIndex], token: str, pace: Pace) -> None:
    """Run the bot on Telegram until cancelled.

    :param first: as `open_bot` takes it
    :param pace: how much may be sent
    """
    async with TelegramMessenger(token, settings.telegram_api_base, settings.home) as messenger:
        identity = await identify(messenger)
        log.info("@%s answers from index version %s", identity.username, first[0].version)
        async with open_bot(settings, first, messenger, identity, pace, settings.gather_seconds) as bot:
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, bot.renew)
            heartbeat = settings.home / HEARTBEAT
            async with asyncio.TaskGroup() as group:
                group.create_task(introduce(messenger))
                group.create_task(bot.keep_going())
                group.create_task(poll(bot.store, messenger, bot.worker.wake, heartbeat))


async def run_terminal(settings: Settings, first: list[ClaimIndex]) -> None:
    """Chat in the terminal until its input ends.

    :param first: as `open_bot` takes it
    """
    messenger = TerminalMessenger(sys.stdout)
    pace = Pace(per_second=1_000, chat_gap=0.0)
    async with open_bot(settings, first, messenger, await messenger.identify(), pace, 0.0) as bot:
        talking = sys.stdin.isatty()
        chat = TerminalChat(messenger, bot.settle, _language_code())
        await chat.run(read_lines(sys.stdin, "> " if talking else ""), echo=not talking)


def _language_code() -> str:
    """Return the language of the terminal as Telegram writes it (zh_TW.UTF-8 -> zh-tw), or ""."""
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    code = name.partition(".")[0].replace("_", "-").lower()
    return "" if code in {"c", "posix"} else code


async def _forget_left(conn: AsyncConnection, now: datetime) -> None:
    """Delete all that is kept of groups that have turned the bot out long enough ago."""
    gone = await groups.purge_left(conn, now - groups.KEPT_AFTER_LEAVING)
    await suppressed.forget_chat(conn, gone)
    await belongings.forget_group(conn, gone)
    for chat_key in gone:
        await tallies.forget_group(conn, chat_key)
        await group_replies.forget_group(conn, chat_key)


async def _keep_house(store: Store, forgotten: asyncio.Event, questions: Path) -> None:
    """Delete what is past its time, and wipe what people had deleted, also from the file of questions."""
    while True:
        now = datetime.now(UTC)
        try:
            async with store.write() as conn:
                await inbox.purge(conn, now - _RECOGNISED_FOR)
                await outbox.purge(conn, now - _RECOGNISED_FOR)
                await replies.purge(conn, now - replies.KEPT)
                await group_replies.purge(conn, now - replies.KEPT)
                await _forget_left(conn, now)
                await panels.purge(conn, now)
                await suppressed.purge(conn, now - suppressed.KEPT)
                await tallies.purge(conn, (now - tallies.KEPT).date(), (now - demand.KEPT).date())
                await retention.purge(conn, now)
            await retention.empty_closed(store, now)
            await store.scrub()
            await asked_lately.write_down(store, questions)
        except StoreError as error:
            log.error("old rows cannot be deleted: %s", error)
        forgotten.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(_HOUSEKEEPING_EVERY.total_seconds()):
                await forgotten.wait()

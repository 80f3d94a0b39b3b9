"""A bot without clock and network of its own: days play in seconds, and what it sends is written down.

The route, the state, the index and Telegram's shapes are real; the tasks of `bot.run` are called in turn.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import telegram

from bot import outbox
from bot.checker import Checker
from bot.desk import Desk
from bot.messenger import Identity, Params
from bot.newsroom.room import Room
from bot.rounds import go_round
from bot.route import route
from bot.store import Store
from bot.week import tell_weeks
from corpus.link_book import link_file
from index.search import ClaimIndex
from tests.telegram import people

SECRET = bytes(range(32))
#: Later than whatever the outbox may wait for.
FAR = timedelta(days=3650)


@dataclass
class Clock:
    """A moment that moves only when told to."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Sending:
    """One call that the bot made. `message_id`: of the message that it sent or changed, else 0."""

    at: datetime
    method: str
    chat_id: int
    message_id: int
    params: Mapping[str, Any]

    @property
    def text(self) -> str:
        return str(self.params.get("text", self.params.get("caption", "")))

    @property
    def reply_to(self) -> int:
        return int((self.params.get("reply_parameters") or {}).get("message_id", 0))


@dataclass
class Wire:
    """A messenger that writes down what it is to carry, numbers it, and knows who the admins are."""

    clock: Clock
    admins: tuple[int, ...] = ()
    sent: list[Sending] = field(default_factory=list)
    _number: int = 1_000_000

    async def identify(self) -> Identity:
        return Identity(people.ME_ID, people.ME["username"], True)

    async def call(self, method: str, params: Params) -> Params:
        if method == "get_chat_administrators":
            return {"result": [people.member(people.user(each), "administrator") for each in self.admins]}
        new = method in {"send_message", "send_photo"}
        self._number += new
        number = self._number if new else int(params.get("message_id", 0))
        chat_id = int(params.get("chat_id", 0))
        self.sent.append(Sending(self.clock(), method, chat_id, number, params))
        return {"message_id": number} if new or method == "edit_message_text" else {}


@dataclass(frozen=True)
class Stage:
    """A desk, and what carries an update through it."""

    desk: Desk
    clock: Clock
    wire: Wire

    async def play(self, update: dict[str, Any]) -> list[Sending]:
        """Carry one update through; return what was sent because of it."""
        before = len(self.wire.sent)
        errand = await route([telegram.Update.de_json(update, None)], self.desk)
        if errand is not None:
            async with self.desk.store.write() as conn:
                calls = await errand(conn)
            for call in calls:
                await self.wire.call(call.method, call.params)
            await self.flush()
        return self.wire.sent[before:]

    async def go_round(self) -> list[Sending]:
        """Do what the bot does by its clock: mornings, deletions, weeks."""
        before = len(self.wire.sent)
        await go_round(self.desk)
        await tell_weeks(self.desk)
        await self.flush()
        return self.wire.sent[before:]

    async def flush(self) -> None:
        """Send what lies in the outbox."""
        while True:
            async with self.desk.store.read() as conn:
                rows = await outbox.due(conn, datetime.now(UTC) + FAR, limit=50)
            if not rows:
                return
            async with self.desk.store.write() as conn:
                for row in rows:
                    params = {"chat_id": row.chat_id, **row.params}
                    result = await self.wire.call(row.method, params)
                    await outbox.sent(conn, row.id, self.clock(), result)


@asynccontextmanager
async def open_stage(
    folder: Path, index: ClaimIndex, clock: Clock, wire: Wire | None = None, room: Room | None = None
) -> AsyncGenerator[Stage]:
    """Open the bot on the state in a folder; opened there again, it has been restarted."""
    messenger = wire or Wire(clock)
    checker = Checker(index, folder / "index", ClaimIndex.load, link_file(folder))
    async with Store(f"sqlite:///{folder / 'zhendema.sqlite3'}", SECRET) as store:
        desk = Desk(
            store,
            checker,
            messenger,
            await messenger.identify(),
            on_posted=lambda: None,
            on_forgotten=lambda: None,
            room=room or Room(home=folder),
            clock=clock,
        )
        try:
            yield Stage(desk, clock, messenger)
        finally:
            await checker.__aexit__(None, None, None)

"""A stage with maintainers, a unit and outsiders: who says what where, and what is tapped."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import update

from bot import leads
from bot.lead_tables import leads as lead_rows
from bot.newsroom.room import Room
from bot.newsroom.standing import Standing, find
from bot.newsroom.units import Level, Unit, Units
from index.search import ClaimIndex
from tests.bot.stage import Clock, Sending, Stage, Wire, open_stage
from tests.telegram import people, updates

JSON = dict[str, Any]
ROOM, SECOND, CITY_CHAT, COUNTY_CHAT, OUTSIDE = -1042, -1043, -1044, -1045, -1046
CITY = Unit("杭州市", Level.CITY, ("CN-ZJ/杭州市",), chat_id=CITY_CHAT, due_hours=8)
COUNTY = Unit("西湖区", Level.COUNTY, ("CN-ZJ/杭州市/西湖区",), chat_id=COUNTY_CHAT, due_hours=4)
FAR = Unit("福州市", Level.CITY, ("CN-FJ/福州市",))
UNITS = Units((CITY, COUNTY, FAR))
CHATS = {
    chat_id: people.supergroup(chat_id, title)
    for chat_id, title in (
        (ROOM, "编辑部"),
        (SECOND, "值班群"),
        (CITY_CHAT, "杭州组"),
        (COUNTY_CHAT, "西湖组"),
        (OUTSIDE, "邻里群"),
    )
}


@dataclass
class Newsdesk:
    """The stage, and what people do on it."""

    stage: Stage

    async def say(self, text: str, chat_id: int = ROOM, *, by: int = 901, **more: Any) -> list[Sending]:
        """Say something in a chat of the desk, or in private where the chat is the person's."""
        chat = None if chat_id > 0 else CHATS[chat_id]
        sender = people.user(by if chat_id < 0 else chat_id, language_code=more.pop("code", "zh-hans"))
        message = updates.message(text, sender=sender, chat=chat, **more)
        return await self.stage.play(updates.update("message", message))

    async def tap(self, card: Sending, words: str, *, by: int = 901) -> list[Sending]:
        """Tap the button with these words under the latest state of a message."""
        return await self.send(self.data(card, words), card.chat_id, card.message_id, by=by)

    async def send(self, data: str, chat_id: int, message_id: int, *, by: int = 901) -> list[Sending]:
        """Send what a button carries, from whatever chat."""
        chat = people.private_chat(people.user(chat_id)) if chat_id > 0 else CHATS[chat_id]
        shown = updates.message("", sender=people.ME, chat=chat, message_id=message_id)
        sender = people.user(by, language_code="zh-hans")
        return await self.stage.play(updates.callback_query(data, sender=sender, message=shown))

    def latest(self, card: Sending) -> Sending:
        """What a message shows now."""
        same = [
            each
            for each in self.stage.wire.sent
            if (each.chat_id, each.message_id) == (card.chat_id, card.message_id)
            and each.text
            and each.method != "answer_callback_query"
        ]
        return same[-1]

    def data(self, card: Sending, words: str) -> str:
        buttons = self.buttons(card)
        return next(data for text, data in buttons.items() if words in text)

    def buttons(self, card: Sending) -> dict[str, str]:
        markup = self.latest(card).params.get("reply_markup") or {"inline_keyboard": []}
        return {each["text"]: each["callback_data"] for row in markup["inline_keyboard"] for each in row}

    async def lead(self, text: str, *askers: int, **columns: Any) -> int:
        """Have people ask about a claim; return the number of its lead."""
        store, clock = self.stage.desk.store, self.stage.clock
        number = 0
        async with store.write() as conn:
            for place, asker in enumerate(askers or (1,)):
                logged = await leads.log(
                    store,
                    conn,
                    text=text,
                    links=(),
                    asker_key=store.key("user", asker),
                    chat_key=store.key("chat", asker),
                    update_id=hash((text, place)) % 10**9,
                    now=clock(),
                )
                number = logged.lead.number
            if columns:
                await conn.execute(update(lead_rows).where(lead_rows.c.number == number).values(columns))
        return number

    async def standing(self, number: int) -> Standing:
        async with self.stage.desk.store.read() as conn:
            found = await find(conn, number)
        assert found is not None
        return found

    async def card(self, number: int, chat_id: int = ROOM) -> Sending:
        (card,) = await self.say(f"/lead {number}", chat_id)
        return card


def toast(sent: Sequence[Sending]) -> str:
    """The words that popped up after a tap."""
    return next(str(each.params.get("text") or "") for each in sent if each.method == "answer_callback_query")


@asynccontextmanager
async def open_newsdesk(
    folder: Path, index: ClaimIndex, clock: Clock, wire: Wire | None = None
) -> AsyncGenerator[Newsdesk]:
    room = Room(chats=frozenset({ROOM, SECOND}), units=UNITS, home=folder)
    async with open_stage(folder, index, clock, wire, room) as stage:
        yield Newsdesk(stage)

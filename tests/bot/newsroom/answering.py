"""The desk on a stage of its own: people ask about a claim, maintainers answer it from their chat."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot import followers, groups, leads
from bot.group_settings import QuietHours
from bot.newsroom.room import Room
from corpus.debunk import Debunk, Verdict
from corpus.local import UNNAMED
from index.search import ClaimIndex
from index.versions import current_version
from tests.bot.stage import Clock, Sending, Stage, Wire, open_stage
from tests.telegram import people, updates

ROOM = -1_000_000_000_042
GROUP = people.supergroup(-1_000_000_000_007, "邻里群")
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
CLAIM = "城东的老粮仓里发现了恐龙蛋"
EGG = Debunk(
    id=UNNAMED,
    claim=CLAIM,
    verdict=Verdict.FALSE,
    url="https://check.example/egg",
    publisher="真实查证网",
    lang="zh-Hans",
)


@dataclass
class Desk:
    """The stage, and what maintainers do on it."""

    stage: Stage

    async def say(
        self, text: str, *, by: int = 1, chat: dict[str, Any] | None = None, **more: Any
    ) -> list[Sending]:
        sender = people.user(by, language_code="zh-hans")
        message = updates.message(text, sender=sender, chat=chat, **more)
        return await self.stage.play(updates.update("message", message))

    async def room(self, text: str, *, by: int = 901, **more: Any) -> list[Sending]:
        return await self.say(text, by=by, chat=people.supergroup(ROOM, "编辑部"), **more)

    def tap(self, card: Sending, words: str, *, by: int = 901) -> dict[str, Any]:
        rows = card.params["reply_markup"]["inline_keyboard"]
        data = next(button["callback_data"] for row in rows for button in row if words in button["text"])
        sender = people.user(by, language_code="zh-hans")
        shown = updates.message(
            "", sender=people.ME, chat=people.supergroup(ROOM, "编辑部"), message_id=card.message_id
        )
        return updates.callback_query(data, sender=sender, message=shown)

    async def press(self, card: Sending, words: str, **more: Any) -> list[Sending]:
        return await self.stage.play(self.tap(card, words, **more))

    async def answer(self, number: int, known: str) -> list[Sending]:
        """Answer a lead with a debunk that exists, after having looked at it."""
        (card,) = await self.room(f"/answer {number} {known}")
        return await self.press(card, "发布")

    async def fill(self, card: Sending, field: str, text: str) -> Sending:
        await self.press(card, field)
        shown = updates.message(
            "", sender=people.ME, chat=people.supergroup(ROOM, "编辑部"), message_id=card.message_id
        )
        return (await self.room(text, reply_to=shown))[-1]


@asynccontextmanager
async def opened(folder: Path, clock: Clock, wire: Wire) -> AsyncIterator[Desk]:
    """The bot on the state in a folder; again: it was killed and started anew."""
    current = current_version(folder / "index")
    assert current is not None
    async with open_stage(folder, ClaimIndex.load(current), clock, wire) as stage:
        room = Room(chats=frozenset({ROOM}), home=folder)
        yield Desk(Stage(replace(stage.desk, room=room), clock, wire))


async def asked(desk: Desk, quiet: QuietHours | None = None) -> int:
    """One person wants to hear, another does not, and a group was told that nothing is known."""
    stage = desk.stage
    for person in (1, 2):
        (reply,) = await desk.say(f"听说{CLAIM}，请转发", by=person)
        assert "还没有查到" in reply.text
    async with stage.desk.store.write() as conn:
        key = stage.desk.store.key("chat", GROUP["id"])
        await groups.note(conn, key, GROUP["id"], "邻里群", now=NOON)
        if quiet:
            settings = replace(await groups.settings_in(conn, key), quiet=quiet)
            await groups.change(conn, key, "", settings, NOON)
        found = await leads.listed(conn)
        await followers.follow(conn, found[0].number, 1)
    (reply,) = await desk.say(f"/check 听说{CLAIM}，请转发", by=3, chat=GROUP)
    assert "还没有查到" in reply.text
    assert len(found) == 1
    return found[0].number


async def drafted(desk: Desk, number: int) -> Sending:
    """The draft of an answer with all that it needs."""
    (card,) = await desk.room(f"/answer {number}")
    assert f"第 {number} 号线索的答复" in card.text
    assert CLAIM in card.text
    card = (await desk.press(card, "不是真的"))[-1]
    card = await desk.fill(card, "链接", "https://check.example/egg")
    card = await desk.fill(card, "谁查的", "真实查证网")
    return await desk.fill(card, "实际情况", "挖出来的是建材。")


def news(wire: Wire) -> dict[int, list[Sending]]:
    """What chats were told to be an answer, by chat."""
    found: dict[int, list[Sending]] = {}
    for sending in wire.sent:
        if "有人查证了" in sending.text:
            found.setdefault(sending.chat_id, []).append(sending)
    return found

"""The people, chats and words of a story: a rumor goes round, is checked, and everybody hears of it."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from zoneinfo import ZoneInfo

from bot import outbox
from bot.language import Language
from bot.newsroom import assigning, placing
from bot.newsroom.room import Room
from bot.newsroom.units_file import FILE, read_units
from bot.newsroom.watch import watch
from index.search import ClaimIndex
from index.versions import current_version
from tests.bot.stage import SECRET, Clock, Sending, Stage, Wire, open_stage
from tests.telegram import people, updates

JSON = dict[str, Any]

ZONE = ZoneInfo("Asia/Shanghai")
MAINTAINERS, COUNTY, CITY = -1_001_000_000_001, -1_001_000_000_002, -1_001_000_000_003
CHANNEL = -1_001_000_000_004
ROOMS = {
    MAINTAINERS: people.supergroup(MAINTAINERS, "查证编辑部"),
    COUNTY: people.supergroup(COUNTY, "西湖区辟谣组"),
    CITY: people.supergroup(CITY, "杭州市辟谣中心"),
}
UNITS = f"""
[[unit]]
name = "西湖区"
level = "county"
regions = ["CN-ZJ/杭州市/西湖区"]
chat = {COUNTY}
due_hours = 4

[[unit]]
name = "杭州市"
level = "city"
regions = ["CN-ZJ/杭州市"]
chat = {CITY}
due_hours = 120
"""
#: Somebody has checked this one.
KNOWN = "喝热柠檬水可以杀死癌细胞"
WORDINGS = (
    "紧急通知：杭州西湖区自来水厂的过滤池里捞出了一百多只死老鼠，三天之内不要喝自来水，请马上告诉家人！",
    "听说西湖区自来水厂的过滤池里捞出一百多只死老鼠，这三天都不能喝自来水（杭州），是真的吗",
    "杭州的朋友注意了，西湖区自来水厂过滤池里有一百多只死老鼠，自来水三天不能喝，转给邻居",
    "【扩散】杭州西湖区三天内不要喝自来水！！自来水厂过滤池捞出死老鼠一百多只",
)
#: Three groups and nine private chats are twelve chats; 31 people ask in the groups, nine in private.
GROUPS = tuple(
    people.supergroup(-1_001_000_000_100 - place, title)
    for place, title in enumerate(("幸福里业主群", "二年级三班家长群", "晨练的老朋友"))
)
ASKERS = tuple(range(1001, 1041))
ALONE, IN_GROUPS = ASKERS[:9], ASKERS[9:]
#: Those who asked alone, and 16 who asked in a group and later once more in private.
WAITING = (*ALONE, *IN_GROUPS[:16])
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example/water-plant",
    "claimReviewed": "杭州西湖区自来水厂的过滤池里捞出一百多只死老鼠，三天不能喝自来水",
    "datePublished": "2026-11-20",
    "author": {"@type": "Organization", "name": "杭州查证"},
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1},
    "description": "水厂当天的检测全部合格，过滤池是封闭的，照片来自外国一处废弃的水池。",
}


@contextmanager
def website() -> Iterator[int]:
    """A publisher's site on loopback whose every page has the review; gives its port."""
    review = f'<script type="application/ld+json">{json.dumps(ARTICLE)}</script>'
    page = f"<html><head><title>水厂里没有死老鼠</title>{review}</head></html>"

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Site) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Story:
    """The stage, and what happens on it."""

    stage: Stage
    language = Language.HANS

    async def pictures_waiting(self) -> AsyncIterator[str]:
        """The names of the pictures that are to be sent."""
        async with self.stage.desk.store.read() as conn:
            rows = await outbox.due(conn, self.clock.now, limit=50)
        for row in rows:
            if row.method == "send_photo":
                yield str(row.params["picture"])

    @property
    def clock(self) -> Clock:
        return self.stage.clock

    async def say(self, text: str, by: int, chat: JSON | None = None, **more: Any) -> list[Sending]:
        sender = people.user(by, language_code="zh-hans")
        at = int(self.clock.now.timestamp())
        message = updates.message(text, sender=sender, chat=chat, date=at, **more)
        return await self.stage.play(updates.update("message", message))

    async def forward(self, text: str, by: int) -> list[Sending]:
        """Somebody forwards a message to the bot."""
        return await self.say(text, by, origin=updates.from_hidden_user("转发的人"))

    async def check(self, text: str, by: int, group: JSON) -> list[Sending]:
        """Somebody forwards a message into a group and asks the bot there what is true of it."""
        at = int(self.clock.now.timestamp())
        forwarded = updates.message(
            text, sender=people.user(by), chat=group, date=at, origin=updates.from_hidden_user("转发的人")
        )
        overheard = await self.stage.play(updates.update("message", forwarded))
        return [*overheard, *await self.say("/check", by, group, reply_to=forwarded)]

    async def tap(self, shown: Sending, words: str, by: int) -> list[Sending]:
        rows = shown.params["reply_markup"]["inline_keyboard"]
        data = next(each["callback_data"] for row in rows for each in row if words in each["text"])
        chat = ROOMS.get(shown.chat_id) or people.private_chat(people.user(by))
        message = updates.message("…", sender=people.ME, chat=chat, message_id=shown.message_id)
        tapped = updates.callback_query(
            data, sender=people.user(by, language_code="zh-hans"), message=message
        )
        return await self.stage.play(tapped)

    async def pass_time(self, time: timedelta) -> list[Sending]:
        """Let time pass, and then do once what the bot does by its clock."""
        self.clock.now += time
        before = len(self.stage.wire.sent)
        desk = self.stage.desk
        await desk.gathering.make_vectors(desk.store, desk.checker, self.clock.now)
        await desk.gathering.look_behind(desk.store, desk.checker, self.clock.now)
        await placing.guess_new(desk)
        await watch(desk, None)
        await assigning.go_round(desk)
        await self.stage.go_round()
        return self.stage.wire.sent[before:]

    async def spread(self) -> list[Sending]:
        """Forty people ask within an hour; return what the bot said."""
        dice = random.Random(20261122)
        turns = list(ASKERS)
        dice.shuffle(turns)
        said = []
        for place, person in enumerate(turns):
            words = WORDINGS[place % len(WORDINGS)]
            if person in ALONE:
                said += await self.forward(words, person)
            else:
                said += await self.check(words, person, GROUPS[person % len(GROUPS)])
            self.clock.now += timedelta(seconds=85)
        return said

    async def wait_for_the_answer(self, said: Sequence[Sending]) -> None:
        """Those who asked alone tap that they want to hear; others ask once more in private, and tap, too."""
        shown = {each.chat_id: each for each in said if each.method == "send_message"}
        for place, person in enumerate(WAITING):
            if person not in shown:
                (shown[person],) = await self.forward(WORDINGS[place % len(WORDINGS)], person)
            await self.tap(shown[person], "有结果告诉我", person)


def furnish(home: Path) -> None:
    """Put the file of units and the secret into a home that has an index."""
    (home / FILE).write_text(UNITS, encoding="utf-8")
    (home / "secret").write_text(SECRET.hex() + "\n", encoding="ascii")


@asynccontextmanager
async def told(
    home: Path, clock: Clock, wire: Wire, loopback_port: int | None = None
) -> AsyncIterator[Story]:
    """The bot on the state in a home, where the clock stands still unless it is moved."""
    current = current_version(home / "index")
    assert current is not None
    room = Room(
        chats=frozenset({MAINTAINERS}),
        units=read_units(home / FILE, ZONE),
        channel=CHANNEL,
        zone=ZONE,
        home=home,
        loopback_port=loopback_port,
    )
    async with open_stage(home, ClaimIndex.load(current), clock, wire, room=room) as stage:
        yield Story(stage)

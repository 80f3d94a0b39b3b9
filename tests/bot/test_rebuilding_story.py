"""A maintainer brings debunks in, is kept from a bad release, makes a good one; the bot answers all along."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.store import Store
from bot.tables import replies
from corpus.library import read_corpus
from index.search import ClaimIndex
from index.versions import current_version, list_versions
from tests.bot.conftest import DEBUNKS, running_bot, settings_for
from tests.bot.process import ROOT, environment, make_home
from tests.telegram.server import TelegramServer

A_SECOND = 20  # messages
#: What people send -> what the address of its debunk ends with.
MESSAGES = {
    "听说喝热的柠檬水可以把癌细胞杀死，大家快试试": "lemon",
    "隔夜的炒青菜千萬別吃了，吃了會致癌": "cabbage",
    "今年春节期间全国高速公路小客车免费通行吗": "toll",
    "现在坐地铁必须戴口罩，否则不让进站": "mask",
    "可樂加曼陀珠一起吃會把胃撐破而死": "cola",
    "今晚8点北京要发生6级地震，赶紧出门": "quake",
    "大蒜放在枕头下面可以治疗失眠": "garlic",
    "用微波炉加热过的食物吃了会致癌": "microwave",
}
TOWNS = ("云溪", "青石", "白塔", "柳湾", "松岭", "花桥", "石门", "沙洲", "梅坞", "竹园")
TALES = ("水库里有恐龙蛋", "夜市卖会发光的鱼", "小学改成上午放假", "桥墩下埋着金砖", "超市的米是塑料做的")
CLAIMS = [f"{town}镇的{tale}" for tale in TALES for town in TOWNS]
NEW = CLAIMS[7]


def review(number: int, claim: str, rating: str, **more: Any) -> dict[str, Any]:
    """One ClaimReview, as a publisher's feed has it."""
    return {
        "@type": "ClaimReview",
        "url": f"https://county.example/{number}",
        "claimReviewed": claim,
        "datePublished": "2026-11-20",
        "author": {"@type": "Organization", "name": "县里查证"},
        "reviewRating": {"@type": "Rating", "alternateName": rating},
        **more,
    }


def feed(path: Path, reviews: list[dict[str, Any]]) -> Path:
    told = {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": reviews}
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


@dataclass
class Maintainer:
    """Somebody at the command line of the bot's home."""

    home: Path

    async def runs(self, *words: str) -> tuple[int, str]:
        """`zhendema WORDS`; gives the exit code and all that was printed."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *words),
            cwd=ROOT,
            env=environment(self.home),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        out, _ = await process.communicate()
        return process.returncode or 0, out.decode()

    async def builds(self) -> tuple[int, str]:
        folders = [self.home / "corpus", self.home / "corpus" / "imported"]
        return await self.runs(
            "index", "build", *(word for each in folders for word in ("--corpus", str(each)))
        )

    @property
    def version(self) -> str:
        folder = current_version(self.home / "index")
        assert folder is not None
        return folder.name


@dataclass
class Public:
    """People who ask, each once, twenty a second; fewer while a hundred wait on a busy machine."""

    telegram: TelegramServer
    asked: dict[int, str] = field(default_factory=dict)

    async def ask(self) -> None:
        loop = asyncio.get_running_loop()
        begun, texts = loop.time(), list(MESSAGES)
        while True:
            person = 10_000 + len(self.asked)
            self.asked[person] = texts[len(self.asked) % len(texts)]
            self.telegram.say(person, self.asked[person])
            await asyncio.sleep(max(0.0, begun + len(self.asked) / A_SECOND - loop.time()))
            while len(self.asked) - len(self.answered) > 5 * A_SECOND:
                await asyncio.sleep(0.1)

    @asynccontextmanager
    async def asking(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.ask())
        try:
            yield
            assert not task.done()
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    @property
    def answered(self) -> set[int]:
        return {sent.chat_id for sent in self.telegram.sent} & self.asked.keys()


@pytest.mark.slow
async def test_a_bad_import_is_kept_from_answering_and_nobody_notices(
    telegram: TelegramServer, tmp_path: Path, built_root: Path, claim_index: ClaimIndex
) -> None:
    (tmp_path / "home").mkdir()
    home = make_home(tmp_path / "home", built_root)
    (home / "corpus").mkdir()
    shutil.copyfile(DEBUNKS, home / "corpus" / "own.jsonl")
    (home / "labelled").mkdir()
    judged = [{"id": name, "text": text, "relevant": [f"t-{name}"]} for text, name in MESSAGES.items()]
    (home / "labelled" / "own.jsonl").write_text("\n".join(map(json.dumps, judged)), encoding="utf-8")
    maintainer, public = Maintainer(home), Public(telegram)
    async with running_bot(settings_for(telegram, home), claim_index):
        await telegram.wait_for(lambda server: server.calls_of("getUpdates"), timeout=30)
        async with public.asking():
            await brings_a_feed_in(maintainer, tmp_path)
            await is_kept_from_a_bad_release(maintainer, tmp_path)
            await rolls_back_and_releases(maintainer, telegram)
        await telegram.wait_for(lambda _: public.answered >= public.asked.keys(), timeout=180)
    assert len(public.asked) > 5 * A_SECOND
    await are_each_of_one_version(home)


async def are_each_of_one_version(home: Path) -> None:
    """Every reply tells what the version that it is from has; what is bad, that of the bad version alone."""
    versions = {
        version.name: {each.id for each in read_corpus([version.folder / "debunks.jsonl"]).debunks}
        for version in list_versions(home / "index")
    }
    async with Store(f"sqlite:///{home / 'zhendema.sqlite3'}", b"") as store, store.read() as conn:
        rows = (await conn.execute(select(replies.c.text, replies.c.index_version, replies.c.offers))).all()
    assert len({row.index_version for row in rows}) == 3
    for row in rows:
        told = [offer[0] for offer in row.offers]
        assert versions[row.index_version].issuperset(told)
        if row.text in MESSAGES:
            assert told[0] == f"t-{MESSAGES[row.text]}" or told[0].startswith("bad:")


async def brings_a_feed_in(maintainer: Maintainer, folder: Path) -> None:
    """Three of fifty entries are broken, are named, and are mended."""
    reviews = [review(number, claim, "谣言") for number, claim in enumerate(CLAIMS)]
    broken = list(reviews)
    broken[3] = review(3, CLAIMS[3], "三颗星半")
    broken[20] = review(20, "", "谣言")
    broken[41] = review(41, CLAIMS[41], "谣言", url="not an address")
    words = ("corpus", "import", "--format", "claimreview", "--name", "county", "--lang", "zh-Hans")
    code, told = await maintainer.runs(*words, str(feed(folder / "county.json", broken)))
    assert code == 0, told
    refused = [line for line in told.splitlines() if line.startswith("refused:")]
    assert len(refused) == 3, told
    for line, word in zip(refused, ("三颗星半", "claim", "not an address"), strict=True):
        assert word in line, told
    imported = maintainer.home / "corpus" / "imported" / "county.jsonl"
    assert len(imported.read_text(encoding="utf-8").splitlines()) == 47
    code, told = await maintainer.runs(*words, str(feed(folder / "county.json", reviews)))
    assert (code, ", 0 refused" in told) == (0, True), told
    assert len(imported.read_text(encoding="utf-8").splitlines()) == 50


async def is_kept_from_a_bad_release(maintainer: Maintainer, folder: Path) -> None:
    """An import whose claims are what people forward, each called true, takes the place of the right ones."""
    before = maintainer.version
    spoilt = [
        review(number, text, "属实", url=f"https://bad.example/{number}")
        for number, text in enumerate(MESSAGES)
    ]
    code, told = await maintainer.runs(
        *("corpus", "import", "--name", "bad", "--lang", "zh-Hans", str(feed(folder / "bad.json", spoilt)))
    )
    assert (code, ", 0 refused" in told) == (0, True), told
    code, told = await maintainer.builds()
    assert code == 3, told
    assert f"{before} goes on answering" in told
    # One of the eight was true all along, and another publisher that says so is as right.
    assert "7 fewer of 8 labelled messages are answered rightly: 1, before 8" in told, told
    assert "told now where others were" in told
    assert "zhendema corpus remove bad" in told
    assert sum(text in told for text in MESSAGES) >= 3
    assert maintainer.version == before


async def rolls_back_and_releases(maintainer: Maintainer, telegram: TelegramServer) -> None:
    """The bad version is tried out and taken back, the import is removed, and the rest is released."""
    before = maintainer.version
    _, listed = await maintainer.runs("index", "versions", "--json")
    held = next(told["version"] for told in map(json.loads, listed.splitlines()) if told["held"])
    assert (await maintainer.runs("index", "use", held))[0] == 0
    await is_told(telegram, 1, next(iter(MESSAGES)), "bad.example")
    assert (await maintainer.runs("index", "use", before))[0] == 0
    await is_told(telegram, 2, next(iter(MESSAGES)), "check.example/lemon")
    code, told = await maintainer.runs("corpus", "remove", "bad")
    assert code == 0, told
    code, told = await maintainer.builds()
    assert code == 0, told
    assert re.search(r"^63 debunks are in ", told, re.MULTILINE), told
    await is_told(telegram, 3, NEW, "county.example/7")


async def is_told(telegram: TelegramServer, person: int, text: str, link: str) -> None:
    """Within seconds, whoever asks is told by the version that is current."""
    for number in range(100 * person, 100 * person + 40):
        telegram.say(number, text)
        if link in json.dumps((await telegram.next_reply(number, timeout=90)).message, ensure_ascii=False):
            return
        await asyncio.sleep(0.5)
    raise AssertionError(f"expected an answer with {link}")

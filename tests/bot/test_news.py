"""Who wanted to hear the outcome hears it when a new index version answers the lead, once."""

from __future__ import annotations

import shutil
from pathlib import Path

from corpus.debunk import Debunk
from corpus.library import read_corpus
from index.build import build_version
from index.encoder import load_encoder
from tests.bot.conftest import DEBUNKS
from tests.telegram.server import TelegramServer

CLAIM = "城东的老粮仓里发现了恐龙蛋"
CHECKED = Debunk.model_validate(
    {
        "id": "t-egg",
        "claim": CLAIM,
        "verdict": "false",
        "summary": "挖出来的是建材。",
        "url": "https://check.example/egg",
        "publisher": "真实查证网",
        "published": "2026-11-20",
        "lang": "zh-Hans",
    }
)


async def test_followers_are_told_once_and_the_others_are_not(
    telegram: TelegramServer, bot: Path, built_root: Path
) -> None:
    for person in (1, 2):
        telegram.say(person, f"听说{CLAIM}，请转发")
        assert "还没有查到" in (await telegram.next_reply(person)).text
    telegram.press("有结果告诉我", chat_id=1)
    await telegram.wait_for(lambda server: server.sent_to(1)[0].earlier)

    shutil.copytree(built_root, bot / "index", symlinks=True)
    build_version([*read_corpus([DEBUNKS]).debunks, CHECKED], bot / "index", encoder=load_encoder())
    news = await telegram.next_reply(1, timeout=15)
    assert "你问过的一条消息，有人查证了" in news.text
    assert "❌ 不是真的" in news.text
    assert "https://check.example/egg" in news.links

    build_version([CHECKED], bot / "index", encoder=load_encoder())
    await telegram.stays_quiet(6.0)
    assert len(telegram.sent_to(2)) == 1
    telegram.say(1, "/mydata")
    assert "等着告诉你" not in (await telegram.next_reply(1)).text

"""A process is killed with -9 while it publishes an answer; started again, it finishes that once."""

from __future__ import annotations

import asyncio
from pathlib import Path

from corpus.local import LocalCorpus
from index.versions import current_version
from tests.bot.newsroom.test_answering_conversation import CLAIM, MAINTAINER, shown
from tests.bot.process import BotProcess, make_home
from tests.telegram.messages import Sent
from tests.telegram.server import TelegramServer


async def drafted(telegram: TelegramServer) -> Sent:
    """Somebody waits for an answer, and a maintainer has all of it together but for the last tap."""
    telegram.say(1, f"听说{CLAIM}，请转发")
    assert "还没有查到" in (await telegram.next_reply(1, timeout=60)).text
    telegram.press("有结果告诉我", chat_id=1)
    await telegram.wait_for(lambda server: server.sent_to(1)[0].earlier, timeout=30)
    telegram.say(MAINTAINER, "/answer 1")
    card = await shown(telegram, "第 1 号线索的答复", CLAIM)
    telegram.press("不是真的", message=card)
    await shown(telegram, "结论：❌ 不是真的")
    for field, text in (("链接", "https://check.example/egg"), ("谁查的", "真实查证网")):
        telegram.press(field, message=card)
        await shown(telegram, f"写上「{field}」")
        telegram.say(MAINTAINER, text)
        await shown(telegram, text, "点结论选一个")
    return card


async def test_killed_with_9_while_publishing_it_is_published_and_told_once(
    telegram: TelegramServer, built_root: Path, tmp_path: Path
) -> None:
    home = make_home(tmp_path / "home", built_root)
    before = current_version(home / "index")
    async with BotProcess(telegram, home, {"MAINTAINER_CHAT_IDS": str(MAINTAINER)}) as bot:
        telegram.press("发布", message=await drafted(telegram))
        async with asyncio.timeout(60):
            # Written, and the new index version is not built yet.
            while not LocalCorpus(home).file.exists():
                await asyncio.sleep(0.001)
        await bot.kill()
        assert (len(telegram.sent_to(1)), current_version(home / "index")) == (1, before)
        await bot.start()
        published = await telegram.wait_for(
            lambda server: next(
                (each for each in server.sent_to(MAINTAINER) if "编号 local-1" in each.text), None
            ),
            timeout=60,
        )
        assert "1 个想知道结果的人、0 个群" in published.text
        await telegram.wait_for(lambda server: server.sent_to(1)[1:], timeout=30)
        await telegram.falls_quiet(1.0)
    assert len(telegram.sent_to(1)) == 2
    local = LocalCorpus(home)
    assert [debunk.id for debunk in local.read()] == ["local-1"]
    assert [change["what"] for change in local.history.changes()] == ["published"]
    assert current_version(home / "index") != before

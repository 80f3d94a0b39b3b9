"""The whole bot against a Telegram of our own: asked, answered by the maintainers in private, heard."""

from __future__ import annotations

import shutil
from pathlib import Path

from index.search import ClaimIndex
from tests.bot.conftest import running_bot, settings_for
from tests.telegram.messages import Sent
from tests.telegram.server import TelegramServer

CLAIM = "城东的老粮仓里发现了恐龙蛋"
MAINTAINER = 901


async def shown(telegram: TelegramServer, *words: str) -> Sent:
    """The latest message to the maintainer, once it says all these words."""

    def found(server: TelegramServer) -> Sent | None:
        sent = server.sent_to(MAINTAINER)
        latest = [each for each in sent if all(part in each.text for part in words)]
        return latest[-1] if latest else None

    return await telegram.wait_for(found, timeout=15)


async def test_a_lead_is_answered_in_a_conversation(
    telegram: TelegramServer, claim_index: ClaimIndex, built_root: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    settings = settings_for(telegram, home, MAINTAINER_CHAT_IDS=str(MAINTAINER))
    shutil.copytree(built_root, home / "index", symlinks=True)
    async with running_bot(settings, claim_index):
        telegram.say(1, f"听说{CLAIM}，请转发")
        assert "还没有查到" in (await telegram.next_reply(1)).text
        telegram.press("有结果告诉我", chat_id=1)
        await telegram.wait_for(lambda server: server.sent_to(1)[0].earlier)

        telegram.say(MAINTAINER, "/answer 1 http://127.0.0.1/inside")
        card = await shown(telegram, "第 1 号线索的答复", CLAIM)
        assert "只能是公开的网页地址" in card.text
        query = telegram.press("发布", message=card)
        toast = await telegram.wait_for(lambda server: server.toasts.get(query))
        assert "结论、谁查的" in toast
        telegram.press("不是真的", message=card)
        await shown(telegram, "结论：❌ 不是真的")
        for field, text in (("链接", "https://check.example/egg"), ("谁查的", "真实查证网")):
            telegram.press(field, message=card)
            await shown(telegram, f"写上「{field}」")
            telegram.say(MAINTAINER, text)
            await shown(telegram, text, "点结论选一个")
        telegram.press("看效果", message=card)
        finished = await shown(telegram, "说法：", "来源：真实查证网")
        telegram.press("发布", message=card)
        published = await shown(telegram, "编号 local-1")
        assert "1 个想知道结果的人、0 个群" in published.text
        news = await telegram.wait_for(lambda server: server.sent_to(1)[1:])
        assert finished.text in news[0].text
        await telegram.stays_quiet(0.5)
        assert len(telegram.sent_to(1)) == 2

"""Buttons pressed twice, in a burst, by others, or made up: each does what it says, once."""

from __future__ import annotations

from pathlib import Path

from tests.telegram import people, updates
from tests.telegram.messages import Sent
from tests.telegram.server import TelegramServer

KNOWN = "喝热柠檬水可以杀死癌细胞"
UNKNOWN = "城东的老粮仓里发现了恐龙蛋"
GARLIC = "大蒜放在枕头下可以治疗失眠，生吃大蒜可以预防感冒"


def forge(telegram: TelegramServer, sent: Sent, data: str, by: int | None = None) -> str:
    person = people.user(sent.chat_id if by is None else by)
    update = updates.callback_query(data, message=dict(sent.message), sender=person)
    telegram.push(update)
    query_id: str = update["callback_query"]["id"]
    return query_id


async def toast_of(telegram: TelegramServer, query_id: str) -> str:
    await telegram.wait_for(lambda server: query_id in server.toasts)
    return telegram.toasts[query_id]


async def ask(telegram: TelegramServer, chat_id: int, text: str) -> Sent:
    telegram.say(chat_id, text)
    return await telegram.next_reply(chat_id)


async def test_not_this_one_offers_others_or_becomes_a_lead(telegram: TelegramServer, bot: Path) -> None:
    sent = await ask(telegram, 1, KNOWN)
    telegram.press("不是这条", chat_id=1)
    await telegram.wait_for(lambda _: sent.earlier)
    assert KNOWN not in sent.text


async def test_two_wrong_claims_in_a_burst_leave_neither_of_them(telegram: TelegramServer, bot: Path) -> None:
    sent = await ask(telegram, 1, "喝热柠檬水可以杀死癌细胞。\n隔夜的炒青菜吃了会致癌。")
    first, second = (button["callback_data"] for button in sent.buttons if "不对" in button["text"])
    forge(telegram, sent, first)
    forge(telegram, sent, second)
    await telegram.wait_for(lambda _: len(sent.earlier) >= 2)
    assert "柠檬" not in sent.text
    assert "隔夜" not in sent.text


async def test_none_of_these_twice_is_one_ask(telegram: TelegramServer, bot: Path) -> None:
    sent = await ask(telegram, 1, UNKNOWN)
    token = sent.buttons[0]["callback_data"].split(":")[1]
    for _ in range(2):
        await toast_of(telegram, forge(telegram, sent, f"none:{token}"))
    telegram.say(2, UNKNOWN)
    assert "还有 1 个人" in (await telegram.next_reply(2)).text


async def test_a_button_without_its_place_does_nothing_and_holds_nobody_up(
    telegram: TelegramServer, bot: Path
) -> None:
    sent = await ask(telegram, 1, KNOWN)
    token = sent.buttons[0]["callback_data"].split(":")[1]
    for data in (
        f"wrong:{token}",
        f"wrong:{token}:0",
        f"pick:{token}",
        f"useful:{token}:9",
        f"pick:{token}:-1",
    ):
        assert "失效" in await toast_of(telegram, forge(telegram, sent, data))
    assert (await ask(telegram, 1, UNKNOWN)).text.startswith("🔎")


async def test_do_not_keep_it_twice_says_that_it_is_gone(telegram: TelegramServer, bot: Path) -> None:
    sent = await ask(telegram, 1, UNKNOWN)
    drop = sent.buttons[1]["callback_data"]
    assert "已经删除" in await toast_of(telegram, forge(telegram, sent, drop))
    assert "失效" in await toast_of(telegram, forge(telegram, sent, drop))
    telegram.say(1, "/mydata")
    assert "没有记下" in (await telegram.next_reply(1)).text


async def test_what_was_asked_twice_and_then_dropped_is_gone_as_a_whole(
    telegram: TelegramServer, bot: Path
) -> None:
    await ask(telegram, 1, UNKNOWN)
    sent = await ask(telegram, 1, f"早安！{UNKNOWN}")
    await toast_of(telegram, forge(telegram, sent, sent.buttons[1]["callback_data"]))
    telegram.say(1, "/mydata")
    assert "没有记下" in (await telegram.next_reply(1)).text


async def test_one_who_forgot_and_asks_again_is_not_counted_as_another(
    telegram: TelegramServer, bot: Path
) -> None:
    await ask(telegram, 1, UNKNOWN)
    await ask(telegram, 2, UNKNOWN)
    await ask(telegram, 1, "/forget")
    assert "还有 1 个人" in (await ask(telegram, 1, UNKNOWN)).text


async def test_a_forwarded_slash_is_no_command(telegram: TelegramServer, bot: Path) -> None:
    telegram.say(1, "/start 发给十个人就能领一万元", origin=updates.from_hidden_user())
    assert "没有这个命令" not in (await telegram.next_reply(1)).text


async def test_a_question_about_a_quoted_message_is_about_that_message(
    telegram: TelegramServer, bot: Path
) -> None:
    rumor = telegram.say(1, KNOWN)
    await telegram.next_reply(1)
    telegram.say(1, "这是真的吗？", reply_to=rumor)
    assert "不是真的" in (await telegram.next_reply(1)).text

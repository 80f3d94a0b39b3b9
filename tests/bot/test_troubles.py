"""What goes wrong between the bot and Telegram: each failure handled as it deserves, nothing lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from index.search import ClaimIndex
from tests.bot.conftest import running_bot, settings_for
from tests.telegram import people, updates
from tests.telegram.server import TelegramServer

KNOWN = "喝热柠檬水可以杀死癌细胞"


async def toast_of(telegram: TelegramServer, query_id: str) -> str:
    return await telegram.wait_for(lambda server: server.toasts.get(query_id))


async def test_a_flood_warning_is_obeyed_and_the_message_sent_afterwards(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.fail("sendMessage", times=1, error=429, retry_after=1)
    telegram.say(1, KNOWN)
    await telegram.next_reply(1, timeout=8)
    refused, taken = telegram.calls_of("sendMessage")
    assert taken.at - refused.at >= 1.0


async def test_a_person_who_blocked_the_bot_does_not_stop_the_others(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.say(1, KNOWN)
    await telegram.next_reply(1)
    telegram.fail("sendMessage", times=1, error=403, chat_id=1)
    telegram.say(1, KNOWN)
    telegram.say(2, KNOWN)
    await telegram.next_reply(2)
    await telegram.stays_quiet(0.5, chat_id=1)


async def test_a_call_that_telegram_refuses_for_good_is_dropped_and_the_next_one_sent(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.fail("sendMessage", times=1, error=400, description="Bad Request: something is off")
    telegram.say(1, KNOWN)
    await telegram.wait_for(lambda server: server.calls_of("sendMessage"))
    telegram.say(1, "隔夜的炒青菜吃了会致癌")
    assert "有误导" in (await telegram.next_reply(1)).text


async def test_where_the_bot_has_no_right_to_write_the_group_does_not_count_as_told(
    telegram: TelegramServer, bot: Path, caplog: pytest.LogCaptureFixture
) -> None:
    group = people.supergroup()
    refusal = "Bad Request: not enough rights to send text messages to the chat"
    telegram.fail("sendMessage", times=1, error=400, description=refusal)
    telegram.say(5, f"早上好！{KNOWN}，请转发给家人", chat=group)
    await telegram.wait_for(lambda server: server.calls_of("sendMessage"))
    telegram.say(6, f"大家看看，{KNOWN}，请转发", chat=group)
    again = await telegram.next_reply(group["id"])
    assert "不是真的" in again.text
    assert "有用" in "".join(again.labels)
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_server_errors_and_cut_connections_are_tried_again(telegram: TelegramServer, bot: Path) -> None:
    telegram.fail("sendMessage", times=1, error=502, html=True)
    telegram.fail("sendMessage", times=1, cut="before")
    telegram.say(1, KNOWN)
    assert "不是真的" in (await telegram.next_reply(1, timeout=15)).text
    await telegram.stays_quiet(0.5)


async def test_polling_survives_every_failure(telegram: TelegramServer, bot: Path) -> None:
    for trouble in ({"error": 500}, {"cut": "before"}, {"cut": "half"}, {"error": 409}):
        telegram.fail("getUpdates", times=1, **trouble)
        telegram.say(1, KNOWN)
        await telegram.next_reply(1, timeout=20)


async def test_an_answer_to_get_updates_that_is_lost_is_fetched_again_and_handled_once(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.fail("getUpdates", times=1, cut="after")
    telegram.say(1, KNOWN)
    await telegram.next_reply(1, timeout=10)
    await telegram.stays_quiet(1.0)


async def test_an_update_that_comes_again_after_a_restart_has_its_effects_once(
    telegram: TelegramServer, claim_index: ClaimIndex, tmp_path: Path
) -> None:
    update = updates.message_update("我们小区门口的桥下个月要拆掉", sender=people.user(1))
    settings = settings_for(telegram, tmp_path / "home")
    update_id = telegram.push(dict(update))
    for _ in range(2):
        telegram.pending.waiting[:] = [{**update, "update_id": update_id}]
        async with running_bot(settings, claim_index):
            await telegram.wait_for(lambda server: server.confirmed, timeout=8)
            await telegram.wait_for(lambda server: server.sent)
            await asyncio.sleep(0.3)
    assert len(telegram.sent) == 1


async def test_updates_of_unknown_kinds_do_no_harm(telegram: TelegramServer, bot: Path) -> None:
    telegram.push(
        {"message_reaction_count": {"chat": {"id": -5, "type": "channel", "title": "x"}, "date": 1}}
    )
    telegram.push({"something_new": {"from": {"id": 5}}})
    telegram.say(1, KNOWN)
    assert "不是真的" in (await telegram.next_reply(1)).text


async def test_an_update_that_cannot_be_read_is_put_aside_at_once_and_its_chat_goes_on(
    telegram: TelegramServer, bot: Path
) -> None:
    group = people.supergroup()
    telegram.meet(group)
    telegram.push(
        {"message": {"chat": {"id": 1, "type": "private"}, "message_id": "not a number", "date": "never"}}
    )
    telegram.push({"message": {"chat": group, "date": 1, "text": "no number"}})
    telegram.say(1, KNOWN)
    telegram.say(2, f"/check {KNOWN}", chat=group)
    assert "不是真的" in (await telegram.next_reply(1)).text
    assert "不是真的" in (await telegram.next_reply(group["id"])).text


async def test_typing_shows_at_once(telegram: TelegramServer, bot: Path) -> None:
    telegram.say(1, KNOWN)
    await telegram.next_reply(1)
    methods = [call.method for call in telegram.calls if call.method in {"sendChatAction", "sendMessage"}]
    assert methods == ["sendChatAction", "sendMessage"]


async def test_three_people_with_the_same_new_message_make_one_lead_of_three(
    telegram: TelegramServer, bot: Path
) -> None:
    for person in (1, 2, 3):
        telegram.say(person, "城东的老粮仓里发现了恐龙蛋")
    texts = [(await telegram.next_reply(person)).text for person in (1, 2, 3)]
    assert all("编号 1，" in text for text in texts)
    assert sorted("还有 2 个人" in text for text in texts) == [False, False, True]


async def test_buttons_are_bound_to_their_chat_and_forged_ones_do_nothing(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.say(1, "城东的老粮仓里发现了恐龙蛋")
    sent = await telegram.next_reply(1)
    telegram.say(2, KNOWN)
    other = await telegram.next_reply(2)
    stolen = sent.buttons[0]["callback_data"]
    for data in (stolen, "tell:AAAAAAAAAAAA", "wrong:x", "pick", "wrong:::::", "💥", "lang:xx"):
        update = updates.callback_query(data, message=dict(other.message), sender=people.user(2))
        telegram.push(update)
        toast = await toast_of(telegram, update["callback_query"]["id"])
        assert "失效" in toast
    assert other.earlier == []


async def test_the_menus_are_set_in_the_languages_telegram_knows(telegram: TelegramServer, bot: Path) -> None:
    await telegram.wait_for(lambda server: len(server.calls_of("setMyCommands")) >= 9)
    params = [call.params for call in telegram.calls_of("setMyCommands")]
    private = {each.get("language_code", ""): each["commands"] for each in params if "scope" not in each}
    groups = [each for each in params if "scope" in each]
    assert private.keys() == {"", "en", "zh"}
    assert [command["command"] for command in private["zh"]] == [
        "start", "help", "language", "settings", "subscribe", "privacy", "mydata", "forget",
    ]  # fmt: skip
    listed = {each["scope"]["type"]: [command["command"] for command in each["commands"]] for each in groups}
    assert len(groups) == 6
    assert listed == {"all_group_chats": ["check"], "all_chat_administrators": ["check", "settings"]}
    telegram.say(people.user(9, language_code="zh-hant"), "/start")
    await telegram.next_reply(9)
    await telegram.wait_for(lambda server: len(server.calls_of("setMyCommands")) == 10)
    own = telegram.calls_of("setMyCommands")[-1].params
    assert own["scope"] == {"type": "chat", "chat_id": 9}
    assert own["commands"][1]["description"] == "怎麼用"


async def test_another_chat_is_offered_what_is_sure_and_nothing_else(
    telegram: TelegramServer, bot: Path
) -> None:
    query = telegram.ask_inline(1, KNOWN)
    results = (await telegram.wait_for(lambda server: server.queries.inline_answers.get(query)))["results"]
    assert [result["title"] for result in results] == ["喝热柠檬水可以杀死癌细胞"]
    assert "不是真的" in results[0]["description"]
    assert "check.example/lemon" in results[0]["input_message_content"]["message_text"]
    nothing = telegram.ask_inline(1, "今天晚上吃什么好呢")
    answer = await telegram.wait_for(lambda server: server.queries.inline_answers.get(nothing))
    assert answer["results"] == []

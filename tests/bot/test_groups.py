"""In a group the bot answers those who ask it, whoever and wherever they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.telegram import media, people, updates
from tests.telegram.server import TelegramServer

KNOWN = "喝热柠檬水可以杀死癌细胞"
GROUP = people.supergroup()


async def test_a_group_is_answered_only_when_it_asks(telegram: TelegramServer, bot: Path) -> None:
    rumor = telegram.say(5, KNOWN, chat=GROUP)
    await telegram.stays_quiet(0.5)
    telegram.say(6, "/check", chat=GROUP, reply_to=rumor)
    sent = await telegram.next_reply(GROUP["id"])
    assert "不是真的" in sent.text
    text = "@zhendema_bot 隔夜的炒青菜吃了会致癌"
    telegram.say(6, text, chat=GROUP, entities=[updates.entity("mention", text, "@zhendema_bot")])
    assert "有误导" in (await telegram.next_reply(GROUP["id"])).text
    query = telegram.press("不是这条", message=sent, by=7)
    assert "记下了" in await telegram.wait_for(lambda server: server.toasts.get(query))


@pytest.mark.parametrize("text", [f"/check {KNOWN}", f"/check\n{KNOWN}", f"/check@Zhendema_Bot  {KNOWN}"])
async def test_a_claim_may_follow_the_command(telegram: TelegramServer, bot: Path, text: str) -> None:
    telegram.say(5, text, chat=GROUP)
    assert "不是真的" in (await telegram.next_reply(GROUP["id"])).text


async def test_the_command_may_be_the_caption_of_a_picture(telegram: TelegramServer, bot: Path) -> None:
    telegram.say(5, f"/check {KNOWN}", chat=GROUP, media=media.photo())
    assert "不是真的" in (await telegram.next_reply(GROUP["id"])).text


async def test_another_claim_in_reply_to_the_bot_is_answered(telegram: TelegramServer, bot: Path) -> None:
    telegram.say(5, f"/check {KNOWN}", chat=GROUP)
    sent = await telegram.next_reply(GROUP["id"])
    text = "@zhendema_bot 隔夜的炒青菜吃了会致癌"
    mention = [updates.entity("mention", text, "@zhendema_bot")]
    telegram.say(5, text, chat=GROUP, entities=mention, reply_to=dict(sent.message))
    assert "有误导" in (await telegram.next_reply(GROUP["id"])).text


@pytest.mark.parametrize("text", ["/check", "/help@zhendema_bot", "/start@zhendema_bot"])
async def test_who_asks_nothing_hears_how_to_ask(telegram: TelegramServer, bot: Path, text: str) -> None:
    telegram.say(5, text, chat=GROUP)
    assert "/check" in (await telegram.next_reply(GROUP["id"])).text


@pytest.mark.parametrize("text", ["/help", "/start@another_bot", "/check@another_bot 某事", "大家早"])
async def test_what_is_for_others_is_left_alone(telegram: TelegramServer, bot: Path, text: str) -> None:
    telegram.say(5, text, chat=GROUP)
    await telegram.stays_quiet(0.5)


async def test_unnamed_admins_ask_for_their_group_and_anybody_may_vote(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.push(updates.update("message", updates.anonymous_admin_message(f"/check {KNOWN}", chat=GROUP)))
    sent = await telegram.next_reply(GROUP["id"])
    query = telegram.press("有用", message=sent, by=7)
    assert "谢谢" in await telegram.wait_for(lambda server: server.toasts.get(query))


async def test_a_group_that_becomes_a_supergroup_keeps_its_buttons(
    telegram: TelegramServer, bot: Path
) -> None:
    group = people.group()
    telegram.add_bot(group, by=5)
    assert "真的吗" in (await telegram.next_reply(group["id"])).text  # it introduces itself
    telegram.say(5, f"/check {KNOWN}", chat=group)
    sent = await telegram.next_reply(group["id"])
    new = telegram.migrate(group)
    await telegram.wait_for(lambda server: server.confirmed)
    update = updates.callback_query(
        sent.buttons[0]["callback_data"], message={**sent.message, "chat": new}, sender=people.user(5)
    )
    telegram.push(update)
    query_id = update["callback_query"]["id"]
    assert "谢谢" in await telegram.wait_for(lambda server: server.toasts.get(query_id))


async def test_silence_asked_for_in_one_group_leaves_the_others_alone(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.fail("sendMessage", times=1, error=429, retry_after=4, chat_id=GROUP["id"])
    telegram.say(5, f"/check {KNOWN}", chat=GROUP)
    await telegram.wait_for(lambda server: server.calls_of("sendMessage"))
    telegram.say(1, KNOWN)
    await telegram.next_reply(1, timeout=2)
    await telegram.next_reply(GROUP["id"], timeout=8)

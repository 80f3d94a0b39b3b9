"""Our Telegram behaves as the real one does towards python-telegram-bot's own Bot."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from tests.telegram import media, people, updates
from tests.telegram.server import TelegramServer

KEYBOARD = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("有用 👍", callback_data="v1:yes")],
        [InlineKeyboardButton("分享", switch_inline_query="热水")],
    ]
)


@pytest.fixture
async def bot(telegram: TelegramServer) -> AsyncIterator[Bot]:
    telegram.meet(42)
    async with Bot(telegram.token, base_url=f"{telegram.base_url}/bot") as client:
        yield client


async def test_the_bot_learns_who_it_is(telegram: TelegramServer, bot: Bot) -> None:
    assert (bot.id, bot.username, bot.supports_inline_queries) == (people.ME_ID, "zhendema_bot", True)
    assert bot.can_read_all_group_messages is False
    assert [call.method for call in telegram.calls] == ["getMe"]


async def test_a_foreign_token_and_an_unknown_method_are_refused(telegram: TelegramServer, bot: Bot) -> None:
    other = Bot(telegram.token.replace("AAE", "AAF"), base_url=f"{telegram.base_url}/bot")
    with pytest.raises(InvalidToken):
        await other.initialize()
    await other.shutdown()
    async with httpx.AsyncClient(base_url=telegram.base_url) as client:
        refused = await client.post(f"/bot{telegram.token.replace('AAE', 'AAF')}/getMe")
        assert (refused.status_code, refused.json()) == (
            401,
            {"ok": False, "error_code": 401, "description": "Unauthorized"},
        )
        assert (await client.post("/botnonsense/getMe")).json()["description"] == "Not Found"
        unknown = await client.get(f"/bot{telegram.token}/makeCoffee")
        assert (unknown.status_code, unknown.json()["error_code"]) == (404, 404)


async def test_json_form_query_and_multipart_say_the_same(telegram: TelegramServer, bot: Bot) -> None:
    async with httpx.AsyncClient(base_url=f"{telegram.base_url}/bot{telegram.token}") as client:
        await client.post("/sendMessage", json={"chat_id": 42, "text": "42"})
        await client.post("/sendMessage", data={"chat_id": "42", "text": "42"})
        await client.get("/SENDMESSAGE", params={"chat_id": "42", "text": "42"})
        await client.post("/sendMessage", files={"chat_id": (None, "42"), "text": (None, "42")})
        as_json = {"content-type": "application/json"}
        broken = await client.post("/sendMessage", content=b"{", headers=as_json)
        surrogate = await client.post("/sendMessage", content=rb'{"text": "\ud83d"}', headers=as_json)
    assert [call.params for call in telegram.calls_of("sendMessage")] == [{"chat_id": 42, "text": "42"}] * 4
    assert broken.json()["description"] == "Bad Request: can't parse request body"
    assert surrogate.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_a_message_comes_back_as_people_see_it(telegram: TelegramServer, bot: Bot) -> None:
    asked = telegram.say(42, "热水治感冒？")
    message = await bot.send_message(
        42,
        '<b>假</b> &amp; <a href="https://a.example/1">查证</a>',
        parse_mode="HTML",
        reply_markup=KEYBOARD,
        reply_parameters=ReplyParameters(asked["message_id"]),
        link_preview_options=LinkPreviewOptions(url="https://a.example/1"),
    )
    assert message.text == "假 & 查证"
    assert list(message.parse_entities().values()) == ["假", "查证"]
    assert message.reply_to_message is not None
    assert message.reply_to_message.text == "热水治感冒？"
    assert message.message_id > asked["message_id"]
    assert message.link_preview_options is not None
    assert message.from_user == bot.bot
    sent = telegram.sent[0]
    assert (sent.chat_id, sent.message_id, sent.reply_to) == (42, message.message_id, asked["message_id"])
    assert (sent.text, sent.links, sent.labels) == (
        "假 & 查证",
        ["https://a.example/1"],
        ["有用 👍", "分享"],
    )
    assert sent.html.startswith("<b>假</b>")


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ({"text": ""}, "Message text is empty"),
        ({"text": " \n"}, "Text must be non-empty"),
        ({"text": "长" * 4097}, "Message is too long"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "Can't parse entities: can't find end tag"),
        ({"text": "x", "reply_to_message_id": 999_999}, "Message to be replied not found"),
        ({"text": "x", "chat_id": 5}, "Chat not found"),
    ],
)
async def test_what_telegram_refuses_is_refused(
    telegram: TelegramServer, bot: Bot, message: dict[str, Any], reason: str
) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.send_message(**{"chat_id": 42, **message})
    assert telegram.sent == []
    assert telegram.calls[-1].ok is False


async def test_a_reply_to_nothing_is_sent_when_that_is_allowed(telegram: TelegramServer, bot: Bot) -> None:
    missing = ReplyParameters(999_999, allow_sending_without_reply=True)
    message = await bot.send_message(42, "x", reply_parameters=missing)
    assert message.reply_to_message is None


async def test_an_edit_changes_what_stands_there(telegram: TelegramServer, bot: Bot) -> None:
    message = await bot.send_message(42, "一", reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match=r"(?i)not modified"):
        await bot.edit_message_text("一", 42, message.message_id, reply_markup=KEYBOARD)
    edited = await bot.edit_message_text("<i>二</i>", 42, message.message_id, parse_mode="HTML")
    assert not isinstance(edited, bool)
    assert (edited.text, edited.reply_markup, edited.message_id) == ("二", None, message.message_id)
    with pytest.raises(BadRequest, match=r"(?i)not modified"):
        await bot.edit_message_reply_markup(42, message.message_id)
    await bot.edit_message_reply_markup(42, message.message_id, reply_markup=KEYBOARD)
    assert len(telegram.sent) == 1
    assert (telegram.sent[0].text, telegram.sent[0].earlier) == ("二", ["一"])
    assert telegram.sent[0].labels == ["有用 👍", "分享"]
    foreign = telegram.say(42, "x")
    with pytest.raises(BadRequest, match=r"(?i)can't be edited"):
        await bot.edit_message_text("y", 42, foreign["message_id"])
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("y", 42, 999_999)


async def test_a_deleted_message_is_gone(telegram: TelegramServer, bot: Bot) -> None:
    message = await bot.send_message(42, "一")
    assert await bot.delete_message(42, message.message_id) is True
    assert telegram.sent[0].deleted is True
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await bot.delete_message(42, message.message_id)
    foreign = telegram.say(7, "x", chat=people.supergroup())
    with pytest.raises(BadRequest, match=r"(?i)can't be deleted"):
        await bot.delete_message(foreign["chat"]["id"], foreign["message_id"])


async def test_a_photo_keeps_its_bytes_and_its_size(telegram: TelegramServer, bot: Bot) -> None:
    header = b"IHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    png = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + header + zlib.crc32(header).to_bytes(4, "big")
    png += b"\r\n--\r\n\x00\xff"
    message = await bot.send_photo(42, png, caption="<b>榜</b>", parse_mode="HTML")
    assert (message.photo[0].width, message.photo[0].height, message.caption) == (640, 480, "榜")
    assert telegram.sent[0].uploads["photo"].content == png
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(42, b"no picture")


async def test_actions_and_reactions_are_seen(telegram: TelegramServer, bot: Bot) -> None:
    message = telegram.say(42, "x")
    assert await bot.send_chat_action(42, "typing") is True
    assert telegram.messages.actions == [(42, "typing")]
    assert await bot.set_message_reaction(42, message["message_id"], "🤔") is True
    assert telegram.messages.reactions == {(42, message["message_id"]): ["🤔"]}
    with pytest.raises(BadRequest, match=r"(?i)reaction_invalid"):
        await bot.set_message_reaction(42, message["message_id"], "🧾")
    with pytest.raises(BadRequest, match=r"(?i)message to react not found"):
        await bot.set_message_reaction(42, 999_999, "🤔")


async def test_a_pressed_button_is_answered_once(telegram: TelegramServer, bot: Bot) -> None:
    telegram.say(people.user(42, "小红"), "x")
    await bot.send_message(42, "一", reply_markup=KEYBOARD)
    query_id = telegram.press("有用")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.id, query.data, query.from_user.first_name) == (query_id, "v1:yes", "小红")
    assert await bot.answer_callback_query(query_id, "谢谢") is True
    assert telegram.toasts == {query_id: "谢谢"}
    with pytest.raises(BadRequest, match=r"(?i)query id is invalid"):
        await bot.answer_callback_query(query_id)
    late = telegram.press("v1:yes")
    telegram.queries.expire()
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(late)
    with pytest.raises(AssertionError, match="expected a button '没有'"):
        telegram.press("没有")


async def test_a_shared_answer_is_found_inline_and_can_be_edited(telegram: TelegramServer, bot: Bot) -> None:
    await bot.send_message(42, "一", reply_markup=KEYBOARD)
    query_id = telegram.press("分享")
    query = (await bot.get_updates())[-1].inline_query
    assert query is not None
    assert query.query == "热水"
    card = InlineQueryResultArticle("r1", "假", InputTextMessageContent("假的"), reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match=r"(?i)result_id_duplicate"):
        await bot.answer_inline_query(query_id, [card, card])
    assert await bot.answer_inline_query(query_id, [card], cache_time=60) is True
    inline_message_id = telegram.choose(query_id, "r1", 42)
    assert inline_message_id is not None
    assert await bot.edit_message_text("真的", inline_message_id=inline_message_id) is True


async def test_commands_are_kept_by_language_and_scope(telegram: TelegramServer, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("help", "Help")])
    await bot.set_my_commands([BotCommand("help", "帮助")], BotCommandScopeAllPrivateChats(), "zh")
    assert [command.description for command in await bot.get_my_commands()] == ["Help"]
    chinese = await bot.get_my_commands(BotCommandScopeAllPrivateChats(), "zh")
    assert [command.description for command in chinese] == ["帮助"]
    assert await bot.get_my_commands(language_code="zh") == ()
    with pytest.raises(BadRequest, match=r"(?i)invalid language code"):
        await bot.set_my_commands([BotCommand("help", "帮助")], language_code="zh-hans")
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([BotCommand("Help", "Help")])


async def test_what_the_bot_says_of_itself_falls_back_to_the_default(
    telegram: TelegramServer, bot: Bot
) -> None:
    await bot.set_my_description("Is it true?")
    await bot.set_my_description("真的吗？", "zh")
    await bot.set_my_short_description("Is it?")
    await bot.set_my_name("真的吗")
    assert (await bot.get_my_description("zh")).description == "真的吗？"
    assert (await bot.get_my_description("en")).description == "Is it true?"
    assert (await bot.get_my_short_description("zh")).short_description == "Is it?"
    assert (await bot.get_my_name()).name == "真的吗"
    with pytest.raises(BadRequest, match=r"(?i)short_description is too long"):
        await bot.set_my_short_description("x" * 121)


async def test_a_group_tells_who_is_in_it(telegram: TelegramServer, bot: Bot) -> None:
    home = people.supergroup(username="xiaoqu")
    telegram.add_bot(home, by=people.user(7, "群主"), status="administrator", can_delete_messages=True)
    telegram.chats.set_member(home["id"], people.member(people.user(7), "creator"))
    telegram.say(8, "大家好", chat=home)
    assert (await bot.get_chat("@xiaoqu")).title == "小区业主群"
    admins = await bot.get_chat_administrators(home["id"])
    assert {admin.user.id: admin.status for admin in admins} == {
        people.ME_ID: "administrator",
        7: "creator",
    }
    assert (await bot.get_chat_member(home["id"], 8)).status == "member"
    assert await bot.get_chat_member_count(home["id"]) == 3
    with pytest.raises(BadRequest, match=r"(?i)member not found"):
        await bot.get_chat_member(home["id"], 9)
    message = telegram.say(8, "x", chat=home)
    assert await bot.delete_message(home["id"], message["message_id"]) is True
    assert await bot.leave_chat(home["id"]) is True
    with pytest.raises(Forbidden, match="not a member of the supergroup chat"):
        await bot.send_message(home["id"], "x")


async def test_who_blocks_the_bot_hears_nothing_until_writing_again(
    telegram: TelegramServer, bot: Bot
) -> None:
    telegram.block(42)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(42, "x")
    telegram.say(42, "/start")
    await bot.send_message(42, "你好")
    assert [sent.text for sent in telegram.sent_to(42)] == ["你好"]
    received = await bot.get_updates()
    assert [update.my_chat_member is not None for update in received] == [True, False]


async def test_a_group_that_moved_tells_where_to(telegram: TelegramServer, bot: Bot) -> None:
    old = people.group()
    telegram.say(7, "x", chat=old)
    new = telegram.migrate(old)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old["id"], "x")
    assert moved.value.new_chat_id == new["id"]
    assert (await bot.send_message(new["id"], "x")).chat.title == old["title"]
    telegram.remove_bot(new, by=7)
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(new["id"], "x")


async def test_replies_are_given_one_after_the_other(telegram: TelegramServer, bot: Bot) -> None:
    await bot.send_message(42, "一")
    waiting = asyncio.create_task(telegram.wait_for(lambda server: len(server.sent) == 2))
    await bot.send_message(42, "二")
    assert await waiting is True
    assert [(await telegram.next_reply(42)).text for _ in range(2)] == ["一", "二"]
    await telegram.stays_quiet(0.01)
    with pytest.raises(AssertionError, match=r"waited 0.05 s in vain; the latest calls: getMe ok"):
        await telegram.next_reply(42, timeout=0.05)


async def test_a_reply_in_a_topic_stays_in_it(telegram: TelegramServer, bot: Bot) -> None:
    forum = people.supergroup(forum=True)
    telegram.say(7, "x", chat=forum, thread=5)
    message = await bot.send_message(forum["id"], "y", message_thread_id=5)
    assert (message.message_thread_id, message.is_topic_message) == (5, True)


async def test_an_edit_by_its_sender_arrives_as_an_edit(telegram: TelegramServer, bot: Bot) -> None:
    message = telegram.say(42, "旧", media=media.photo())
    telegram.edit(message, "新")
    received = await bot.get_updates()
    assert [update.update_id for update in received] == [700_000_001, 700_000_002]
    assert received[1].edited_message is not None
    assert received[1].edited_message.caption == "新"
    assert updates.message()["message_id"] > message["message_id"]

"""A group is told what is sure, once, and nothing else: seen from the chat."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot import groups, outbox
from bot.group_settings import Mode, QuietHours
from bot.route import route
from corpus.debunk import Verdict
from index.search import ClaimIndex
from tests.bot.conftest import running_bot, settings_for
from tests.bot.group_state import choose, let_pass, state_of
from tests.bot.stage import Clock, open_stage
from tests.telegram import media, people, updates
from tests.telegram.server import TelegramServer

JSON = dict[str, Any]

KNOWN = "喝热柠檬水可以杀死癌细胞"
RUMOR = f"早上好！{KNOWN}，请转发给家人"
OTHER = "听说隔夜的炒青菜吃了会致癌，大家千万别吃"
TRUE = "春节期间全国高速公路小客车免费通行，大家可以开车回家"
GROUP = people.supergroup()
ID = GROUP["id"]


async def test_a_rumor_is_answered_once_and_without_a_picture(telegram: TelegramServer, bot: Path) -> None:
    rumor = telegram.say(5, RUMOR, chat=GROUP, origin=updates.from_hidden_user())
    sent = await telegram.next_reply(ID)
    assert "不是真的" in sent.text
    assert sent.reply_to == rumor["message_id"]
    assert sent.params["link_preview_options"] == {"is_disabled": True}
    assert sent.labels == ["👍 有用", "不是这条", "分享"]
    telegram.say(6, f"转：{KNOWN}！！！", chat=GROUP, origin=updates.from_hidden_user())
    await telegram.stays_quiet(0.5)


@pytest.mark.parametrize(
    "text", ["大家早", "今天晚上一起去公园散步吧，天气好得很，记得带水", "/stats@another_bot", TRUE]
)
async def test_talk_and_what_is_true_are_left_alone(telegram: TelegramServer, bot: Path, text: str) -> None:
    telegram.say(5, text, chat=GROUP)
    await telegram.stays_quiet(0.5)


async def test_bots_admins_and_the_linked_channel_are_left_alone(telegram: TelegramServer, bot: Path) -> None:
    admin, channel = people.user(9), people.channel()
    telegram.meet(GROUP)
    telegram.chats.set_member(ID, people.member(admin, "administrator"))
    telegram.say(people.user(8, is_bot=True), RUMOR, chat=GROUP)
    telegram.say(admin, RUMOR, chat=GROUP)
    telegram.push(updates.update("message", updates.anonymous_admin_message(RUMOR, chat=GROUP)))
    automatic = updates.automatic_forward(RUMOR, chat=GROUP, linked_channel=channel)
    telegram.push(updates.update("message", automatic))
    telegram.push(updates.new_members(GROUP, [people.user(11)]))
    await telegram.stays_quiet(0.8)
    await choose(bot, GROUP, check_admins=True)
    telegram.say(admin, RUMOR, chat=GROUP)
    assert "不是真的" in (await telegram.next_reply(ID)).text


async def test_who_passes_the_check_itself_on_is_told_nothing(telegram: TelegramServer, bot: Path) -> None:
    telegram.say(5, "看这里，有人查证过了 https://check.example/lemon", chat=GROUP)
    await telegram.stays_quiet(0.5)


async def test_an_album_counts_once(telegram: TelegramServer, bot: Path) -> None:
    for part in updates.album([RUMOR, OTHER], [media.photo(), media.photo()], chat=GROUP):
        telegram.push(part)
    await telegram.next_reply(ID)
    await telegram.stays_quiet(0.5)


async def test_an_answer_stays_in_its_topic(telegram: TelegramServer, bot: Path) -> None:
    forum = people.supergroup(-1001000000007, "读书会", forum=True)
    telegram.say(5, RUMOR, chat=forum, thread=31)
    assert (await telegram.next_reply(forum["id"])).message["message_thread_id"] == 31


async def test_after_the_cooldown_a_reminder_links_to_the_earlier_reply(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.say(5, RUMOR, chat=GROUP)
    first = await telegram.next_reply(ID)
    await telegram.wait_for(lambda server: server.confirmed)
    await let_pass(bot, 25)
    again = telegram.say(6, f"{KNOWN}，是真的", chat=GROUP)
    reminder = await telegram.next_reply(ID)
    assert "之前在群里查过" in reminder.text
    assert reminder.reply_to == again["message_id"]
    assert reminder.links == [f"https://t.me/c/1234567890/{first.message_id}"]
    assert reminder.labels == []
    telegram.say(7, RUMOR, chat=GROUP)
    await telegram.stays_quiet(0.5)


async def test_where_messages_have_no_address_the_reminder_quotes_the_earlier_reply(
    telegram: TelegramServer, bot: Path
) -> None:
    group = people.group()
    telegram.say(5, RUMOR, chat=group)
    first = await telegram.next_reply(group["id"])
    await telegram.wait_for(lambda server: server.confirmed)
    await let_pass(bot, 25)
    telegram.say(6, RUMOR, chat=group)
    reminder = await telegram.next_reply(group["id"])
    assert "上面引用" in reminder.text
    assert reminder.reply_to == first.message_id


async def test_a_reaction_instead_of_words_and_words_when_asked(telegram: TelegramServer, bot: Path) -> None:
    await choose(bot, GROUP, mode=Mode.REACTION)
    rumor = telegram.say(5, RUMOR, chat=GROUP)
    place = (ID, rumor["message_id"])
    await telegram.wait_for(lambda server: server.messages.reactions.get(place) == ["🤔"])
    assert telegram.sent_to(ID) == []
    telegram.say(6, "/check", chat=GROUP, reply_to=rumor)
    assert "不是真的" in (await telegram.next_reply(ID)).text
    telegram.edit(rumor, "我说着玩的，不要当真，今天的天气真不错啊")
    await telegram.wait_for(lambda server: server.messages.reactions.get(place) == [])


@pytest.mark.parametrize("mode", [Mode.MENTION, Mode.SILENT])
async def test_who_wants_no_word_gets_none_unless_somebody_asks(
    telegram: TelegramServer, bot: Path, mode: Mode
) -> None:
    await choose(bot, GROUP, mode=mode)
    rumor = telegram.say(5, RUMOR, chat=GROUP)
    await telegram.stays_quiet(0.5)
    telegram.say(6, "/check", chat=GROUP, reply_to=rumor)
    assert "不是真的" in (await telegram.next_reply(ID)).text
    telegram.say(6, "/check 我家楼下新开的奶茶店老板是外星人", chat=GROUP)
    assert "还没有查到" in (await telegram.next_reply(ID)).text


async def test_a_setting_lets_true_claims_through(telegram: TelegramServer, bot: Path) -> None:
    await choose(bot, GROUP, verdicts=frozenset(Verdict))
    telegram.say(5, TRUE, chat=GROUP)
    assert "是真的" in (await telegram.next_reply(ID)).text


async def test_so_many_replies_an_hour_and_asked_ones_beside_them(
    telegram: TelegramServer, bot: Path
) -> None:
    await choose(bot, GROUP, hourly=1)
    telegram.say(5, RUMOR, chat=GROUP)
    await telegram.next_reply(ID)
    other = telegram.say(5, OTHER, chat=GROUP)
    await telegram.stays_quiet(0.5)
    telegram.say(6, "/check", chat=GROUP, reply_to=other)
    assert "有误导" in (await telegram.next_reply(ID)).text


async def test_in_quiet_hours_who_asks_is_answered_without_a_sound_and_the_rest_waits(
    telegram: TelegramServer, bot: Path
) -> None:
    hour = datetime.now(UTC).hour
    await choose(bot, GROUP, zone="UTC", quiet=QuietHours(hour, (hour + 2) % 24))
    rumor = telegram.say(5, RUMOR, chat=GROUP)
    telegram.say(6, f"{KNOWN}，转给大家看看", chat=GROUP)
    telegram.say(7, "/check 隔夜的炒青菜吃了会致癌", chat=GROUP)
    asked = await telegram.next_reply(ID)
    assert "有误导" in asked.text
    assert asked.params["disable_notification"] is True
    await telegram.stays_quiet(0.5)
    # The settings decide when the morning is: with other hours it is morning now.
    await choose(bot, GROUP, quiet=QuietHours((hour + 3) % 24, (hour + 4) % 24))
    morning = await telegram.next_reply(ID, timeout=30)
    assert "1 个说法" in morning.text
    assert KNOWN in morning.text
    assert f"https://t.me/c/1234567890/{rumor['message_id']}" in morning.links
    telegram.say(5, RUMOR, chat=GROUP)
    await telegram.stays_quiet(0.5)


async def test_a_changed_message_changes_the_reply_and_none_is_added(
    telegram: TelegramServer, bot: Path
) -> None:
    rumor = telegram.say(5, RUMOR, chat=GROUP)
    sent = await telegram.next_reply(ID)
    telegram.edit(rumor, RUMOR)
    await telegram.stays_quiet(0.4)
    telegram.edit(rumor, OTHER)
    await telegram.wait_for(lambda _: "有误导" in sent.text)
    telegram.edit(rumor, "算了")
    await telegram.wait_for(lambda _: "改过" in sent.text)
    assert sent.labels == []
    telegram.edit(rumor, RUMOR)
    await telegram.wait_for(lambda _: "不是真的" in sent.text)
    assert len(telegram.sent_to(ID)) == 1


async def test_a_changed_message_is_answered_when_it_has_become_a_rumor(
    telegram: TelegramServer, bot: Path
) -> None:
    line = telegram.say(5, "等一下，我发错了，马上改过来哈哈哈哈", chat=GROUP)
    await telegram.stays_quiet(0.4)
    telegram.edit(line, RUMOR)
    assert "不是真的" in (await telegram.next_reply(ID)).text


async def test_a_message_changed_before_its_reply_is_sent_changes_that_reply(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.fail("sendMessage", times=1, retry_after=1, chat_id=ID)
    rumor = telegram.say(5, RUMOR, chat=GROUP)
    await telegram.wait_for(lambda server: server.calls_of("sendMessage"))
    telegram.edit(rumor, OTHER)
    await telegram.wait_for(lambda server: any("有误导" in sent.text for sent in server.sent_to(ID)), 8)
    assert len(telegram.sent_to(ID)) == 1


async def test_who_changes_a_question_gets_the_answer_to_the_new_one(
    telegram: TelegramServer, bot: Path
) -> None:
    question = telegram.say(5, f"/check {KNOWN}", chat=GROUP)
    sent = await telegram.next_reply(ID)
    telegram.edit(question, "/check 隔夜的炒青菜吃了会致癌")
    await telegram.wait_for(lambda _: "有误导" in sent.text)
    assert len(telegram.sent_to(ID)) == 1


async def test_who_asks_about_a_message_that_was_answered_is_shown_where(
    telegram: TelegramServer, bot: Path
) -> None:
    rumor = telegram.say(5, RUMOR, chat=GROUP)
    first = await telegram.next_reply(ID)
    await telegram.wait_for(lambda server: server.confirmed)
    telegram.say(6, "/check", chat=GROUP, reply_to=rumor)
    pointer = await telegram.next_reply(ID)
    assert pointer.links == [f"https://t.me/c/1234567890/{first.message_id}"]


async def test_who_asks_without_end_is_told_once_and_the_others_are_answered(
    telegram: TelegramServer, bot: Path
) -> None:
    for number in range(14):
        telegram.say(5, f"/check 第{number}号楼下的石狮子会在半夜里走路", chat=GROUP)
    await telegram.wait_for(lambda server: any("歇一歇" in sent.text for sent in server.sent_to(ID)), 15)
    telegram.say(6, f"/check {KNOWN}", chat=GROUP)
    await telegram.wait_for(lambda server: any("不是真的" in sent.text for sent in server.sent_to(ID)), 10)
    assert len(telegram.sent_to(ID)) == 12


async def test_old_messages_are_let_rest_when_the_bot_has_stood_still(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.say(5, RUMOR, chat=GROUP, date=updates.now() - 3_600)
    await telegram.stays_quiet(0.5)


async def test_unchecked_claims_are_noted_only_where_the_admins_allow_it(
    telegram: TelegramServer, bot: Path
) -> None:
    claim = "城东的老粮仓里发现了一窝活的恐龙蛋，孵出来三只"
    telegram.say(5, claim, chat=GROUP, origin=updates.from_hidden_user())
    await telegram.stays_quiet(0.4)
    telegram.say(1, claim)
    assert "除了你" not in (await telegram.next_reply(1)).text
    await choose(bot, GROUP, collect_leads=True, mode=Mode.SILENT)
    telegram.say(5, claim, chat=GROUP, origin=updates.from_hidden_user())
    await asyncio.sleep(0.5)
    telegram.say(1, claim)
    assert "1 个人" in (await telegram.next_reply(1)).text
    telegram.say(5, "asdfghjkl asdfghjkl asdfghjkl qwertyuiop", chat=GROUP, origin=updates.from_hidden_user())
    await telegram.stays_quiet(0.4)
    telegram.say(1, "城西的水塔里养着一条会说话的鲤鱼，看门人亲眼见过")
    assert "编号 2" in (await telegram.next_reply(1)).text, "what says nothing is no lead"
    assert telegram.sent_to(ID) == []


async def test_who_points_at_a_part_of_an_album_asks_about_its_words(
    telegram: TelegramServer, bot: Path
) -> None:
    parts = updates.album(["喝热柠檬水可以杀死癌细胞", ""], [media.photo(), media.photo()], chat=GROUP)
    silent = updates.album(["", ""], [media.photo(), media.photo()], chat=GROUP)
    for part in (*parts, *silent):
        telegram.push(part)
    telegram.say(6, "/check", chat=GROUP, reply_to=parts[1]["message"])
    assert "❌ 不是真的" in (await telegram.next_reply(ID)).text
    telegram.say(6, "/check", chat=GROUP, reply_to=silent[1]["message"])
    assert "请回复有文字的那一张" in (await telegram.next_reply(ID)).text
    assert len(telegram.sent_to(ID)) == 2


async def test_each_picture_of_an_album_is_asked_about_and_the_answer_stands_there_once(
    telegram: TelegramServer, bot: Path
) -> None:
    await choose(bot, GROUP, mode=Mode.MENTION)
    parts = updates.album([KNOWN, "", ""], [media.photo()] * 3, chat=GROUP)
    for part in parts:
        telegram.push(part)
    for part in parts:
        telegram.say(6, "/check", chat=GROUP, reply_to=part["message"])
    await telegram.wait_for(lambda server: len(server.sent_to(ID)) == 3)
    whole, *pointers = telegram.sent_to(ID)
    assert "有用" in "".join(whole.labels)
    for pointer in pointers:
        assert pointer.labels == []
        assert f"https://t.me/c/1234567890/{whole.message_id}" in pointer.links


async def test_a_restart_in_the_middle_changes_nothing(
    telegram: TelegramServer, claim_index: ClaimIndex, tmp_path: Path
) -> None:
    settings = settings_for(telegram, tmp_path / "home")
    album = updates.album([OTHER, OTHER], [media.photo(), media.photo()], chat=GROUP)
    async with running_bot(settings, claim_index):
        rumor = telegram.say(5, RUMOR, chat=GROUP)
        first = await telegram.next_reply(ID)
        telegram.push(album[0])
        await telegram.next_reply(ID)
        await telegram.wait_for(lambda server: server.confirmed)
    async with running_bot(settings, claim_index):
        telegram.push(album[1])
        telegram.say(6, RUMOR, chat=GROUP)
        await telegram.stays_quiet(0.6)
        telegram.edit(rumor, "算了")
        await telegram.wait_for(lambda _: "改过" in first.text)
    assert len(telegram.sent_to(ID)) == 2


async def test_a_message_that_was_deleted_meanwhile_gets_no_reply(
    telegram: TelegramServer, bot: Path
) -> None:
    rumor = telegram.say(5, RUMOR, chat=GROUP)
    del telegram.chats.messages[ID, rumor["message_id"]]
    await telegram.stays_quiet(0.6)
    assert [call.refused for call in telegram.calls_of("sendMessage")] == [
        "Bad Request: message to be replied not found"
    ]


async def test_refusals_slow_the_bot_down_and_everybody_is_answered(
    claim_index: ClaimIndex, tmp_path: Path
) -> None:
    async with TelegramServer(limits=True) as telegram:
        async with running_bot(settings_for(telegram, tmp_path / "home"), claim_index):
            for person in (5, 6, 7):
                telegram.say(person, f"/check {KNOWN}", chat=GROUP)
                telegram.say(person, KNOWN)
            await telegram.wait_for(lambda server: len(server.sent) == 6, timeout=15)
            refused = [call for call in telegram.calls_of("sendMessage") if not call.ok]
        assert refused
        assert [len(telegram.sent_to(chat)) for chat in (ID, 5, 6, 7)] == [3, 1, 1, 1]


async def test_another_bot_that_asks_is_not_answered(telegram: TelegramServer, bot: Path) -> None:
    other = people.user(8, is_bot=True, username="another_bot")
    telegram.say(other, f"/check@zhendema_bot {KNOWN}", chat=GROUP)
    said = telegram.say(other, f"@zhendema_bot {KNOWN}", chat=GROUP)
    telegram.edit(said, f"@zhendema_bot {OTHER}")
    await telegram.stays_quiet(0.5)
    telegram.say(5, "/check", chat=GROUP, reply_to=said)
    assert "不是真的" in (await telegram.next_reply(ID)).text


async def test_a_rumor_that_was_deleted_before_the_reply_came_is_answered_the_next_time(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.fail("sendMessage", error=400, description="Bad Request: message to be replied not found")
    telegram.say(5, RUMOR, chat=GROUP)
    await telegram.wait_for(lambda server: server.calls_of("sendMessage"))
    await telegram.stays_quiet(0.3)
    telegram.say(5, RUMOR, chat=GROUP)
    assert "不是真的" in (await telegram.next_reply(ID)).text


async def test_a_reply_that_nobody_asked_for_is_not_sent_a_quarter_of_an_hour_late(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.meet(GROUP)
    now = datetime.now(UTC)
    async with state_of(bot) as store, store.write() as conn:
        for text, minutes, asked in (("late", 16, False), ("asked", 16, True), ("fresh", 14, False)):
            shown_to = {"message_id": 7, "allow_sending_without_reply": asked}
            await outbox.post(
                conn,
                key=text,
                chat_id=ID,
                method="send_message",
                params={"text": text, "reply_parameters": shown_to},
                now=now - timedelta(minutes=minutes),
            )
    telegram.chats.messages[ID, 7] = updates.message(RUMOR, chat=GROUP, message_id=7)
    assert [(await telegram.next_reply(ID)).text for _ in range(2)] == ["asked", "fresh"]


async def test_who_asks_does_not_wait_for_emoji(claim_index: ClaimIndex, tmp_path: Path) -> None:
    clock = Clock(datetime.now(UTC))
    async with open_stage(tmp_path, claim_index, clock) as stage, stage.desk.store.write() as conn:
        key = stage.desk.store.key("chat", ID)
        group = await groups.note(conn, key, ID, "", now=clock.now)
        await groups.change(conn, key, "", replace(group.settings, mode=Mode.REACTION), clock.now)
    async with open_stage(tmp_path, claim_index, clock) as stage:
        for text in (RUMOR, RUMOR, f"/check {OTHER}"):
            said = Update.de_json(updates.message_update(text, chat=GROUP), None)
            errand = await route([said], stage.desk)
            assert errand is not None
            async with stage.desk.store.write() as conn:
                await errand(conn)
        async with stage.desk.store.read() as conn:
            methods = [each.method for each in await outbox.due(conn, datetime.now(UTC), 9)]
    assert methods == ["send_message", "set_message_reaction"]

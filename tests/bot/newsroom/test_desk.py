"""At the desk: lists, cards and their buttons, and that nobody outside ever sees a lead."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot import chats, followers
from bot.directions import STEERING
from bot.handlers.maintainer import COMMANDS, LISTED
from bot.handlers.room_menu import show_menu
from bot.lead import Status
from bot.lead_tables import lead_lists
from bot.newsroom import card_store, ledger
from bot.newsroom.moves import go_along
from bot.newsroom.room import Room
from index.search import ClaimIndex
from tests.bot.newsroom.newsdesk import (
    CHATS,
    CITY_CHAT,
    COUNTY_CHAT,
    OUTSIDE,
    ROOM,
    SECOND,
    UNITS,
    Newsdesk,
    open_newsdesk,
    toast,
)
from tests.bot.stage import Clock
from tests.telegram import people, updates

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
WATER = "杭州西湖区的自来水里发现了不明病毒，大家先别喝"
PHONE = "晚上给手机充电会让电池变成有毒气体"
OLD_CARD, OLD_LIST = "这张卡片太旧了，发 /lead 加编号看新的。", "这个列表太旧了，再发一次 /leads。"
LEMON = "听说每天喝一杯热柠檬水就能把癌细胞全部杀死，是不是真的呢"


@pytest.fixture
async def desk(tmp_path: Path, claim_index: ClaimIndex) -> AsyncGenerator[Newsdesk]:
    async with open_newsdesk(tmp_path, claim_index, Clock(NOON)) as opened:
        yield opened


async def test_the_list_begins_with_what_is_most_pressing_and_opens_a_card(desk: Newsdesk) -> None:
    await desk.lead(PHONE, 1, priority=10)
    water = await desk.lead(WATER, 1, 2, 3, priority=70, topic="health", region="CN-ZJ/杭州市/西湖区")
    (shown,) = await desk.say("/leads")
    assert shown.text.splitlines()[0] == "📋 <b>线索</b> · 没结束的"
    assert list(desk.buttons(shown)) == [str(water), "1"]
    assert shown.text.index("自来水") < shown.text.index("电池")
    *_, card = await desk.tap(shown, str(water))
    assert card.text.splitlines()[0] == f"🔎 <b>第 {water} 号线索</b> · 新的"
    assert "👥 问了 3 次：3 个人，3 个聊天" in card.text
    assert "\n🕒 刚刚\n🏷 健康 · 📍 浙江 杭州市 西湖区（猜的）\n" in card.text, "all of today stands above"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("健康", 1),
        ("health", 1),
        ("topic=健康", 1),
        ("浙江", 1),
        ("region=CN-ZJ", 1),
        ("地区=福建", 0),
        ("1d", 2),
        ("新的", 2),
        ("status=checking", 0),
        ("全部", 2),
        ("杭州市 unit=福州市", 0),
        ("食品 3d", 0),
        ("食品 科技", 1),
        ("健康 科技", 2),
        ("健康 科技 浙江", 1),
        ("福建 浙江", 1),
        ("正在查 新的", 2),
        ("地区=西湖区 地区=福州市", 1),
        ("unit=福州市 unit=杭州市", 0),
        ("1h 1d", 2),
    ],
)
async def test_lists_are_narrowed_in_words_or_by_name(desk: Newsdesk, words: str, found: int) -> None:
    await desk.lead(PHONE, topic="tech")
    await desk.lead(WATER, topic="health", region="CN-ZJ/杭州市/西湖区")
    (shown,) = await desk.say(f"/leads {words}")
    assert len(desk.buttons(shown)) == found, shown.text


async def test_a_list_says_all_that_it_was_narrowed_to_and_keeps_it_when_turned(desk: Newsdesk) -> None:
    for place in range(100, 110):
        await desk.lead(
            f"{place}号楼的电梯里住着一只{place}条腿的怪物", topic="health" if place % 2 else "food"
        )
    (shown,) = await desk.say("/leads 健康 食品 健康 浙江 福建 7d 3d")
    assert shown.text.splitlines()[0] == "📋 <b>线索</b> · 没结束的 · 健康、食品 · 浙江、福建 · 最近 7 天"
    (shown,) = await desk.say("/leads 健康 食品 新的 正在查")
    assert shown.text.splitlines()[0] == "📋 <b>线索</b> · 新的、正在查 · 健康、食品"
    *_, turned = await desk.tap(shown, "▶")
    assert [each for each in desk.buttons(turned) if each.isdigit()] == ["2", "1"]


async def test_the_buttons_of_a_list_that_another_version_made_say_that_it_is_old(desk: Newsdesk) -> None:
    await desk.lead(WATER)
    (shown,) = await desk.say("/leads")
    kept = {"statuses": ["new"], "topic": "", "region": "", "unit": "", "hours": 0}
    async with desk.stage.desk.store.write() as conn:
        await conn.execute(update(lead_lists).values(wanted=kept))
    assert toast(await desk.tap(shown, "1")) == OLD_LIST


async def test_words_that_mean_nothing_are_named(desk: Newsdesk) -> None:
    (said,) = await desk.say("/leads 健康 <胡萝卜>")
    assert "看不懂「&lt;胡萝卜&gt;」" in said.text


async def test_long_lists_are_turned_and_nothing_is_lost_or_twice(desk: Newsdesk) -> None:
    numbers = [
        await desk.lead(f"{place}号楼的电梯里住着一只{place}条腿的怪物", 1) for place in range(100, 119)
    ]
    (shown,) = await desk.say("/leads")
    seen = [text for text in desk.buttons(shown) if text.isdigit()]
    while "▶" in desk.buttons(shown):
        await desk.tap(shown, "▶")
        seen += [text for text in desk.buttons(shown) if text.isdigit()]
    assert sorted(map(int, seen)) == sorted(numbers)
    await desk.tap(shown, "◀")
    assert "▶" in desk.buttons(shown)


async def test_what_is_done_on_one_card_all_cards_of_the_lead_show(desk: Newsdesk) -> None:
    number = await desk.lead(WATER)
    here, there = await desk.card(number), await desk.card(number, SECOND)
    assert toast(await desk.tap(here, "我来查")) == "✅ 好了"
    for card in (here, there):
        assert "· 正在查" in desk.latest(card).text
    assert toast(await desk.tap(there, "我来查")) == "本来就是这样。"
    await desk.tap(there, "不查…")
    assert list(desk.buttons(there)) == ["只是看法", "是广告", "是私事", "查不了", "◀ 返回"]
    assert "🔍 我来查" in desk.buttons(here), "the other card stays on its page"
    await desk.tap(there, "是广告")
    for card in (here, there):
        assert "· 不查（是广告）" in desk.latest(card).text
        assert list(desk.buttons(card)) == ["↩️ 重新打开", "🔄 刷新"]
    await desk.tap(here, "重新打开", by=902)
    assert (await desk.standing(number)).status is Status.NEW
    async with desk.stage.desk.store.read() as conn:
        events = [event for event in await ledger.history(conn, [number]) if event.who]
    assert [(event.was, event.became) for event in events] == [
        ("new", "checking"),
        ("checking", "dismissed"),
        ("dismissed", "new"),
    ]
    assert len({event.who for event in events}) == 2


async def test_a_lead_goes_to_a_unit_and_back_and_each_chat_shows_what_it_may(desk: Newsdesk) -> None:
    number = await desk.lead(WATER, topic="health", region="CN-ZJ/杭州市/西湖区")
    card = await desk.card(number)
    assert (await desk.say(f"/lead {number}", COUNTY_CHAT))[-1].text == f"没有第 {number} 号线索。"
    await desk.tap(card, "交给")
    assert list(desk.buttons(card)) == ["✓ 西湖区", "✓ 杭州市", "福州市", "◀ 返回"]
    told = await desk.tap(card, "西湖区")
    assert "🏢 西湖区，11 月 18 日 16:00 之前" in desk.latest(card).text
    theirs = next(each for each in told if each.chat_id == COUNTY_CHAT and each.text.startswith("🔎"))
    await desk.tap(theirs, "交给")
    assert list(desk.buttons(theirs)) == ["✓ 杭州市", "⬆️ 交回上一级", "◀ 返回"]
    told = await desk.tap(theirs, "交回上一级")
    assert desk.latest(theirs).text == f"第 {number} 号线索已经不归你们查了。"
    assert desk.buttons(theirs) == {}
    assert any(each.chat_id == CITY_CHAT and each.text.startswith("🔎") for each in told)
    assert (await desk.standing(number)).unit == "杭州市"
    assert "🏢 杭州市" in desk.latest(card).text


async def test_a_unit_that_lost_a_lead_can_tap_its_card_in_vain(desk: Newsdesk) -> None:
    number = await desk.lead(WATER, topic="health", region="CN-ZJ/杭州市/西湖区", unit="西湖区")
    theirs = await desk.card(number, COUNTY_CHAT)
    data = desk.data(theirs, "我来查")
    await desk.say(f"/assign {number} 杭州市")
    said = await desk.send(data, COUNTY_CHAT, theirs.message_id)
    assert toast(said) == "这条线索已经不归你们单位了。"
    assert (await desk.standing(number)).status is Status.ASSIGNED


async def test_topic_and_region_are_put_right_by_a_tap(desk: Newsdesk) -> None:
    number = await desk.lead(WATER, topic="tech")
    card = await desk.card(number)
    await desk.tap(card, "🏷 话题")
    await desk.tap(card, "健康")
    await desk.tap(card, "📍 地区")
    await desk.tap(card, "⭐ 浙江 杭州市 西湖区")
    assert "🏷 健康 · 📍 浙江 杭州市 西湖区\n" in desk.latest(card).text + "\n"
    await desk.tap(card, "📍 地区")
    for words in ("▶", "浙江 ›", "湖州市 ›"):
        await desk.tap(card, words)
    await desk.tap(card, "德清县")
    standing = await desk.standing(number)
    assert (standing.topic, standing.region) == ("health", "CN-ZJ/湖州市/德清县")


async def test_a_candidate_answers_a_lead_and_those_who_wait_hear_of_it(desk: Newsdesk) -> None:
    number = await desk.lead(LEMON, 77)
    async with desk.stage.desk.store.write() as conn:
        await followers.follow(conn, number, 77)
    card, other = await desk.card(number), await desk.card(number, SECOND)
    assert "📎 <b>最接近的辟谣：</b>" in card.text
    shown = await desk.tap(card, "用第 1 条回答")
    assert [each.chat_id for each in shown if each.chat_id > 0] == [], "it is looked at before it goes out"
    assert LEMON in desk.latest(card).text
    assert list(desk.buttons(card)) == ["✅ 发布", "◀ 返回"]
    await desk.tap(card, "返回")
    assert "✅ 用第 1 条回答" in desk.buttons(card)
    await desk.tap(card, "用第 1 条回答")
    told = await desk.tap(card, "发布")
    assert toast(told) == "✅ 已回答，会告诉 1 个人和 0 个群。"
    assert [each.method for each in told if each.chat_id == 77] == ["send_message"]
    for each in (card, other):
        assert "· 已回答" in desk.latest(each).text
        assert "📌" in desk.latest(each).text
    assert (await desk.standing(number)).status is Status.ANSWERED


async def test_alerts_are_switched_off_and_on(desk: Newsdesk) -> None:
    number = await desk.lead(WATER)
    card = await desk.card(number)
    await desk.tap(card, "静音")
    await desk.tap(card, "7 天")
    assert "🔕 11 月 25 日 12:00 之前不提醒" in desk.latest(card).text
    await desk.tap(card, "静音")
    await desk.tap(card, "恢复提醒")
    assert (await desk.standing(number)).muted_until is None
    await desk.say(f"/mute {number} 365")
    assert "🔕 2027 年 11 月 18 日 12:00 之前不提醒" in desk.latest(card).text
    await desk.say(f"/mute {number}")
    assert "🔕 一直不提醒" in desk.latest(card).text


async def test_leads_are_merged_and_parted_by_command_and_by_tap(desk: Newsdesk) -> None:
    water, phone = await desk.lead(WATER, 1), await desk.lead(PHONE, 2)
    (said,) = [each for each in await desk.say(f"/merge {phone} {water}") if each.method == "send_message"]
    assert said.text == f"第 {phone} 号已并入第 {water} 号。要分开：/split {phone}"
    card = await desk.card(water)
    assert "👥 问了 2 次：2 个人，2 个聊天" in card.text
    assert "💬 <b>别的说法：</b>\n• 晚上给手机充电" in card.text
    await desk.tap(card, "拆开")
    done = await desk.tap(card, "✂️ 晚上给手机充电")
    assert toast(done) == f"第 {phone} 号又是单独的线索了。要合起来：/merge {phone} {water}"
    assert (await desk.standing(phone)).number == phone
    assert "👥 问了 1 次\n🕒 刚刚\n\n📎" in desk.latest(card).text, "what is not known has no line"
    assert (await desk.say(f"/split {phone}"))[-1].text.startswith(f"第 {phone} 号没有并在别的线索里")


async def test_commands_that_lack_something_say_what(desk: Newsdesk) -> None:
    number = await desk.lead(WATER)
    for command, words in {
        "/lead": "用法：/lead 12",
        "/lead 99": "没有第 99 号线索。",
        "/assign 1 杭洲市": "没有叫「杭洲市」的单位。是不是：杭州市？",
        "/assign 1 月球": "没有叫「月球」的单位。",
        "/assign": "用法：/assign 12 单位名",
        "/note 1": "用法：/note 12 要记的话",
        "/dismiss 1 没意思": "请说明原因：只是看法、是广告、是私事、查不了",
        "/reopen 1": "还没有结束，不用重新打开。",
        "/mute 1 x": "用法：/mute 12 7（天数；0 是恢复，不写是一直）",
        "/merge 1 99": "没有第 99 号线索。",
        "/merge 1 1": "它们已经是同一条了。",
        "/split 99": "没有第 99 号线索。",
    }.items():
        assert (await desk.say(command))[-1].text == words, command
    assert (await desk.standing(number)).status is Status.NEW


async def test_notes_and_reasons_are_kept_masked(desk: Newsdesk) -> None:
    number = await desk.lead(WATER)
    (card,) = await desk.say(f"/note {number} 问过水厂 13812345678")
    assert "📝 问过水厂 [电话]" in card.text
    await desk.say(f"/dismiss {number} 是私事 邻居吵架")
    assert "· 不查（是私事）" in desk.latest(card).text
    async with desk.stage.desk.store.read() as conn:
        assert (await ledger.history(conn, [number]))[-1].why == "private: 邻居吵架"


async def test_numbers_and_the_most_asked_are_told(desk: Newsdesk) -> None:
    await desk.lead(PHONE, 1, 2, 3)
    await desk.lead(WATER, 4, unit="西湖区", status="assigned", due_at=NOON - timedelta(hours=1))
    (stats,) = await desk.say("/stats")
    assert stats.text.splitlines()[:3] == ["📊 <b>线索一览</b>", "• 新的：1", "• 已交给单位：1"]
    assert stats.text.splitlines()[-1] == "• 西湖区：1，其中 1 条过了时间"
    (theirs,) = await desk.say("/stats", COUNTY_CHAT)
    assert theirs.text.splitlines()[1:3] == ["• 新的：0", "• 已交给单位：1"]
    (top,) = await desk.say("/top")
    assert list(desk.buttons(top)) == ["1", "2"]
    (theirs,) = await desk.say("/top", COUNTY_CHAT)
    assert list(desk.buttons(theirs)) == ["2"]
    (theirs,) = await desk.say("/leads unit=杭州市", COUNTY_CHAT)
    assert list(desk.buttons(theirs)) == ["2"], "a unit sees its own leads, whatever it asks for"


async def test_outside_no_command_and_no_button_says_anything_of_leads(desk: Newsdesk) -> None:
    number = await desk.lead(LEMON)
    card = await desk.card(number)
    (shown,) = await desk.say("/leads")
    for chat_id in (OUTSIDE, 555):
        said = []
        for command in sorted(COMMANDS):
            for words in ("", f" {number}", f" {number} 杭州市", " 健康"):
                said += await desk.say(f"/{command}{words}", chat_id, by=555)
        assert [each.text for each in said] == [
            "🙏 这个命令不是给您用的。想知道一条消息真不真，把它发给我就好。"
        ]
        everything = [
            *desk.buttons(card).values(),
            *desk.buttons(shown).values(),
            "lead:x:use:0",
            "leads:x:n1",
        ]
        everything += [f"lead:{desk.data(card, '我来查').split(':')[1]}:dismiss:advert"]
        for data in everything:
            for message_id in (card.message_id, shown.message_id):
                sent = await desk.send(data, chat_id, message_id, by=555)
                assert [each.method for each in sent] == ["answer_callback_query"]
                assert toast(sent) == "这个按钮不是给您用的。"
    assert (await desk.standing(number)).status is Status.NEW


async def test_a_unit_cannot_use_the_buttons_of_another_chat(desk: Newsdesk) -> None:
    number = await desk.lead(WATER, unit="西湖区")
    card = await desk.card(number)
    (shown,) = await desk.say("/leads")
    for data in desk.buttons(card).values():
        assert toast(await desk.send(data, CITY_CHAT, card.message_id)) == OLD_CARD
    for data in desk.buttons(shown).values():
        assert toast(await desk.send(data, CITY_CHAT, shown.message_id)) == OLD_LIST
    (theirs,) = await desk.say("/leads", CITY_CHAT)
    token = (await desk.say("/leads", COUNTY_CHAT))[0]
    assert desk.buttons(theirs) == {}
    forged = desk.data(token, str(number)).rsplit(":", 1)[0]
    assert toast(await desk.send(f"{forged}:n{number}", CITY_CHAT, theirs.message_id)) != ""
    for command in ("lead {}", "note {} x", "assign {} 杭州市", "dismiss {} 是广告", "mute {}", "split {}"):
        said = await desk.say("/" + command.format(number), CITY_CHAT)
        assert [each.text for each in said] == [f"没有第 {number} 号线索。"], command
    assert (await desk.standing(number)).unit == "西湖区"


async def test_buttons_of_old_cards_and_of_other_messages_say_so(desk: Newsdesk) -> None:
    number = await desk.lead(WATER)
    card = await desk.card(number)
    data = desk.data(card, "我来查")
    assert toast(await desk.send(data, ROOM, card.message_id + 1)) == OLD_CARD
    for forged in ("lead:::", f"{data}:x:y", data.replace("check", "drop"), "lead:", "leads:x:", "leads"):
        await desk.send(forged, ROOM, card.message_id)
    assert (await desk.standing(number)).status in {Status.NEW, Status.CHECKING}
    desk.stage.clock.now += card_store.KEPT
    assert toast(await desk.tap(card, "话题")) == OLD_CARD


async def test_in_the_room_nothing_is_answered_unasked_and_check_still_is(desk: Newsdesk) -> None:
    known = "喝热柠檬水可以杀死癌细胞"
    origin = updates.from_hidden_user()
    assert await desk.say(known, origin=origin) == []
    assert await desk.say(known) == []
    (said,) = await desk.say(f"/check {known}")
    assert "柠檬" in said.text
    assert len(await desk.say(known, OUTSIDE, origin=origin)) == 1


async def test_the_number_of_a_chat_is_told_to_its_admins_and_in_private(desk: Newsdesk) -> None:
    (said,) = await desk.say("/id", 555)
    assert said.text == "这个聊天的号码是 <code>555</code>"
    assert await desk.say("/id", OUTSIDE, by=555) == []
    desk.stage.wire.admins = (556,)
    desk.stage.clock.now += timedelta(minutes=11)
    (said,) = await desk.say("/id", OUTSIDE, by=556)
    assert str(people.supergroup(OUTSIDE)["id"]) in said.text


async def test_chats_of_the_room_are_shown_their_commands_in_their_language(desk: Newsdesk) -> None:
    await show_menu(desk.stage.desk)
    menus = {each.params["scope"].chat_id: dict(each.params["commands"]) for each in desk.stage.wire.sent}
    assert menus.keys() == {ROOM, SECOND, CITY_CHAT, COUNTY_CHAT}
    assert menus[ROOM]["leads"] == "线索列表"
    assert {*menus[ROOM]} == {"check", *LISTED}


async def test_a_lead_that_may_be_the_same_is_shown_and_merged_by_a_tap(desk: Newsdesk) -> None:
    first = await desk.lead(WATER, 1)
    second = await desk.lead("西湖区自来水里发现病毒，大家别喝", 2)
    stage = desk.stage.desk
    await stage.gathering.make_vectors(stage.store, stage.checker, desk.stage.clock())
    card = await desk.card(second)
    assert "🔁 <b>可能是同一件事：</b>" in card.text
    await desk.tap(card, "合并…")
    await desk.tap(card, f"并入第 {first} 号")
    assert (await desk.standing(second)).number == first
    assert "👥 问了 2 次" in desk.latest(card).text


async def test_signs_that_turn_a_text_round_are_in_no_card_list_or_button(desk: Newsdesk) -> None:
    water = await desk.lead("大家注意\u202e，" + WATER, 1, 2)
    phone = await desk.lead("\u2067" + PHONE, 3)
    await desk.say(f"/note {water} 水厂\u202e说没有")
    await desk.say(f"/merge {phone} {water}")
    await desk.say("/leads")
    await desk.say("/top")
    card = await desk.card(water)
    await desk.tap(card, "拆开")
    assert len(desk.stage.wire.sent) > 5
    for each in desk.stage.wire.sent:
        assert not set(str(each.params)) & set(STEERING)
        assert "\\u202e" not in repr(each.params)


async def test_a_button_for_a_lead_that_is_gone_says_so_in_the_words_of_the_chat(desk: Newsdesk) -> None:
    number = await desk.lead(WATER, unit="西湖区")
    for chat_id, words in ((ROOM, "这条线索已经没有了。"), (COUNTY_CHAT, "这条线索已经不归你们单位了。")):
        (shown,) = await desk.say("/leads", chat_id)
        forged = desk.data(shown, str(number)).rsplit(":", 1)[0]
        for gone in ("n0", "n99"):
            assert toast(await desk.send(f"{forged}:{gone}", chat_id, shown.message_id)) == words


async def test_the_digest_of_a_unit_names_its_own_leads_only(desk: Newsdesk) -> None:
    await desk.lead(WATER, 1, 2, 3, unit="西湖区", status="assigned")
    await desk.lead(PHONE, 4, 5, 6, unit="杭州市", status="assigned")
    (all_of_them,) = await desk.say("/digest")
    assert "自来水" in all_of_them.text
    assert "电池" in all_of_them.text
    (theirs,) = await desk.say("/digest", COUNTY_CHAT)
    assert "自来水" in theirs.text
    assert "电池" not in theirs.text


async def test_a_draft_stays_when_the_only_one_who_asked_is_forgotten(desk: Newsdesk) -> None:
    number = await desk.lead(WATER, 77)
    (card,) = await desk.say(f"/answer {number}")
    await desk.tap(card, "不是真的")
    await desk.say("/forget", 77)
    assert "<b>结论</b>：⚠️ 有误导" in (await desk.tap(card, "有误导"))[-1].text
    (again,) = await desk.say(f"/answer {number}")
    assert "<b>结论</b>：⚠️ 有误导" in again.text
    async with desk.stage.desk.store.read() as conn:
        stored = await chats.stored_about(conn, desk.stage.desk.store.key("chat", 77), 77)
    assert stored.asks == 0


async def test_a_draft_goes_with_the_one_who_wrote_it_and_so_does_a_lead_that_nobody_asks(
    desk: Newsdesk,
) -> None:
    number = await desk.lead(WATER, 901)
    await desk.say(f"/answer {number}")
    async with desk.stage.desk.store.write() as conn:
        key = desk.stage.desk.store.key
        await chats.forget(conn, key("chat", 901), 901, also=[key("user", 901)], now=NOON)
    (said,) = await desk.say(f"/lead {number}")
    assert said.text == f"没有第 {number} 号线索。"


@pytest.mark.parametrize("chat_id", [ROOM, COUNTY_CHAT])
async def test_the_desk_goes_along_when_its_group_becomes_a_supergroup_also_after_a_restart(
    desk: Newsdesk, chat_id: int
) -> None:
    number = await desk.lead(WATER, unit="西湖区")
    message = updates.message("", sender=people.user(901), chat=CHATS[chat_id])
    message.pop("text", None)
    await desk.stage.play(updates.update("message", {**message, "migrate_to_chat_id": -1_007_777}))
    CHATS[-1_007_777] = people.supergroup(-1_007_777, "新群")
    room = desk.stage.desk.room
    assert (room.is_open_to(-1_007_777), room.is_open_to(chat_id)) == (True, False)
    (card,) = await desk.say(f"/lead {number}", -1_007_777)
    assert card.text.startswith("🔎")
    (said,) = await desk.say(f"/lead {number}", chat_id)
    assert "不是给您用的" in said.text
    restarted = Room(chats=frozenset({ROOM, SECOND}), units=UNITS)
    async with desk.stage.desk.store.read() as conn:
        await go_along(conn, restarted)
    assert (restarted.chats, restarted.units) == (room.chats, room.units)

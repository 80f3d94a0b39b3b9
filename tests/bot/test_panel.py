"""The panel in use: admins open it in the group or in private; each of their taps counts at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from index.search import ClaimIndex
from tests.bot.conftest import running_bot, settings_for
from tests.telegram import people, updates
from tests.telegram.messages import Sent
from tests.telegram.server import TelegramServer

JSON = dict[str, Any]
GROUP = people.supergroup()
OTHER = people.supergroup(-1005, "一家人")
ADMIN, MEMBER = people.user(5), people.user(6)


@pytest.fixture
async def panel(telegram: TelegramServer, bot: Path) -> Sent:
    """A panel that an admin has opened in the group."""
    make_admin(telegram, GROUP)
    telegram.say(ADMIN, "/settings", chat=GROUP)
    return await telegram.next_reply(GROUP["id"])


def make_admin(telegram: TelegramServer, chat: JSON, person: JSON = ADMIN) -> None:
    telegram.chats.set_member(chat["id"], people.member(person, "administrator"))


async def tap(telegram: TelegramServer, sent: Sent, button: str, by: JSON = ADMIN) -> str:
    """Tap a button; returns the toast, after the panel has changed if it does."""
    before = (sent.text, sent.labels)
    query = telegram.press(button, message=sent, by=by)
    await telegram.wait_for(lambda server: query in server.toasts)
    toast = telegram.toasts[query]
    if not toast or toast.startswith("✅"):
        await telegram.wait_for(lambda _: sent.deleted or (sent.text, sent.labels) != before)
    return toast


async def toast_of(telegram: TelegramServer, query: str) -> str:
    return await telegram.wait_for(lambda server: server.toasts.get(query))


def kept(home: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(home / "zhendema.sqlite3") as database:
        rows = database.execute("SELECT settings FROM groups ORDER BY chat_id").fetchall()
    database.close()
    return rows


def ids(home: Path) -> list[int]:
    with sqlite3.connect(home / "zhendema.sqlite3") as database:
        rows = database.execute("SELECT chat_id FROM groups").fetchall()
    database.close()
    return [row[0] for row in rows]


async def test_an_admin_changes_the_mode_and_sees_it_at_once(
    telegram: TelegramServer, bot: Path, panel: Sent
) -> None:
    assert "小区业主群" in panel.text
    assert await tap(telegram, panel, "什么时候说话") == ""
    assert "✅ 自动" in panel.labels
    assert await tap(telegram, panel, "有人问才说") == "✅ 什么时候说话：有人问才说"
    assert "✅ 有人问才说" in panel.labels
    assert "自动" in panel.labels
    await tap(telegram, panel, "返回")
    assert "什么时候说话：有人问才说" in panel.labels
    assert kept(bot) == [('{"mode":"mention"}',)]


async def test_every_page_opens_and_leads_back(telegram: TelegramServer, bot: Path, panel: Sent) -> None:
    first = panel.labels
    for button in first[:12]:
        await tap(telegram, panel, button)
        assert panel.labels[-1] == "◀ 返回"
        await tap(telegram, panel, "◀ 返回")
        assert panel.labels == first
    assert kept(bot) == [("{}",)]


async def test_switches_say_what_they_are_now(telegram: TelegramServer, bot: Path, panel: Sent) -> None:
    await tap(telegram, panel, "更多")
    assert await tap(telegram, panel, "每周小结") == "✅ 每周小结：开"
    assert await tap(telegram, panel, "✅ 早上汇总") == "✅ 早上汇总：关"
    assert await tap(telegram, panel, "✅ 每周小结") == "✅ 每周小结：关"
    assert kept(bot) == [('{"morning_digest":false}',)]


async def test_quiet_hours_of_ones_own_take_two_taps(
    telegram: TelegramServer, bot: Path, panel: Sent
) -> None:
    for button in ("安静时段", "自己选", "20:00", "6:00"):
        await tap(telegram, panel, button)
    assert "安静时段" in panel.text
    await tap(telegram, panel, "返回")
    assert "安静时段：20:00–6:00" in panel.labels
    assert kept(bot) == [('{"quiet":{"start":20,"end":6}}',)]


async def test_a_member_who_taps_gets_a_toast_and_changes_nothing(
    telegram: TelegramServer, bot: Path, panel: Sent
) -> None:
    await tap(telegram, panel, "什么时候说话")
    assert await tap(telegram, panel, "不出声", by=MEMBER) == "只有群管理员能改这些设置。"
    assert await tap(telegram, panel, "返回", by=MEMBER) == "只有群管理员能改这些设置。"
    assert "✅ 自动" in panel.labels
    assert kept(bot) == [("{}",)]


async def test_a_member_who_asks_for_the_settings_is_told_once(telegram: TelegramServer, bot: Path) -> None:
    for _ in range(3):
        telegram.say(MEMBER, "/settings", chat=GROUP)
    sent = await telegram.next_reply(GROUP["id"])
    assert sent.text == "只有群管理员能改这些设置。"
    assert sent.buttons == []
    await telegram.stays_quiet(0.5)


async def test_an_unnamed_admin_opens_the_panel_and_taps_with_the_own_account(
    telegram: TelegramServer, bot: Path
) -> None:
    make_admin(telegram, GROUP)
    unnamed = updates.anonymous_admin_message("/settings@zhendema_bot", chat=GROUP)
    telegram.push(updates.update("message", unnamed))
    sent = await telegram.next_reply(GROUP["id"])
    await tap(telegram, sent, "什么时候说话")
    assert "不出声" in await tap(telegram, sent, "不出声")
    assert kept(bot) == [('{"mode":"silent"}',)]


async def test_in_a_topic_the_panel_stays_in_the_topic(telegram: TelegramServer, bot: Path) -> None:
    forum = people.supergroup(-1009, "论坛", forum=True)
    make_admin(telegram, forum)
    telegram.say(ADMIN, "/settings", chat=forum, thread=7)
    assert (await telegram.next_reply(forum["id"])).params["message_thread_id"] == 7


async def test_changes_are_logged_with_a_hash_and_a_time(
    telegram: TelegramServer, bot: Path, panel: Sent
) -> None:
    for button in ("什么时候说话", "不出声", "自动"):
        await tap(telegram, panel, button)
    with sqlite3.connect(bot / "zhendema.sqlite3") as database:
        query = "SELECT admin_key, changed_at, settings FROM group_changes ORDER BY id"
        log = database.execute(query).fetchall()
    database.close()
    assert [row[2] for row in log] == ['{"mode":"silent"}', "{}"]
    assert {len(row[0]) for row in log} == {32}
    assert log[0][1] <= log[1][1]


async def test_closing_takes_the_panel_away(telegram: TelegramServer, bot: Path, panel: Sent) -> None:
    await tap(telegram, panel, "关闭")
    assert panel.deleted


@pytest.mark.parametrize(
    "data",
    [
        "set:",
        "set:forged:mode",
        "set:{token}",
        "set:{token}:nowhere",
        "set:{token}:mode:loud",
        "set:{token}:test:x",
    ],
)
async def test_forged_buttons_do_nothing(telegram: TelegramServer, bot: Path, panel: Sent, data: str) -> None:
    token = panel.buttons[0]["callback_data"].split(":")[1]
    update = updates.callback_query(data.format(token=token), message=dict(panel.message), sender=ADMIN)
    telegram.push(update)
    query = update["callback_query"]["id"]
    await telegram.wait_for(lambda server: "过期" in server.toasts.get(query, ""))
    assert kept(bot) == [("{}",)]


async def test_a_button_does_not_count_in_another_chat_or_under_another_message(
    telegram: TelegramServer, bot: Path, panel: Sent
) -> None:
    make_admin(telegram, OTHER)
    telegram.say(ADMIN, "/settings", chat=OTHER)
    other = await telegram.next_reply(OTHER["id"])
    await tap(telegram, panel, "什么时候说话")
    silent = next(button for button in panel.buttons if button["text"] == "不出声")["callback_data"]
    telegram.say(ADMIN, "/settings", chat=GROUP)
    again = await telegram.next_reply(GROUP["id"])
    for place in (other, again):
        update = updates.callback_query(silent, message=dict(place.message), sender=ADMIN)
        telegram.push(update)
        query = update["callback_query"]["id"]
        assert await toast_of(telegram, query) == "这个面板过期了，请再发一次 /settings。"
    assert kept(bot) == [("{}",), ("{}",)]


async def test_in_private_an_admin_chooses_among_the_own_groups(telegram: TelegramServer, bot: Path) -> None:
    for chat in (GROUP, OTHER):
        make_admin(telegram, chat)
        telegram.add_bot(chat, by=ADMIN)
        await telegram.next_reply(chat["id"])
    telegram.say(ADMIN, "/settings")
    sent = await telegram.next_reply(ADMIN["id"])
    assert sent.labels == ["一家人", "小区业主群", "✖ 关闭"]
    await tap(telegram, sent, "一家人")
    assert "一家人" in sent.text
    await tap(telegram, sent, "文字")
    await tap(telegram, sent, "繁體中文")
    await tap(telegram, sent, "返回")
    await tap(telegram, sent, "我管理的群")
    assert sent.labels == ["一家人", "小区业主群", "✖ 关闭"]
    assert kept(bot) == [("{}",), ('{"language":"zh-Hant"}',)]
    await telegram.stays_quiet(0.3, GROUP["id"])


async def test_who_runs_no_group_hears_how_to_begin(telegram: TelegramServer, bot: Path) -> None:
    make_admin(telegram, GROUP)
    telegram.add_bot(GROUP, by=ADMIN)
    await telegram.next_reply(GROUP["id"])
    telegram.say(MEMBER, "/settings")
    sent = await telegram.next_reply(MEMBER["id"])
    assert sent.labels == ["➕ 把我加进群"]


async def test_the_link_in_the_group_opens_the_panel_in_private(
    telegram: TelegramServer, bot: Path, panel: Sent
) -> None:
    link = next(button["url"] for button in panel.buttons if "url" in button)
    telegram.say(ADMIN, f"/start {link.partition('?start=')[2]}")
    sent = await telegram.next_reply(ADMIN["id"])
    assert "小区业主群" in sent.text
    await tap(telegram, sent, "每小时")
    assert await tap(telegram, sent, "3 次") == "✅ 每小时：3 次"
    assert kept(bot) == [('{"hourly":3}',)]
    telegram.say(MEMBER, f"/start {link.partition('?start=')[2]}")
    refused = await telegram.next_reply(MEMBER["id"])
    assert refused.text == "只有群管理员能改这些设置。"


async def test_who_is_no_admin_any_more_changes_nothing_in_private(
    telegram: TelegramServer, bot: Path, panel: Sent
) -> None:
    link = next(button["url"] for button in panel.buttons if "url" in button)
    telegram.say(ADMIN, f"/start {link.partition('?start=')[2]}")
    sent = await telegram.next_reply(ADMIN["id"])
    telegram.remove_bot(GROUP, by=ADMIN)
    await telegram.wait_for(lambda server: server.confirmed)
    await telegram.stays_quiet(0.2)
    assert await tap(telegram, sent, "什么时候说话") == "我已经不在这个群里了。"


async def test_a_greeting_is_written_in_reply_to_the_panel(
    telegram: TelegramServer, bot: Path, panel: Sent
) -> None:
    await tap(telegram, panel, "欢迎词")
    telegram.say(MEMBER, "坏人写的", chat=GROUP, reply_to=dict(panel.message))
    telegram.say(ADMIN, "长" * 1_001, chat=GROUP, reply_to=dict(panel.message))
    assert "1,001" in (await telegram.next_reply(GROUP["id"])).text
    telegram.say(ADMIN, "欢迎 <新邻居> & 家人！", chat=GROUP, reply_to=dict(panel.message))
    await telegram.wait_for(lambda _: "欢迎 <新邻居> & 家人！" in panel.text)
    telegram.push(updates.new_members(GROUP, [people.user(77, "新邻居")]))
    assert (await telegram.next_reply(GROUP["id"])).text == "欢迎 <新邻居> & 家人！"
    telegram.push(updates.new_members(GROUP, [people.user(78, "又一位")]))
    await telegram.stays_quiet(0.5)
    assert await tap(telegram, panel, "不要欢迎词") == "✅ 欢迎词：没有"
    assert kept(bot) == [("{}",)]


async def test_in_private_the_next_text_is_the_greeting_and_the_one_after_it_a_question(
    telegram: TelegramServer, bot: Path, panel: Sent
) -> None:
    link = next(button["url"] for button in panel.buttons if "url" in button)
    telegram.say(ADMIN, f"/start {link.partition('?start=')[2]}")
    sent = await telegram.next_reply(ADMIN["id"])
    await tap(telegram, sent, "欢迎词")
    telegram.say(ADMIN, "欢迎新朋友")
    await telegram.wait_for(lambda _: "欢迎新朋友" in sent.text)
    assert telegram.sent_to(ADMIN["id"])[1:] == []
    telegram.say(ADMIN, "喝热柠檬水可以杀死癌细胞")
    assert "不是真的" in (await telegram.next_reply(ADMIN["id"])).text


async def test_a_greeting_and_a_question_sent_together_are_both_taken(
    telegram: TelegramServer, bot: Path, panel: Sent
) -> None:
    link = next(button["url"] for button in panel.buttons if "url" in button)
    telegram.say(ADMIN, f"/start {link.partition('?start=')[2]}")
    sent = await telegram.next_reply(ADMIN["id"])
    await tap(telegram, sent, "欢迎词")
    telegram.say(ADMIN, "欢迎新朋友")
    telegram.say(ADMIN, "喝热柠檬水可以杀死癌细胞")
    assert "不是真的" in (await telegram.next_reply(ADMIN["id"])).text
    await telegram.wait_for(lambda _: "欢迎新朋友" in sent.text)
    assert kept(bot) == [('{"welcome":"\\u6b22\\u8fce\\u65b0\\u670b\\u53cb"}',)]


async def test_a_renamed_group_is_listed_by_its_new_name(
    telegram: TelegramServer, bot: Path, panel: Sent
) -> None:
    renamed = GROUP | {"title": "新名字"}
    telegram.push(updates.message_update(chat=renamed, sender=ADMIN, new_chat_title="新名字"))
    await telegram.wait_for(lambda server: server.confirmed)
    telegram.say(ADMIN, "/settings")
    assert (await telegram.next_reply(ADMIN["id"])).labels[0] == "新名字"


async def test_a_restart_leaves_an_open_panel_as_it_was(
    telegram: TelegramServer, claim_index: ClaimIndex, tmp_path: Path
) -> None:
    settings = settings_for(telegram, tmp_path / "home")
    make_admin(telegram, GROUP)
    async with running_bot(settings, claim_index):
        telegram.say(ADMIN, "/settings", chat=GROUP)
        sent = await telegram.next_reply(GROUP["id"])
        await tap(telegram, sent, "欢迎词")
    async with running_bot(settings, claim_index):
        telegram.say(ADMIN, "欢迎新朋友", chat=GROUP, reply_to=dict(sent.message))
        await telegram.wait_for(lambda _: "欢迎新朋友" in sent.text)
        await tap(telegram, sent, "返回")
        assert "欢迎词：有" in sent.labels


async def test_settings_survive_leaving_and_the_move_to_a_supergroup(
    telegram: TelegramServer, bot: Path
) -> None:
    group = people.group()
    make_admin(telegram, group)
    telegram.add_bot(group, by=ADMIN)
    await telegram.next_reply(group["id"])
    telegram.say(ADMIN, "/settings", chat=group)
    sent = await telegram.next_reply(group["id"])
    await tap(telegram, sent, "什么时候说话")
    await tap(telegram, sent, "不出声")
    telegram.remove_bot(group, by=ADMIN)
    telegram.add_bot(group, by=ADMIN)
    new = telegram.migrate(group)
    await telegram.wait_for(lambda _: ids(bot) == [new["id"]])
    telegram.say(ADMIN, "/settings", chat=new)
    again = await telegram.next_reply(new["id"])
    assert "什么时候说话：不出声" in again.labels
    assert kept(bot) == [('{"mode":"silent"}',)]

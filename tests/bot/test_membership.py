"""The bot comes, is given and denied rights, and goes: one short message at most, and none into the void."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot import chats, groups, leads, outbox, panels
from bot.group_settings import GroupSettings, Mode
from tests.bot.group_state import choose
from tests.bot.state import NOW, ask, opened
from tests.telegram import people, updates
from tests.telegram.server import TelegramServer

JSON = dict[str, Any]
GROUP = people.supergroup()
ADMIN = people.user(5)


def standing(home: Path) -> tuple[bool, bool]:
    """Whether the bot may write in the only group that is kept, and whether it is still in there."""
    with sqlite3.connect(home / "zhendema.sqlite3") as database:
        rows = database.execute("SELECT may_write, left_at FROM groups").fetchall()
    database.close()
    return (bool(rows[0][0]), rows[0][1] is None) if rows else (False, False)


def has_standing(home: Path, may_write: bool, _: TelegramServer) -> bool:
    return standing(home) == (may_write, True)


async def test_who_adds_it_reads_what_it_does_and_what_is_missing(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.add_bot(GROUP, by=ADMIN)
    sent = await telegram.next_reply(GROUP["id"])
    assert "大家好，我是「真的吗」" in sent.text
    assert "/check" in sent.text
    assert "/settings" in sent.text
    assert "⚠️ 看不到群里的消息" in sent.text
    assert "不能在群里说话" not in sent.text
    assert sent.labels == ["⚙️ 设置"]
    assert sent.buttons[0]["url"].startswith("https://t.me/zhendema_bot?start=settings-")
    assert len(sent.text) < 400


async def test_as_an_admin_nothing_is_missing(telegram: TelegramServer, bot: Path) -> None:
    telegram.add_bot(GROUP, by=ADMIN, status="administrator")
    assert "✅ 自检正常" in (await telegram.next_reply(GROUP["id"])).text


async def test_the_introduction_speaks_the_language_of_who_adds_it(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.add_bot(GROUP, by=people.user(8, language_code="zh-hant"))
    assert "我是「真的嗎」" in (await telegram.next_reply(GROUP["id"])).text
    silent = people.supergroup(-1007, "Our neighbours")
    telegram.add_bot(silent, by=people.user(9, language_code=None))
    assert "I am Zhendema" in (await telegram.next_reply(silent["id"])).text


async def test_added_again_within_the_hour_it_does_not_repeat_itself(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.add_bot(GROUP, by=ADMIN)
    await telegram.next_reply(GROUP["id"])
    telegram.remove_bot(GROUP, by=ADMIN)
    await telegram.wait_for(lambda _: standing(bot) == (True, False))
    telegram.add_bot(GROUP, by=ADMIN)
    await telegram.wait_for(lambda _: standing(bot) == (True, True))
    await telegram.stays_quiet(0.4)
    assert len(telegram.sent_to(GROUP["id"])) == 1


async def test_turned_out_before_it_could_introduce_itself_it_does_so_when_it_comes_back(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.fail("sendMessage", times=1, error=429, retry_after=60)
    telegram.add_bot(GROUP, by=ADMIN)
    await telegram.wait_for(lambda server: server.calls_of("sendMessage"))
    telegram.remove_bot(GROUP, by=ADMIN)
    await telegram.wait_for(lambda _: standing(bot) == (True, False))
    assert telegram.sent_to(GROUP["id"]) == []
    with sqlite3.connect(bot / "zhendema.sqlite3") as database:
        # What Telegram asked to wait for is over.
        assert database.execute("SELECT state FROM outbox").fetchall() == [("dropped",)]
    database.close()
    telegram.add_bot(GROUP, by=ADMIN)
    await telegram.wait_for(lambda _: standing(bot) == (True, True))
    with sqlite3.connect(bot / "zhendema.sqlite3") as database:
        assert database.execute("SELECT state FROM outbox").fetchall() in ([("waiting",)], [("sent",)])
    database.close()


@pytest.mark.parametrize(
    ("mode", "words"),
    [(Mode.REACTION, "我只点个表情"), (Mode.SILENT, "我自己不出声"), (Mode.AUTO, "才回一句")],
)
async def test_who_adds_it_again_reads_how_it_was_set_before(
    telegram: TelegramServer, bot: Path, mode: Mode, words: str
) -> None:
    await choose(bot, GROUP, mode=mode)
    telegram.add_bot(GROUP, by=ADMIN)
    assert words in (await telegram.next_reply(GROUP["id"])).text


async def test_where_it_may_not_write_it_tells_who_added_it_in_private(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.meet(ADMIN)
    telegram.add_bot(GROUP, by=ADMIN, status="restricted", can_send_messages=False)
    sent = await telegram.next_reply(ADMIN["id"])
    assert "我被加进了「小区业主群」，可是那里不让我发消息" in sent.text
    assert telegram.sent_to(GROUP["id"]) == []
    assert standing(bot) == (False, True)


async def test_where_no_member_may_write_it_says_so_and_goes_on_listening(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.meet(ADMIN)
    telegram.add_bot(GROUP | {"permissions": {"can_send_messages": False}}, by=ADMIN)
    assert "不让我发消息" in (await telegram.next_reply(ADMIN["id"])).text
    assert standing(bot) == (True, True)
    assert telegram.sent_to(GROUP["id"]) == []


async def test_one_who_never_wrote_to_it_cannot_be_told_and_nothing_is_tried_again(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.add_bot(GROUP, by=ADMIN, status="restricted", can_send_messages=False)
    await telegram.wait_for(lambda server: server.calls_of("sendMessage"))
    await telegram.stays_quiet(0.5)
    assert len(telegram.calls_of("sendMessage")) == 1


async def test_restricted_promoted_and_demoted_it_says_nothing(telegram: TelegramServer, bot: Path) -> None:
    telegram.add_bot(GROUP, by=ADMIN)
    await telegram.next_reply(GROUP["id"])
    for status, rights, may_write in (
        ("restricted", {"can_send_messages": False}, False),
        ("administrator", {}, True),
        ("member", {}, True),
        ("restricted", {"can_send_messages": True}, True),
    ):
        telegram.add_bot(GROUP, by=ADMIN, status=status, **rights)
        await telegram.wait_for(lambda server: server.confirmed)
        await telegram.wait_for(partial(has_standing, bot, may_write))
    await telegram.stays_quiet(0.3)
    assert len(telegram.sent_to(GROUP["id"])) == 1


@pytest.mark.parametrize("status", ["left", "kicked"])
async def test_turned_out_it_falls_silent(telegram: TelegramServer, bot: Path, status: str) -> None:
    telegram.add_bot(GROUP, by=ADMIN)
    await telegram.next_reply(GROUP["id"])
    telegram.push(updates.my_chat_member(GROUP, "member", status, sender=ADMIN))
    await telegram.wait_for(lambda _: standing(bot) == (True, False))
    await telegram.stays_quiet(0.3)


async def test_a_group_that_cannot_be_examined_does_no_harm(telegram: TelegramServer, bot: Path) -> None:
    telegram.fail(
        "getChat", times=None, error=403, description="Forbidden: bot was kicked from the group chat"
    )
    telegram.add_bot(GROUP, by=ADMIN)
    await telegram.wait_for(lambda _: standing(bot) == (True, True))
    assert telegram.sent_to(GROUP["id"]) == []


async def test_added_by_the_bots_own_link_it_speaks_once(telegram: TelegramServer, bot: Path) -> None:
    telegram.add_bot(GROUP, by=ADMIN)
    await telegram.next_reply(GROUP["id"])
    telegram.say(ADMIN, "/start@zhendema_bot settings", chat=GROUP)
    await telegram.stays_quiet(0.4)


async def test_channels_are_left_alone(telegram: TelegramServer, bot: Path) -> None:
    telegram.add_bot(people.channel(), by=ADMIN, status="administrator")
    await telegram.stays_quiet(0.4)
    assert standing(bot) == (False, False)


async def test_bots_are_not_greeted_and_no_greeting_is_no_greeting(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.add_bot(GROUP, by=ADMIN)
    await telegram.next_reply(GROUP["id"])
    telegram.push(updates.new_members(GROUP, [people.user(9, is_bot=True)]))
    telegram.push(updates.new_members(GROUP, [people.user(10)]))
    await telegram.stays_quiet(0.4)


async def test_leaving_gives_up_what_waits_to_be_sent_there(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        for chat_id in (-1, -2):
            key = f"key {chat_id}"
            await outbox.post(
                conn, key=key, chat_id=chat_id, method="send_message", params={}, now=NOW, reply_token=key
            )
        assert await outbox.drop_chat(conn, -1, "gone", NOW) == ["key -1"]
        assert [row.chat_id for row in await outbox.due(conn, NOW, 10)] == [-2]


async def test_an_admins_mydata_and_forget_know_their_groups_and_changes(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        me, group_key = store.key("user", 5), store.key("chat", -1)
        await ask(store, "城东的老粮仓里发现了恐龙蛋", 1, asker=9)
        async with store.write() as conn:
            await groups.note(conn, group_key, -1, "群", now=NOW)
            await groups.keep_admins(conn, group_key, [me, "somebody else"], NOW)
            await groups.change(conn, group_key, me, GroupSettings(hourly=1), NOW)
            await panels.open_panel(conn, store.key("chat", 5), group_key, NOW)
            stored = await chats.stored_about(conn, store.key("chat", 5), 5, [me])
            assert stored == chats.Stored(groups=1, changes=1, panels=1)
            await chats.forget(conn, store.key("chat", 5), 5, [me], now=NOW)
            assert await chats.stored_about(conn, store.key("chat", 5), 5, [me]) == chats.Stored()
            assert [each.admin_key for each in await groups.changes_of(conn, group_key)] == [""]
            assert (await groups.admins_of(conn, group_key))[0] == {"somebody else"}
            assert await groups.settings_in(conn, group_key) == GroupSettings(hourly=1)
            assert len(await leads.listed(conn)) == 1


async def test_a_moved_group_takes_no_panel_along(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        old, new = store.key("chat", -1), store.key("chat", -100)
        await groups.note(conn, old, -1, "群", now=NOW)
        panel = await panels.open_panel(conn, old, old, NOW)
        private = await panels.open_panel(conn, "private", old, NOW)
        await chats.move_chat(conn, old, new, -1, -100)
        assert await panels.find(conn, panel.token, old, 1, NOW) is None
        moved = await panels.find(conn, private.token, "private", 1, NOW + timedelta(hours=1))
        assert moved is not None
        assert moved.group_key == new

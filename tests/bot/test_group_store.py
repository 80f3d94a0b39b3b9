"""Groups: what is kept of them comes back, moves along, and goes 30 days after the bot has left."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import groups
from bot.group_settings import GroupSettings, Mode
from bot.store import Store
from tests.bot.state import NOW, opened

OLD, NEW = -7, -100_7
ASKED = replace(GroupSettings(), mode=Mode.MENTION, welcome="你好\ud83d")


async def join(store: Store, conn: AsyncConnection, chat_id: int = OLD, title: str = "一家人") -> str:
    key = store.key("chat", chat_id)
    await groups.note(conn, key, chat_id, title, now=NOW)
    return key


async def test_a_group_that_chose_nothing_has_the_defaults(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        assert await groups.settings_in(conn, "unheard of") == GroupSettings()
        assert await groups.find(conn, "unheard of") is None
        key = await join(store, conn)
        found = await groups.find(conn, key)
        assert found == groups.Group(key, OLD, "一家人", GroupSettings(), True, None)
        assert found.reachable


async def test_a_change_is_kept_with_who_and_when_and_no_change_is_not_logged(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        key = await join(store, conn)
        await groups.change(conn, key, "admin", ASKED, NOW)
        await groups.change(conn, key, "other", ASKED, NOW)
        await groups.change(conn, key, "other", GroupSettings(), NOW + timedelta(seconds=1))
        assert await groups.settings_in(conn, key) == GroupSettings()
        assert await groups.changes_of(conn, key) == [
            groups.Change("other", NOW + timedelta(seconds=1), {}),
            groups.Change("admin", NOW, {"mode": "mention", "welcome": "你好\ud83d"}),
        ]


async def test_coming_back_brings_the_settings_back_and_30_days_away_deletes_them(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        key = await join(store, conn)
        await groups.change(conn, key, "admin", ASKED, NOW)
        await groups.keep_admins(conn, key, ["admin"], NOW)
        await groups.leave(conn, key, NOW)
        assert await groups.listed(conn) == []
        assert await groups.groups_of(conn, "admin") == []
        assert await groups.purge_left(conn, NOW) == []
        back = await groups.note(conn, key, OLD, "一家人 2", now=NOW, may_write=False)
        assert (back.settings, back.title, back.left_at, back.reachable) == (ASKED, "一家人 2", None, False)
        await groups.leave(conn, key, NOW)
        await groups.leave(conn, key, NOW + timedelta(days=9))
        assert await groups.purge_left(conn, NOW + timedelta(seconds=1)) == [key]
        assert await groups.find(conn, key) is None
        assert await groups.changes_of(conn, key) == []
        assert await groups.admins_of(conn, key) == (frozenset(), None)


async def test_an_admin_finds_their_groups_by_title(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        for chat_id, title, admins in ((-1, "乙", ["a"]), (-2, "甲", ["a", "b", "a"]), (-3, "丙", ["b"])):
            key = await join(store, conn, chat_id, title)
            await groups.keep_admins(conn, key, admins, NOW)
        assert [group.chat_id for group in await groups.groups_of(conn, "a")] == [-1, -2]
        assert await groups.admins_of(conn, store.key("chat", -2)) == (frozenset({"a", "b"}), NOW)
        await groups.keep_admins(conn, store.key("chat", -2), ["b"], NOW)
        assert [group.chat_id for group in await groups.groups_of(conn, "a")] == [-1]


async def test_settings_log_and_admins_move_with_the_group_and_moving_twice_does_nothing(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        old, new = await join(store, conn), store.key("chat", NEW)
        await groups.change(conn, old, "admin", ASKED, NOW)
        await groups.keep_admins(conn, old, ["admin"], NOW)
        for _ in range(2):
            await groups.move_group(conn, old, new, NEW, NOW)
            assert await groups.find(conn, old) is None
            moved = await groups.find(conn, new)
            assert moved == groups.Group(new, NEW, "一家人", ASKED, True, None)
            assert [each.admin_key for each in await groups.changes_of(conn, new)] == ["admin"]
            assert [group.chat_id for group in await groups.groups_of(conn, "admin")] == [NEW]


async def test_of_two_the_settings_that_were_changed_last_stay(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        old, new = await join(store, conn), await join(store, conn, NEW)
        await groups.change(conn, old, "admin", ASKED, NOW)
        await groups.change(conn, new, "admin", GroupSettings(hourly=2), NOW + timedelta(seconds=1))
        await groups.move_group(conn, old, new, NEW, NOW)
        assert await groups.settings_in(conn, new) == GroupSettings(hourly=2)
        assert len(await groups.changes_of(conn, new)) == 2

"""Panels: a button counts in its own chat, under its own message, and for a day."""

from datetime import timedelta
from pathlib import Path

from bot import panels
from tests.bot.state import NOW, opened

LATER = NOW + timedelta(minutes=9)


async def test_the_first_tap_binds_a_panel_to_its_message(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        token = (await panels.open_panel(conn, "here", "group", NOW)).token
        found = await panels.find(conn, token, "here", 5, NOW)
        assert found == panels.Panel(token, "here", "group", 5, False, NOW)
        await panels.turn(conn, found, NOW)
        assert await panels.find(conn, token, "here", 6, NOW) is None
        assert await panels.find(conn, token, "elsewhere", 5, NOW) is None
        assert await panels.find(conn, "forged", "here", 5, NOW) is None
        assert await panels.find(conn, token, "here", 5, NOW) == found


async def test_a_panel_ends_after_a_day_or_when_it_is_closed(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        old = (await panels.open_panel(conn, "here", "group", NOW)).token
        closed = (await panels.open_panel(conn, "here", "group", NOW)).token
        await panels.close(conn, closed)
        assert await panels.find(conn, closed, "here", 5, NOW) is None
        assert await panels.find(conn, old, "here", 5, NOW + panels.KEPT - timedelta(seconds=1)) is not None
        assert await panels.find(conn, old, "here", 5, NOW + panels.KEPT) is None
        assert await panels.purge(conn, NOW + panels.KEPT) == 1


async def test_a_text_goes_to_the_panel_that_waits_for_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        token = (await panels.open_panel(conn, "here", "group", NOW)).token
        assert await panels.awaiting(conn, "here", None, NOW) is None
        found = await panels.find(conn, token, "here", 5, NOW)
        assert found is not None
        waits = await panels.turn(conn, found, NOW, group_key="other", awaits=True)
        assert await panels.awaiting(conn, "here", 5, LATER) == waits
        assert waits.group_key == "other"
        assert await panels.awaiting(conn, "here", None, LATER) == waits
        assert await panels.awaiting(conn, "here", 6, LATER) is None
        assert await panels.awaiting(conn, "elsewhere", 5, LATER) is None
        assert await panels.awaiting(conn, "here", None, NOW + panels.AWAITED) is None
        assert await panels.awaiting(conn, "here", 5, NOW + panels.AWAITED) == waits
        await panels.turn(conn, waits, NOW)
        assert await panels.awaiting(conn, "here", 5, LATER) is None

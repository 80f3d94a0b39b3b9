"""Columns: what goes in comes out, and what no database can hold does no harm."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from bot.tables import chats, replies, storable
from tests.bot.state import NOW, opened


async def test_a_moment_comes_back_in_utc_to_the_millisecond(tmp_path: Path) -> None:
    there = timezone(timedelta(hours=8))
    moment = datetime(2026, 11, 22, 16, 30, 5, 678_901, tzinfo=there)
    async with opened(tmp_path) as store, store.write() as conn:
        await conn.execute(insert(chats).values(chat_key="a", language="", changed_at=moment))
        assert await conn.scalar(select(chats.c.changed_at)) == datetime(
            2026, 11, 22, 8, 30, 5, 678_000, tzinfo=UTC
        )


async def test_a_moment_without_a_time_zone_is_refused(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        naive = NOW.replace(tzinfo=None)
        with pytest.raises(StatementError, match="got a naive datetime"):
            await conn.execute(insert(chats).values(chat_key="a", language="", changed_at=naive))


async def test_json_keeps_every_string_that_telegram_can_send(tmp_path: Path) -> None:
    links = ["\ud83d", "\x00", "喝水", "'; DROP TABLE replies; --"]
    row = {
        "token": "t",
        "chat_key": "c",
        "asker_key": "",
        "text": "x\x00\ud83d",
        "links": links,
        "band": "answer",
        "offers": [],
        "index_version": "v",
        "language": "en",
        "made_at": NOW,
    }
    async with opened(tmp_path) as store, store.write() as conn:
        await conn.execute(insert(replies).values(**row))
        found = (await conn.execute(select(replies.c.links, replies.c.text))).one()
        assert tuple(found) == (links, "x?")


@given(st.text())
def test_storable_words_can_always_be_written(words: str) -> None:
    kept = storable(words)
    assert "\x00" not in kept.encode().decode()
    assert storable(kept) == kept

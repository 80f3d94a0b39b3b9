"""A group's settings and past, set while the bot runs, as if its admins had chosen and time had gone by."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update

from bot import groups
from bot.store import Store, load_secret
from bot.tables import group_replies

JSON = dict[str, Any]


@asynccontextmanager
async def state_of(home: Path) -> AsyncGenerator[Store]:
    """The state of a running bot, opened beside it."""
    async with Store(f"sqlite:///{home / 'zhendema.sqlite3'}", load_secret(home / "secret")) as store:
        yield store


async def choose(home: Path, chat: JSON, **chosen: Any) -> None:
    """Give a group settings."""
    async with state_of(home) as store, store.write() as conn:
        key, now = store.key("chat", chat["id"]), datetime.now(UTC)
        group = await groups.note(conn, key, chat["id"], chat["title"], now=now)
        await groups.change(conn, key, "admin", replace(group.settings, **chosen), now)


async def let_pass(home: Path, hours: float) -> None:
    """Let all that groups were told have happened so much earlier."""
    async with state_of(home) as store, store.write() as conn:
        for row in (await conn.execute(group_replies.select())).all():
            earlier = row.made_at - timedelta(hours=hours)
            this = group_replies.c.id == row.id
            await conn.execute(update(group_replies).where(this).values(made_at=earlier))

"""A real database for a test, and the moment at which the test plays."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.leads import Logged, log
from bot.store import Store

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
SECRET = bytes(range(32))


@asynccontextmanager
async def opened(folder: Path, secret: bytes = SECRET) -> AsyncGenerator[Store]:
    """A store whose database lies in `folder`."""
    async with Store(f"sqlite:///{folder / 'zhendema.sqlite3'}", secret) as store:
        yield store


async def ask(
    store: Store,
    text: str,
    update_id: int,
    asker: int = 1,
    chat: int | None = None,
    links: tuple[str, ...] = (),
) -> Logged:
    """Log a message in a transaction of its own; without `chat` it comes from the asker's private chat."""
    async with store.write() as conn:
        return await log(
            store,
            conn,
            text=text,
            links=links,
            asker_key=store.key("user", asker),
            chat_key=store.key("chat", asker if chat is None else chat),
            update_id=update_id,
            now=NOW,
        )

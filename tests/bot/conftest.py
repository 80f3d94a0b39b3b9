"""The whole bot in this process: a real index, a real database, and a Telegram on loopback."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.pace import Pace
from bot.run import serve
from bot.settings import Settings
from corpus.library import read_corpus
from index.build import build_version
from index.encoder import load_encoder
from index.search import ClaimIndex
from tests.telegram.server import TelegramServer

DEBUNKS = Path(__file__).parent / "debunks.jsonl"

StartBot = Callable[[TelegramServer], Awaitable[None]]


@pytest.fixture(scope="session")
def built_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of versions with one index of the tests' own debunks, built with the shipped encoder."""
    root = tmp_path_factory.mktemp("home") / "index"
    corpus = read_corpus([DEBUNKS])
    assert not corpus.faults
    build_version(corpus.debunks, root, encoder=load_encoder())
    return root


@pytest.fixture(scope="session")
def claim_index(built_root: Path) -> ClaimIndex:
    return ClaimIndex.load((built_root / "current").resolve())


def settings_for(telegram: TelegramServer, home: Path, **more: object) -> Settings:
    home.mkdir(exist_ok=True)
    return Settings.model_validate(
        {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_BASE": telegram.base_url,
            "ZHENDEMA_HOME": home,
            "ZHENDEMA_GATHER_SECONDS": 0.1,
            **more,
        }
    )


@asynccontextmanager
async def running_bot(settings: Settings, index: ClaimIndex) -> AsyncIterator[asyncio.Task[None]]:
    """Run the bot as a task, unhurried by Telegram's limits; stopped as by SIGTERM."""
    assert settings.telegram_bot_token is not None
    token = settings.telegram_bot_token.get_secret_value()
    pace = Pace(per_second=10_000, chat_gap=0.0, per_group_minute=10_000)
    task = asyncio.create_task(serve(settings, [index], token, pace))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def bot(telegram: TelegramServer, claim_index: ClaimIndex, tmp_path: Path) -> AsyncIterator[Path]:
    """The bot, running against `telegram`; gives its home."""
    home = tmp_path / "home"
    async with running_bot(settings_for(telegram, home), claim_index) as task:
        await telegram.wait_for(lambda server: server.calls_of("getUpdates"))
        yield home
        if task.done():
            task.result()


@pytest.fixture(autouse=True)
def quiet_logs() -> Iterator[None]:
    """Have logs go through pytest's capture only."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)

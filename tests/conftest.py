"""What tests of every room may ask for."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest

from tests.telegram.server import TelegramServer

# As the bot sets it: python-telegram-bot gives waits as timedelta, and does not warn that it will.
os.environ.setdefault("PTB_TIMEDELTA", "true")


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    """A Telegram of our own, running."""
    async with TelegramServer() as server:
        yield server

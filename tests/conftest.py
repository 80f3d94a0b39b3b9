"""What tests of every room may ask for."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest
from hypothesis import settings

from tests.telegram.server import TelegramServer

# Workers share the cores already; threads of arithmetic that wait for each other would only take them away.
# Libraries read this when they are imported, so it stands before any of them.
for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")
# Single examples differ in time: the first folded text loads dictionaries, and other tests want the cores.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# As the bot sets it: python-telegram-bot gives waits as timedelta, and does not warn that it will.
os.environ.setdefault("PTB_TIMEDELTA", "true")


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    """A Telegram of our own, running."""
    async with TelegramServer() as server:
        yield server

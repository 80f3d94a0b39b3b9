"""What tests of the desk begin with: a clock, a wire, and a desk whose index can be built anew."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.newsroom.answering import NOON, Desk, opened
from tests.bot.stage import Clock, Wire


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON)


@pytest.fixture
def wire(clock: Clock) -> Wire:
    return Wire(clock)


@pytest.fixture
async def desk(tmp_path: Path, built_root: Path, clock: Clock, wire: Wire) -> AsyncIterator[Desk]:
    shutil.copytree(built_root, tmp_path / "index", symlinks=True)
    async with opened(tmp_path, clock, wire) as desk:
        yield desk

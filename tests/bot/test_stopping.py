"""What runs on and on ends when it is told to, even if news arrives at that very moment."""

import asyncio
from pathlib import Path

import pytest

from bot.pace import Pace
from bot.sender import Sender
from bot.worker import Worker
from index.search import ClaimIndex
from tests.bot.stage import Clock, open_stage
from tests.bot.state import NOW


@pytest.mark.parametrize("steps", range(8))
async def test_who_works_ends_though_something_arrives_as_it_is_told_to(
    tmp_path: Path, claim_index: ClaimIndex, steps: int
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        worker = Worker(stage.desk, 0.0)
        sender = Sender(stage.desk.store, stage.wire, Pace())
        for runs, wake in ((worker.run, worker.wake), (sender.run, sender.wake)):
            task = asyncio.create_task(runs())
            await asyncio.sleep(0.05)
            wake()
            for _ in range(steps):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task], timeout=3)
            assert task.cancelled()

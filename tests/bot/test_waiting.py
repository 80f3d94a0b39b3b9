"""Waiting for the database while another process writes: long enough, and no longer than wanted."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from bot.errors import StoreError
from bot.store import Store
from bot.tables import chats
from tests.bot.state import NOW, opened

LOCKER = """
import sqlite3, sys

plain = sqlite3.connect(sys.argv[1], isolation_level=None)
plain.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.readline()
"""


async def write_one(store: Store) -> None:
    async with store.write() as conn:
        await conn.execute(insert(chats).values(chat_key="kept", language="", changed_at=NOW))


async def count(store: Store) -> int:
    async with store.read() as conn:
        return int(await conn.scalar(select(func.count()).select_from(chats)) or 0)


@contextmanager
def locked(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process holds the lock of the database until it ends, or is told a line."""
    command = [sys.executable, "-c", LOCKER, str(folder / "zhendema.sqlite3")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as locker:
        try:
            assert locker.stdout is not None
            assert locker.stdout.readline() == b"locked\n"
            yield locker
        finally:
            locker.kill()


async def test_a_writer_waits_longer_for_another_process_than_sqlite_itself_does(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        with locked(tmp_path) as locker:
            assert locker.stdin is not None
            task = asyncio.create_task(write_one(store))
            await asyncio.sleep(2.5)
            assert not task.done()
            locker.stdin.write(b"\n")
            locker.stdin.flush()
            async with asyncio.timeout(5):
                await task
        assert await count(store) == 1


async def test_who_waits_for_another_process_can_be_cancelled_soon(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        with locked(tmp_path):
            tasks = [asyncio.create_task(write_one(store)) for _ in range(5)]
            await asyncio.sleep(0.2)
            async with asyncio.timeout(4):
                for task in tasks:
                    task.cancel()
                assert all(
                    isinstance(each, asyncio.CancelledError)
                    for each in await asyncio.gather(*tasks, return_exceptions=True)
                )
        assert await count(store) == 0
        await write_one(store)
        assert await count(store) == 1


async def test_a_closing_store_refuses_who_waits_and_who_comes(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        with locked(tmp_path):
            tasks = [asyncio.create_task(write_one(store)) for _ in range(5)]
            await asyncio.sleep(0.2)
            async with asyncio.timeout(4):
                await store.__aexit__(None, None, None)
                with pytest.raises(StoreError, match="got a closed one"):
                    await write_one(store)
                refused = await asyncio.gather(*tasks, return_exceptions=True)
            assert [type(each) for each in refused] == [StoreError] * 5

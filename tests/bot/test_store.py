"""The store: transactions that hold, troubles that say their cure."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreError
from bot.store import MIGRATIONS, Store
from bot.tables import chats, metadata
from tests.bot.state import NOW, SECRET, opened


async def add(conn: AsyncConnection, key: str, language: str = "") -> None:
    await conn.execute(insert(chats).values(chat_key=key, language=language, changed_at=NOW))


async def count(store: Store) -> int:
    async with store.read() as conn:
        return int(await conn.scalar(select(func.count()).select_from(chats)) or 0)


async def fail_midway(store: Store) -> None:
    async with store.write() as conn:
        await add(conn, "lost")
        raise RuntimeError("midway")


async def fill_the_disk(store: Store) -> None:
    async with store.write() as conn:
        await conn.exec_driver_sql("PRAGMA max_page_count = 1")
        for number in range(10_000):
            await add(conn, f"{number:032d}")


async def test_a_commit_lasts_and_an_exception_leaves_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        async with store.write() as conn:
            await add(conn, "kept")
        with pytest.raises(RuntimeError, match="midway"):
            await fail_midway(store)
    async with opened(tmp_path) as store, store.read() as conn:
        assert list(await conn.scalars(select(chats.c.chat_key))) == ["kept"]


async def test_a_cancelled_write_leaves_nothing_and_lets_the_next_one_in(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        begun = asyncio.Event()

        async def hang() -> None:
            async with store.write() as conn:
                await add(conn, "lost")
                begun.set()
                await asyncio.sleep(60)

        task = asyncio.create_task(hang())
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        async with store.write() as conn:
            await add(conn, "kept")
        assert await count(store) == 1


async def test_the_database_is_set_up_to_lose_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        for way in (store.read, store.write):
            async with way() as conn:
                found = {}
                for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout"):
                    found[name] = (await conn.exec_driver_sql(f"PRAGMA {name}")).scalar_one()
            assert found == {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "secure_delete": 1,
                "busy_timeout": 2000,
            }


async def test_the_file_and_its_folder_are_made_for_their_owner_only(tmp_path: Path) -> None:
    async with Store(f"sqlite:///{tmp_path / 'new' / 'deep' / 'z.sqlite3'}", SECRET) as store:
        async with store.write() as conn:
            await add(conn, "a")
        files = sorted((tmp_path / "new" / "deep").iterdir())
        assert [file.name for file in files] == ["z.sqlite3", "z.sqlite3-shm", "z.sqlite3-wal"]
        assert {oct(file.stat().st_mode & 0o777) for file in files} == {"0o600"}


async def test_readers_see_one_moment_and_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.read() as reader:
        before = await reader.scalar(select(func.count()).select_from(chats))
        async with store.write() as conn:
            await add(conn, "a")
            assert await count(store) == 0
        assert (before, await reader.scalar(select(func.count()).select_from(chats))) == (0, 0)
        assert await count(store) == 1


async def test_two_hundred_writers_at_once_never_find_the_database_locked(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, opened(tmp_path) as other:

        async def write(number: int) -> None:
            async with (store if number % 2 else other).write() as conn:
                seen = await conn.scalar(select(func.count()).select_from(chats))
                await add(conn, f"chat{number}", str(seen))

        await asyncio.gather(*(write(number) for number in range(200)))
        async with store.read() as conn:
            # Each saw all that was committed before it: no two read the same state and then wrote.
            assert sorted(map(int, await conn.scalars(select(chats.c.language)))) == list(range(200))


async def test_a_full_disk_says_so_and_keeps_what_was_there(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        async with store.write() as conn:
            await add(conn, "kept")
        with pytest.raises(StoreError, match=r"zhendema\.sqlite3: .*full; make room on the disk"):
            await fill_the_disk(store)
        assert await count(store) == 1


async def test_an_error_never_carries_what_was_to_be_written(tmp_path: Path) -> None:
    words = "egassem a fo sdrow"[::-1]
    async with opened(tmp_path) as store:
        async with store.write() as conn:
            await add(conn, "same", "secret words")
        with pytest.raises(IntegrityError) as caught:
            async with store.write() as conn:
                await add(conn, "same", words)
        assert words not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "expected a database url"),
        ("sqlite://", "must outlive the bot"),
        ("sqlite+aiosqlite:///:memory:", "must outlive the bot"),
        ("nothing+such://host/name", "expected an installed driver"),
    ],
)
async def test_a_url_that_cannot_be_used_is_refused_with_the_cure(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        async with Store(url, SECRET):
            raise AssertionError("it must not open")


async def test_a_place_where_no_file_can_be_is_refused_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for path in (tmp_path / "file" / "z.sqlite3", tmp_path):
        with pytest.raises(StoreError, match=r"database /.*(folder|directory|use it)"):
            async with Store(f"sqlite:///{path}", SECRET):
                raise AssertionError("it must not open")


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "zhendema.sqlite3"
    file.write_text("a shopping list, " * 100)
    with pytest.raises(StoreError, match="another file, or damaged"):
        async with opened(tmp_path):
            raise AssertionError("it must not open")
    assert file.read_text() == "a shopping list, " * 100


async def test_a_database_of_a_newer_version_is_refused_with_the_cure(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await conn.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match=r"got a newer one.*update zhendema"):
        async with opened(tmp_path):
            raise AssertionError("it must not open")


async def test_a_closed_store_says_that_it_is_closed(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'z.sqlite3'}", SECRET)
    for way in (store.read, store.write):
        with pytest.raises(StoreError, match="got a closed one"):
            async with way():
                raise AssertionError("it must not open")


def test_keys_hide_ids_and_differ_by_kind_and_secret() -> None:
    store = Store("sqlite:///unused.sqlite3", SECRET)
    keys = {
        store.key("chat", 12345),
        store.key("user", 12345),
        store.key("chat", -12345),
        Store("sqlite:///unused.sqlite3", b"x" * 32).key("chat", 12345),
    }
    assert len(keys) == 4
    assert all(len(key) == 32 and int(key, 16) >= 0 for key in keys)
    assert store.key("chat", 12345) == store.key("chat", "12345")
    with pytest.raises(StoreError, match="expected a secret"):
        Store("sqlite:///unused.sqlite3", b"").key("chat", 1)


async def test_what_was_deleted_is_in_no_file_after_a_scrub(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        async with store.write() as conn:
            await add(conn, "UNMISTAKABLE")
        async with store.write() as conn:
            await conn.execute(chats.delete())
        assert await store.scrub()
        assert all(b"UNMISTAKABLE" not in file.read_bytes() for file in tmp_path.iterdir())


async def test_a_scrub_does_not_wait_long_for_a_slow_reader(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        async with store.read() as reader:
            await reader.scalar(select(func.count()).select_from(chats))
            async with store.write() as conn:
                await add(conn, "a")
            async with asyncio.timeout(10):
                assert not await store.scrub()
        assert await store.scrub()
        async with store.write() as conn:
            assert (await conn.exec_driver_sql("PRAGMA busy_timeout")).scalar_one() == 2000


WRITER = """
import asyncio, sys
from pathlib import Path
from sqlalchemy import insert
from bot.tables import chats
from tests.bot.state import NOW, opened

async def main():
    async with opened(Path(sys.argv[1])) as store:
        number = 0
        while True:
            async with store.write() as conn:
                for half in ("a", "b"):
                    row = {"chat_key": f"{number}{half}", "language": "", "changed_at": NOW}
                    await conn.execute(insert(chats).values(**row))
            print(number, flush=True)
            number += 1

asyncio.run(main())
"""


async def test_kill_9_while_writing_loses_nothing_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    for round_number in range(3):
        folder = tmp_path / str(round_number)
        folder.mkdir()
        with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            told = [int(writer.stdout.readline()) for _ in range(20 + 7 * round_number)]
            writer.send_signal(signal.SIGKILL)
            told += [int(line) for line in writer.stdout.read().split()]
        async with opened(folder) as store, store.read() as conn:
            keys = set(await conn.scalars(select(chats.c.chat_key)))
            assert (await conn.exec_driver_sql("PRAGMA integrity_check")).scalar_one() == "ok"
        assert {f"{number}{half}" for number in told for half in "ab"} <= keys
        assert {key[:-1] for key in keys if key[-1] == "a"} == {key[:-1] for key in keys if key[-1] == "b"}


async def test_the_migrations_make_exactly_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    async with opened(tmp_path) as store, store.write() as conn:
        differences = await conn.run_sync(
            lambda plain: compare_metadata(
                MigrationContext.configure(plain, opts={"compare_type": False}), metadata
            )
        )
    assert differences == []


async def test_starting_again_and_many_at_once_migrates_once(tmp_path: Path) -> None:
    async def start() -> int:
        async with opened(tmp_path) as store:
            return await count(store)

    assert await asyncio.gather(*(start() for _ in range(5))) == [0] * 5
    latest = sorted((MIGRATIONS / "versions").glob("0*.py"))[-1].name[:4]
    with sqlite3.connect(tmp_path / "zhendema.sqlite3") as plain:
        assert plain.execute("SELECT version_num FROM alembic_version").fetchall() == [(latest,)]
    plain.close()

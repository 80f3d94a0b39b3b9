"""The database of the bot's state: opened, brought up to date, and read or written in transactions."""

import asyncio
import hashlib
import hmac
import sqlite3
import time
from collections.abc import AsyncGenerator, Generator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.database import BUSY_SECONDS, database_file, is_sqlite, open_engine, read_url
from bot.errors import StoreError
from bot.seal import seal, unseal
from bot.secret import load_secret

__all__ = ["Store", "database_file", "insert_new", "load_secret"]

# How long a writer waits while another process writes. SQLite itself waits only for a short part of it, since
# its waiting blocks a thread that nothing can interrupt.
WAIT_FOR_LOCK_SECONDS = 30.0
PAUSE_SECONDS = 0.05
CLOSE_SECONDS = 5.0
SCRUB_WAITS_MS = 250
MIGRATIONS = Path(__file__).parent / "migrations"
# What SQLite says -> what cures it.
CURES = {
    "disk is full": "make room on the disk; nothing that was kept is lost",
    "readonly database": "give this user the right to write the file and its folder",
    "unable to open database": "give this user the right to write the folder, or choose another place",
    "is not a database": "it is another file, or damaged: move it aside or restore a copy",
    "malformed": "it is damaged: restore a copy",
    "disk i/o error": "check the disk",
    "locked": "another program holds the database: end it and try again",
}


class Store:
    """The state of the bot, in one SQL database. An async context manager: it is usable only inside `async
    with`.

    Entering makes a missing SQLite file (with its folder, readable by its owner only) and runs the
    migrations.
    """

    def __init__(self, url: str, secret: bytes) -> None:
        """:param url: as SQLAlchemy writes it: `sqlite+aiosqlite:///var/zhendema.sqlite3`,
        `postgresql+asyncpg://...`
        :param secret: what `load_secret` returned; empty for one who only reads and needs no keys.
        :raises StoreError: the url is none.
        """
        self._url = read_url(url)
        self._secret = secret
        # One writer at a time, so that SQLite's lock is never waited for in this process. Those that are not
        # urgent queue before it, so that at most one of them stands before an urgent one.
        self._turn = asyncio.Lock()
        self._queue = asyncio.Lock()
        self._engine: AsyncEngine | None = None
        self._writing: AsyncEngine | None = None

    async def __aenter__(self) -> Self:
        """:raises StoreError: the database cannot be opened, is damaged, or was made by a newer version."""
        with self._troubles():
            self._engine = open_engine(self._url)
        self._writing = self._engine.execution_options(zhendema_begin="BEGIN IMMEDIATE")
        try:
            async with self.write() as conn:
                await conn.run_sync(_migrate)
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    @asynccontextmanager
    async def write(self, *, urgent: bool = False) -> AsyncGenerator[AsyncConnection]:
        """One transaction that may write: committed at the end, rolled back when the block raises.

        On SQLite it holds the write lock from its first moment (BEGIN IMMEDIATE): what it reads stays true
        until it is committed, in this and in every other process.

        :param urgent: go before those who wait and are not urgent: for what has happened already and would
            happen again if it were not written down
        Another process may hold that lock: it is waited for up to 30 seconds, no longer than 2 after the
        store begins to close or the waiting task is cancelled. Who waits or comes when the store is closing
        is refused.

        :raises StoreError: the database refuses (full disk, no right to write, ...) or the store closes;
            nothing was changed then.
        """
        async with AsyncExitStack() as turn:
            if self._is_sqlite and self._writing is not None:
                if not urgent:
                    await turn.enter_async_context(self._queue)
                await turn.enter_async_context(self._turn)
            with self._troubles():
                async with self._begun() as conn:
                    yield conn

    @asynccontextmanager
    async def _begun(self) -> AsyncGenerator[AsyncConnection]:
        patience = time.monotonic() + WAIT_FOR_LOCK_SECONDS
        async with AsyncExitStack() as transaction:
            conn: AsyncConnection | None = None
            while conn is None:
                if self._writing is None:
                    raise StoreError("expected an open store, got a closed one; use it inside `async with`")
                try:
                    conn = await transaction.enter_async_context(self._writing.begin())
                except OperationalError as error:
                    if not _is_busy(error) or time.monotonic() > patience:
                        raise
                    await asyncio.sleep(PAUSE_SECONDS)
            yield conn

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[AsyncConnection]:
        """One transaction that only reads: a picture of one moment, never waiting for writers.

        :raises StoreError: the database cannot be read.
        """
        if self._engine is None:
            raise StoreError("expected an open store, got a closed one; use it inside `async with`")
        with self._troubles():
            async with self._engine.connect() as conn:
                yield conn

    async def scrub(self) -> bool:
        """Empty SQLite's write-ahead log: deleted texts are in no file any more then. Elsewhere do nothing.

        Return False when somebody was reading an older state for too long: try again later.
        """
        if not self._is_sqlite or self._engine is None:
            return True
        # A checkpoint cannot run inside a transaction.
        plain = self._engine.execution_options(zhendema_begin="")
        async with self._turn:
            with self._troubles():
                async with plain.connect() as conn:
                    # A slow reader must not make all writers wait behind this.
                    await conn.exec_driver_sql(f"PRAGMA busy_timeout = {SCRUB_WAITS_MS}")
                    busy = (await conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0]
                    await conn.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")
                    return not busy

    def key(self, kind: str, identity: int | str) -> str:
        """Return the keyed hash under which a person or chat is stored: 32 hexadecimal characters.

        HMAC-SHA256 (RFC 2104) of `kind:identity`, cut to 128 bits. Without the secret nobody can tell whether
        a key belongs to a given id.
        """
        if not self._secret:
            raise StoreError(
                "expected a secret to make keys with, got none; open the store with load_secret(...)"
            )
        return hmac.new(
            self._secret, f"{kind}:{identity}".encode("utf-8", "replace"), hashlib.sha256
        ).hexdigest()[:32]

    def seal(self, token: str, chat_id: int) -> str:
        """Return the id of the chat in which a reply stands, so that only this store can read it."""
        return seal(self._secret, token, chat_id)

    def unseal(self, token: str, sealed: str) -> int | None:
        """Return the id that `seal` hid; None if it was sealed with another secret."""
        return unseal(self._secret, token, sealed)

    @property
    def _is_sqlite(self) -> bool:
        return is_sqlite(self._url)

    async def _close(self) -> None:
        engine, self._engine, self._writing = self._engine, None, None
        if engine is None:
            return
        # A connection that is in use now would not be closed with the others.
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS), self._turn:
                pass
        await engine.dispose()
        await _end_closing()

    @contextmanager
    def _troubles(self) -> Generator[None]:
        """Turn what the database refuses into a StoreError with the cure; a broken constraint stays what it
        is."""
        try:
            yield
        except IntegrityError:
            raise
        except DBAPIError as error:
            said = str(error.orig).strip()
            cure = next(
                (cure for sign, cure in CURES.items() if sign in said.lower()), "see the database's own log"
            )
            raise StoreError(f"database {self._place}: {said}; {cure}") from error
        except OSError as error:
            said = error.strerror or type(error).__name__
            cure = "check that it is there and that this user may use it"
            raise StoreError(f"database {self._place}: {said}; {cure}") from error

    @property
    def _place(self) -> str:
        return (
            (self._url.database or "") if self._is_sqlite else self._url.render_as_string(hide_password=True)
        )


async def _end_closing() -> None:
    """End what still closes connections whose users were cancelled in the middle of a statement.

    SQLAlchemy then closes a connection by itself, and aiosqlite, told twice to stop, may wait for ever for
    its thread, which has ended: the loop would never end either.
    """
    closing = [
        task
        for task in asyncio.all_tasks()
        if getattr(task.get_coro(), "__qualname__", "").endswith("_terminate_graceful_close")
    ]
    if closing:
        _, left = await asyncio.wait(closing, timeout=0.5)
        # The first cancelling leads it to the wait for the thread, the second out of that.
        for _ in range(2):
            for task in left:
                task.cancel()
            await asyncio.sleep(0.01)


def _is_busy(error: OperationalError) -> bool:
    """Whether another process holds SQLite's lock."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code is not None and code & 0xFF == sqlite3.SQLITE_BUSY  # the rest of the code tells the reason


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            f"expected a database of this version or an older one, got a newer one ({error}); update zhendema"
        ) from error


async def insert_new(
    conn: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]], unique: Column[Any]
) -> list[Any]:
    """Insert those `rows` whose value of the column `unique` is not there yet; return these values."""
    if not rows:
        return []
    insert = postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).on_conflict_do_nothing(index_elements=[unique]).returning(unique)
    return list((await conn.scalars(statement, list(rows))).all())

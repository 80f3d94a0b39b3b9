"""The database of the bot's state: opened, brought up to date, and read or written in transactions."""

import asyncio
import hashlib
import hmac
import os
from collections.abc import AsyncGenerator, Generator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import URL, Column, Connection, Table, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StoreError
from bot.secret import load_secret

__all__ = ["Store", "database_file", "insert_new", "load_secret"]

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
WAIT_FOR_LOCK_SECONDS = 30.0
SCRUB_WAITS_MS = 250
MIGRATIONS = Path(__file__).parent / "migrations"
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # a commit is on the disk before it returns, so that a power cut loses nothing
    "foreign_keys = ON",
    "secure_delete = ON",  # deleted texts are overwritten with zeros
    "journal_size_limit = 16777216",
)
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
        self._url = _read_url(url)
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
            self._engine = self._open()
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
        :raises StoreError: the database refuses (full disk, no right to write, ...); nothing was changed
            then.
        """
        if self._writing is None:
            raise StoreError("expected an open store, got a closed one; use it inside `async with`")
        if not self._is_sqlite:
            with self._troubles():
                async with self._writing.begin() as conn:
                    yield conn
            return
        async with AsyncExitStack() as turn:
            if not urgent:
                await turn.enter_async_context(self._queue)
            await turn.enter_async_context(self._turn)
            with self._troubles():
                async with self._writing.begin() as conn:
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
                    await conn.exec_driver_sql(f"PRAGMA busy_timeout = {WAIT_FOR_LOCK_SECONDS * 1000:.0f}")
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

    @property
    def _is_sqlite(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    def _open(self) -> AsyncEngine:
        if not self._is_sqlite:
            # hide_parameters: an error must never carry a message text into a log.
            return _make_engine(self._url, hide_parameters=True, pool_pre_ping=True)
        _make_file(Path(self._url.database or ""))
        engine = _make_engine(
            self._url, hide_parameters=True, connect_args={"timeout": WAIT_FOR_LOCK_SECONDS}, pool_size=4
        )
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin)
        return engine

    async def _close(self) -> None:
        engine, self._engine, self._writing = self._engine, None, None
        if engine is not None:
            await engine.dispose()

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


def database_file(url: str) -> Path | None:
    """Return the file of a SQLite url, or None for a database that has none.

    :raises StoreError: the url is none.
    """
    parsed = _read_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def _read_url(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is None:
        raise StoreError(
            "expected a database url such as sqlite:///var/zhendema.sqlite3, got none; correct the setting"
        )
    parsed = parsed.set(drivername=DRIVERS.get(parsed.drivername, parsed.drivername))
    if parsed.get_backend_name() == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise StoreError(
            "expected the path of a database file, got a database in memory; state must outlive the bot"
        )
    return parsed


def _make_engine(url: URL, **options: Any) -> AsyncEngine:
    try:
        return create_async_engine(url, **options)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise StoreError(
            f"expected an installed driver for {url.drivername}, got none; "
            "use sqlite+aiosqlite, or pip install asyncpg"
        ) from error


def _make_file(path: Path) -> None:
    """Make an empty file for its owner only (SQLite gives its log files the same mode); an existing one must
    be ours to write. What is wrong with the place is so found before a thread waits for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _prepare(connection: Any, record: object) -> None:
    # The sqlite3 module must not begin transactions by itself: `_begin` does, at once and of the right kind.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    begin = connection.get_execution_options().get("zhendema_begin", "BEGIN")
    if begin:
        connection.exec_driver_sql(begin)


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

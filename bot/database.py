"""The database itself: which one a url names, and how it is opened."""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import StoreError

__all__ = ["BUSY_SECONDS", "database_file", "is_sqlite", "open_engine", "read_url"]

# SQLite's own waiting for a lock blocks a thread that nothing can interrupt: it must be short.
BUSY_SECONDS = 2.0
DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # a commit is on the disk before it returns, so that a power cut loses nothing
    "foreign_keys = ON",
    "secure_delete = ON",  # deleted texts are overwritten with zeros
    "journal_size_limit = 16777216",
)


def read_url(url: str) -> URL:
    """Return the url with the driver that the store needs.

    :raises StoreError: it is no database url, or names a database that would not outlive the bot.
    """
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


def database_file(url: str) -> Path | None:
    """Return the file of a SQLite url, or None for a database that has none.

    :raises StoreError: the url is none.
    """
    parsed = read_url(url)
    return Path(parsed.database or "") if is_sqlite(parsed) else None


def is_sqlite(url: URL) -> bool:
    """Whether the database is a SQLite file."""
    return url.get_backend_name() == "sqlite"


def open_engine(url: URL) -> AsyncEngine:
    """Return an engine for the database; a missing SQLite file is made, with its folder, for its owner only.

    On SQLite a transaction begins with "BEGIN", or with what the execution option `zhendema_begin` says.

    :raises StoreError: the driver of the database is not installed.
    :raises OSError: there can be no file.
    """
    if not is_sqlite(url):
        # hide_parameters: an error must never carry a message text into a log.
        return _make_engine(url, hide_parameters=True, pool_pre_ping=True)
    _make_file(Path(url.database or ""))
    engine = _make_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS}, pool_size=4)
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


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

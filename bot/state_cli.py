"""What the commands about the bot's state share: where it lies, how it is read, and where an export goes."""

import sys
from collections.abc import Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sqlalchemy.ext.asyncio import AsyncConnection

__all__ = ["Database", "Home", "opened_state", "run_work", "written_file"]

Home = Annotated[
    Path,
    typer.Option("--home", envvar="ZHENDEMA_HOME", help="Folder with the bot's state.", show_envvar=True),
]
Database = Annotated[
    str,
    typer.Option(
        "--database",
        envvar="ZHENDEMA_DATABASE",
        help="Database url, if it is not HOME/zhendema.sqlite3.",
        show_default=False,
    ),
]


def run_work(work: Any) -> Any:
    """Do the asynchronous work of a command; trouble becomes one line and exit code 1."""
    import asyncio

    from bot.errors import BotError

    try:
        return asyncio.run(work)
    except BotError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except BrokenPipeError:  # the reader has seen enough
        raise
    except OSError as error:
        typer.echo(f"{error.filename or 'output'}: {error.strerror or error}; choose another place", err=True)
        raise typer.Exit(1) from None


@asynccontextmanager
async def opened_state(home: Path, database: str) -> "AsyncGenerator[AsyncConnection | None]":
    """Open the database for reading; None when the bot has not made it yet."""
    from bot.store import Store, database_file

    url = database or f"sqlite:///{home / 'zhendema.sqlite3'}"
    file = database_file(url)
    if file is not None and not file.exists():
        typer.echo(f"No database yet at {file}: the bot makes it when it starts (zhendema run).", err=True)
        yield None
        return
    async with Store(url, b"") as store, store.read() as conn:
        yield conn


@contextmanager
def written_file(out: Path | None, bom: bool) -> Iterator[TextIO]:
    """The file to write, which appears only when it is whole; or standard output."""
    if out is None:
        if bom:
            sys.stdout.write("\ufeff")
        yield sys.stdout
        sys.stdout.flush()
        return
    aside = out.with_name(f".{out.name}.part")
    try:
        with aside.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
            yield file
        aside.replace(out)
    finally:
        aside.unlink(missing_ok=True)

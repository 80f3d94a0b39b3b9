"""The commands of the ledger of leads: list, show, export."""

import csv
import json
import sys
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from bot.lead import Lead, Status

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="What nobody has checked yet: list, show and export the leads.")

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
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
PAGE = 1000
MOST = 1_000_000
LAST_NUMBER = 2**63 - 1
"""No database numbers a lead higher."""
FIELDS = (
    "number",
    "status",
    "text",
    "asks",
    "askers",
    "chats",
    "first_asked",
    "last_asked",
    "links",
    "topic",
    "region",
)


class Format(StrEnum):
    """How leads are exported."""

    CSV = "csv"
    JSONL = "jsonl"


@app.command("list")
def list_leads(
    status: Annotated[Status | None, typer.Option(help="Only leads that stand there.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="How many at most.")] = 50,
    most: Annotated[bool, typer.Option("--most", help="Most asked first, not last asked first.")] = False,
    as_json: AsJson = False,
    home: Home = Path("var"),
    database: Database = "",
) -> None:
    """List leads: those asked about last come first."""

    async def read() -> list[Lead]:
        from bot import leads

        async with _opened(home, database) as conn:
            if conn is None:
                return []
            return await leads.listed(conn, status, limit, order="most" if most else "last")

    found = _run(read())
    if as_json:
        typer.echo(json.dumps([_record(lead) for lead in found], ensure_ascii=False, indent=2))
    elif found:
        _print_table(found)
    else:
        typer.echo("No leads.")


@app.command()
def show(
    number: Annotated[int, typer.Argument(help="Number of the lead.", show_default=False)],
    as_json: AsJson = False,
    home: Home = Path("var"),
    database: Database = "",
) -> None:
    """Show one lead with its whole text."""

    async def read() -> tuple[Lead | None, int]:
        from bot import leads

        async with _opened(home, database) as conn:
            if conn is None or number > LAST_NUMBER or number < 1:
                return None, 0
            return await leads.get(conn, number), len(await leads.followers(conn, number))

    lead, following = _run(read())
    if lead is None:
        typer.echo(f"lead: expected the number of a lead, got {number}; see: zhendema leads list", err=True)
        raise typer.Exit(1)
    record = {**_record(lead), "followers": following}
    if as_json:
        typer.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    for name, value in record.items():
        if name != "text" and value not in ("", []):
            typer.echo(f"{name:12}{', '.join(value) if isinstance(value, list) else value}")
    typer.echo("\n" + _printable(lead.text))


@app.command()
def export(
    form: Annotated[
        Format, typer.Option("--format", help="CSV for spreadsheets, JSON Lines for programs.")
    ] = (Format.CSV),
    out: Annotated[
        Path | None, typer.Option(help="File to write; without it, standard output.", show_default=False)
    ] = None,
    status: Annotated[Status | None, typer.Option(help="Only leads that stand there.")] = None,
    bom: Annotated[
        bool, typer.Option("--bom", help="Mark a CSV file as UTF-8, as some spreadsheets need it.")
    ] = (False),
    home: Home = Path("var"),
    database: Database = "",
) -> None:
    """Export all leads, by number. Cells that a spreadsheet would take for a formula get a ' in front."""

    async def write() -> int:
        from bot import leads

        count = 0
        with _written(out, bom and form is Format.CSV) as file:
            rows = csv.writer(file)
            if form is Format.CSV:
                rows.writerow(FIELDS)
            async with _opened(home, database) as conn:
                page = await leads.listed(conn, status, PAGE, order="number") if conn is not None else []
                while page and conn is not None:
                    for lead in page:
                        record = _record(lead)
                        if form is Format.CSV:
                            rows.writerow(_cell(record[name]) for name in FIELDS)
                        else:
                            file.write(json.dumps(record, ensure_ascii=False) + "\n")
                    count += len(page)
                    page = await leads.listed(conn, status, PAGE, order="number", after=page[-1].number)
        return count

    count = _run(write())
    if out is not None:
        typer.echo(f"{count} leads written to {out}", err=True)


def _run(work: Any) -> Any:
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
async def _opened(home: Path, database: str) -> "AsyncGenerator[AsyncConnection | None]":
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
def _written(out: Path | None, bom: bool) -> Iterator[TextIO]:
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


def _record(lead: Lead) -> dict[str, Any]:
    values = {name: getattr(lead, name) for name in FIELDS}
    return values | {
        "status": lead.status.value,
        "first_asked": lead.first_asked.isoformat(timespec="seconds"),
        "last_asked": lead.last_asked.isoformat(timespec="seconds"),
        "links": list(lead.links),
    }


def _cell(value: object) -> object:
    """A value as a spreadsheet should take it: as it is, never as a formula."""
    words = "\n".join(value) if isinstance(value, list) else value
    if isinstance(words, str):
        words = _printable(words)
        return (
            f"'{words}"
            if words.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
            else words
        )
    return words


def _printable(words: str) -> str:
    """Without the control characters that could steer a terminal or a spreadsheet; lines stay lines."""
    return "".join(sign for sign in words if sign in "\n\t" or (sign.isprintable() or sign == "\u3000"))


def _print_table(found: Iterable[Lead]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("lead", "status", "asked", "people", "last asked", "text")
    for column in (0, 2, 3):
        table.columns[column].justify = "right"
    for lead in found:
        line = " ".join(_printable(lead.text).split())
        table.add_row(
            str(lead.number),
            lead.status.value,
            str(lead.asks),
            str(lead.askers),
            f"{lead.last_asked:%Y-%m-%d %H:%M}",
            Text(line if len(line) <= 80 else line[:79] + "…"),
        )
    Console().print(table)

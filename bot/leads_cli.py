"""The commands of the ledger of leads: list, show, export."""

import csv
import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cells import cell, printable
from bot.digest_cli import digest
from bot.lead import Lead, Status
from bot.ledger_cli import times, write_ledger
from bot.state_cli import Database, Home, opened_state, run_work, written_file

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="What nobody has checked yet: list, show and export the leads.")

app.command("times")(times)
app.command("digest")(digest)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
PAGE = 1000
MOST = 1_000_000
_EMPTIED = "(its texts were deleted, 180 days after it was closed)"
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

        async with opened_state(home, database) as conn:
            if conn is None:
                return []
            return await leads.listed(conn, status, limit, order="most" if most else "last")

    found = run_work(read())
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

        async with opened_state(home, database) as conn:
            if conn is None or number > LAST_NUMBER or number < 1:
                return None, 0
            return await leads.get(conn, number), len(await leads.followers(conn, number))

    lead, following = run_work(read())
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
    typer.echo("\n" + (printable(lead.text) or _EMPTIED))


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
    ledger: Annotated[
        bool, typer.Option("--ledger", help="Export what was done with leads, an event a line.")
    ] = False,
    home: Home = Path("var"),
    database: Database = "",
) -> None:
    """Export all leads, by number. Counts under 3 of a lead whose region is known are told as "<3".

    Cells that a spreadsheet would take for a formula get a ' in front.
    """
    if ledger and status is not None:
        raise typer.BadParameter("--ledger gives every event: leave --status out")

    async def write() -> int:
        from bot import leads

        count = 0
        with written_file(out, bom and form is Format.CSV) as file:
            if ledger:
                async with opened_state(home, database) as conn:
                    return await write_ledger(conn, file, as_csv=form is Format.CSV)
            rows = csv.writer(file)
            if form is Format.CSV:
                rows.writerow(FIELDS)
            async with opened_state(home, database) as conn:
                page = await leads.listed(conn, status, PAGE, order="number") if conn is not None else []
                while page and conn is not None:
                    for lead in page:
                        record = _record(lead) | _few(lead)
                        if form is Format.CSV:
                            rows.writerow(cell(record[name]) for name in FIELDS)
                        else:
                            file.write(json.dumps(record, ensure_ascii=False) + "\n")
                    count += len(page)
                    page = await leads.listed(conn, status, PAGE, order="number", after=page[-1].number)
        return count

    count = run_work(write())
    if out is not None:
        typer.echo(f"{count} {'events' if ledger else 'leads'} written to {out}", err=True)


def _record(lead: Lead) -> dict[str, Any]:
    values = {name: getattr(lead, name) for name in FIELDS}
    return values | {
        "status": lead.status.value,
        "first_asked": lead.first_asked.isoformat(timespec="seconds"),
        "last_asked": lead.last_asked.isoformat(timespec="seconds"),
        "links": list(lead.links),
    }


def _few(lead: Lead) -> dict[str, Any]:
    """The counts of a lead as they may go to others: where its place is known, few are only few."""
    from bot.newsroom.small_counts import FEWEST, shown

    counts = {name: getattr(lead, name) for name in ("asks", "askers", "chats")}
    return {name: shown(count) for name, count in counts.items() if lead.region and count < FEWEST}


def _print_table(found: Iterable[Lead]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("lead", "status", "asked", "people", "last asked", "text")
    for column in (0, 2, 3):
        table.columns[column].justify = "right"
    for lead in found:
        line = " ".join((printable(lead.text) or _EMPTIED).split())
        table.add_row(
            str(lead.number),
            lead.status.value,
            str(lead.asks),
            str(lead.askers),
            f"{lead.last_asked:%Y-%m-%d %H:%M}",
            Text(line if len(line) <= 80 else line[:79] + "…"),
        )
    Console().print(table)

"""The commands that read the ledger: export its events, tell how long leads wait for their answer."""

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from bot.cells import cell, printable
from bot.state_cli import Database, Home, opened_state, run_work

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.newsroom.ledger import Event
    from bot.newsroom.times import Figures, Times

__all__ = ["FIELDS", "times", "write_ledger"]

FIELDS = ("id", "lead", "kind", "who", "at", "was", "became", "why")


async def write_ledger(conn: "AsyncConnection | None", file: TextIO, *, as_csv: bool) -> int:
    """Write every event of the ledger, in its order; return how many.

    :param conn: None: there is no database yet
    :param as_csv: with a line of names first, else a JSON object a line
    """
    from bot.newsroom import ledger

    rows = csv.writer(file)
    if as_csv:
        rows.writerow(FIELDS)
    count = 0
    if conn is None:
        return count
    async for page in ledger.pages(conn):
        for event in page:
            record = _record(event)
            if as_csv:
                rows.writerow(cell(record[name]) for name in FIELDS)
            else:
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        count += len(page)
    return count


def times(
    days: Annotated[
        int | None, typer.Option(min=1, max=36_500, help="Only leads opened in the last so many days.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    home: Home = Path("var"),
    database: Database = "",
) -> None:
    """Tell how long leads wait for their first answer, and how many are answered in time."""

    async def read() -> "Times | None":
        from bot.newsroom.room import open_room
        from bot.newsroom.times import read_times
        from bot.settings import read_settings

        settings = read_settings().model_copy(update={"home": home})
        units = open_room(settings).units
        now = datetime.now(UTC)
        async with opened_state(home, database) as conn:
            since = None if days is None else now - timedelta(days=days)
            return None if conn is None else await read_times(conn, units, now, since)

    found = run_work(read())
    if as_json:
        typer.echo(json.dumps({} if found is None else _as_json(found), ensure_ascii=False, indent=2))
    elif found is None or not found.all.leads:
        typer.echo("No leads.")
    else:
        _print_table(found)


def _record(event: "Event") -> dict[str, Any]:
    return {
        "id": event.id,
        "lead": event.lead_number,
        "kind": event.kind.value,
        "who": event.who,
        "at": event.at.isoformat(timespec="seconds"),
        "was": event.was,
        "became": event.became,
        "why": event.why,
    }


def _as_json(found: "Times") -> dict[str, Any]:
    return {
        "all": _shown(found.all),
        "units": {name: _shown(each) for name, each in found.units.items()},
        "topics": {name: _shown(each) for name, each in found.topics.items()},
        "regions": _by_region(found.regions),
    }


def _by_region(found: "Mapping[str, Figures]") -> dict[str, dict[str, Any]]:
    """The figures of regions: of too few leads only that they are few, and no count from which a single small
    one could be found by taking the others from the sum."""
    from bot.newsroom.small_counts import FEWEST, shown_by_region

    told = shown_by_region({name: each.leads for name, each in found.items()})
    shown: dict[str, dict[str, Any]] = {}
    for name, each in found.items():
        if each.leads < FEWEST:
            shown[name] = {"leads": told[name]}
        elif told[name].isdigit():
            shown[name] = _shown(each)
        else:
            counts = {"answered", "timely", "late"}
            shown[name] = {key: value for key, value in _shown(each).items() if key not in counts}
            shown[name]["leads"] = told[name]
    return shown


def _shown(figures: "Figures") -> dict[str, Any]:
    share = figures.in_time
    return {
        "leads": figures.leads,
        "answered": figures.answered,
        "median_hours": _hours(figures.median),
        "ninety_percent_hours": _hours(figures.ninety),
        "timely": figures.timely,
        "late": figures.late,
        "in_time": None if share is None else round(share, 3),
    }


def _hours(span: timedelta | None) -> float | None:
    return None if span is None else round(span / timedelta(hours=1), 2)


def _print_table(found: "Times") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("", "", "leads", "answered", "median", "90 %", "in time")
    for column in table.columns[2:]:
        column.justify = "right"
    told = _as_json(found)
    for group, rows in (("all", {"": told["all"]}), *((each, told[each]) for each in list(told)[1:])):
        for name, row in rows.items():
            table.add_row(
                group.removesuffix("s"),
                printable(name) or ("" if group == "all" else "–"),
                str(row["leads"]),
                str(row.get("answered", "–")),
                _span(row.get("median_hours")),
                _span(row.get("ninety_percent_hours")),
                _share(row),
            )
        table.add_section()
    Console().print(table)


def _share(row: dict[str, Any]) -> str:
    if row.get("in_time") is None:
        return "–"
    of = f" of {row['timely'] + row['late']}" if "timely" in row else ""
    return f"{row['in_time']:.0%}{of}"


def _span(hours: float | None) -> str:
    if hours is None:
        return "–"
    return f"{hours:.1f} h" if hours < 48 else f"{hours / 24:.1f} d"

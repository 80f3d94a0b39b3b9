"""The commands of what people said of matches: export it for the next training, count what was sent on."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.state_cli import Database, Home, opened_state, run_work, written_file

if TYPE_CHECKING:
    from bot.feedback import Feedback

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="What people said of matches: export votes, count sent cards.")


@app.command()
def export(
    out: Annotated[
        Path | None, typer.Option(help="File to write; without it, standard output.", show_default=False)
    ] = None,
    home: Home = Path("var"),
    database: Database = "",
) -> None:
    """Export the votes of the last 90 days, a line of JSON for each message and debunk.

    "label" is 1 where the debunk answers the message, 0 where it does not, null where people disagree.
    """

    async def write() -> int:
        from bot.feedback import feedback

        count = 0
        with written_file(out, bom=False) as file:
            async with opened_state(home, database) as conn:
                if conn is not None:
                    async for each in feedback(conn):
                        file.write(json.dumps(_record(each), ensure_ascii=False) + "\n")
                        count += 1
        return count

    count = run_work(write())
    if out is not None:
        typer.echo(f"{count} votes on matches written to {out}", err=True)


@app.command()
def questions(
    out: Annotated[
        Path | None, typer.Option(help="File to write; without it, standard output.", show_default=False)
    ] = None,
    most: Annotated[int, typer.Option(min=1, max=100_000, help="How many at most, the latest.")] = 2_000,
    home: Home = Path("var"),
    database: Database = "",
) -> None:
    """Export the last real questions of the last 90 days, masked, a line of JSON each, for `index replay`.

    The running bot keeps HOME/questions.jsonl by itself; another file is not reached by /forget: delete it.
    """

    async def write() -> int:
        from bot.asked_lately import read

        with written_file(out, bom=False) as file:
            async with opened_state(home, database) as conn:
                texts = await read(conn, most) if conn is not None else []
            file.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
        return len(texts)

    count = run_work(write())
    if out is not None:
        typer.echo(f"{count} questions written to {out}", err=True)


@app.command()
def shared(
    days: Annotated[int, typer.Option(min=1, max=90, help="How many days back.")] = 30,
    home: Home = Path("var"),
    database: Database = "",
) -> None:
    """List the debunks that were sent into other chats as cards, the most frequent first."""

    async def read() -> dict[str, int]:
        from bot.tallies import Tally, times_of

        today = datetime.now(UTC).date()
        async with opened_state(home, database) as conn:
            if conn is None:
                return {}
            return dict(await times_of(conn, Tally.CHOSEN, _first(today, days), today))

    found = run_work(read())
    for debunk_id, times in found.items():
        typer.echo(f"{times:6}  {debunk_id}")
    if not found:
        typer.echo("No cards were sent.")


def _first(today: date, days: int) -> date:
    return today - timedelta(days=days - 1)


def _record(each: "Feedback") -> dict[str, Any]:
    return {
        "text": each.text,
        "links": list(each.links),
        "debunk": each.debunk_id,
        "label": each.label,
        "wrong": each.wrong,
        "useful": each.useful,
        "confidence": each.confidence,
        "band": each.band,
        "index_version": each.index_version,
        "voted": each.latest.isoformat(timespec="seconds"),
    }

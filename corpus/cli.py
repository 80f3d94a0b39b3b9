"""The commands about a corpus: check its lines, count what it holds, export it for partners."""

import json
from pathlib import Path
from typing import Annotated

import typer

from corpus.formats import Format
from corpus.import_cli import import_, remove
from corpus.links_cli import links

__all__ = ["app"]

app = typer.Typer(
    name="corpus",
    help="What has been fact-checked: check the lines of a corpus, count and export what it holds.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

_Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE]...",
        help="Files, or folders of *.jsonl files; if none is named, all that answers are built from.",
    ),
]
_Home = Annotated[
    Path, typer.Option("--home", envvar="ZHENDEMA_HOME", help="Folder with your own debunks, in its corpus/.")
]


@app.callback()
def _corpus() -> None:
    pass


@app.command()
def check(paths: _Paths = None, home: _Home = Path("var")) -> None:
    """Read a corpus and name every line that cannot be used: FILE:LINE: FIELD: expected ..., got ...

    Faults go to stderr, a summary to stdout. Exit code 0: no fault. 1: faults, or a file that cannot be read.
    """
    from corpus.errors import CorpusError
    from corpus.library import read_corpus, standing_corpus

    try:
        corpus = read_corpus(paths or standing_corpus(home))
    except CorpusError as error:
        typer.echo(f"zhendema corpus: {error}", err=True)
        raise typer.Exit(1) from None
    for fault in corpus.faults:
        typer.echo(str(fault), err=True)
    typer.echo(f"{_counted(len(corpus.debunks), 'debunk')}, {_counted(len(corpus.faults), 'fault')}")
    if corpus.faults:
        raise typer.Exit(1)


@app.command()
def stats(
    paths: _Paths = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")] = False,
    home: _Home = Path("var"),
) -> None:
    """Count the debunks of a corpus by publisher, verdict, topic, language and year.

    Lines that cannot be used are not counted; stderr says how many there are, and the exit code is 0.
    """
    from corpus.errors import CorpusError
    from corpus.library import read_corpus, standing_corpus
    from corpus.statistics import Statistics, count_debunks

    try:
        corpus = read_corpus(paths or standing_corpus(home))
    except CorpusError as error:
        typer.echo(f"zhendema corpus: {error}", err=True)
        raise typer.Exit(1) from None
    if corpus.faults:
        typer.echo(f"{_counted(len(corpus.faults), 'fault')} left out; see: zhendema corpus check", err=True)
    statistics: Statistics = count_debunks(corpus.debunks)
    if as_json:
        typer.echo(json.dumps({"total": statistics.total, **statistics.tables}, ensure_ascii=False))
        return
    _print_tables(statistics.total, statistics.tables)


@app.command()
def export(
    form: Annotated[
        Format,
        typer.Option("--format", help="schema.org ClaimReview in a DataFeed, JSON Feed 1.1, or RSS 2.0."),
    ] = Format.CLAIMREVIEW,
    out: Annotated[
        Path | None, typer.Option(help="File to write; without it, standard output.", show_default=False)
    ] = None,
    since: Annotated[
        str, typer.Option(metavar="DATE", help="Published then or later: 2026, 2026-11 or 2026-11-22.")
    ] = "",
    publisher: Annotated[
        list[str] | None, typer.Option(help="Only theirs; may be named several times.", show_default=False)
    ] = None,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(help="File or folder instead of the shipped debunks and HOME/corpus; several times."),
    ] = None,
    title: Annotated[str, typer.Option(help="Of the feed; else the project's name.")] = "",
    link: Annotated[str, typer.Option(metavar="URL", help="Page that the feed belongs to.")] = "",
    address: Annotated[
        str, typer.Option("--self", metavar="URL", help="Where the feed itself can be fetched.")
    ] = "",
    home: _Home = Path("var"),
) -> None:
    """Export debunks for partners, the newest first: the shipped ones and your own.

    Lines that cannot be used are left out; stderr says how many there are. The same debunks make the same
    output, byte for byte. Exit code 1: a file cannot be read or written.
    """
    from corpus.errors import CorpusError
    from corpus.exports import TITLE, chosen, exported, write_whole
    from corpus.library import read_corpus, standing_corpus

    try:
        read = read_corpus(corpus or standing_corpus(home))
        debunks = chosen(read.debunks, since, publisher or ())
        text = exported(debunks, form, title=title or TITLE, link=link, address=address)
        if read.faults:
            typer.echo(
                f"{_counted(len(read.faults), 'fault')} left out; see: zhendema corpus check", err=True
            )
        if out is None:
            typer.echo(text, nl=False)
            return
        write_whole(out, text)
    except CorpusError as error:
        typer.echo(f"zhendema corpus: {error}", err=True)
        raise typer.Exit(1) from None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    typer.echo(f"{_counted(len(debunks), 'debunk')} written to {out}", err=True)


app.command()(links)
app.command("import")(import_)
app.command()(remove)


def _print_tables(total: int, tables: dict[str, dict[str, int]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False, emoji=False)
    for name, counts in tables.items():
        table = Table(box=box.SIMPLE if console.is_terminal else box.ASCII2, show_footer=True)
        table.add_column(name, footer="all", overflow="fold")
        table.add_column("debunks", footer=f"{total:,}", justify="right")
        table.add_column("%", footer="100" if total else "", justify="right")
        for value, count in counts.items():
            table.add_row(value or "(not said)", f"{count:,}", f"{100 * count / total:.1f}")
        console.print(table)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"

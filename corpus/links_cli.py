"""The command that looks whether the pages of debunks are still there."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.console import Contact, Proxy

if TYPE_CHECKING:
    from corpus.debunk import Debunk
    from corpus.feeds import Fetcher
    from corpus.link_book import LinkBook
    from corpus.link_check import Looks

__all__ = ["check_links", "links", "report"]

_SHOWN = 20  # dead links that are listed; --json has them all


def links(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Files or folders of debunks; the shipped ones and your own if none is named.",
        ),
    ] = None,
    home: Annotated[
        Path, typer.Option("--home", envvar="ZHENDEMA_HOME", help="Folder with your own debunks.")
    ] = Path("var"),
    contact: Contact = "",
    proxy: Proxy = "",
    archive: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Of an archive, with {url} in it: looks there for copies of dead links. Off by default.",
        ),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of words.")] = False,
) -> None:
    """Look whether the pages of debunks are still there, and note the dead ones in HOME/corpus/links.json.

    Each site is asked once a second at most, as its robots.txt allows. A link is dead when its site says so
    (404, 410), or when three looks over three days have failed; the bot then links a copy or the publisher's
    site, and says so. One that was stopped goes on where it was. Exit code 1: nothing could be looked at.
    """
    from corpus.errors import CorpusError
    from corpus.feeds import Fetcher
    from corpus.library import read_corpus, standing_corpus
    from corpus.link_book import LinkBook, link_file

    try:
        if archive and "{url}" not in archive:
            raise ValueError("expected the address of an archive with {url} in it")
        fetcher = Fetcher(contact=contact, proxy=proxy)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    try:
        debunks = read_corpus(files or standing_corpus(home)).debunks
        before = LinkBook.read(link_file(home))
        with _progress() as told:
            looks, book = asyncio.run(
                check_links(debunks, home, fetcher, whole=not files, archive=archive, told=told)
            )
    except KeyboardInterrupt:
        typer.echo("zhendema corpus: stopped; the same command goes on from here", err=True)
        raise typer.Exit(130) from None
    except CorpusError as error:
        typer.echo(f"zhendema corpus: {error}", err=True)
        raise typer.Exit(1) from None
    if as_json:
        typer.echo(json.dumps(report(looks, before, book, debunks), ensure_ascii=False))
        return
    for line in _words(report(looks, before, book, debunks)):
        typer.echo(line)


async def check_links(
    debunks: Sequence[Debunk],
    home: Path,
    fetcher: Fetcher,
    *,
    whole: bool = True,
    archive: str = "",
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    told: Callable[[int, int], object] = lambda done, whole: None,
) -> tuple[Looks, LinkBook]:
    """Look at the links of debunks, write the book of links, and return what was seen, and the book.

    :param fetcher: a `Fetcher` that is not open yet
    :param whole: these are all debunks: what is known of other links is forgotten
    :param archive: as for the command
    :param clock: as for `look_at`
    :param told: as for `look_at`
    :raises CorpusError: a file cannot be read or written, or no site at all could be reached
    """
    from corpus.errors import CorpusError
    from corpus.journal import Journal
    from corpus.link_book import LinkBook, link_file
    from corpus.link_check import look_at, with_copies

    urls = list(dict.fromkeys(debunk.url for debunk in debunks))
    with Journal(home / "cache" / "links.journal", "links") as journal:
        async with fetcher:
            looks = await look_at(urls, fetcher, journal, clock=clock, told=told)
            if looks.cut_off:
                journal.finish()
                raise CorpusError(
                    f"none of {looks.sites:,} sites answered: this machine seems to have no way to the web; "
                    "nothing was noted; try again, or set --proxy"
                )
            book = LinkBook.read(link_file(home)).after(looks.seen.values())
            if whole:
                book = book.only(urls)
            if archive:
                book = await with_copies(book, archive, fetcher)
        book.write(link_file(home))
        journal.finish()
    return looks, book


def report(looks: Looks, before: LinkBook, after: LinkBook, debunks: Sequence[Debunk]) -> dict[str, Any]:
    """Return what a run has found, as JSON has it."""
    from corpus.link_book import Outcome

    ids: dict[str, list[str]] = {}
    for debunk in debunks:
        ids.setdefault(debunk.url, []).append(debunk.id)
    were, are = before.dead, after.dead
    return {
        "links": len(looks.seen),
        "sites": looks.sites,
        **{outcome.value: looks.counts[outcome] for outcome in Outcome},
        "dead": [
            {
                "url": url,
                "debunks": ids.get(url, []),
                "new": url not in were,
                "status": state.status,
                "reason": state.reason,
                "since": state.first,
                "failures": state.failures,
                "archive": state.archive,
            }
            for url, state in are.items()
        ],
        "back": [url for url in were if url not in are and url in looks.seen],
    }


def _words(found: Mapping[str, Any]) -> Iterator[str]:
    yield f"{_counted(found['links'], 'link')} of {_counted(found['sites'], 'site')}:"
    yield f"{found['there']:>8,}  there"
    yield f"{found['gone']:>8,}  gone, as the site says (404, 410)"
    yield f"{found['failing']:>8,}  no answer; dead after three looks over three days"
    yield f"{found['unclear']:>8,}  closed to programs; people may well read them"
    new = sum(each["new"] for each in found["dead"])
    yield f"{_counted(len(found['dead']), 'dead link')}, {new:,} new, {len(found['back']):,} came back."
    for each in found["dead"][:_SHOWN]:
        why = each["status"] or each["reason"]
        copy = f", copy: {each['archive']}" if each["archive"] else ""
        yield f"  {each['url']} ({why}, since {each['since'][:10]}, {', '.join(each['debunks'])}{copy})"
    if (more := len(found["dead"]) - _SHOWN) > 0:
        yield f"  and {more:,} more; --json has them all"


@contextmanager
def _progress() -> Iterator[Callable[[int, int], object]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _tenths()
        return
    columns = (TextColumn("links"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("links")
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


def _tenths() -> Callable[[int, int], object]:
    """Return what tells of each tenth of the way in a line, for output that is no terminal."""
    reached = 0

    def told(done: int, whole: int) -> None:
        nonlocal reached
        tenth = 10 * done // whole if whole else 10
        if tenth > reached:
            reached = tenth
            typer.echo(f"{done:,} of {whole:,} links", err=True)

    return told


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"

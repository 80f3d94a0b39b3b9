"""The commands that bring debunks in from where publishers publish them, and take a source out again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from corpus.console import Contact, Proxy
from corpus.formats import SourceFormat, other_form

if TYPE_CHECKING:
    from corpus.importing.importer import Request
    from corpus.importing.source import Web
    from corpus.importing.syndication import TitlePattern

__all__ = ["import_", "remove"]

_PAGES_BETWEEN = 50  # two words of how far it is

_Home = Annotated[
    Path, typer.Option("--home", envvar="ZHENDEMA_HOME", help="Folder with corpus/imported and ratings.toml.")
]


def import_(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="Address, file, folder, or - for standard input.")
    ],
    form: Annotated[
        SourceFormat,
        typer.Option(
            "--format", help="What the source is written in; docs/for-maintainers.md tells of each."
        ),
    ] = SourceFormat.CLAIMREVIEW,
    name: Annotated[
        str, typer.Option(help="Of the file in HOME/corpus/imported; else the host or the file's name.")
    ] = "",
    publisher: Annotated[str, typer.Option(help="Instead of what the source says.")] = "",
    lang: Annotated[str, typer.Option(help="The same: zh-Hans, zh-Hant, en, ….")] = "",
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--map",
            metavar="FILE",
            help="csv, xlsx: which column is which field, in TOML.",
            show_default=False,
        ),
    ] = None,
    titles: Annotated[
        str,
        typer.Option(
            "--from-entries",
            metavar="PATTERN",
            help="feed: take what has no ClaimReview from its title, by a regular expression with the groups "
            "(?P<rating>…) and (?P<claim>…).",
        ),
    ] = "",
    pages: Annotated[
        bool, typer.Option("--pages/--no-pages", help="feed: fetch the page of each entry.")
    ] = True,
    link: Annotated[
        str, typer.Option(metavar="ADDRESS", help="jiaozhen: where a check is, with {id} in it.")
    ] = "",
    dry: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be done, and write nothing.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Every outcome as a line of JSON.", show_default=False)
    ] = None,
    contact: Contact = "",
    proxy: Proxy = "",
    home: _Home = Path("var"),
) -> None:
    """Bring in the debunks of a source, into HOME/corpus/imported/NAME.jsonl.

    Doing it again changes nothing; what the source has changed is changed. What cannot be taken is named with
    the reason. The file is replaced as a whole, at the end. Exit code 1: nothing could be taken.
    """
    from corpus.errors import CorpusError
    from corpus.importing.importer import Request, bring_in
    from corpus.importing.mapping import TableMapping
    from corpus.importing.report import Report
    from corpus.importing.source import checked_name, is_address, name_of

    try:
        if form is SourceFormat.CLAIMREVIEW and (other := other_form(source)):
            raise CorpusError(f"{source}: expected a page or JSON with ClaimReview; try: --format {other}")
        request = Request(
            form,
            source,
            checked_name(name) if name else name_of(source),
            home,
            publisher=publisher,
            lang=lang,
            mapping=TableMapping.read(mapping) if mapping else TableMapping(),
            titles=_titles(titles),
            pages=pages,
            link=link,
            dry=dry,
        )
        by_web = is_address(source) or (form is SourceFormat.FEED and pages)
        web = _web(contact, proxy, request) if by_web else nullcontext(None)
        with _written(report) as out, web as fetcher:
            told = Report(out)
            result = bring_in(request, fetcher, told.take)
    except KeyboardInterrupt:
        typer.echo(
            "zhendema corpus: stopped; nothing was changed; the same command goes on from here", err=True
        )
        raise typer.Exit(130) from None
    except CorpusError as error:
        typer.echo(f"zhendema corpus: {error}", err=True)
        raise typer.Exit(1) from None
    for line in told.lines(result, dry=dry):
        typer.echo(line)
    if not result.taken:
        raise typer.Exit(1)


def remove(
    name: Annotated[str, typer.Argument(help="Of a file in HOME/corpus/imported, without .jsonl.")],
    home: _Home = Path("var"),
) -> None:
    """Take all debunks of a source out of the corpus; the file stays beside as NAME.removed."""
    from corpus.errors import CorpusError
    from corpus.importing.shelf import Shelf
    from corpus.importing.source import checked_name

    try:
        shelf = Shelf(home, checked_name(name))
        removed = shelf.remove()
    except CorpusError as error:
        typer.echo(f"zhendema corpus: {error}", err=True)
        raise typer.Exit(1) from None
    typer.echo(
        f"{name} is out of the corpus; bring it back: mv {removed} {shelf.file}\n"
        "Take it out of the answers: zhendema index build"
    )


def _titles(pattern: str) -> TitlePattern | None:
    from corpus.importing.syndication import TitlePattern

    try:
        return TitlePattern.read(pattern) if pattern else None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


@contextmanager
def _web(contact: str, proxy: str, request: Request) -> Iterator[Web]:
    """Give what fetches; a run that is stopped leaves its pages to the next one."""
    from corpus.feeds import BlockingFetcher
    from corpus.kept_pages import KeptPages

    try:
        fetcher = BlockingFetcher(contact=contact, proxy=proxy)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    if request.dry:
        with fetcher as opened:
            yield opened
        return
    folder = request.home / "cache" / f"import-{request.name}"
    with KeptPages(fetcher, folder, request.source, told=_tell) as kept:
        yield kept


def _tell(pages: int) -> None:
    if pages % _PAGES_BETWEEN == 0:
        typer.echo(f"{pages:,} pages", err=True)


@contextmanager
def _written(report: Path | None) -> Iterator[IO[str] | None]:
    """Give a file to write the report into; None where none is wanted."""
    from corpus.errors import CorpusError

    if report is None:
        yield None
        return
    try:
        with report.open("w", encoding="utf-8", errors="backslashreplace") as out:
            yield out
    except OSError as error:
        reason = error.strerror or error
        raise CorpusError(f"expected to write {report}, got: {reason}; choose another place") from error

"""What the commands of the index share: options, trouble told in a line, the corpus read, progress."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from corpus.library import Corpus
    from index.known_lines import KnownLines
    from index.progress import Progress

Home = Annotated[
    Path,
    typer.Option(envvar="ZHENDEMA_HOME", help="Where state lives; the versions lie in its folder index/."),
]
Model = Annotated[
    str,
    typer.Option(
        "--encoder",
        envvar="ZHENDEMA_ENCODER",
        help="Folder or hub name of a sentence-transformers model; the shipped one unless told.",
    ),
]

_A_LINE_EVERY = 5.0  # seconds


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn our errors into a line on stderr and exit code 1, and Ctrl-C into one and 130."""
    from corpus.errors import CorpusError
    from index.errors import SearchError

    try:
        yield
    except (SearchError, CorpusError) as error:
        typer.echo(f"zhendema: {error}", err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        typer.echo("zhendema: stopped; what answered before goes on answering", err=True)
        raise typer.Exit(130) from None


def read_corpus_aloud(paths: Sequence[Path], known: KnownLines | None = None) -> Corpus:
    """Read a corpus; its faulty lines are named on stderr and left out.

    :param known: lines that need not be validated; it keeps those that are found to be sound
    """
    from corpus.library import read_corpus

    corpus = read_corpus(paths, known)
    if known is not None:
        known.keep()
    for fault in corpus.faults:
        typer.echo(str(fault), err=True)
    return corpus


def write_file(path: Path, text: str) -> None:
    """Write what a command found; the folder is made if need be.

    :raises SearchError: when the file cannot be written
    """
    from index.errors import BenchmarkError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BenchmarkError(
            f"expected to write {path}, got: {error.strerror}; choose another path"
        ) from error


@contextmanager
def indexing_progress(debunks: int) -> Iterator[Progress]:
    """Show on stderr how far an index is built: a bar on a terminal, else a line now and then.

    :param debunks: how many there are
    """
    from rich import progress as bars
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines(debunks)
        return
    columns = (
        bars.TextColumn(f"Indexing {debunks:,} debunks, {{task.description}}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TextColumn("{task.fields[rate]}"),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("beginning", total=None, rate="")
        pace = _Pace()

        def advance(what: str, done: int, of: int) -> None:
            nonlocal task
            if pace.begins(what, done):
                # A task that has a total cannot be told to have none, so each step is a task of its own.
                progress.remove_task(task)
                task = progress.add_task(what, total=of or None, rate="")
            rate = pace.rate(done)
            progress.update(task, completed=done, rate=f"{rate:,.0f}/s" if rate else "")

        yield advance


class _Pace:
    """How fast a step goes; what was known before it began took no time."""

    def __init__(self) -> None:
        self._what = ""
        self._began, self._first = 0.0, 0

    def begins(self, what: str, done: int) -> bool:
        """:returns: whether this is the first that is heard of a step"""
        if what == self._what:
            return False
        self._what, self._began, self._first = what, time.monotonic(), done
        return True

    def rate(self, done: int) -> float:
        """:returns: so many a second; 0 at the beginning"""
        return (done - self._first) / max(time.monotonic() - self._began, 1e-6)


class _Lines:
    """Lines for a log: how far, how fast, how long still; at most one in five seconds."""

    def __init__(self, debunks: int) -> None:
        self._debunks = debunks
        self._told = time.monotonic()
        self._pace = _Pace()

    def __call__(self, what: str, done: int, of: int) -> None:
        self._pace.begins(what, done)
        now = time.monotonic()
        if now - self._told < _A_LINE_EVERY:
            return
        self._told = now
        rate = self._pace.rate(done)
        far = f": {done:,} of {of:,}" if of else " …"
        left = f", {rate:,.0f} a second, {(of - done) / rate:.0f} s left" if rate else ""
        typer.echo(f"Indexing {self._debunks:,} debunks, {what}{far}{left}", err=True)

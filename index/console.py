"""What the commands of the index share: options, trouble told in a line, the corpus read, progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from corpus.debunk import Debunk

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


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn our errors into a line on stderr and exit code 1."""
    from corpus.errors import CorpusError
    from index.errors import SearchError

    try:
        yield
    except (SearchError, CorpusError) as error:
        typer.echo(f"zhendema: {error}", err=True)
        raise typer.Exit(1) from error


def read_debunks(paths: Sequence[Path]) -> tuple[Debunk, ...]:
    """Read a corpus; its faulty lines are named on stderr and left out."""
    from corpus.library import read_corpus

    corpus = read_corpus(paths)
    for fault in corpus.faults:
        typer.echo(str(fault), err=True)
    return corpus.debunks


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
def indexing_progress(debunks: int) -> Iterator[Callable[[int, int], None]]:
    """Show on stderr how far an index is built.

    :param debunks: how many there are
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("Indexing {task.fields[debunks]} debunks"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", debunks=debunks, total=None)

        def advance(done: int, of: int) -> None:
            progress.update(task, completed=done, total=of)

        yield advance

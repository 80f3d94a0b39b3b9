"""`zhendema index`: build, list, choose, prune and measure index versions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.altered_cli import altered
from index.console import Home, Model, indexing_progress, read_corpus_aloud, told_plainly
from index.evaluate_cli import evaluate
from index.limits import LIMITS, Limits
from index.replay_cli import replay
from index.versions_cli import diff, prune, use, versions

if TYPE_CHECKING:
    from index.release import Release

app = typer.Typer(
    help="Build the search index from a corpus, keep its versions, and measure how well it answers.",
    no_args_is_help=True,
)


@app.command()
def build(
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            help="JSON Lines file or folder of debunks; may be given several times "
            "[the shipped corpus and HOME/corpus/*.jsonl]."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Folder of the index; without it a new version under --home is made current."),
    ] = None,
    home: Home = Path("var"),
    encoder: Model = "",
    full: Annotated[
        bool, typer.Option("--full", help="Embed every text anew, also those embedded before.")
    ] = False,
    no_wait: Annotated[
        bool, typer.Option("--no-wait", help="Stop if another program is building, do not wait for it.")
    ] = False,
    workers: Annotated[
        int,
        typer.Option(
            min=0,
            max=64,
            help="Processes that share the work; 0: one a core, four at most.",
        ),
    ] = 0,
    force: Annotated[
        bool, typer.Option("--force", help="Make it current even if it is worse than the current version.")
    ] = False,
    messages: Annotated[
        list[Path] | None,
        typer.Option(
            help='More judged messages {"id","text","relevant"} to ask; HOME/labelled is read anyway.'
        ),
    ] = None,
    fewer_helped: Annotated[
        float, typer.Option(min=0, max=1, help="How many fewer labelled messages may be answered rightly.")
    ] = LIMITS.fewer_helped,
    more_misled: Annotated[
        float, typer.Option(min=0, max=1, help="How many more labelled messages may be answered wrongly.")
    ] = LIMITS.more_misled,
    questions_lost: Annotated[
        float, typer.Option(min=0, max=1, help="How many real questions may be answered no more.")
    ] = LIMITS.questions_lost,
    questions_moved: Annotated[
        float, typer.Option(min=0, max=1, help="How many real questions may get another debunk.")
    ] = LIMITS.questions_moved,
    debunks_gone: Annotated[
        float, typer.Option(min=0, max=1, help="How many of the current debunks may be missing.")
    ] = LIMITS.debunks_gone,
    as_json: Annotated[bool, typer.Option("--json", help="Say what became of it as JSON.")] = False,
) -> None:
    """Build an index. Faulty lines of the corpus are named and left out.

    Vectors that the same encoder has made for an earlier version are taken over. The new version is asked the
    labelled messages and the last real questions; one that is worse than the current version beyond the
    limits (shares from 0 to 1) is kept aside, which ends with exit code 3.
    """
    with told_plainly():
        if out is not None:
            from index.manifest import Manifest

            folder = _build_aside(corpus or [], out, home, encoder, full=full, workers=workers)
            typer.echo(f"{Manifest.read(folder).debunks} debunks are in {folder}")
            return
        found = release_version(
            home,
            encoder,
            corpus or (),
            full=full,
            force=force,
            wait=not no_wait,
            workers=workers,
            messages=messages or (),
            limits=Limits(fewer_helped, more_misled, questions_lost, questions_moved, debunks_gone),
        )
    if as_json:
        typer.echo(json.dumps(found.as_json() | {"imports": _new_imports(found)}, ensure_ascii=False))
    else:
        _tell(found)
    if not found.current:
        raise typer.Exit(3)


def build_current(home: Path, encoder: str = "") -> Path:
    """Build a version of the standing corpus and make it current if it is no worse than the one before.

    Where such a one was kept aside already, the debunks that answer now are built anew. Faults, progress and
    why it is kept aside go to stderr, nothing to stdout.

    :param encoder: folder or hub name of a model; the shipped one if empty
    :returns: the folder of the version that is current now
    :raises CorpusError: when the corpus cannot be read
    :raises SearchError: when the index cannot be built
    """
    from index.debunk_lines import DEBUNKS_FILE
    from index.encoder import SHIPPED_MODEL, load_encoder
    from index.restore import restore, whole_debunks
    from index.upkeep import building_alone, kept_aside, why_renew
    from index.versions import current_version, require_current

    root, model = home / "index", load_encoder(encoder or SHIPPED_MODEL)
    with building_alone(root):
        restore(root, model)
    current = current_version(root)
    if current and not why_renew(home, model):
        return current
    corpus: list[Path] = []
    if current and (aside := kept_aside(home)) and whole_debunks(current):
        typer.echo(
            f"The debunks as they are now are worse: {aside.name} was kept aside. "
            f"Those of {current.name} are built anew.",
            err=True,
        )
        corpus = [current / DEBUNKS_FILE]
    # The first version has none to be compared with, and somebody waits for its answers.
    found = release_version(home, encoder, corpus, standing=True, ask=current is not None)
    if not found.current:
        _tell(found, err=True)
    return require_current(root)


def release_version(
    home: Path,
    encoder: str = "",
    corpus: Sequence[Path] = (),
    *,
    full: bool = False,
    force: bool = False,
    wait: bool = True,
    messages: Sequence[Path] = (),
    limits: Limits = LIMITS,
    ask: bool = True,
    standing: bool = False,
    workers: int = 0,
) -> Release:
    """Build a version and let it answer if it is good enough; see `index.release`.

    :param corpus: files or folders; if empty the shipped corpus and HOME/corpus/*.jsonl
    :param standing: the version is renewed when these change, also where `corpus` names others
    :param wait: for another program that is building
    :param messages: further judged messages
    :param workers: processes that share the work; 0 for one a core, four at most
    :param ask: the labelled messages and the questions, and who else has checked each claim; the next build
        asks what was not asked
    """
    from corpus.library import standing_corpus
    from index.encoder import SHIPPED_MODEL, load_encoder
    from index.fellows import SAVED_UP_TO
    from index.known_lines import KnownLines
    from index.labelled_set import labelled_set
    from index.release import recent_questions, release
    from index.upkeep import building_alone
    from index.workers import Workers, cores

    labelled = labelled_set(home, messages) if ask else []
    questions = recent_questions(home) if ask else []
    model = load_encoder(encoder or SHIPPED_MODEL)

    def say_so() -> None:
        typer.echo("Another program is building; waiting until it is done …", err=True)

    with building_alone(home / "index", wait=wait, on_wait=say_so):
        known = KnownLines.open(home / "index", anew=full)
        read = read_corpus_aloud(corpus or standing_corpus(home), known)
        with Workers(workers or cores()) as shared, indexing_progress(len(read.debunks)) as on_progress:
            return release(
                read.debunks,
                home,
                encoder=model,
                labelled=labelled,
                questions=questions,
                limits=limits,
                force=force,
                full=full,
                standing=standing or not corpus,
                left_out=len(read.faults),
                on_progress=on_progress,
                workers=shared,
                fellows_up_to=SAVED_UP_TO if ask else 0,
            )


def _tell(found: Release, *, err: bool = False) -> None:
    from index.manifest import Manifest

    debunks = Manifest.read(found.folder).debunks
    name = found.folder.name
    if not found.faults:
        typer.echo(f"{debunks} debunks are in {found.folder}", err=err)
        return
    became = "It answers all the same (--force)." if found.current else f"{found.beside} goes on answering."
    typer.echo(f"{name} with {debunks} debunks is worse than {found.beside}. {became}", err=err)
    for line in found.words:
        typer.echo(f"  {line}", err=err)
    if not found.current:
        for source, count in _new_imports(found).items():
            typer.echo(
                f"The import {source} brought {count} of what is new. To take it out again: "
                f"zhendema corpus remove {source}",
                err=err,
            )
        typer.echo(
            f"See what changed: zhendema index diff {found.beside} {name}\n"
            f"Take it all the same: zhendema index use {name}",
            err=err,
        )


def _new_imports(found: Release) -> dict[str, int]:
    """How many debunks the imports brought that are new in a version which is worse, by their names."""
    from corpus.library import imported_files
    from index.difference import new_by_source

    root = found.folder.parent
    if not found.faults:
        return {}
    try:
        names = {file.stem for file in imported_files(root.parent)}
        return new_by_source(root / found.beside, found.folder, names)
    except OSError:
        return {}  # the version before is damaged; what is worse is told all the same


def _build_aside(
    corpus: Sequence[Path], out: Path, home: Path, encoder: str, *, full: bool, workers: int
) -> Path:
    from corpus.library import standing_corpus
    from index.build import build_index
    from index.encoder import SHIPPED_MODEL, load_encoder
    from index.known_cuts import KnownCuts
    from index.known_lines import KnownLines
    from index.reuse import KnownVectors
    from index.workers import Workers, cores

    root = home / "index"
    known = KnownLines.open(root, anew=full)
    debunks = read_corpus_aloud(corpus or standing_corpus(home), known).debunks
    model = load_encoder(encoder or SHIPPED_MODEL)
    with Workers(workers or cores()) as shared, indexing_progress(len(debunks)) as on_progress:
        build_index(
            debunks,
            out,
            encoder=model,
            on_progress=on_progress,
            known=KnownVectors.open(root, model, anew=full),
            cuts=KnownCuts.open(root, model, anew=full),
            workers=shared,
        )
    return out


for command in (versions, use, prune, diff):
    app.command()(command)
app.command()(evaluate)
app.command()(replay)
app.command()(altered)

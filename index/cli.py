"""`zhendema index`: build, list, choose, prune and measure index versions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from index.altered_cli import altered
from index.console import Home, Model, indexing_progress, read_debunks, told_plainly
from index.evaluate_cli import evaluate
from index.replay_cli import replay

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
) -> None:
    """Build an index. Faulty lines of the corpus are named and left out.

    Vectors that the same encoder has made for an earlier version are taken over.
    """
    with told_plainly():
        from index.manifest import Manifest

        if out is not None:
            folder = _build_aside(corpus or [], out, home, encoder)
        else:
            folder = build_current(home, encoder, corpus or (), full=full)
        typer.echo(f"{Manifest.read(folder).debunks} debunks are in {folder}")


def build_current(home: Path, encoder: str = "", corpus: Sequence[Path] = (), *, full: bool = False) -> Path:
    """Build a version and make it the current one; faults and progress go to stderr, nothing to stdout.

    :param encoder: folder or hub name of a model; the shipped one if empty
    :param corpus: files or folders; if empty the shipped corpus and HOME/corpus/*.jsonl, and then the version
        is renewed when they change
    :param full: embed every text anew
    :returns: the folder of the version
    :raises CorpusError: when the corpus cannot be read
    :raises SearchError: when the index cannot be built
    """
    from corpus.library import standing_corpus
    from index.build import build_version
    from index.encoder import SHIPPED_MODEL, load_encoder
    from index.upkeep import building_alone

    root = home / "index"
    with building_alone(root):
        debunks = read_debunks(corpus or standing_corpus(home))
        model = load_encoder(encoder or SHIPPED_MODEL)
        with indexing_progress(len(debunks)) as on_progress:
            return build_version(
                debunks, root, encoder=model, on_progress=on_progress, full=full, standing=not corpus
            )


def _build_aside(corpus: Sequence[Path], out: Path, home: Path, encoder: str) -> Path:
    from corpus.library import standing_corpus
    from index.build import build_index
    from index.encoder import SHIPPED_MODEL, load_encoder

    debunks = read_debunks(corpus or standing_corpus(home))
    model = load_encoder(encoder or SHIPPED_MODEL)
    with indexing_progress(len(debunks)) as on_progress:
        build_index(debunks, out, encoder=model, on_progress=on_progress)
    return out


@app.command()
def versions(
    home: Home = Path("var"),
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List the versions, oldest first; the current one is marked."""
    with told_plainly():
        from index.versions import list_versions

        found = list_versions(home / "index")
        if not found and not as_json:
            typer.echo(f"No version in {home / 'index'} yet; build one: zhendema index build")
        for version in found:
            manifest = version.manifest
            told = {
                "version": version.name,
                "current": version.current,
                "debunks": manifest.debunks if manifest else None,
                "encoder": manifest.encoder if manifest else None,
                "built_at": manifest.built_at if manifest else None,
            }
            if as_json:
                typer.echo(json.dumps(told, ensure_ascii=False))
            else:
                about = (
                    f"{manifest.debunks} debunks, encoder {manifest.encoder}"
                    if manifest
                    else "cannot be read"
                )
                typer.echo(f"{'*' if version.current else ' '} {version.name}  {about}")


@app.command()
def use(version: Annotated[str, typer.Argument(help="Name of a version.")], home: Home = Path("var")) -> None:
    """Make a version the current one; a running bot takes it without a restart."""
    with told_plainly():
        from index.manifest import Manifest
        from index.versions import list_versions, use_version

        for known in list_versions(home / "index"):
            if known.name == version:
                Manifest.read(known.folder).verify(known.folder)
        use_version(home / "index", version)
        typer.echo(f"{version} is the current version")


@app.command()
def prune(
    home: Home = Path("var"),
    keep: Annotated[
        int, typer.Option(min=0, help="How many of the newest stay, besides the current one.")
    ] = 3,
) -> None:
    """Delete old versions, never the current one."""
    with told_plainly():
        from index.versions import prune_versions

        gone = prune_versions(home / "index", keep)
        typer.echo("Deleted: " + ", ".join(gone) if gone else "Nothing to delete.")


app.command()(evaluate)
app.command()(replay)
app.command()(altered)

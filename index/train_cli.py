"""`zhendema train`: train the shipped encoder and fit the decision model anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from index.decision_cli import decision, same_claim

app = typer.Typer(help="Train the shipped encoder and the decision model anew.", no_args_is_help=True)


@app.callback()
def train() -> None:
    """Train the shipped encoder and the decision model anew."""


app.command()(decision)
app.command("same-claim")(same_claim)


@app.command()
def encoder(
    data: Annotated[
        Path, typer.Option(help="Folder of pairs.jsonl.gz, labelled_pairs.jsonl.gz and texts.txt.gz.")
    ],
    out: Annotated[
        Path, typer.Option(help="Folder of the model; files of an older model in it are replaced.")
    ],
    evaluate: Annotated[
        Path | None,
        typer.Option(help="Folder of debunks.jsonl and dev.jsonl; the figures go into the model's card."),
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Equal seeds give equal models.")] = None,
    steps: Annotated[int | None, typer.Option(min=1, help="Steps of training; fewer are faster.")] = None,
) -> None:
    """Train the encoder from text pairs; about fifteen minutes on two cores.

    An index remembers the encoder it was built with: after this, fit the decision and build the index anew.
    """
    from dataclasses import replace
    from datetime import UTC, datetime

    from rich.console import Console

    from corpus.errors import CorpusError
    from index.encoder_figures import EncoderFigures, measure_folder
    from index.errors import SearchError
    from index.model_card import write_card
    from index.recipe import Recipe
    from index.train import SEED, OwnTexts, train_encoder

    console = Console(stderr=True)
    recipe = Recipe() if steps is None else replace(Recipe(), steps=steps)
    figures: dict[str, EncoderFigures] | None = None
    try:
        with console.status("") as status:

            def tell(what: str, done: int, of: int) -> None:
                amount = f" {done:,} of {of:,}" if of else f" {done:,}" if done else ""
                status.update(f"{what}{amount}")

            report = train_encoder(
                data,
                out,
                own=OwnTexts.read(),
                seed=SEED if seed is None else seed,
                recipe=recipe,
                on_progress=tell,
            )
            if evaluate is not None:
                status.update("measuring")
                figures = measure_folder(out, evaluate)
        card = write_card(report, recipe, datetime.now(UTC).date(), figures)
        (out / "README.md").write_text(card, encoding="utf-8")
    except (SearchError, CorpusError) as error:
        typer.echo(f"zhendema: {error}", err=True)
        raise typer.Exit(1) from error
    except OSError as error:
        typer.echo(f"zhendema: expected to write the model to {out}, got: {error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(
        f"{report.pieces:,} pieces of {report.dimension} numbers in {out}, "
        f"loss {report.loss:.3f}, {report.seconds:.0f} seconds"
    )
    for group, found in (figures or {}).items():
        shares = "  ".join(f"R@{rank} {share:.3f}" for rank, share in found.recall_at.items())
        typer.echo(f"{group:16} {shares}  MRR {found.mrr:.3f}  ({found.messages} messages)")

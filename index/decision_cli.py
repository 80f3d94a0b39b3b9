"""`zhendema train decision` and `same-claim`: fit decisions to judged messages with the encoder in use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from index.console import Model, told_plainly


def decision(
    bench: Annotated[
        Path, typer.Option(help="Folder with debunks.jsonl, dev.jsonl (judged messages) and chat.jsonl.")
    ],
    out: Annotated[
        Path | None, typer.Option(help="Where to write the model; the one that ships unless told.")
    ] = None,
    encoder: Model = "",
) -> None:
    """Fit the decision model; takes about three minutes. Build the index anew afterwards."""
    with told_plainly():
        from corpus.library import LIBRARY, read_corpus
        from index.decision import SHIPPED_DECISION
        from index.encoder import SHIPPED_MODEL, load_encoder
        from index.practice import read_practice
        from index.report_tables import print_figures
        from index.train_decision import train_decision

        target = out or SHIPPED_DECISION
        fit = train_decision(
            read_corpus([bench / "debunks.jsonl"]).debunks,
            bench / "dev.jsonl",
            bench / "chat.jsonl",
            read_corpus([LIBRARY]).debunks,
            load_encoder(encoder or SHIPPED_MODEL),
            read_practice(),
        )
        fit.decision.write(target)
        print_figures("cross-validated, ten folds", fit.figures)
        typer.echo(f"Everyday talk answered: {fit.talk_answered} of {fit.talk}")
        typer.echo(
            f"{target}: answers from {fit.decision.answer_at:.3f}, suggests from "
            f"{fit.decision.suggest_at:.3f}; build the index anew: zhendema index build"
        )


def same_claim(
    bench: Annotated[Path, typer.Option(help="Folder with dev.jsonl (judged messages).")],
    out: Annotated[
        Path | None, typer.Option(help="Where to write the model; the one that ships unless told.")
    ] = None,
    encoder: Model = "",
) -> None:
    """Fit the decision whether two messages make the same claim; takes a few minutes."""
    with told_plainly():
        from corpus.library import LIBRARY, read_corpus
        from index.encoder import SHIPPED_MODEL, load_encoder
        from index.fit_same_claim import PRECISION, train_same_claim
        from index.practice import read_practice
        from index.same_claim import SHIPPED_SAME_CLAIM

        target = out or SHIPPED_SAME_CLAIM
        decision, figures = train_same_claim(
            bench / "dev.jsonl",
            read_corpus([LIBRARY]).debunks,
            read_practice(),
            load_encoder(encoder or SHIPPED_MODEL),
        )
        decision.write(target)
        typer.echo(
            f"{figures.pairs:,} pairs, {figures.same} of one claim; cross-validated: "
            f"{figures.merged} merged, {figures.wrong} of them wrongly: precision {figures.precision:.3f}, "
            f"recall {figures.recall:.3f}\n"
            f"without the guard: precision {figures.unguarded[1]:.3f}, recall {figures.unguarded[0]:.3f}; "
            f"recall of the cosine alone at precision {PRECISION}: {figures.cosine:.3f}\n"
            f"{target}: the same claim from {decision.same_at:.3f}"
        )

"""`zhendema index evaluate`: figures, plots and the worst errors of an index on judged messages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.console import Home, Model, indexing_progress, read_corpus_aloud, told_plainly, write_file

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.report import Report
    from index.search import ClaimIndex


def evaluate(
    messages: Annotated[
        Path, typer.Option(help='JSON Lines of {"id","text","relevant",...}: judged messages.')
    ],
    index: Annotated[
        Path | None, typer.Option(help="Folder of the index; the current version under --home unless told.")
    ] = None,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            help="Instead of --index: debunks of which an index is built for this measurement only."
        ),
    ] = None,
    decision: Annotated[
        Path | None, typer.Option(help="With --corpus: the decision model; the shipped one unless told.")
    ] = None,
    chat: Annotated[
        Path | None, typer.Option(help='JSON Lines of {"text"}: everyday talk, which should get no answer.')
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the figures into this file, too.")
    ] = None,
    plots: Annotated[
        Path | None,
        typer.Option(help="Draw reliability and precision over recall as PNG into this folder (matplotlib)."),
    ] = None,
    errors: Annotated[
        int,
        typer.Option(min=0, help="How many of the worst errors of each kind are shown, and told in JSON."),
    ] = 5,
    errors_file: Annotated[
        Path | None,
        typer.Option(help="Write all errors with their whole messages into this file, to be read."),
    ] = None,
    home: Home = Path("var"),
    encoder: Model = "",
) -> None:
    """Measure an index on judged messages, beside BM25 on the claims alone.

    Below each figure stands its 95 % confidence interval.
    """
    if index is not None and corpus:
        raise typer.BadParameter("expected --index or --corpus, got both")
    if decision is not None and not corpus:
        raise typer.BadParameter("expected --corpus beside --decision: an index holds its own decision model")
    with told_plainly():
        from index.encoder import SHIPPED_MODEL, load_encoder
        from index.report import measure
        from index.report_tables import print_report

        if plots is not None:
            from index.plots import require_matplotlib

            require_matplotlib()
        model = load_encoder(encoder or SHIPPED_MODEL)
        report = measure(_open(index, home, corpus or (), decision, model), messages, chat)
        print_report(report)
        for line in _error_lines(report, errors):
            typer.echo(line)
        if json_file is not None:
            write_file(json_file, json.dumps(report.as_json(errors), ensure_ascii=False, indent=1) + "\n")
        if errors_file is not None:
            write_file(errors_file, "\n".join(_error_lines(report, None)) + "\n")
        if plots is not None:
            from index.plots import draw_plots

            for path in draw_plots(report, plots):
                typer.echo(f"Drawn: {path}")


def _open(
    index: Path | None, home: Path, corpus: Sequence[Path], decision: Path | None, encoder: Encoder
) -> ClaimIndex:
    """Load the index that is named, or build one aside, whose files are gone afterwards."""
    from tempfile import TemporaryDirectory

    from index.build import build_index
    from index.decision import SHIPPED_DECISION
    from index.search import ClaimIndex
    from index.versions import require_current

    if not corpus:
        return ClaimIndex.load(index or require_current(home / "index"), encoder)
    debunks = read_corpus_aloud(corpus).debunks
    with TemporaryDirectory() as folder, indexing_progress(len(debunks)) as on_progress:
        aside = Path(folder) / "index"
        build_index(
            debunks,
            aside,
            encoder=encoder,
            on_progress=on_progress,
            decision=decision or SHIPPED_DECISION,
            fellows_up_to=0,
        )
        return ClaimIndex.load(aside, encoder)


def _error_lines(report: Report, count: int | None) -> Iterator[str]:
    """:param count: of each kind; None for all, with their whole messages"""
    from index.mistakes import SHORT, WHOLE, listed

    length = WHOLE if count is None else SHORT
    if count != 0:
        yield from listed("Wrong answers, the surest first", report.wrong, count, length)
        yield from listed("Missed, the surest first", report.missed, count, length)

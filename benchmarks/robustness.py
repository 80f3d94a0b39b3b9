"""Measure what is still found when messages arrive distorted: python benchmarks/robustness.py BENCH

BENCH is a folder of debunks.jsonl and dev.jsonl. The messages that have an answer are asked as they are and
distorted (index/distortion.py), pasted together, and as links; a row of the table is printed as soon as it is
measured. "lost" is the loss of R@3, in points, as a share of that of the same messages as they are, and the
share for each set; "answered" the share of the messages in the band `answer` with the right debunk first.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.robustness import Trial
    from index.search import ClaimIndex


def main() -> None:
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path, help="folder of debunks.jsonl and dev.jsonl")
    parser.add_argument(
        "--index", type=Path, help="an index of these debunks; built for this run unless given"
    )
    parser.add_argument(
        "--encoder", default="", help="the encoder of the index; the shipped one unless given"
    )
    parser.add_argument("--seed", type=int, default=1, help="equal seeds distort alike (1)")
    parser.add_argument("--json", type=Path, help="write the figures into this file, too")
    told = parser.parse_args()

    from corpus.errors import CorpusError
    from index.errors import SearchError
    from index.robustness import as_json, measure_robustness

    try:
        trials = measure_robustness(
            _open(told.bench, told.index, told.encoder), told.bench / "dev.jsonl", told.seed, _print_row
        )
    except (CorpusError, SearchError) as error:
        sys.exit(f"robustness: {error}")
    print(f"{datetime.now(UTC):%Y-%m-%d}, seed {told.seed}")
    if told.json:
        told.json.write_text(json.dumps(as_json(trials), indent=1) + "\n", encoding="utf-8")


def _open(bench: Path, index: Path | None, encoder: str) -> ClaimIndex:
    from corpus.library import read_corpus
    from index.encoder import SHIPPED_MODEL, load_encoder
    from index.search import ClaimIndex

    model = load_encoder(encoder or SHIPPED_MODEL)
    if index is not None:
        return ClaimIndex.load(index, model)
    return ClaimIndex.of_debunks(read_corpus([bench / "debunks.jsonl"]).debunks, model)


def _print_row(trial: Trial) -> None:
    if trial.name == "as they are":
        sets = " / ".join(trial.lost_by_set)
        print(f"{trial.messages} messages\n")
        print(f"| change | R@1 | R@3 | points lost | lost | of {sets} | answered | precision |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    sets = " / ".join(f"{100 * lost:.1f}" for lost in trial.lost_by_set.values())
    lost = f"{100 * trial.share_lost:.1f} %" if trial.held else f"**{100 * trial.share_lost:.1f} %**"
    print(
        f"| {trial.name} | {trial.recall_at_1:.3f} | {trial.recall_at_3:.3f} | {100 * trial.points_lost:.1f} "
        f"| {lost} | {sets} | {trial.answered:.3f} | {trial.precision:.3f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()

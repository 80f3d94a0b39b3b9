"""Measure how safe answers stay when the corpus is another or ten times as large: python benchmarks/growth.py

The variants of the shipped debunks stand for messages, asked of the bare claims: of every tenth debunk, of
all, and of all beside ten times as many made-up claims (index/distractors.py). With --bench FOLDER
(debunks.jsonl, dev.jsonl, chat.jsonl) its judged messages are asked of its debunks, too, and with --titles
FILE.jsonl.gz (pairs of texts, as the encoder learns from) of its debunks beside ten times as many headlines.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.debunk import Debunk

_TIMES = 10
_SEED = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """Messages with the ids of the debunks that answer them, and talk that none answers."""

    texts: Sequence[str]
    relevant: Sequence[frozenset[str]]
    talk: Sequence[str] = ()


def main() -> None:
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bench", type=Path, help="folder of debunks.jsonl, dev.jsonl and chat.jsonl")
    parser.add_argument("--titles", type=Path, help="pairs.jsonl.gz, whose headlines are strange claims")
    told = parser.parse_args()

    from corpus.library import LIBRARY, read_corpus
    from index.benchmark import read_labelled, read_talk
    from index.distractors import as_distractors, recombined

    talk = read_talk(told.bench / "chat.jsonl") if told.bench else []
    shipped = read_corpus([LIBRARY]).debunks
    print("| corpus | debunks | messages | R@1 | R@3 | answered rightly | precision | talk answered |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    tenth = shipped[::_TIMES]
    _print_row("every tenth of the shipped", _bare(tenth), _variants(tenth, talk))
    _print_row("every tenth's messages, all shipped", _bare(shipped), _variants(tenth, talk))
    _print_row("the shipped", _bare(shipped), _variants(shipped, talk))
    more = recombined(shipped, _TIMES * len(shipped), _SEED)
    _print_row("the shipped and 10 x recombined", [*_bare(shipped), *more], _variants(shipped, talk))
    if told.bench:
        debunks = read_corpus([told.bench / "debunks.jsonl"]).debunks
        labelled = read_labelled(told.bench / "dev.jsonl")
        asked = Asked([one.text for one in labelled], [one.relevant for one in labelled], talk)
        _print_row("the benchmark's", debunks, asked)
        if told.titles:
            titles = as_distractors(_read_titles(told.titles, _TIMES * len(debunks)))
            _print_row("the benchmark's and 10 x headlines", [*debunks, *titles], asked)
    print(f"\n{datetime.now(UTC):%Y-%m-%d}")


def _bare(debunks: Sequence[Debunk]) -> list[Debunk]:
    return [debunk.model_copy(update={"variants": ()}) for debunk in debunks]


def _variants(debunks: Sequence[Debunk], talk: Sequence[str]) -> Asked:
    pairs = [(text, frozenset({debunk.id})) for debunk in debunks for text in debunk.variants]
    return Asked([text for text, _ in pairs], [ids for _, ids in pairs], talk)


def _read_titles(path: Path, count: int) -> list[str]:
    """The first different headlines of a file of pairs."""
    titles: dict[str, None] = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            told = json.loads(line)
            if told.get("kind") == "title_text" and 8 <= len(told["a"]) <= 60:
                titles[told["a"]] = None
            if len(titles) == count:
                break
    return list(titles)


def _print_row(name: str, debunks: Sequence[Debunk], asked: Asked) -> None:
    from index.decision import Band
    from index.encoder import load_encoder
    from index.search import ClaimIndex

    index = ClaimIndex.of_debunks(debunks, load_encoder())
    answers = index.check_many(asked.texts)
    ranks = [
        min((place for place, match in enumerate(answer.matches) if match.debunk.id in right), default=99)
        for answer, right in zip(answers, asked.relevant, strict=True)
    ]
    answerable = sum(bool(right) for right in asked.relevant)
    sure = [rank == 0 for answer, rank in zip(answers, ranks, strict=True) if answer.band is Band.ANSWER]
    talk = sum(answer.band is Band.ANSWER for answer in index.check_many(asked.talk))
    print(
        f"| {name} | {len(debunks):,} | {len(ranks):,} | {sum(rank < 1 for rank in ranks) / answerable:.3f} "
        f"| {sum(rank < 3 for rank in ranks) / answerable:.3f} | {sum(sure) / answerable:.3f} "
        f"| {sum(sure) / max(len(sure), 1):.3f} | {talk} of {len(asked.talk):,} |",
        flush=True,
    )


if __name__ == "__main__":
    main()

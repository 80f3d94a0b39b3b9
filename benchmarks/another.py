"""Measure which statements beside a claim are answered: python benchmarks/another.py [BENCH]

The statements say another thing in the words of a shipped claim ("close" in index/practice); none may be
answered. With a folder of judged messages (debunks.jsonl, dev.jsonl), also how many of these are answered
rightly and wrongly. Everything is asked twice: with the limit of index/another.py, and without.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from index.search import ClaimIndex


def main() -> None:
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path, nargs="?", help="folder of judged messages")
    bench = parser.parse_args().bench
    from corpus.library import LIBRARY, read_corpus
    from index.benchmark import read_labelled
    from index.encoder import load_encoder
    from index.practice import read_practice

    encoder = load_encoder()
    shipped = ClaimIndex.of_debunks(read_corpus([LIBRARY]).debunks, encoder)
    practice = read_practice()
    close = [text for each in practice for text in each.close]
    asked = [text for each in practice if each.close for text in each.same]
    rows = [
        ("statements beside a claim", shipped, close, [frozenset[str]()] * len(close)),
        (
            "practice messages about the same claims",
            shipped,
            asked,
            [frozenset({each.debunk}) for each in practice if each.close for _ in each.same],
        ),
    ]
    if bench is not None:
        labelled = read_labelled(bench / "dev.jsonl")
        judged = ClaimIndex.of_debunks(read_corpus([bench / "debunks.jsonl"]).debunks, encoder)
        texts = [message.text for message in labelled]
        rows.append(("judged messages", judged, texts, [message.relevant for message in labelled]))
    print("| | messages | answered rightly | wrongly | without the limit: rightly | wrongly |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, index, texts, right in rows:
        counts = [*_answered(index, texts, right), *_unlimited(index, texts, right)]
        print(f"| {name} | {len(texts)} | {' | '.join(map(str, counts))} |", flush=True)


def _answered(index: ClaimIndex, texts: Sequence[str], right: Sequence[frozenset[str]]) -> tuple[int, int]:
    """:returns: how many are answered rightly, and how many wrongly"""
    rightly = wrongly = 0
    for answer, relevant in zip(index.check_many(texts), right, strict=True):
        if answer.answers:
            found = answer.answers[0].debunk.id in relevant
            rightly, wrongly = rightly + found, wrongly + (not found)
    return rightly, wrongly


def _unlimited(index: ClaimIndex, texts: Sequence[str], right: Sequence[frozenset[str]]) -> tuple[int, int]:
    import index.another as another

    limit, another.STRANGE = another.STRANGE, float("inf")
    try:
        return _answered(index, texts, right)
    finally:
        another.STRANGE = limit


if __name__ == "__main__":
    main()

"""Measure whom messages name: python benchmarks/persons.py [BENCH]

How many messages name a person whom one claim alone names (index/persons.py), and how often that claim is
what they are about. Practice messages are asked beside the shipped debunks; with a folder of debunks.jsonl,
dev.jsonl and chat.jsonl also the judged messages, whole and their first half and 30 %, and everyday talk.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from corpus.text import read_text
from index.search import ClaimIndex

_HEADS = (("", 1.0), (", first half", 0.5), (", first 30 %", 0.3))
_Asked = list[tuple[str, frozenset[str]]]
"""Messages with the ids of the debunks that they are about."""


def main() -> None:
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path, nargs="?", help="folder of judged messages")
    bench = parser.parse_args().bench
    from corpus.library import LIBRARY, read_corpus
    from index.benchmark import read_labelled, read_talk
    from index.encoder import load_encoder
    from index.practice import read_practice
    from index.train_decision import head_of

    encoder = load_encoder()
    print("| messages | of them | name such a person | about that claim | claims |")
    print("| --- | ---: | ---: | ---: | ---: |")
    shipped = ClaimIndex.of_debunks(read_corpus([LIBRARY]).debunks, encoder)
    practice = [each for each in read_practice() if each.debunk]
    for name, texts in (
        ("practice: the same claim", [(text, each.debunk) for each in practice for text in each.same]),
        ("practice: a near miss", [(text, each.debunk) for each in practice for text in each.near]),
    ):
        _print_row(name, shipped, [(text, frozenset({debunk})) for text, debunk in texts])
    if bench is None:
        return
    judged = ClaimIndex.of_debunks(read_corpus([bench / "debunks.jsonl"]).debunks, encoder)
    labelled = read_labelled(bench / "dev.jsonl")
    for how, share in _HEADS:
        for kind, answerable in (("with an answer", True), ("without", False)):
            cut = [
                (head_of(message.text, share), message.relevant)
                for message in labelled
                if bool(message.relevant) == answerable
            ]
            _print_row(f"judged {kind}{how}", judged, cut)
    _print_row("talk", judged, [(text, frozenset()) for text in read_talk(bench / "chat.jsonl")])


def _print_row(name: str, index: ClaimIndex, asked: _Asked) -> None:
    found = [(set(_named(index, text)), relevant) for text, relevant in asked]
    naming = [(ids, relevant) for ids, relevant in found if ids]
    right = sum(bool(ids & relevant) for ids, relevant in naming)
    claims = len(set().union(*(ids for ids, _ in naming)))
    print(f"| {name} | {len(asked)} | {len(naming)} | {right} | {claims} |", flush=True)


def _named(index: ClaimIndex, text: str) -> Iterable[str]:
    return (index.debunks[row].id for row in index.persons.rows(read_text(text).body))


if __name__ == "__main__":
    main()

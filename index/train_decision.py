"""Gather judged messages and fit the decision model that ships: `zhendema train decision`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from corpus.debunk import Debunk
from corpus.text import read_text
from index.benchmark import Labelled, read_labelled, read_talk
from index.comparer import Comparer
from index.encoder import Encoder
from index.errors import BenchmarkError
from index.fit import Fit, Judged, fit_decision
from index.view import Holdings

TALK_WEIGHT = 0.2
"""A line of everyday talk counts less than a message that was judged by reading."""
VARIANT_WEIGHT = 0.1
"""So does a variant that was written beside its claim."""


def train_decision(
    debunks: Sequence[Debunk],
    messages: Path,
    talk: Path,
    reworded: Sequence[Debunk],
    encoder: Encoder,
) -> Fit:
    """Fit the decision on judged messages, everyday talk, and debunks whose variants stand for messages.

    :param debunks: the corpus that the messages were judged against
    :param reworded: debunks with variants
    :raises BenchmarkError: when a file cannot be used, or too few messages have an answer
    """
    labelled = read_labelled(messages)
    if sum(bool(message.relevant) for message in labelled) < 50:
        raise BenchmarkError(f"expected at least 50 messages with an answer in {messages.name}, got fewer")
    comparer = Comparer(Holdings.of_debunks(debunks, encoder), encoder)
    names = [debunk.id for debunk in debunks]
    judged = _judge(labelled, comparer, names, 1.0, counted=True)
    small_talk = [
        Labelled(f"talk:{n}", text, frozenset(), "talk", "") for n, text in enumerate(read_talk(talk))
    ]
    judged += _judge(small_talk, comparer, names, TALK_WEIGHT, counted=False)
    judged += judge_variants(reworded, encoder)
    return fit_decision(judged, encoder.fingerprint)


def judge_variants(debunks: Sequence[Debunk], encoder: Encoder) -> list[Judged]:
    """Take each debunk's variants for messages and search them among the bare claims."""
    searched = [debunk.model_copy(update={"variants": ()}) for debunk in debunks]
    messages = [
        Labelled(f"{debunk.id}:{n}", text, frozenset({debunk.id}), "variants", "")
        for debunk in debunks
        for n, text in enumerate(debunk.variants)
    ]
    if not messages:
        return []
    comparer = Comparer(Holdings.of_debunks(searched, encoder), encoder)
    return _judge(messages, comparer, [debunk.id for debunk in searched], VARIANT_WEIGHT, counted=False)


def _judge(
    labelled: Sequence[Labelled], comparer: Comparer, names: Sequence[str], weight: float, *, counted: bool
) -> list[Judged]:
    groups = group_messages(labelled)
    judged = []
    for message, group, compared in zip(
        labelled, groups, comparer.compare([read_text(message.text) for message in labelled]), strict=True
    ):
        if compared is not None:
            right = np.array([names[row] in message.relevant for row in compared.rows], dtype=np.float64)
            judged.append(Judged(compared.comparison.matrix, right, group, weight, counted))
    return judged


def group_messages(labelled: Iterable[Labelled]) -> list[str]:
    """:returns: for each message its group; messages that share a debunk, through others too, share it"""
    messages = list(labelled)
    parents: dict[str, str] = {}

    def root(name: str) -> str:
        parents.setdefault(name, name)
        while parents[name] != name:
            parents[name] = name = parents[parents[name]]
        return name

    for message in messages:
        for debunk in sorted(message.relevant):
            parents[root(f"message:{message.id}")] = root(debunk)
    return [root(f"message:{message.id}") for message in messages]

"""Gather judged messages and fit the decision model that ships: `zhendema train decision`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.debunk import Debunk
from corpus.text import read_text
from index.benchmark import Labelled, group_messages, read_labelled, read_talk
from index.comparer import Comparer
from index.decision import MOST_MATCHES, Decision
from index.encoder import Encoder
from index.errors import BenchmarkError
from index.evaluate import Figures, Outcome, by_set
from index.fit import Fit, Judged, fit_decision
from index.practice import Practice
from index.view import Holdings

HEADS = (0.3, 0.5)
"""How much of a judged message its cut copies keep. They teach the order alone: how far to trust a match is
learned from messages as people send them."""
HEAD_WEIGHT = 0.3
"""A cut copy counts less than its message."""
TALK_WEIGHT = 0.2
"""So does a line of everyday talk, which teaches the trust alone, like the two below: measured, the order of
real messages gains nothing from them."""
VARIANT_WEIGHT = 0.1
"""Of a variant that was written beside its claim."""
PRACTICE_WEIGHT = 0.05
"""Of a made-up message."""

_SHORTEST_HEAD = 6  # characters
_TALK = "talk:"


@dataclass(frozen=True, slots=True)
class Training:
    """A fitted decision and how well it did on messages that it had not seen."""

    decision: Decision
    figures: dict[str, Figures]
    """Cross-validated; of each set, and of all messages together."""
    talk: int
    talk_answered: int


def train_decision(
    debunks: Sequence[Debunk],
    messages: Path,
    talk: Path,
    reworded: Sequence[Debunk],
    encoder: Encoder,
    practice: Sequence[Practice] = (),
) -> Training:
    """Fit the decision on judged messages, whole and cut, everyday talk, variants, and made-up messages.

    :param debunks: the corpus that the messages were judged against
    :param reworded: debunks with variants
    :param practice: messages about the reworded debunks; those about others are left out
    :raises BenchmarkError: when a file cannot be used, or too few messages have an answer
    """
    labelled = read_labelled(messages)
    if sum(bool(message.relevant) for message in labelled) < 50:
        raise BenchmarkError(f"expected at least 50 messages with an answer in {messages.name}, got fewer")
    comparer = Comparer(Holdings.of_debunks(debunks, encoder), encoder)
    names = [debunk.id for debunk in debunks]
    judged = _judge(labelled, comparer, names, 1.0, counted=True)
    for share in HEADS:
        heads = [replace(message, text=head_of(message.text, share)) for message in labelled]
        cut = _judge(heads, comparer, names, HEAD_WEIGHT, counted=False)
        judged += [replace(message, trusts=False) for message in cut]
    small_talk = [
        Labelled(f"{_TALK}{n}", text, frozenset(), "talk", "") for n, text in enumerate(read_talk(talk))
    ]
    talked = _judge(small_talk, comparer, names, TALK_WEIGHT, counted=False)
    judged += [replace(message, orders=False) for message in talked]
    judged += judge_reworded(reworded, practice, encoder)
    fit = fit_decision(judged, encoder.fingerprint)
    return Training(fit.decision, _cross_validated(labelled, judged, fit), *_talk(judged, fit))


def head_of(text: str, share: float) -> str:
    """:returns: this share of a message from its beginning, at least six characters where it has them"""
    return text[: max(_SHORTEST_HEAD, round(share * len(text)))]


def _cross_validated(labelled: Sequence[Labelled], judged: Sequence[Judged], fit: Fit) -> dict[str, Figures]:
    """Figures of the judged messages, each decided by a model that has seen no message of its debunks."""
    held_out = {
        message.name: (message.right, confidences)
        for message, confidences in zip(judged, fit.held_out, strict=True)
        if message.counted
    }
    outcomes = []
    for message in labelled:
        right, confidences = held_out.get(message.id, (np.zeros(0), np.zeros(0)))
        ranked = right[np.argsort(-confidences, kind="stable")][:MOST_MATCHES]
        hits = np.flatnonzero(ranked)
        rank = int(hits[0]) if len(hits) else None
        best = float(confidences.max(initial=0.0))
        outcomes.append(Outcome(rank, bool(message.relevant), rank == 0, best, fit.decision.band(best)))
    return by_set(labelled, outcomes)


def _talk(judged: Sequence[Judged], fit: Fit) -> tuple[int, int]:
    """:returns: how many lines of everyday talk there are, and how many get an answer"""
    best = [
        confidences.max()
        for message, confidences in zip(judged, fit.held_out, strict=True)
        if message.name.startswith(_TALK)
    ]
    return len(best), sum(confidence >= fit.decision.answer_at for confidence in best)


def judge_reworded(debunks: Sequence[Debunk], practice: Sequence[Practice], encoder: Encoder) -> list[Judged]:
    """Take variants of debunks and practice messages for messages, and search them among the bare claims.

    All that belongs to one debunk is one group, so that a near miss is judged by a model that has not seen
    the messages that it nearly is.
    """
    if not debunks:
        return []
    bare = [debunk.model_copy(update={"variants": ()}) for debunk in debunks]
    comparer = Comparer(Holdings.of_debunks(bare, encoder), encoder)
    names = [debunk.id for debunk in bare]
    variants = [
        Labelled(f"{debunk.id}:{n}", text, frozenset({debunk.id}), "variants", "")
        for debunk in debunks
        for n, text in enumerate(debunk.variants)
    ]
    known = [each for each in practice if each.debunk in set(names)]
    made_up = [
        Labelled(f"{each.debunk}:same {n}", text, frozenset({each.debunk}), "practice", "")
        for each in known
        for n, text in enumerate(each.same)
    ]
    made_up += [
        Labelled(f"{each.debunk}:near {n}", text, frozenset(), "practice", "")
        for each in known
        for n, text in enumerate(each.near)
    ]
    return [
        replace(message, group=message.name.rpartition(":")[0], orders=False)
        for messages, weight in ((variants, VARIANT_WEIGHT), (made_up, PRACTICE_WEIGHT))
        for message in _judge(messages, comparer, names, weight, counted=False)
    ]


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
            comparison = compared.comparison
            judged.append(
                Judged(message.id, comparison.matrix, comparison.same, right, group, weight, counted)
            )
    return judged

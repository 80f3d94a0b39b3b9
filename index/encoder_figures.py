"""Measure an encoder alone, without terms and decision: is the closest vector the right debunk's?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.debunk import Debunk
from corpus.library import read_corpus
from corpus.text import normalise, read_text
from index.benchmark import Labelled, read_labelled
from index.encoder import Encoder, SentenceEncoder

_RANKS = (1, 3, 10)


@dataclass(frozen=True, slots=True)
class EncoderFigures:
    """Shares of the answerable messages, from 0 to 1."""

    messages: int
    recall_at: dict[int, float]
    """By rank: the share with a right debunk at this rank or before."""
    mrr: float
    """Mean of 1 / rank of the first right debunk, 0 beyond the tenth."""


def measure_encoder(
    encoder: Encoder, debunks: Sequence[Debunk], messages: Sequence[Labelled]
) -> dict[str, EncoderFigures]:
    """Rank debunks by the greatest cosine of the whole message or one of its sentences with claim or summary.

    :returns: figures by set of messages, and by way of matching as "match: exact" and so on
    """
    place = {debunk.id: number for number, debunk in enumerate(debunks)}
    claims = encoder.encode_claims([normalise(debunk.claim) for debunk in debunks])
    summaries = encoder.encode_claims([normalise(debunk.summary) for debunk in debunks])
    found: dict[str, list[int]] = {}
    for message in messages:
        if not message.relevant:
            continue
        reading = read_text(message.text)
        vectors = encoder.encode_messages([reading.body, *reading.pieces])
        cosines = np.maximum(vectors @ claims.T, vectors @ summaries.T).max(axis=0)
        rank = _first_right(cosines, {place[name] for name in message.relevant if name in place})
        for group in (message.set, f"match: {message.match}"):
            found.setdefault(group, []).append(rank)
    return {group: _figures(ranks) for group, ranks in sorted(found.items())}


def measure_folder(model: Path, benchmark: Path) -> dict[str, EncoderFigures]:
    """Measure the model of a folder on a folder of `debunks.jsonl` and `dev.jsonl`.

    :raises CorpusError, BenchmarkError: when a file cannot be read
    :raises EncoderError: when the model cannot be loaded
    """
    debunks = read_corpus([benchmark / "debunks.jsonl"]).debunks
    return measure_encoder(SentenceEncoder(model), debunks, read_labelled(benchmark / "dev.jsonl"))


def _first_right(cosines: NDArray[np.float32], right: set[int]) -> int:
    """:returns: the rank of the first right debunk, from 1; 0 when it is beyond the tenth"""
    closest = np.argsort(-cosines, kind="stable")[: _RANKS[-1]].tolist()
    return next((rank for rank, number in enumerate(closest, start=1) if number in right), 0)


def _figures(ranks: list[int]) -> EncoderFigures:
    return EncoderFigures(
        messages=len(ranks),
        recall_at={at: sum(0 < rank <= at for rank in ranks) / len(ranks) for at in _RANKS},
        mrr=sum(1 / rank for rank in ranks if rank) / len(ranks),
    )

"""Embed the texts of a corpus: those that are known are taken over, the others go to the encoder."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.errors import EncoderError
from index.marks import MarkedPlaces, marks_of
from index.progress import Tell
from index.ragged import Ragged
from index.reuse import KnownVectors
from index.workers import Workers

__all__ = ["embed"]

_BATCH = 512
_SHARED_FROM = 8_000  # texts: other processes take seconds to begin


def embed(
    texts: Ragged,
    encoder: Encoder,
    known: KnownVectors | None = None,
    on_progress: Tell | None = None,
    *,
    rounded: bool = False,
    workers: Workers | None = None,
) -> NDArray[Any]:
    """Embed texts of a corpus.

    :param texts: as UTF-8
    :param known: vectors that this encoder has made before; it keeps those made now in full length, also for
        a build that is killed later
    :param on_progress: called with how many texts have a vector, of how many
    :param workers: who share the work where there is much of it
    :param rounded: return numbers of two bytes, not of four
    :returns: (texts, dimension)
    :raises EncoderError: when vectors are not finite
    """
    rows = np.zeros((len(texts), encoder.dimension), dtype=np.float16 if rounded else np.float32)
    marks = marks_of(texts.slices())
    new = np.arange(len(texts)) if known is None else known.fill(marks, rows)
    once = MarkedPlaces(marks[new]).find(marks[new]) == np.arange(len(new))
    keeping = nullcontext(_forget) if known is None else known.keeping(marks[new[once]])
    with keeping as keep:
        starts = range(0, len(new), _BATCH)
        blocks = (texts.take(new[start : start + _BATCH]).texts() for start in starts)
        # Another kind of model would be in the memory of each process.
        if workers is None or encoder.words is None or len(new) < _SHARED_FROM:
            workers = Workers()
        made = workers.share(encoder.encode_claims, blocks)
        for start, vectors in zip(starts, made, strict=True):
            some = new[start : start + _BATCH]
            if not np.isfinite(vectors).all():
                raise EncoderError(
                    f"expected finite vectors from the encoder '{encoder.name}', got NaN or infinity; "
                    "fetch the model anew, or choose another with ZHENDEMA_ENCODER"
                )
            rows[some] = vectors
            keep(vectors[once[start : start + _BATCH]])
            if on_progress:
                on_progress(len(rows) - len(new) + start + len(some), len(rows))
    if known is not None:
        known.tidy(marks)
    return rows


def _forget(vectors: NDArray[np.float32]) -> None:
    """Keep nothing."""

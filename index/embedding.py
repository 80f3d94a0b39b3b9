"""Embed the texts of a corpus: those that are known are taken over, the others go to the encoder."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.errors import EncoderError
from index.reuse import KnownVectors

__all__ = ["embed"]

_BATCH = 512

Progress = Callable[[int, int], None]


def embed(
    texts: Sequence[str],
    encoder: Encoder,
    known: KnownVectors | None = None,
    on_progress: Progress | None = None,
) -> NDArray[np.float32]:
    """Embed texts of a corpus.

    :param known: vectors that this encoder has made before; it keeps those made now, also for a build that is
        killed later
    :param on_progress: called with how many texts have a vector, of how many
    :returns: (texts, dimension)
    :raises EncoderError: when vectors are not finite
    """
    rows = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    new = known.fill(texts, rows) if known is not None else list(range(len(texts)))
    for start in range(0, len(new), _BATCH):
        some = new[start : start + _BATCH]
        rows[some] = encoder.encode_claims([texts[number] for number in some])
        if on_progress:
            on_progress(len(rows) - len(new) + start + len(some), len(rows))
    if not np.isfinite(rows).all():
        raise EncoderError(
            f"expected finite vectors from the encoder '{encoder.name}', got NaN or infinity; "
            "fetch the model anew, or choose another with ZHENDEMA_ENCODER"
        )
    if known is not None:
        known.keep(texts, rows)
    return rows

"""A StaticEmbedding that sees the overlapping pieces of a text (index/segments.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding

from index.segments import Segmenter


class OverlappingEmbedding(StaticEmbedding):
    """The mean of the vectors of words, their characters, and words across others."""

    def __init__(self, plain: StaticEmbedding) -> None:
        """:param plain: the tokenizer and vectors to use"""
        super().__init__(plain.tokenizer, embedding_weights=plain.embedding.weight.detach())
        self._segmenter = Segmenter(plain.tokenizer)

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_kwargs: Any) -> dict[str, Any]:
        """Cut texts.

        :param inputs: strings
        :returns: numbers of their pieces, and where each text begins
        """
        cut = self._segmenter.cut([f"{prompt or ''}{text}" for text in inputs])
        starts = np.cumsum(cut.counts) - cut.counts
        return {
            "input_ids": torch.from_numpy(cut.tokens.astype(np.int64)),
            "offsets": torch.from_numpy(starts),
        }


def overlap_pieces(model: SentenceTransformer) -> None:
    """Let a model whose first part is a StaticEmbedding see the overlapping pieces of texts from now on.

    :raises ValueError: when it begins with something else
    """
    if not isinstance(model[0], StaticEmbedding):
        raise ValueError(f"expected a StaticEmbedding, got {type(model[0]).__name__}")
    model[0] = OverlappingEmbedding(model[0])

"""A StaticEmbedding that sees overlapping pieces of a text (index/segments.py), or the stems of its words.

The vectors were learned from Chinese. A text without Han is the sum of pseudo-random vectors of its stems
instead, one for each, so that its cosine to another is the share of stems that they have in common.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding

from index.segments import Segmenter
from index.terms import HAN, terms_of

_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE)


class OverlappingEmbedding(StaticEmbedding):
    """The mean of the vectors of words, their characters, and words across others; or of stems."""

    def __init__(self, plain: StaticEmbedding) -> None:
        """:param plain: the tokenizer and vectors to use"""
        super().__init__(plain.tokenizer, embedding_weights=plain.embedding.weight.detach())
        self._segmenter = Segmenter(plain.tokenizer)

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_kwargs: Any) -> dict[str, Any]:
        """Cut texts.

        :param inputs: strings
        :returns: numbers of their pieces, where each text begins, and the vectors of texts without Han
        """
        texts = [f"{prompt or ''}{text}" for text in inputs]
        cut = self._segmenter.cut(texts)
        starts = np.cumsum(cut.counts) - cut.counts
        dimension = self.embedding.embedding_dim
        foreign = [bool(_LATIN.search(text)) and not _HAN.search(text) for text in texts]
        spelled = np.zeros((len(texts), dimension), dtype=np.float32)
        for number in np.flatnonzero(foreign):
            spelled[number] = _sum_of_stems(texts[number], dimension)
        return {
            "input_ids": torch.from_numpy(cut.tokens.astype(np.int64)),
            "offsets": torch.from_numpy(starts),
            "spelled": torch.from_numpy(spelled),
            "foreign": torch.tensor(foreign, dtype=torch.bool),
        }

    def forward(self, features: dict[str, torch.Tensor], **kwargs: Any) -> dict[str, torch.Tensor]:
        """:returns: the features with "sentence_embedding" (texts, dimension)"""
        found = super().forward(features, **kwargs)
        foreign = features["foreign"][:, None]
        found["sentence_embedding"] = torch.where(foreign, features["spelled"], found["sentence_embedding"])
        return found


def overlap_pieces(model: SentenceTransformer) -> None:
    """Let a model whose first part is a StaticEmbedding see the overlapping pieces of texts from now on.

    :raises ValueError: when it begins with something else
    """
    if not isinstance(model[0], StaticEmbedding):
        raise ValueError(f"expected a StaticEmbedding, got {type(model[0]).__name__}")
    model[0] = OverlappingEmbedding(model[0])


def _sum_of_stems(text: str, dimension: int) -> NDArray[np.float32]:
    summed = np.zeros(dimension)
    for stem in sorted(set(terms_of(text.lower()))):
        summed += _random(stem, dimension)
    return summed.astype(np.float32)


@lru_cache(maxsize=20_000)
def _random(stem: str, dimension: int) -> NDArray[np.float64]:
    return np.random.default_rng(zlib.crc32(stem.encode())).standard_normal(dimension)

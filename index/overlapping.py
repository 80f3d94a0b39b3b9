"""A static model that sees overlapping pieces of a text (index/segments.py), or the stems of its words.

The vectors were learned from Chinese. A text without Han is the sum of pseudo-random vectors of its stems
instead, one for each, so that its cosine to another is the share of stems that they have in common.

Read and reckoned without torch: that alone would take seconds to load and most of the memory of a check.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError
from index.model_files import CONFIGURATION, MODULES, read_segmentation
from index.segments import Segmenter
from index.terms import has_han, terms_of
from index.word_vectors import WordVectors

_LATIN = re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE)


class OverlappingModel:
    """The mean of the vectors of words, their characters, and words across others; or of stems."""

    def __init__(self, words: WordVectors, prompts: Mapping[str, str]) -> None:
        """:param prompts: of the model's own configuration, by their names"""
        self.words = words
        self.prompts = dict(prompts)
        self._segmenter = Segmenter(words.tokenizer)

    @classmethod
    def read(cls, folder: Path) -> OverlappingModel:
        """Read a folder as index/model_files.py writes it.

        :raises EncoderError: when it holds something else
        """
        read_segmentation(folder)
        modules = _read_json(folder / MODULES)
        if not (
            isinstance(modules, list)
            and len(modules) == 1
            and isinstance(modules[0], dict)
            and str(modules[0].get("type")).endswith(".StaticEmbedding")
            and not modules[0].get("path")
        ):
            raise EncoderError(
                f"expected a StaticEmbedding and nothing else in {folder / MODULES}, got other modules; "
                "train the model anew: zhendema train encoder"
            )
        told = _read_json(folder / CONFIGURATION) if (folder / CONFIGURATION).is_file() else {}
        prompts = told.get("prompts") if isinstance(told, dict) else None
        return cls(WordVectors.read(folder), prompts if isinstance(prompts, dict) else {})

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.words.rows.shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts.

        :param texts: well-formed Unicode
        :returns: (texts, dimension), of any length; zero for a text without pieces
        :raises IndexError: when the tokenizer has words without a vector
        """
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        plain = []
        for number, text in enumerate(texts):
            if _LATIN.search(text) and not has_han(text):
                vectors[number] = _sum_of_stems(text, self.dimension)
            else:
                plain.append(number)
        cut = self._segmenter.cut([texts[number] for number in plain])
        ends = np.cumsum(cut.counts)
        for number, end, count in zip(plain, ends.tolist(), cut.counts.tolist(), strict=True):
            if count:
                vectors[number] = self.words.rows[cut.tokens[end - count : end]].sum(axis=0) / count
        return vectors


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EncoderError(
            f"expected JSON in {path}, got {type(error).__name__}; "
            "train the model anew: zhendema train encoder"
        ) from error


def _sum_of_stems(text: str, dimension: int) -> NDArray[np.float32]:
    summed = np.zeros(dimension)
    for stem in sorted(set(terms_of(text.lower()))):
        summed += _random(stem, dimension)
    return summed.astype(np.float32)


@lru_cache(maxsize=20_000)
def _random(stem: str, dimension: int) -> NDArray[np.float64]:
    return np.random.default_rng(zlib.crc32(stem.encode())).standard_normal(dimension)

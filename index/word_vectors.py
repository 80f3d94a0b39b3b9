"""Words as vectors: how near the single words of two texts are, not only the texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.errors import EncoderError
from index.overlap import Floats

_UNKNOWN = "[UNK]"

Words = NDArray[np.int32]
"""(words,) numbers of the words of a text, in its order."""


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The words of a static encoder, and the vectors whose mean is the vector of a text."""

    tokenizer: Tokenizer
    rows: Floats
    """(words, dimension); a longer row moves a text more, so it weighs more."""
    lengths: Floats
    """(words,) of the rows, above 0."""

    @classmethod
    def of_rows(cls, tokenizer: Tokenizer, rows: Floats) -> WordVectors:
        """:param rows: (words, dimension); the array is kept, not copied"""
        return cls(tokenizer, rows, np.maximum(np.linalg.norm(rows, axis=1), 1e-6).astype(np.float32))

    @classmethod
    def read(cls, folder: Path) -> WordVectors:
        """Read the words of a model folder as index/model_files.py writes it, without torch.

        :raises EncoderError: when the folder holds no such model
        """
        from safetensors.numpy import load_file

        try:
            tensors = load_file(folder / "model.safetensors")
            rows = tensors["embeddings"].astype(np.float32) * tensors["weights"].astype(np.float32)[:, None]
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # tokenizers and safetensors raise plain exceptions of their own
            raise EncoderError(
                f"expected the vectors of words in {folder}, got {type(error).__name__}: {error}; "
                "train the model anew: zhendema train encoder"
            ) from error
        return cls.of_rows(tokenizer, rows)

    def cut(self, texts: Sequence[str]) -> list[Words]:
        """Cut texts into words; words that the tokenizer does not know are left out."""
        sound = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        unknown = self.tokenizer.token_to_id(_UNKNOWN)
        found = self.tokenizer.encode_batch_fast(sound, add_special_tokens=False)
        cut = (np.array(encoding.ids, dtype=np.int32) for encoding in found)
        return [ids if unknown is None else ids[ids != unknown] for ids in cut]

    def weights(self, words: Words) -> Floats:
        """:returns: (words,) the share of each in the text, 0 to 1; together 1"""
        lengths = self.lengths[words]
        return np.asarray(lengths / max(float(lengths.sum()), 1e-6), dtype=np.float32)

    def kinship(self, ours: Words, theirs: Words) -> Floats:
        """:returns: (ours, theirs) cosines of words, at least 0: opposite words are no kin"""
        # The products are scaled, not the rows: of those there are more.
        products: Floats = self.rows[ours] @ self.rows[theirs].T
        products /= self.lengths[ours][:, None]
        products /= self.lengths[theirs][None, :]
        return products.clip(0.0)

"""Words as vectors: how near the single words of two texts are, not only the texts."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.errors import EncoderError
from index.overlap import Floats
from index.terms import has_han, terms_of

_UNKNOWN = "[UNK]"
_LATIN = re.compile(r"[a-z\u00c0-\u024f]+")
_STEMS = 1 << 20

Words = NDArray[np.int32]
"""(words,) numbers of the words of a text."""


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

    @property
    def mark(self) -> str:
        """Tells words from others: texts that were cut into these have no meaning with those."""
        return blake2b(self.tokenizer.to_str().encode(), digest_size=16).hexdigest()

    def cut(self, texts: Sequence[str]) -> list[Words]:
        """Cut normalised texts into words; what is neither a known word nor in Latin letters is left out.

        A Latin word that the tokenizer would spell in pieces is one word, of which only the stem counts; so
        are all Latin words of a text without Han, where known and unknown forms of a word are mixed.
        """
        sound = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        stems: list[list[str]] = [[] for _ in texts]
        for number, text in enumerate(sound):
            if _LATIN.search(text):
                sound[number] = self._without_stems(text, stems[number])
        unknown = self.tokenizer.token_to_id(_UNKNOWN)
        found = self.tokenizer.encode_batch_fast(sound, add_special_tokens=False)
        return [
            np.array(
                [i for i in encoding.ids if i != unknown] + [self._number(stem) for stem in own],
                dtype=np.int32,
            )
            for encoding, own in zip(found, stems, strict=True)
        ]

    def _without_stems(self, text: str, stems: list[str]) -> str:
        """:param stems: where the stems of the words go that are taken out"""
        mixed = has_han(text)

        def take(word: re.Match[str]) -> str:
            if mixed and self.tokenizer.token_to_id(word[0]) is not None:
                return word[0]
            stems.extend(terms_of(word[0])[-1:])
            return " "

        return _LATIN.sub(take, text)

    def _number(self, stem: str) -> int:
        return len(self.rows) + zlib.crc32(stem.encode()) % _STEMS

    def lengths_of(self, words: Words) -> Floats:
        """:returns: (words,) of their vectors; a stem has none and weighs like the mean word"""
        known = words < len(self.rows)
        if known.all():
            return self.lengths[words]
        return np.where(known, self.lengths[np.where(known, words, 0)], self.lengths.mean())

    def weights(self, words: Words) -> Floats:
        """:returns: (words,) the share of each in the text, 0 to 1; together 1"""
        lengths = self.lengths_of(words)
        return np.asarray(lengths / max(float(lengths.sum()), 1e-6), dtype=np.float32)

    def kinship(self, ours: Words, theirs: Words) -> Floats:
        """:returns: (ours, theirs) cosines of words, at least 0: opposite words are no kin, and stems of none
        but themselves"""
        known = ours < len(self.rows), theirs < len(self.rows)
        if known[0].all() and known[1].all():
            return self._cosines(ours, theirs)
        kinship = np.asarray(ours[:, None] == theirs[None, :], dtype=np.float32)
        kinship[np.ix_(*known)] = self._cosines(ours[known[0]], theirs[known[1]])
        return kinship

    def _cosines(self, ours: Words, theirs: Words) -> Floats:
        # The products are scaled, not the rows: of those there are more.
        products = self.rows[ours] @ self.rows[theirs].T
        products /= self.lengths[ours][:, None]
        products /= self.lengths[theirs][None, :]
        return np.asarray(products.clip(0.0), dtype=np.float32)

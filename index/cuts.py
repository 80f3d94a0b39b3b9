"""What is made of debunks one by one, before they stand in an index: their texts, terms and words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.debunk import Debunk
from index.claims import ClaimTexts
from index.cut_texts import CutTexts
from index.debunk_lines import url_keys
from index.encoder import Encoder
from index.ragged import Ragged
from index.term_counts import TermCounts
from index.terms import terms_of
from index.word_vectors import WordVectors
from index.words import shipped_words


@dataclass(frozen=True, slots=True)
class SearchedTexts:
    """The texts of debunks of which there are vectors: those of the claims, then those of the summaries.

    So the vector of claim text n is vector n, and that of summary n is vector `claims` + n.
    """

    all: Ragged
    """As UTF-8."""
    owners: NDArray[np.int32]
    """(texts,) the row of the debunk of each."""
    claims: int
    """How many of them are claims."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Debunks as they are searched, cut into terms and words; each follows from its debunk alone."""

    claims: Ragged
    """Of claims and variants, those of a debunk one after the other: normalised, in UTF-8."""
    claim_terms: TermCounts
    claim_words: Ragged
    claim_counts: NDArray[np.int32]
    """(debunks,) how many claims each has."""
    summaries: Ragged
    summary_words: Ragged
    summary_counts: NDArray[np.int32]
    """(debunks,) 0 or 1."""
    full_terms: TermCounts
    """Of each debunk, of claims and summary together."""
    url_keys: NDArray[np.uint64]
    """(debunks,) by which they are found by their link."""

    @classmethod
    def of_debunks(cls, debunks: Sequence[Debunk], words: WordVectors) -> Cuts:
        """Cut debunks.

        :param words: into which texts are cut
        """
        texts = ClaimTexts.of_debunks(debunks)
        claim_words = CutTexts.of_claims(words, texts.claims)
        summary_words = CutTexts.of_summaries(words, texts.summaries)
        return cls(
            Ragged.of_texts(texts.claims),
            TermCounts.of_texts(texts.claims, terms_of),
            Ragged(claim_words.words, claim_words.starts),
            np.bincount(texts.claim_owners, minlength=len(debunks)).astype(np.int32),
            Ragged.of_texts(texts.summaries),
            Ragged(summary_words.words, summary_words.starts),
            np.bincount(np.array(texts.summary_owners, dtype=np.int64), minlength=len(debunks)).astype(
                np.int32
            ),
            TermCounts.of_texts(texts.full, terms_of),
            url_keys(debunk.url for debunk in debunks),
        )

    @classmethod
    def of_lines(cls, lines: Sequence[bytes], encoder: Encoder) -> Cuts:
        """Cut debunks that are given as `line_of` writes them, as other processes get them.

        :param encoder: into whose words texts are cut
        """
        debunks = [Debunk.of_sound_fields(json.loads(line)) for line in lines]
        return cls.of_debunks(debunks, encoder.words or shipped_words())

    @classmethod
    def joined(cls, parts: Sequence[Cuts]) -> Cuts:
        """:param parts: at least one; their debunks, one part after the other"""
        return cls(
            Ragged.joined([part.claims for part in parts]),
            TermCounts.joined([part.claim_terms for part in parts]),
            Ragged.joined([part.claim_words for part in parts]),
            np.concatenate([part.claim_counts for part in parts]),
            Ragged.joined([part.summaries for part in parts]),
            Ragged.joined([part.summary_words for part in parts]),
            np.concatenate([part.summary_counts for part in parts]),
            TermCounts.joined([part.full_terms for part in parts]),
            np.concatenate([part.url_keys for part in parts]),
        )

    def __len__(self) -> int:
        return len(self.url_keys)

    def take(self, debunks: NDArray[np.int64]) -> Cuts:
        """:returns: those of these debunks, in this order"""
        claims = Ragged.of_lengths(self.url_keys, self.claim_counts).places(debunks)
        summaries = Ragged.of_lengths(self.url_keys, self.summary_counts).places(debunks)
        return Cuts(
            self.claims.take(claims),
            self.claim_terms.take(claims),
            self.claim_words.take(claims),
            self.claim_counts[debunks],
            self.summaries.take(summaries),
            self.summary_words.take(summaries),
            self.summary_counts[debunks],
            self.full_terms.take(debunks),
            self.url_keys[debunks],
        )

    def without_unused(self) -> Cuts:
        """:returns: the same, with no term that none of the debunks has"""
        return replace(self, claim_terms=self.claim_terms.numbered(), full_terms=self.full_terms.numbered())

    @property
    def claim_owners(self) -> NDArray[np.int32]:
        """(claims,) the row of the debunk of each."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.claim_counts)

    @property
    def summary_owners(self) -> NDArray[np.int32]:
        """(summaries,) the row of the debunk of each."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.summary_counts)

    @property
    def texts(self) -> SearchedTexts:
        """The texts of which there are vectors."""
        return SearchedTexts(
            Ragged.joined([self.claims, self.summaries]),
            np.concatenate([self.claim_owners, self.summary_owners]),
            len(self.claims),
        )

    def as_arrays(self) -> dict[str, NDArray[np.generic]]:
        """:returns: all of it, by names"""
        arrays: dict[str, NDArray[np.generic]] = {}
        for name in _RAGGED:
            ragged: Ragged = getattr(self, name)
            arrays |= {name: ragged.values, f"{name}_starts": ragged.starts}
        for name in _COUNTED:
            counted: TermCounts = getattr(self, name)
            arrays |= {f"{name}_keys": counted.keys, f"{name}_counts": counted.counts}
            arrays |= {name: counted.terms.values, f"{name}_starts": counted.terms.starts}
        return arrays | {name: getattr(self, name) for name in _PLAIN}

    @classmethod
    def of_arrays(cls, arrays: dict[str, NDArray[np.generic]]) -> Cuts:
        """:param arrays: as `as_arrays` gives them

        :raises KeyError: when one is missing
        """
        parts: dict[str, object] = {name: arrays[name] for name in _PLAIN}
        for name in _RAGGED:
            parts[name] = Ragged(arrays[name], arrays[f"{name}_starts"])  # type: ignore[arg-type]
        for name in _COUNTED:
            terms = Ragged(arrays[name], arrays[f"{name}_starts"])  # type: ignore[arg-type]
            parts[name] = TermCounts(arrays[f"{name}_keys"], terms, arrays[f"{name}_counts"])  # type: ignore[arg-type]
        return cls(**parts)  # type: ignore[arg-type]


_RAGGED = ("claims", "claim_words", "summaries", "summary_words")
_COUNTED = ("claim_terms", "full_terms")
_PLAIN = ("claim_counts", "summary_counts", "url_keys")

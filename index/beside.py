"""Two messages beside each other, as numbers that are the same whichever is named first.

A debunk states a claim in a sentence; what people send about it is longer, shorter, a question, or a report.
Here two such texts are compared with each other, neither of them being the claim.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from corpus.gazetteer import find_regions
from corpus.text import Reading, read_text
from index.encoder import Encoder
from index.overlap import Floats, negations_in, overlap
from index.places import numbers_in, places_in
from index.term_index import TermIndex
from index.terms import terms_of
from index.view import Holdings, pieces_of
from index.word_vectors import Words, WordVectors
from index.words import shipped_words

PAIR_FEATURES: tuple[str, ...] = (
    "cos",  # relative cosine of the whole texts
    "cos_piece",  # the highest of a sentence, or the whole, of either
    "cos_less",  # how near the text comes whose best sentence is the farther one from the other whole
    "cos_first",  # of the first sentences
    "cos_mean_less",  # mean over a text's sentences, by length, of the nearest part of the other: the lesser
    "cos_mean_more",
    "cover_less",  # share (by idf) of a text's terms that the other has: of the one that is covered less
    "cover_more",
    "cover_piece",  # of the nearest sentences, the less covered one
    "run",  # longest common run, characters, log
    "run_share",  # as a share of the shorter text
    "kin_less",  # share (by weight) of a text's words with kin in the other: of the one that has less
    "kin_more",
    "kin_piece",  # of the nearest sentences, the lesser one
    "strange",  # weight of the heaviest word of a nearest sentence without kin in the other whole
    "shorter",  # log characters
    "longer",
    "numbers_shared",
    "numbers_differ",  # both texts have numbers, and so many are in one alone, at most 5
    "places_shared",
    "places_differ",
    "negations",  # of the nearest sentences, absolute difference, at most 5
)
"""Names of the columns, in their order; all are the same whichever text is named first."""

_BODY = 1000  # characters of a text that are compared letter by letter
_PIECES = 16  # sentences of a text
_NEAR_KIN = 0.6
_SURE = 0.7  # confidence of a place


class Said:
    """A text as it is compared with others; what costs time is computed when it is asked for."""

    def __init__(self, text: str, vectors: Floats, reading: Reading, words: WordVectors) -> None:
        """:param vectors: (1 + pieces, dimension), the whole text first"""
        self.text = text
        self.body = reading.body
        self.refutes = reading.refutes
        self.pieces = pieces_of(reading)[:_PIECES]
        self.vectors = vectors
        self._words = words

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The whole body, then its sentences."""
        return (self.body, *self.pieces)

    @cached_property
    def terms(self) -> list[frozenset[str]]:
        """Different terms of each part."""
        return [frozenset(terms_of(part)) for part in self.parts]

    @cached_property
    def words(self) -> list[Words]:
        """Different words of each part."""
        return [np.unique(cut) for cut in self._words.cut([part[:_BODY] for part in self.parts])]

    @cached_property
    def numbers(self) -> frozenset[str]:
        return numbers_in(self.body)

    @cached_property
    def places(self) -> frozenset[str]:
        return places_in(self.body)

    @cached_property
    def regions(self) -> frozenset[str]:
        """Places that the text surely names, such as "CN-HL/哈尔滨市/道里区"."""
        return frozenset(region.place for region in find_regions(self.body) if region.confidence >= _SURE)


class Beside:
    """Lays texts beside each other; keeps nothing of them."""

    def __init__(self, encoder: Encoder, holdings: Holdings) -> None:
        """:param holdings: of an index built with the encoder: its background, and how rare terms are"""
        self._encoder = encoder
        self._words = encoder.words or shipped_words()
        self._terms: TermIndex = holdings.full_terms
        self._background = holdings.background
        self._idf: dict[str, float] = {}

    def read(self, texts: Sequence[str]) -> list[Said]:
        """Read messages as they were sent, embedding them together."""
        readings = [read_text(text) for text in texts]
        parts = [(reading.body, *pieces_of(reading)[:_PIECES]) for reading in readings]
        every = list(dict.fromkeys(part for some in parts for part in some))
        rows = dict(zip(every, self._encoder.encode_messages(every), strict=True)) if every else {}
        return [
            Said(text, np.stack([rows[part] for part in some]), reading, self._words)
            for text, reading, some in zip(texts, readings, parts, strict=True)
        ]

    def features(self, one: Said, other: Said) -> tuple[Floats, tuple[int, int]]:
        """Compare two texts that both have words.

        :returns: (PAIR_FEATURES,), and the numbers of the nearest parts, 0 for the whole
        """
        cosines = (one.vectors @ other.vectors.T - self._background) / (1.0 - self._background)
        # Sentences first: a whole that is one sentence is its own part.
        inner = cosines[1:, 1:]
        at = divmod(int(inner.argmax()), inner.shape[1])
        ours, theirs = at[0] + 1, at[1] + 1
        cover = self._cover(one.terms[0], other.terms[0]), self._cover(other.terms[0], one.terms[0])
        cover_piece = min(
            self._cover(one.terms[ours], other.terms[theirs]),
            self._cover(other.terms[theirs], one.terms[ours]),
        )
        shorter, longer = sorted((one.body[:_BODY], other.body[:_BODY]), key=len)
        run = overlap(shorter, longer).longest
        kin, _ = self._kin(one.words[0], other.words[0])
        kin_back, _ = self._kin(other.words[0], one.words[0])
        kin_piece, _ = self._kin(one.words[ours], other.words[theirs])
        kin_piece_back, _ = self._kin(other.words[theirs], one.words[ours])
        means = self._mean(cosines[1:], one.pieces), self._mean(cosines[:, 1:].T, other.pieces)
        values = {
            "cos": cosines[0, 0],
            "cos_piece": cosines.max(),
            "cos_less": min(cosines[:, 0].max(), cosines[0].max()),
            "cos_first": cosines[1, 1],
            "cos_mean_less": min(means),
            "cos_mean_more": max(means),
            "cover_less": min(cover),
            "cover_more": max(cover),
            "cover_piece": cover_piece,
            "run": math.log1p(run),
            "run_share": run / max(len(shorter), 1),
            "kin_less": min(kin, kin_back),
            "kin_more": max(kin, kin_back),
            "kin_piece": min(kin_piece, kin_piece_back),
            "strange": max(
                self._kin(one.words[ours], other.words[0])[1], self._kin(other.words[theirs], one.words[0])[1]
            ),
            "shorter": math.log1p(len(shorter)),
            "longer": math.log1p(len(longer)),
            "numbers_shared": min(len(one.numbers & other.numbers), 5),
            "numbers_differ": _differ(one.numbers, other.numbers),
            "places_shared": min(len(one.places & other.places), 5),
            "places_differ": _differ(one.places, other.places),
            "negations": min(abs(negations_in(one.parts[ours]) - negations_in(other.parts[theirs])), 5),
        }
        return np.array([values[name] for name in PAIR_FEATURES], dtype=np.float32), (ours, theirs)

    @staticmethod
    def _mean(cosines: Floats, pieces: Sequence[str]) -> float:
        """:param cosines: (pieces, parts of the other text)"""
        return float(np.average(cosines.max(axis=1), weights=[len(piece) for piece in pieces]))

    def _cover(self, ours: frozenset[str], theirs: frozenset[str]) -> float:
        """:returns: the share of our terms, by idf, that are theirs, too"""
        whole = sum(map(self._rarity, ours))
        return sum(map(self._rarity, ours & theirs)) / max(whole, 1e-6)

    def _rarity(self, term: str) -> float:
        # Any number of threads may fill this: whoever comes second writes the same again.
        known = self._idf.get(term)
        if known is None:
            ids = self._terms.ids([term])
            known = self._idf[term] = float(self._terms.idf[ids[0]]) if len(ids) else self._terms.rarest
        return known

    def _kin(self, ours: Words, theirs: Words) -> tuple[float, float]:
        """:returns: the share of our words, by weight, that have kin in theirs, and the weight of the
        heaviest one that has none"""
        if not len(ours) or not len(theirs):
            return 0.0, 1.0
        weights = self._words.weights(ours)
        nearest = self._words.kinship(ours, theirs).max(axis=1)
        return float(weights @ nearest), float((weights * (nearest < _NEAR_KIN)).max())


def _differ(ours: frozenset[str], theirs: frozenset[str]) -> int:
    return min(len(ours ^ theirs), 5) if ours and theirs else 0

"""How the words of a message and of a claim cover each other, where one may say 头疼 and the other 偏头痛.

Each word is compared with the word of the other text that is nearest to it (as in the late interaction of
ColBERT, Khattab and Zaharia 2020, but with static vectors) and weighs by the length of its vector, which
training made long for words that tell texts apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.claims import ClaimTexts
from index.overlap import Floats
from index.word_vectors import Words, WordVectors

KINDRED: tuple[str, ...] = (
    "kindred_claim",  # the claim's words have kin in the best piece
    "kindred_piece",  # the piece's words have kin in the claim
    "kindred_body",  # the claim's words have kin anywhere in the message
    "kindred_full",  # the piece's words have kin in claim or summary
    "strange_claim",  # weight of the claim's heaviest word without kin in the message
    "strange_piece",  # of the piece's heaviest word without kin in the claim
    "strange_full",  # in claim and summary
    "kindred_most",  # share of the claim's words, by weight, with near kin in the message
)

_NEAR_KIN = 0.6
_BODY = 2000  # characters of a message that are compared
_SUMMARY = 200  # words of a summary
_BLOCK = 256  # texts that are cut at a time
_NONE: Words = np.zeros(0, dtype=np.int32)


class Kindred:
    """The words of an index's claims and summaries."""

    def __init__(self, words: WordVectors, texts: ClaimTexts) -> None:
        self._words = words
        self._claims = _Cut.of_texts(words, texts.claims, lambda cut: cut)
        self._summaries = _Cut.of_texts(words, texts.summaries, lambda cut: np.unique(cut[:_SUMMARY]))

    def columns(
        self,
        body_text: str,
        pieces: Sequence[str],
        claims: NDArray[np.int64],
        summaries: NDArray[np.int64],
        known: dict[str, Words] | None = None,
    ) -> dict[str, Floats]:
        """Compare a message's words with those of its candidates.

        :param pieces: (candidates,) the piece of the message that each candidate is about
        :param claims: (candidates,) numbers of the claim texts that are compared
        :param summaries: (candidates,) numbers of the summaries, -1 for none
        :param known: the words of texts that were cut before; what is not there is added
        :returns: a column (candidates,) for each of KINDRED, from 0 to 1; 0 where a text has no known word
        """
        known = {} if known is None else known
        distinct = list(dict.fromkeys(pieces))
        every = [body_text[:_BODY], *distinct]
        if new := [text for text in dict.fromkeys(every) if text not in known]:
            known.update(zip(new, self._words.cut(new), strict=True))
        whole, *cut = [known[text] for text in every]
        theirs = self._claims.at(claims)
        beyond = self._summaries.at(summaries)
        found = np.zeros((len(claims), len(KINDRED)), dtype=np.float32)
        if not len(whole):
            return dict(zip(KINDRED, found.T, strict=True))
        # A message of one piece is compared with them as its piece.
        in_body = None if distinct == every[:1] else self._in_body(whole, theirs)
        for piece, ours in zip(distinct, cut, strict=True):
            about = [n for n, text in enumerate(pieces) if text == piece and len(theirs[n])]
            if len(ours) and about:
                found[about] = self._covering(
                    ours,
                    [theirs[n] for n in about],
                    [beyond[n] for n in about],
                    np.concatenate([in_body[n] for n in about]) if in_body else None,
                )
        return dict(zip(KINDRED, found.clip(0.0, 1.0).T, strict=True))

    def _in_body(self, whole: Words, theirs: list[Words]) -> list[Floats]:
        """:returns: for each word of each claim, its kinship to the nearest word of a message"""
        # Not claim by claim: all their different words at once.
        words, at = np.unique(np.concatenate(theirs), return_inverse=True)
        kinship = self._words.kinship(words, np.unique(whole)).max(axis=1)
        return np.split(kinship[at], _ends(theirs))

    def _covering(
        self, ours: Words, theirs: list[Words], beyond: list[Words], in_body: Floats | None
    ) -> Floats:
        """Compare a piece with the claims of the candidates that are about it.

        :param beyond: the different words of each one's summary
        :param in_body: for each word of the claims, its kinship to the nearest word of the message; None
            where the piece is the message
        :returns: (claims, KINDRED)
        """
        claim_words, at = np.unique(np.concatenate(theirs), return_inverse=True)
        starts = _starts(theirs)
        lengths = self._words.lengths_of(claim_words)[at]
        weights = lengths / np.maximum(np.add.reduceat(lengths, starts), 1e-6)[_owners(theirs)]
        our_weights = self._words.weights(ours)[:, None]

        near = self._words.kinship(ours, claim_words)
        in_claim = np.maximum.reduceat(near.take(at, axis=1), starts, axis=1)  # (words of the piece, claims)
        in_either = in_claim.copy()
        having = [number for number, words in enumerate(beyond) if len(words)]
        if having:
            summaries = [beyond[number] for number in having]
            their_words, their_at = np.unique(np.concatenate(summaries), return_inverse=True)
            kinship = self._words.kinship(ours, their_words).take(their_at, axis=1)
            in_summary = np.maximum.reduceat(kinship, _starts(summaries), axis=1)
            in_either[:, having] = np.maximum(in_claim[:, having], in_summary)
        in_piece = near.max(axis=0)[at]
        in_body = in_piece if in_body is None else in_body
        return np.stack(
            [
                np.add.reduceat(weights * in_piece, starts),
                np.sum(our_weights * in_claim, axis=0),
                np.add.reduceat(weights * in_body, starts),
                np.sum(our_weights * in_either, axis=0),
                np.maximum.reduceat(weights * (1.0 - in_body), starts),
                np.max(our_weights * (1.0 - in_claim), axis=0),
                np.max(our_weights * (1.0 - in_either), axis=0),
                np.add.reduceat(weights * (in_body > _NEAR_KIN), starts),
            ],
            axis=1,
        )


def _starts(texts: Sequence[Words]) -> NDArray[np.int64]:
    return np.cumsum([0, *(len(words) for words in texts[:-1])])


def _ends(texts: Sequence[Words]) -> NDArray[np.int64]:
    """:returns: where the words of each text end, but for the last"""
    return np.cumsum([len(words) for words in texts[:-1]], dtype=np.int64)


def _owners(texts: Sequence[Words]) -> NDArray[np.int64]:
    return np.repeat(np.arange(len(texts)), [len(words) for words in texts])


@dataclass(frozen=True, slots=True)
class _Cut:
    """Texts of an index cut into words."""

    words: Words
    """Of all texts, one text after the other."""
    starts: list[int]
    """(texts + 1,) where each begins; the last is the number of all words."""

    @classmethod
    def of_texts(cls, words: WordVectors, texts: Sequence[str], shorten: Callable[[Words], Words]) -> _Cut:
        parts = [_NONE]
        for start in range(0, len(texts), _BLOCK):
            parts += map(shorten, words.cut(texts[start : start + _BLOCK]))
        lengths = np.array([len(part) for part in parts], dtype=np.int64)
        return cls(np.concatenate(parts), np.cumsum(lengths).tolist())

    def at(self, numbers: NDArray[np.int64]) -> list[Words]:
        """:returns: the words of each of these texts; none for number -1"""
        starts, words = self.starts, self.words
        return [
            words[starts[number] : starts[number + 1]] if number >= 0 else _NONE
            for number in numbers.tolist()
        ]

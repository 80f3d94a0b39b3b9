"""How the words of a message and of a claim cover each other, where one may say 头疼 and the other 偏头痛.

Each word is compared with the word of the other text that is nearest to it (as in the late interaction of
ColBERT, Khattab and Zaharia 2020, but with static vectors) and weighs by the length of its vector, which
training made long for words that tell texts apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.cut_texts import CutTexts
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
_BY_PIECE = [1, 3, 5, 6]  # columns that depend on the piece and the debunk alone

Fit = tuple[Floats, Floats]
"""How a piece and a claim cover each other: the columns by piece, and for each word of the claim its kinship
to the nearest word of the piece."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was found for texts of one message, which its parts have in common with it."""

    words: dict[str, Words] = field(default_factory=dict)
    fits: dict[tuple[str, int], Fit] = field(default_factory=dict)
    """By piece and number of the claim."""


class Kindred:
    """The words of an index's claims and summaries."""

    def __init__(self, words: WordVectors, claims: CutTexts, summaries: CutTexts) -> None:
        """:param words: into which the texts were cut"""
        self._words = words
        self._claims = claims
        lengths = words.lengths_of(self._claims.words)
        # The share of each word in its claim.
        self._weights = lengths / np.repeat(self._claims.sums(lengths), np.diff(self._claims.starts))
        self._summaries = summaries

    def columns(
        self,
        body_text: str,
        pieces: Sequence[str],
        claims: NDArray[np.int64],
        summaries: NDArray[np.int64],
        known: Known | None = None,
    ) -> dict[str, Floats]:
        """Compare a message's words with those of its candidates.

        :param pieces: (candidates,) the piece of the message that each candidate is about
        :param claims: (candidates,) numbers of the claim texts that are compared
        :param summaries: (candidates,) numbers of the summaries, -1 for none
        :param known: of the same message; what is not there is added
        :returns: a column (candidates,) for each of KINDRED, from 0 to 1; 0 where a text has no known word
        """
        known = Known() if known is None else known
        distinct = list(dict.fromkeys(pieces))
        every = [body_text[:_BODY], *distinct]
        if new := [text for text in dict.fromkeys(every) if text not in known.words]:
            known.words.update(zip(new, self._words.cut(new), strict=True))
        whole, *cut = [known.words[text] for text in every]
        numbers = claims.tolist()
        theirs = self._claims.at(claims)
        beyond = self._summaries.at(summaries)
        found = np.zeros((len(claims), len(KINDRED)), dtype=np.float32)
        if not len(whole):
            return dict(zip(KINDRED, found.T, strict=True))
        in_piece: dict[int, Floats] = {}
        for piece, ours in zip(distinct, cut, strict=True):
            about = [n for n, text in enumerate(pieces) if text == piece and len(theirs[n]) and len(ours)]
            if lacking := [n for n in about if (piece, numbers[n]) not in known.fits]:
                fits = self._covering(ours, [theirs[n] for n in lacking], [beyond[n] for n in lacking])
                known.fits.update(zip([(piece, numbers[n]) for n in lacking], fits, strict=True))
            for n in about:
                found[n, _BY_PIECE], in_piece[n] = known.fits[piece, numbers[n]]
        if in_piece:
            # A message of one piece is compared with them as its piece.
            in_body = in_piece if distinct == every[:1] else self._in_body(whole, theirs)
            having = list(in_piece)
            starts = _starts([theirs[n] for n in having])
            weights = np.concatenate([self._weights[span] for span in self._claims.spans(claims[having])])
            of_piece, of_body = (np.concatenate([kin[n] for n in having]) for kin in (in_piece, in_body))
            found[having, 0] = np.add.reduceat(weights * of_piece, starts)
            found[having, 2] = np.add.reduceat(weights * of_body, starts)
            found[having, 4] = np.maximum.reduceat(weights * (1.0 - of_body), starts)
            found[having, 7] = np.add.reduceat(weights * (of_body > _NEAR_KIN), starts)
        return dict(zip(KINDRED, found.clip(0.0, 1.0).T, strict=True))

    def _in_body(self, whole: Words, theirs: list[Words]) -> dict[int, Floats]:
        """:returns: for each word of each claim, its kinship to the nearest word of a message"""
        # Not claim by claim: all their different words at once.
        words, at = np.unique(np.concatenate(theirs), return_inverse=True)
        kinship = self._words.kinship(words, np.unique(whole)).max(axis=1)
        return dict(enumerate(np.split(kinship[at], _ends(theirs))))

    def _covering(self, ours: Words, theirs: list[Words], beyond: list[Words]) -> list[Fit]:
        """Compare a piece with the claims of candidates that are about it.

        :param ours: at least one
        :param theirs: of each claim, at least one
        :param beyond: the different words of each one's summary
        """
        claim_words, at = np.unique(np.concatenate(theirs), return_inverse=True)
        our_weights = self._words.weights(ours)[:, None]
        near = self._words.kinship(ours, claim_words)
        in_claim = np.maximum.reduceat(near.take(at, axis=1), _starts(theirs), axis=1)  # (words, claims)
        in_either = in_claim.copy()
        having = [number for number, words in enumerate(beyond) if len(words)]
        if having:
            summaries = [beyond[number] for number in having]
            their_words, their_at = np.unique(np.concatenate(summaries), return_inverse=True)
            kinship = self._words.kinship(ours, their_words).take(their_at, axis=1)
            in_summary = np.maximum.reduceat(kinship, _starts(summaries), axis=1)
            in_either[:, having] = np.maximum(in_claim[:, having], in_summary)
        rows = np.stack(
            [
                np.sum(our_weights * in_claim, axis=0),
                np.sum(our_weights * in_either, axis=0),
                np.max(our_weights * (1.0 - in_claim), axis=0),
                np.max(our_weights * (1.0 - in_either), axis=0),
            ],
            axis=1,
        )
        return list(zip(rows, np.split(near.max(axis=0)[at], _ends(theirs)), strict=True))


def _starts(texts: Sequence[Words]) -> NDArray[np.int64]:
    return np.cumsum([0, *(len(words) for words in texts[:-1])])


def _ends(texts: Sequence[Words]) -> NDArray[np.int64]:
    """:returns: where the words of each text end, but for the last"""
    return np.cumsum([len(words) for words in texts[:-1]], dtype=np.int64)

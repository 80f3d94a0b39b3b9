"""How the words of a message and of a claim cover each other, where one may say 头疼 and the other 偏头痛.

Each word is compared with the word of the other text that is nearest to it (as in the late interaction of
ColBERT, Khattab and Zaharia 2020, but with static vectors) and weighs by the length of its vector, which
training made long for words that tell texts apart.
"""

from __future__ import annotations

from collections.abc import Sequence

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


class Kindred:
    """The words of an index's claims and summaries, cut when a message first asks for them."""

    def __init__(self, words: WordVectors, texts: ClaimTexts) -> None:
        self._words = words
        self._texts = texts
        # Any number of threads may fill these: whoever comes second writes the same again.
        self._claims: dict[int, Words] = {}
        self._summaries: dict[int, Words] = {}

    def columns(
        self,
        body_text: str,
        pieces: Sequence[str],
        claims: NDArray[np.int64],
        summaries: NDArray[np.int64],
    ) -> dict[str, Floats]:
        """Compare a message's words with those of its candidates.

        :param pieces: (candidates,) the piece of the message that each candidate is about
        :param claims: (candidates,) numbers of the claim texts that are compared
        :param summaries: (candidates,) numbers of the summaries, -1 for none
        :returns: a column (candidates,) for each of KINDRED, from 0 to 1; 0 where a text has no known word
        """
        distinct = list(dict.fromkeys(pieces))
        body, *cut = self._words.cut([body_text[:_BODY], *distinct])
        theirs = _cached(self._claims, claims, self._texts.claims, self._words, None)
        beyond = _cached(self._summaries, summaries, self._texts.summaries, self._words, _SUMMARY)
        found = np.zeros((len(claims), len(KINDRED)), dtype=np.float32)
        if len(body):
            # Not pair by pair of texts: all different words at once.
            every = np.unique(np.concatenate(theirs))
            in_body = self._words.kinship(every, np.unique(body)).max(axis=1)
            for piece, ours in zip(distinct, cut, strict=True):
                numbers = [
                    number for number, text in enumerate(pieces) if text == piece and len(theirs[number])
                ]
                if len(ours) and numbers:
                    covered = [in_body[np.searchsorted(every, theirs[number])] for number in numbers]
                    found[numbers] = self._covering(
                        ours, [theirs[n] for n in numbers], [beyond[n] for n in numbers], covered
                    )
        return dict(zip(KINDRED, found.clip(0.0, 1.0).T, strict=True))

    def _covering(
        self, ours: Words, theirs: list[Words], beyond: list[Words], in_body: list[Floats]
    ) -> list[tuple[float, ...]]:
        """Compare a piece with the claims of the candidates that are about it.

        :param beyond: the words of each one's summary
        :param in_body: for each claim (words,) how near the message comes to each of its words
        :returns: for each candidate the numbers of KINDRED
        """
        different = np.unique(np.concatenate((*theirs, *beyond)))
        kinship = self._words.kinship(ours, different)
        our_weights = self._words.weights(ours)
        rows: list[tuple[float, ...]] = []
        for claim, summary, covered in zip(theirs, beyond, in_body, strict=True):
            near = kinship[:, np.searchsorted(different, claim)]
            further = kinship[:, np.searchsorted(different, summary)]
            back = near.max(axis=1)
            full = np.maximum(back, further.max(axis=1, initial=0.0))
            weights = self._words.weights(claim)
            rows.append(
                (
                    float(near.max(axis=0) @ weights),
                    float(back @ our_weights),
                    float(covered @ weights),
                    float(full @ our_weights),
                    float((weights * (1.0 - covered)).max()),
                    float((our_weights * (1.0 - back)).max()),
                    float((our_weights * (1.0 - full)).max()),
                    float(weights[covered > _NEAR_KIN].sum()),
                )
            )
        return rows


def _cached(
    known: dict[int, Words],
    numbers: NDArray[np.int64],
    texts: Sequence[str],
    words: WordVectors,
    most: int | None,
) -> list[Words]:
    """:returns: the first words of each of the texts with these numbers; none for number -1"""
    wanted = numbers.tolist()
    missing = [number for number in dict.fromkeys(wanted) if number >= 0 and number not in known]
    for number, cut in zip(missing, words.cut([texts[number] for number in missing]), strict=True):
        known[number] = cut[:most]
    none = np.zeros(0, dtype=np.int32)
    return [known[number] if number >= 0 else none for number in wanted]

"""How the encoder that ships with the project is trained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the encoder is trained; the values are those of the shipped model, chosen in docs/matching.md.

    :param pieces: of the tokenizer; with `dimension` bytes each they make the size of the model
    :param batch: pairs that a step draws; all others in it are the negatives of each
    :param rate: learning rate at its highest, after `warm_up` steps; from there it falls to zero in a line
    :param scale: inverse temperature of the contrast
    :param single_share: single texts in a step, a share of `batch`; two random parts of one belong together
    :param single_keep: probability with which a word of a single text is kept in each of its parts
    :param keep: the same for a word of a text of a pair
    :param longest: characters of a text that are seen
    :param tokenizer_texts: texts that the tokenizer is built from, of each kind of file
    :param reworded: single texts of which a pair with synonyms is made
    :param shares: of each kind of pairs in a batch; kinds that are missing leave theirs to the others
    :param source_weights: factors for single sources within their kind
    """

    pieces: int = 40_000
    dimension: int = 384
    steps: int = 1_400
    batch: int = 1_280
    rate: float = 0.02
    warm_up: int = 50
    scale: float = 30.0
    single_share: float = 1.2
    single_keep: float = 0.6
    keep: float = 0.95
    longest: int = 200
    tokenizer_texts: int = 160_000
    reworded: int = 150_000
    shares: dict[str, float] = field(
        default_factory=lambda: {
            "title_text": 0.27,
            "claim_debunk": 0.26,
            "same_rumor": 0.08,
            "same_question": 0.08,
            "paraphrase": 0.065,
            "question_text": 0.0125,
            "question_answer": 0.0125,
            "practice": 0.07,
            "own_debunk": 0.02,
            "synonym": 0.02,
            "reworded": 0.11,
        }
    )
    source_weights: dict[str, float] = field(
        default_factory=lambda: {
            # Reasons often speak of something else; questions to a bank or a loudspeaker are no rumors.
            "cofacts_reason_reply": 0.1,
            "bq_dev": 0.15,
            "bq_test": 0.15,
            "afqmc_train": 0.15,
            "oppo_dev": 0.5,
            "pawsx_zh_dev_2k": 0.3,
            "pawsx_zh_test_2k": 0.3,
        }
    )

    def __post_init__(self) -> None:
        for name in ("pieces", "dimension", "steps", "batch", "longest"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, got {getattr(self, name)}")

    def pair_weights(self, kinds: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """How often each pair is drawn, so that each kind has its share.

        :param kinds: kind and source of each pair
        :returns: (pairs,), summing up to the shares of the kinds that there are; a kind without one gets none
        """
        weights = np.array([self.source_weights.get(source, 1.0) for _, source in kinds])
        numbers = {kind: number for number, kind in enumerate(dict(kinds))}
        kind_of = np.array([numbers[kind] for kind, _ in kinds])
        shares = np.array([self.shares.get(kind, 0.0) for kind in numbers])
        return np.asarray(weights * (shares / np.maximum(np.bincount(kind_of, weights), 1e-9))[kind_of])

    def rate_at(self, step: int) -> float:
        """:returns: the learning rate of a step, from 0 to `steps` - 1"""
        return self.rate * min(1.0, (step + 1) / self.warm_up) * (1 - step / self.steps)

"""Whether two messages make the same claim: a calibrated decision over a pair, and the guard over that."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from corpus.gazetteer import covers
from index.beside import PAIR_FEATURES, Beside, Said
from index.blend import Blend, Lengths
from index.decision import sigmoid
from index.encoder import Encoder
from index.errors import DecisionError
from index.guard import Guard
from index.numbers import numbers_in
from index.overlap import Floats
from index.view import Holdings

SHIPPED_SAME_CLAIM = Path(__file__).parent / "same_claim.json"
"""The decision that comes with the project, fitted with the shipped encoder."""

LENGTH = PAIR_FEATURES.index("longer")
_FORMAT = 1
_ONE_CLAIM = 120  # characters of a text that the guard compares as a whole, too
_CURE = "fit it anew: zhendema train same-claim"


@dataclass(frozen=True, slots=True)
class PairDecision:
    """The model, read from plain JSON: how likely a pair makes the same claim, by its features."""

    blend: Blend
    """Over PAIR_FEATURES."""
    lengths: Lengths
    """Of the longer text of a pair."""
    slope: float
    """Of the sigmoid that makes a probability of the score; above 0."""
    offset: float
    same_at: float
    """Confidence from which a pair counts as the same claim."""
    fingerprint: str
    """Of the encoder with which it was fitted."""

    def confidence(self, features: Floats) -> float:
        """:param features: (PAIR_FEATURES,)
        :returns: 0 to 1
        """
        rows = features[None]
        score = self.blend.scores(rows, self.lengths.leaning(rows[:, LENGTH]))
        return float(sigmoid(self.slope * score + self.offset)[0])

    @classmethod
    def read(cls, path: Path = SHIPPED_SAME_CLAIM) -> PairDecision:
        """Read a model.

        :raises DecisionError: when it is missing, damaged, or of other features
        """
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            if told["format"] != _FORMAT or told["features"] != list(PAIR_FEATURES):
                raise ValueError("of another format, or of other features")
            return cls(
                Blend.of_json(told["blend"], len(PAIR_FEATURES)),
                Lengths(float(told["lengths"]["middle"]), float(told["lengths"]["spread"])),
                float(told["slope"]),
                float(told["offset"]),
                float(told["same_at"]),
                str(told["fingerprint"]),
            )
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise DecisionError(
                f"expected a decision over pairs in {path}, got {error!r}; {_CURE}"
            ) from error

    def write(self, path: Path) -> None:
        """Write the model as JSON, with every number as it is used."""
        told: dict[str, Any] = {"format": _FORMAT, "features": list(PAIR_FEATURES)}
        told |= {"blend": self.blend.as_json()}
        told |= {"lengths": {"middle": self.lengths.middle, "spread": self.lengths.spread}}
        told |= {name: getattr(self, name) for name in ("slope", "offset", "same_at", "fingerprint")}
        path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


class SameClaim:
    """Compares messages with each other. Read only, so that any number of threads may ask it at once."""

    def __init__(self, encoder: Encoder, holdings: Holdings, decision: PairDecision | None = None) -> None:
        """:param holdings: of an index that was built with the encoder
        :param decision: the shipped one unless told
        """
        self.decision = decision or PairDecision.read()
        self.beside = Beside(encoder, holdings)
        self._guard = Guard(encoder, holdings.background)
        self.fits = self.decision.fingerprint == encoder.fingerprint
        """The decision was fitted with this encoder; another one's likeness means something else."""

    def confidences(self, text: str, others: Sequence[str]) -> list[float]:
        """Say how likely it is that each of other messages makes the claim of a message.

        :param text: as it was sent; so are the others
        :returns: 0 to 1 for each; 0 where a text has no words, where the guard finds that another place,
            number, day or thing is spoken of or the opposite said, and throughout with an encoder that the
            decision was not fitted with
        """
        return [confidence for _, confidence in self.compare(text, others)]

    def nearly(self, text: str, others: Sequence[str]) -> list[float]:
        """`confidences` without the guard: how alike messages are, whatever they differ in."""
        return [likeness for likeness, _ in self.compare(text, others)]

    def compare(self, text: str, others: Sequence[str]) -> list[tuple[float, float]]:
        """Give what `nearly` and `confidences` give, together."""
        if not others or not self.fits:
            return [(0.0, 0.0)] * len(others)
        one, *rest = self.beside.read([text, *others])
        return [self._compare(one, other) for other in rest]

    def _compare(self, one: Said, other: Said) -> tuple[float, float]:
        if not one.body or not other.body:
            return 0.0, 0.0
        features, nearest = self.beside.features(one, other)
        likeness = self.decision.confidence(features)
        if likeness < self.decision.same_at:
            return likeness, likeness
        return likeness, 0.0 if self.differs(one, other, nearest) else likeness

    def differs(self, one: Said, other: Said, nearest: tuple[int, int]) -> bool:
        """Tell whether two messages that are alike speak of different things, or say the opposite.

        :param nearest: the numbers of the parts that are nearest to each other
        """
        if _apart(one, other):
            return True
        refutes = one.refutes != other.refutes
        pairs = {(one.parts[nearest[0]], other.parts[nearest[1]])}
        if max(len(one.body), len(other.body)) <= _ONE_CLAIM:
            pairs.add((one.body, other.body))
        bodies = one.body, other.body
        return any(
            (found := self._guard.difference([claim], text, refutes=refutes)) is not None
            and not _says_both(found, bodies)
            for pair in pairs
            for claim, text in (pair, pair[::-1])
        )


def _apart(one: Said, other: Said) -> bool:
    """Tell whether two messages name places and share none: towns, or districts of one province."""
    if one.places and other.places and one.places.isdisjoint(other.places):
        return True
    pairs = list(product(one.regions, other.regions))
    return bool(pairs) and all(
        ours.split("/")[0] == theirs.split("/")[0] and not covers(ours, theirs) and not covers(theirs, ours)
        for ours, theirs in pairs
    )


def _says_both(found: tuple[str, str], bodies: tuple[str, str]) -> bool:
    """Tell whether one of two messages says here what the other says, and there what is said instead of it:
    then the order of words differs, no more. 不会 is no 会, and of numbers each counts something."""
    if any(numbers_in(words) for words in found):
        return False
    return any(
        says in body.replace(instead, "|") and instead in body
        for says, instead in (found, found[::-1])
        for body in bodies
    )

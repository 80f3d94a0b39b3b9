"""Measure what an index still finds when the same messages arrive distorted."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.benchmark import Labelled, read_labelled
from index.decision import MOST_MATCHES, Answer, Band
from index.distortion import DISTORTIONS
from index.errors import BenchmarkError
from index.search import ClaimIndex

_TRACKING = "utm_source=line&utm_medium=share&fbclid=IwAR0abc"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """Messages that were distorted in one way, and what the index said to them."""

    name: str
    messages: int
    recall_at_1: float
    """Share of the messages with a right debunk first."""
    recall_at_3: float
    answered: float
    """Share of the messages in the band `answer` with a right debunk first."""
    precision: float
    """In the band `answer`, the share whose first match is right; 1 when nothing was answered."""
    points_lost: float
    """R@3 of the same messages undistorted, less `recall_at_3`."""
    share_lost: float
    """The same as a share of the R@3 undistorted."""
    lost_by_set: dict[str, float]
    """`share_lost` of each set of messages."""
    allowed: float
    """The greatest `share_lost` that is good enough."""

    @property
    def held(self) -> bool:
        """No more was lost than is allowed."""
        return self.share_lost <= self.allowed


@dataclass(frozen=True, slots=True)
class _Hit:
    """How well one message was answered."""

    set: str
    rank: int
    """Of the first right debunk; large where none was found."""
    sure: bool
    """The band is `answer`."""


def measure_robustness(
    index: ClaimIndex, messages: Path, seed: int = 1, on_trial: Callable[[Trial], None] | None = None
) -> list[Trial]:
    """Ask an index all messages that have an answer, as they are and distorted.

    :param messages: JSON Lines as `index.benchmark.read_labelled` reads them
    :param seed: equal seeds distort alike; each message has its own chance, whatever the others are
    :param on_trial: called with each row as it is measured
    :returns: the undistorted messages first
    :raises BenchmarkError: when the file cannot be read, or no message of it has an answer
    """
    known = {debunk.id: debunk for debunk in index.debunks}
    labelled = [message for message in read_labelled(messages) if message.relevant & known.keys()]
    if not labelled:
        raise BenchmarkError(
            f"expected messages that debunks of the index answer in {messages}, got none; "
            "name the index that was built from their corpus"
        )
    texts = [message.text for message in labelled]
    rights = [message.relevant for message in labelled]
    trials: list[Trial] = []
    base: list[_Hit] = []

    def try_out(
        name: str, changed: Sequence[str], right: Sequence[frozenset[str]] = rights, allowed: float = 0.03
    ) -> None:
        hits = [
            _hit(message.set, answer, ids)
            for message, answer, ids in zip(labelled, index.check_many(changed), right, strict=True)
        ]
        base.extend(hits if not base else ())
        trials.append(_trial(name, hits, base, allowed))
        if on_trial:
            on_trial(trials[-1])

    try_out("as they are", texts)
    for distortion in DISTORTIONS:
        distorted = [
            distortion.change(message.text, _chance(seed, distortion.name, message)) for message in labelled
        ]
        try_out(distortion.name, distorted, allowed=distortion.allowed_loss)

    partners = pick_partners(labelled, seed)
    pasted = [f"{text}\n{texts[other]}" for text, other in zip(texts, partners, strict=True)]
    either = [right | rights[other] for right, other in zip(rights, partners, strict=True)]
    try_out("another one pasted behind: either's", pasted, either)
    try_out("another one pasted behind: the first's", pasted)

    urls = [known[min(right & known.keys())].url for right in rights]
    try_out("the debunk's link alone", urls)
    try_out("the same with trackers", [_tracked(url) for url in urls])
    try_out(
        "a foreign link behind",
        [f"{text}\nhttps://example.com/{number}.html" for number, text in enumerate(texts)],
    )
    return trials


def pick_partners(labelled: Sequence[Labelled], seed: int) -> list[int]:
    """For each message the number of another that has no debunk in common with it; its own if none has."""
    chance = random.Random(seed)  # noqa: S311 - a measurement, no secret
    partners = []
    for number, message in enumerate(labelled):
        draws = (chance.randrange(len(labelled)) for _ in range(50))
        fit = (draw for draw in draws if not labelled[draw].relevant & message.relevant)
        partners.append(next(fit, number))
    return partners


def as_json(trials: Sequence[Trial]) -> list[dict[str, Any]]:
    """Plain values, rounded to four digits."""
    return [
        {key: _rounded(value) for key, value in asdict(trial).items()} | {"held": trial.held}
        for trial in trials
    ]


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def _chance(seed: int, name: str, message: Labelled) -> random.Random:
    return random.Random(zlib.crc32(f"{seed} {name} {message.id}".encode()))  # noqa: S311


def _tracked(url: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{_TRACKING}"


def _hit(name: str, answer: Answer, right: frozenset[str]) -> _Hit:
    ranks = (place for place, match in enumerate(answer.matches) if match.debunk.id in right)
    return _Hit(name, min(ranks, default=MOST_MATCHES), answer.band is Band.ANSWER)


def _trial(name: str, hits: Sequence[_Hit], base: Sequence[_Hit], allowed: float) -> Trial:
    before, after = _found(base), _found(hits)
    sure = [hit for hit in hits if hit.sure]
    right = sum(hit.rank == 0 for hit in sure)
    sets = sorted({hit.set for hit in base})
    return Trial(
        name=name,
        messages=len(hits),
        recall_at_1=sum(hit.rank == 0 for hit in hits) / len(hits),
        recall_at_3=after,
        answered=right / len(hits),
        precision=right / len(sure) if sure else 1.0,
        points_lost=before - after,
        share_lost=_share_lost(before, after),
        lost_by_set={
            part: _share_lost(
                _found([hit for hit in base if hit.set == part]),
                _found([hit for hit in hits if hit.set == part]),
            )
            for part in sets
        },
        allowed=allowed,
    )


def _found(hits: Sequence[_Hit]) -> float:
    """:returns: R@3"""
    return sum(hit.rank < _SHOWN for hit in hits) / len(hits)


def _share_lost(before: float, after: float) -> float:
    return (before - after) / before if before else 0.0

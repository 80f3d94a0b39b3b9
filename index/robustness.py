"""Measure what an index still finds when the same messages arrive distorted."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.benchmark import Labelled, read_labelled
from index.decision import Answer, Band
from index.distortion import DISTORTIONS
from index.errors import BenchmarkError
from index.search import ClaimIndex

_TRACKING = "?utm_source=line&utm_medium=share&fbclid=IwAR0abc"


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
    allowed: float
    """The greatest `share_lost` that is good enough."""

    @property
    def held(self) -> bool:
        """No more was lost than is allowed."""
        return self.share_lost <= self.allowed


@dataclass(frozen=True, slots=True)
class _Hits:
    first: int
    three: int
    answered: int
    sure: int
    messages: int


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
    rights = [message.relevant for message in labelled]
    texts = [message.text for message in labelled]
    plain = index.check_many(texts)
    base = _hits(plain, rights)
    trials: list[Trial] = []

    def keep(name: str, hits: _Hits, beside: _Hits, allowed: float = 0.03) -> None:
        trials.append(_trial(name, hits, beside, allowed))
        if on_trial:
            on_trial(trials[-1])

    keep("as they are", base, base)
    for distortion in DISTORTIONS:
        distorted = [
            distortion.change(message.text, _chance(seed, distortion.name, message)) for message in labelled
        ]
        hits = _hits(index.check_many(distorted), rights)
        keep(distortion.name, hits, base, distortion.allowed_loss)

    partners = pick_partners(labelled, seed)
    pasted = [f"{text}\n{texts[other]}" for text, other in zip(texts, partners, strict=True)]
    answers = index.check_many(pasted)
    keep("another message pasted behind", _hits(answers, rights), base)
    either = [right | rights[other] for right, other in zip(rights, partners, strict=True)]
    keep("the same, either one's debunk", _hits(answers, either), base)

    urls = [known[min(right & known.keys())].url for right in rights]
    keep("the debunk's link alone", _hits(index.check_many(urls), rights), base)
    tracked = [url + (_TRACKING if "?" not in url else _TRACKING.replace("?", "&")) for url in urls]
    keep("the same with trackers", _hits(index.check_many(tracked), rights), base)
    elsewhere = [f"{text}\nhttps://example.com/news/{number}.html" for number, text in enumerate(texts)]
    keep("a foreign link behind", _hits(index.check_many(elsewhere), rights), base)
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
        {key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(trial).items()}
        | {"held": trial.held}
        for trial in trials
    ]


def _chance(seed: int, name: str, message: Labelled) -> random.Random:
    return random.Random(zlib.crc32(f"{seed} {name} {message.id}".encode()))  # noqa: S311


def _hits(answers: Sequence[Answer], rights: Sequence[frozenset[str]]) -> _Hits:
    ranks = []
    answered = sure = 0
    for answer, right in zip(answers, rights, strict=True):
        places = [place for place, match in enumerate(answer.matches) if match.debunk.id in right]
        ranks.append(min(places, default=99))
        if answer.band is Band.ANSWER:
            sure += 1
            answered += ranks[-1] == 0
    return _Hits(sum(rank < 1 for rank in ranks), sum(rank < 3 for rank in ranks), answered, sure, len(ranks))


def _trial(name: str, hits: _Hits, base: _Hits, allowed: float) -> Trial:
    before, after = base.three / base.messages, hits.three / hits.messages
    return Trial(
        name=name,
        messages=hits.messages,
        recall_at_1=hits.first / hits.messages,
        recall_at_3=after,
        answered=hits.answered / hits.messages,
        precision=hits.answered / hits.sure if hits.sure else 1.0,
        points_lost=before - after,
        share_lost=(before - after) / before if before else 0.0,
        allowed=allowed,
    )

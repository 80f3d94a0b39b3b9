"""The worst errors of an evaluation, to be read: answered for sure but wrongly, and missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from corpus.debunk import Debunk
from index.benchmark import Labelled
from index.decision import Answer, Band

_SHOWN = 3

SHORT = 160
"""Characters of a message in a short list; the middle of a longer one is left out."""

WHOLE = 100_000
"""Characters that no message reaches."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A message that was answered wrongly or not at all."""

    id: str
    set: str
    text: str
    band: Band
    confidence: float
    """Of the debunk that was answered; of a miss, that of the right debunk, 0 when it was no candidate."""
    said: tuple[str, str] | None
    """Id and claim of the first match; None when there was none."""
    right: tuple[tuple[str, str], ...]
    """Ids and claims of the debunks that answer the message; empty when none does."""
    near: bool
    """What was said is judged to be on the same topic."""

    def as_json(self) -> dict[str, Any]:
        """Plain values, with the whole text."""
        told = asdict(self)
        told["band"] = self.band.value
        told["confidence"] = round(self.confidence, 4)
        told["said"] = dict(zip(("id", "claim"), self.said, strict=True)) if self.said else None
        told["right"] = [{"id": name, "claim": claim} for name, claim in self.right]
        return told

    def as_text(self, length: int = SHORT) -> str:
        """Four lines to read.

        :param length: characters of the message that are shown, at most
        """
        head = f"{self.set}  {self.id}  confidence {self.confidence:.3f}"
        said = f"{self.band}: {_told(self.said)}" + (" (same topic)" if self.near else "")
        right = " | ".join(map(_told, self.right)) or "nothing"
        return f"{head}\n  message  {shorten(self.text, length)}\n  said     {said}\n  right    {right}"


def wrong_answers(
    labelled: Sequence[Labelled], answers: Sequence[Answer], debunks: dict[str, Debunk]
) -> list[Mistake]:
    """:returns: messages in the band `answer` whose first match is not right, the surest first"""
    found = (
        _mistake(message, answer, answer.matches[0].confidence, debunks)
        for message, answer in zip(labelled, answers, strict=True)
        if answer.band is Band.ANSWER and answer.matches[0].debunk.id not in message.relevant
    )
    return sorted(found, key=lambda mistake: (-mistake.confidence, mistake.id))


def misses(
    labelled: Sequence[Labelled], answers: Sequence[Answer], debunks: dict[str, Debunk]
) -> list[Mistake]:
    """Messages that have an answer, and got none and no choice that holds it.

    :returns: those first whose right debunk was given the lowest confidence
    """
    found = (
        _mistake(message, answer, _confidence_of_right(message, answer), debunks)
        for message, answer in zip(labelled, answers, strict=True)
        if message.relevant and _missed(message, answer)
    )
    return sorted(found, key=lambda mistake: (mistake.confidence, mistake.id))


def listed(title: str, mistakes: Sequence[Mistake], count: int | None, length: int = SHORT) -> Iterator[str]:
    """:returns: the lines of a list to read; of all mistakes when the count is None"""
    shown = len(mistakes) if count is None else min(count, len(mistakes))
    yield f"{title} ({shown} of {len(mistakes)})"
    for number, mistake in enumerate(islice(mistakes, shown), start=1):
        yield f"{number}. {mistake.as_text(length)}"


def shorten(text: str, length: int = SHORT) -> str:
    """:returns: the text in a line, its middle replaced by "…" when it is longer"""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    tail = length // 4
    return f"{line[: length - tail - 1]}…{line[-tail:]}"


def _missed(message: Labelled, answer: Answer) -> bool:
    if answer.band is Band.ANSWER:
        return False  # right, or among the wrong answers
    shown = answer.matches[:_SHOWN] if answer.band is Band.SUGGEST else ()
    return not any(match.debunk.id in message.relevant for match in shown)


def _confidence_of_right(message: Labelled, answer: Answer) -> float:
    return max(
        (match.confidence for match in answer.matches if match.debunk.id in message.relevant), default=0.0
    )


def _mistake(message: Labelled, answer: Answer, confidence: float, debunks: dict[str, Debunk]) -> Mistake:
    said = answer.matches[0].debunk if answer.matches else None
    return Mistake(
        id=message.id,
        set=message.set,
        text=message.text,
        band=answer.band,
        confidence=confidence,
        said=(said.id, said.claim) if said else None,
        right=tuple((name, debunks[name].claim) for name in sorted(message.relevant)),
        near=said is not None and said.id in message.near,
    )


def _told(debunk: tuple[str, str] | None) -> str:
    return f"{shorten(debunk[1], 80)} [{debunk[0]}]" if debunk else "nothing"

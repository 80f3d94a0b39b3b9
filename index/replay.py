"""Ask two index versions the same messages, and tell which answers change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from index.asked import Asked
from index.decision import Answer, Band


class Change(StrEnum):
    """What became of an answer, the gravest first."""

    LOST = "lost"
    DOUBTED = "doubted"
    ANOTHER = "another"
    FEWER = "fewer"
    FOUND = "found"
    MORE = "more"
    DROPPED = "dropped"
    OFFERED = "offered"
    OTHERS = "others"

    @property
    def meaning(self) -> str:
        """In words."""
        return _MEANINGS[self]


_MEANINGS = {
    Change.LOST: "answered, now unknown",
    Change.DOUBTED: "answered, now only suggested",
    Change.ANOTHER: "answered, now by another debunk",
    Change.FEWER: "several claims answered, now fewer of them",
    Change.FOUND: "newly answered",
    Change.MORE: "answered, now with one more claim",
    Change.DROPPED: "suggested, now unknown",
    Change.OFFERED: "unknown, now suggested",
    Change.OTHERS: "suggested, now other debunks",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a person was told: the band, and the debunks that were answered or suggested."""

    band: Band
    debunks: tuple[tuple[str, str], ...]
    """Ids and claims, best first: at most three; empty in the band `unknown`."""
    confidence: float
    """Of the best candidate, told or not; 0 when there was none."""

    @property
    def ids(self) -> frozenset[str]:
        """Of the debunks that were told."""
        return frozenset(name for name, _ in self.debunks)

    @classmethod
    def of_answer(cls, answer: Answer) -> Said:
        """Keep of an answer what reaches a person."""
        told = answer.answers or answer.suggestions
        return cls(
            answer.band,
            tuple((match.debunk.id, match.debunk.claim) for match in told),
            answer.matches[0].confidence if answer.matches else 0.0,
        )

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "band": self.band.value,
            "confidence": round(self.confidence, 4),
            "debunks": [{"id": name, "claim": claim} for name, claim in self.debunks],
        }


@dataclass(frozen=True, slots=True)
class Changed:
    """A message that is answered differently."""

    asked: Asked
    change: Change
    before: Said
    after: Said

    @property
    def gain(self) -> int:
        """1 when it is answered more rightly than before, -1 when less, 0 when neither or not judged."""
        if self.asked.relevant is None:
            return 0
        better = _worth(self.after, self.asked.relevant) - _worth(self.before, self.asked.relevant)
        return (better > 0) - (better < 0)

    def as_json(self) -> dict[str, Any]:
        """Plain values; `gain` is None when nobody judged the message."""
        return {
            "id": self.asked.id,
            "text": self.asked.text,
            "change": self.change.value,
            "before": self.before.as_json(),
            "after": self.after.as_json(),
            "gain": None if self.asked.relevant is None else self.gain,
        }


@dataclass(frozen=True, slots=True)
class Replay:
    """Two versions beside each other."""

    old: str
    """Version."""
    new: str
    messages: int
    judged: int
    """Messages of which it is known which debunks answer them."""
    bands: dict[tuple[Band, Band], int]
    """How many messages went from one band to the other, or stayed."""
    changed: tuple[Changed, ...]
    """The gravest changes first, and within one kind those first whose best candidate was surest."""

    @property
    def counts(self) -> dict[Change, int]:
        """How many messages changed in each way, for every way."""
        found = Counter(changed.change for changed in self.changed)
        return {change: found[change] for change in Change}

    @property
    def better(self) -> int:
        """Judged messages that are answered more rightly than before."""
        return sum(changed.gain > 0 for changed in self.changed)

    @property
    def worse(self) -> int:
        """Judged messages that are answered less rightly than before."""
        return sum(changed.gain < 0 for changed in self.changed)

    def as_json(self) -> dict[str, Any]:
        """Plain values, with all changes."""
        return {
            "old": self.old,
            "new": self.new,
            "messages": self.messages,
            "unchanged": self.messages - len(self.changed),
            "counts": {change.value: count for change, count in self.counts.items()},
            "bands": [
                {"before": before.value, "after": after.value, "messages": count}
                for (before, after), count in self.bands.items()
            ],
            "judged": {"messages": self.judged, "better": self.better, "worse": self.worse},
            "changed": [changed.as_json() for changed in self.changed],
        }


def compare_answers(asked: Sequence[Asked], old: Sequence[Answer], new: Sequence[Answer]) -> Replay:
    """Tell what changes between two versions' answers to the same messages.

    :param asked: at least one message
    :param old: an answer to each message, in their order
    :param new: likewise
    """
    changed = []
    bands: Counter[tuple[Band, Band]] = Counter()
    for message, old_answer, new_answer in zip(asked, old, new, strict=True):
        before, after = Said.of_answer(old_answer), Said.of_answer(new_answer)
        bands[before.band, after.band] += 1
        if change := change_between(before, after):
            changed.append(Changed(message, change, before, after))
    gravity = list(Change)
    changed.sort(key=lambda row: (gravity.index(row.change), -row.before.confidence))
    return Replay(
        old=old[0].index_version,
        new=new[0].index_version,
        messages=len(asked),
        judged=sum(message.relevant is not None for message in asked),
        bands={(one, other): bands[one, other] for one in Band for other in Band if bands[one, other]},
        changed=tuple(changed),
    )


def change_between(before: Said, after: Said) -> Change | None:
    """:returns: what became of an answer, or None when a person is told the same debunks in the same band"""
    if before.band is not after.band:
        return _MOVES[before.band, after.band]
    if before.ids == after.ids:
        return None
    if before.band is Band.SUGGEST:
        return Change.OTHERS
    if before.ids < after.ids:
        return Change.MORE
    return Change.FEWER if before.ids > after.ids else Change.ANOTHER


_MOVES = {
    (Band.ANSWER, Band.UNKNOWN): Change.LOST,
    (Band.ANSWER, Band.SUGGEST): Change.DOUBTED,
    (Band.UNKNOWN, Band.ANSWER): Change.FOUND,
    (Band.SUGGEST, Band.ANSWER): Change.FOUND,
    (Band.SUGGEST, Band.UNKNOWN): Change.DROPPED,
    (Band.UNKNOWN, Band.SUGGEST): Change.OFFERED,
}


def _worth(said: Said, relevant: frozenset[str]) -> int:
    """How much what was said helped: a right answer 2, a right choice 1, a wrong answer -1.

    Where nothing answers the message, silence is worth 1. All else is worth 0.
    """
    if said.ids & relevant:
        return 2 if said.band is Band.ANSWER else 1
    if said.band is Band.ANSWER:
        return -1
    return int(said.band is Band.UNKNOWN and not relevant)

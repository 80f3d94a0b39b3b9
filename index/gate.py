"""Whether a new version may answer: what fell beside the current one, in words that say why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from index.limits import Limits
from index.mistakes import shorten
from index.quality import Quality
from index.replay import Change, Replay

__all__ = ["Finding", "Takeover", "find_faults", "find_takeovers"]

#: So few messages are chance, however small a set is.
_CHANCE = 3
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is worse than it may be."""

    kind: str
    """Name of the limit that it goes beyond."""
    count: int
    of: int
    before: int
    """How many it was before; 0 where only the change is counted."""

    @property
    def words(self) -> str:
        """In a sentence."""
        share = f"{self.count / self.of:.1%}" if self.of else "all"
        after = self.before - self.count if self.kind == "fewer_helped" else self.before + self.count
        return {
            "fewer_helped": f"{self.count} fewer of {self.of} labelled messages are answered rightly: "
            f"{after}, before {self.before} ({share})",
            "more_misled": f"{self.count} more of {self.of} labelled messages are answered wrongly: "
            f"{after}, before {self.before} ({share})",
            "questions_lost": f"{self.count} of the last {self.of} questions are answered no more ({share})",
            "questions_moved": f"{self.count} of the last {self.of} questions are answered by another debunk "
            f"({share})",
            "debunks_gone": f"{self.count} of {self.of} debunks are missing ({share})",
        }[self.kind]

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"kind": self.kind, "count": self.count, "of": self.of, "before": self.before}


@dataclass(frozen=True, slots=True)
class Takeover:
    """A debunk that is told now where others were."""

    debunk: str
    """Its id."""
    claim: str
    messages: int
    examples: tuple[tuple[str, str], ...]
    """At most three: a message, and the claim that was told before ("" where nothing was)."""

    @property
    def words(self) -> list[str]:
        """Lines to read, the debunk first."""
        lines = [
            f"{self.debunk}: {shorten(self.claim, 60)} ({self.messages} message{'s' * (self.messages > 1)})"
        ]
        for text, before in self.examples:
            told = f", before: {shorten(before, 50)}" if before else ", which nothing answers"
            lines.append(f"  {shorten(text, 60)}{told}")
        return lines

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        examples = [{"text": text, "before": before} for text, before in self.examples]
        return {"debunk": self.debunk, "claim": self.claim, "messages": self.messages, "examples": examples}


def find_faults(
    old: Quality | None,
    new: Quality,
    replay: Replay | None,
    debunks: tuple[int, int],
    limits: Limits,
    gone: frozenset[str] = frozenset(),
) -> list[Finding]:
    """Compare a new version with the current one.

    :param old: of the current version; None where it is not known, or on other labelled messages
    :param replay: of real questions; None where there are none
    :param debunks: how many the current version has, and how many of them the new one lacks
    :param gone: the ids of these: that they answer no more is no fault of the new version
    :returns: what is beyond its limit, the gravest first
    """
    found: list[Finding] = []

    def note(kind: str, count: int, of: int, before: int = 0) -> None:
        if count > max(_CHANCE, getattr(limits, kind) * of):
            found.append(Finding(kind, count, of, before))

    if old is not None and old.labelled == new.labelled:
        both = [(old.judged[name], new.judged[name]) for name in old.judged.keys() & new.judged.keys()]
        helped = [sum(pair[which].helped for pair in both) for which in (0, 1)]
        misled = [sum(pair[which].misled for pair in both) for which in (0, 1)]
        note("fewer_helped", helped[0] - helped[1], min(old.answerable, new.answerable), helped[0])
        note("more_misled", misled[1] - misled[0], len(both), misled[0])
    if replay is not None:
        theirs = [each for each in replay.changed if not each.before.ids <= gone]
        lost = sum(each.change in {Change.LOST, Change.DOUBTED} for each in theirs)
        moved = sum(each.change is Change.ANOTHER for each in theirs)
        note("questions_lost", lost, replay.messages)
        note("questions_moved", moved, replay.messages)
    note("debunks_gone", debunks[1], debunks[0])
    return found


def find_takeovers(
    rows: Iterable[tuple[str, Sequence[str], Sequence[str]]], old: dict[str, str], new: dict[str, str]
) -> list[Takeover]:
    """Tell which debunks are told where others were, the one with the most messages first.

    :param rows: of each message that is worse off: its text, ids told before, ids told now, best first
    :param old: claims of the current version by id; :param new: of the new one
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for text, before, now in rows:
        for name in now[:1]:
            if name not in before:
                found.setdefault(name, []).append((text, old.get(before[0], "") if before else ""))
    counts = Counter({name: len(examples) for name, examples in found.items()})
    return [
        Takeover(name, new.get(name, ""), count, tuple(found[name][:_SHOWN]))
        for name, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_SHOWN]
    ]

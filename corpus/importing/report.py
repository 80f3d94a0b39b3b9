"""What came of an import: in words for the maintainer, and as JSON Lines for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from corpus.importing.entry import Rejection, shown
from corpus.importing.importer import Result
from corpus.importing.merging import Outcome
from corpus.ratings import MEANINGS

__all__ = ["Report"]

MOST_NAMED = 20
"""Refused, and changed, that are named one by one in words."""
_MOST_RATINGS = 20


@dataclass
class Report:
    """Gathers outcomes.

    :ivar out: where each is written as a line of JSON; None for nowhere
    """

    out: IO[str] | None = None
    _refused: list[Rejection] = field(default_factory=list)
    _changed: list[Outcome] = field(default_factory=list)
    _known: list[Outcome] = field(default_factory=list)
    _ratings: Counter[str] = field(default_factory=Counter)
    _beside: Counter[str] = field(default_factory=Counter)

    def take(self, outcome: Outcome) -> None:
        """Take note of an outcome."""
        if self.out is not None:
            self.out.write(json.dumps(_as_record(outcome), ensure_ascii=False, default=str) + "\n")
        if outcome.beside and outcome.what != "repeated":
            self._beside[outcome.beside] += 1
        rejection = outcome.rejection
        if rejection is not None:
            if rejection.rating:
                self._ratings[rejection.rating[:100]] += 1
            _keep(self._refused, rejection)
        elif outcome.what == "changed":
            _keep(self._changed, outcome)
        elif outcome.what == "known":
            _keep(self._known, outcome)

    def lines(self, result: Result, *, dry: bool = False) -> Iterator[str]:
        """Give what the maintainer reads, line by line."""
        counts = result.counts
        for outcome in self._changed:
            yield f"changed: {outcome.debunk_id}: {'; '.join(_change(each) for each in outcome.changes)}"
        yield from _further(counts.get("changed", 0), len(self._changed), "changed")
        for rejection in self._refused:
            yield f"refused: {rejection}"
        yield from _further(counts.get("refused", 0), len(self._refused), "refused")
        yield from self._unknown_ratings(result.file)
        for outcome in self._known[:1]:
            number = counts["known"]
            left = _counted(number, "check")
            yield f"{left} left out: the corpus has {_them(number)} (first: {outcome.debunk_id})"
        if number := counts.get("skipped", 0):
            yield f"{_counted(number, 'entry')} left out: no check of a claim, as the source itself says"
        if number := counts.get("repeated", 0):
            yield f"{_counted(number, 'entry')} left out: the source has {_them(number)} twice"
        if self._beside:
            number, names = self._beside.total(), sorted(self._beside)
            pages = "a page" if number == 1 else "pages"
            yield f"{_counted(number, 'debunk')} of {pages} that other imports have, too: {', '.join(names)}"
            cure = (
                f"use that: --name {names[0]}" if dry else f"take one out: zhendema corpus remove {names[0]}"
            )
            yield f"  if that is this source under another name, {cure}"
        if result.missing:
            stay = "stays" if result.missing == 1 else "stay"
            left = f"{_counted(result.missing, 'debunk')} from before {_is(result.missing)}"
            # What was refused may be just these.
            where = "in what could be taken this time" if counts.get("refused") else "in the source any more"
            yield f"{left} not {where}, and {stay}"
        told = ", ".join(
            f"{counts.get(what, 0):,} {what}" for what in ("added", "changed", "same", "refused")
        )
        has = "would have" if dry else "has"
        yield f"{told}: {result.file} {has} {_counted(result.debunks, 'debunk')}"
        if dry:
            yield "Nothing was written (--dry-run)."
        elif result.written:
            yield "Bring them into the answers: zhendema index build"

    def _unknown_ratings(self, file: Path) -> Iterator[str]:
        if not self._ratings:
            return
        most = self._ratings.most_common(_MOST_RATINGS)
        named = ", ".join(f"{shown(rating)} {count:,}×" for rating, count in most)
        more = f" and {len(self._ratings) - len(most):,} more" if len(self._ratings) > len(most) else ""
        table = file.parents[2] / "ratings.toml"
        yield f"Ratings that no table has: {named}{more}; say what they mean in {table}, then import again:"
        yield f"  below [ratings]: unproven = [{json.dumps(most[0][0], ensure_ascii=False)}]"
        yield f"  or in its place: {', '.join(each for each in MEANINGS if each != 'unproven')}"


def _keep(named: list[Any], one: Any) -> None:
    if len(named) < MOST_NAMED:
        named.append(one)


def _further(count: int, named: int, what: str) -> Iterator[str]:
    if count > named:
        yield f"… and {count - named:,} more {what}; --report FILE has them all"


def _as_record(outcome: Outcome) -> dict[str, Any]:
    record: dict[str, Any] = {"outcome": outcome.what, "place": outcome.place}
    if outcome.debunk_id:
        record["id"] = outcome.debunk_id
    if outcome.beside:
        record["beside"] = outcome.beside
    if outcome.changes:
        record["changes"] = {each.field: [each.before, each.after] for each in outcome.changes}
    if (refused := outcome.rejection) is not None:
        names = ("field", "expected", "got", "cure", "about", "rating")
        record |= {name: value for name in names if (value := getattr(refused, name))}
    return record


def _change(change: Any) -> str:
    return f"{change.field} {shown(change.before)} -> {shown(change.after)}"


def _counted(count: int, noun: str) -> str:
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {noun if count == 1 else many}"


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"

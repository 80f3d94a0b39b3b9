"""What differs between two versions: their debunks, encoder, decision and quality."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.debunk import Debunk
from corpus.library import read_corpus
from index.build import DEBUNKS_FILE
from index.decision import DECISION_FILE
from index.manifest import Manifest
from index.mistakes import shorten
from index.quality import Quality

__all__ = ["Difference", "difference", "new_by_source"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions beside each other."""

    old: Manifest
    new: Manifest
    added: tuple[Debunk, ...]
    removed: tuple[Debunk, ...]
    changed: tuple[tuple[Debunk, Debunk], ...]
    """As they were and as they are, of the same id."""
    same_decision: bool
    quality: tuple[Quality | None, Quality | None]

    def as_json(self) -> dict[str, Any]:
        """Plain values; of debunks the ids, and of changed ones which fields."""
        return {
            "old": self.old.version,
            "new": self.new.version,
            "added": [debunk.id for debunk in self.added],
            "removed": [debunk.id for debunk in self.removed],
            "changed": {before.id: _fields(before, after) for before, after in self.changed},
            "encoder": [self.old.encoder, self.new.encoder],
            "same_encoder": self.old.fingerprint == self.new.fingerprint,
            "same_decision": self.same_decision,
            "quality": [quality.as_json() if quality else None for quality in self.quality],
        }

    def lines(self, show: int) -> Iterator[str]:
        """Lines to read.

        :param show: how many debunks of each kind
        """
        yield f"{self.old.version} -> {self.new.version}: {self.old.debunks} debunks -> {self.new.debunks}"
        for name, debunks in (("added", self.added), ("removed", self.removed)):
            if debunks:
                yield f"{name}: {len(debunks)}" + _by_publisher(debunks)
            for debunk in debunks[:show]:
                yield f"  {debunk.id}: {shorten(debunk.claim, 60)}"
        if self.changed:
            yield f"changed: {len(self.changed)}"
        for before, after in self.changed[:show]:
            yield f"  {after.id} ({', '.join(_fields(before, after))}): {shorten(after.claim, 60)}"
        if not (self.added or self.removed or self.changed):
            yield "the same debunks"
        if self.old.fingerprint != self.new.fingerprint:
            yield f"encoder: {self.old.encoder} -> {self.new.encoder}, another one"
        if not self.same_decision:
            yield "decision: another one"
        for version, quality in zip((self.old.version, self.new.version), self.quality, strict=True):
            yield f"{version}: {_told(quality)}"


def difference(old: Path, new: Path) -> Difference:
    """Compare two versions.

    :param old: the folder of a version; :param new: likewise
    :raises BrokenIndex, StaleIndex: when a manifest cannot be read
    :raises CorpusError: when the debunks of a version cannot be read
    """
    manifests = Manifest.read(old), Manifest.read(new)
    before, after = (
        {debunk.id: debunk for debunk in read_corpus([folder / DEBUNKS_FILE]).debunks}
        for folder in (old, new)
    )
    decisions = [manifest.files.get(DECISION_FILE) for manifest in manifests]
    return Difference(
        *manifests,
        added=tuple(after[name] for name in sorted(after.keys() - before.keys())),
        removed=tuple(before[name] for name in sorted(before.keys() - after.keys())),
        changed=tuple(
            (before[name], after[name])
            for name in sorted(before.keys() & after.keys())
            if before[name] != after[name]
        ),
        same_decision=decisions[0] == decisions[1],
        quality=(Quality.read(old), Quality.read(new)),
    )


def new_by_source(old: Path, new: Path, sources: Collection[str], most: int = 3) -> dict[str, int]:
    """Count the debunks that imported sources have brought into a version, or changed there.

    :param old: the folder of the version before; :param new: of the version
    :param sources: names of imports, with which the ids of their debunks begin
    :param most: sources to tell of
    :returns: the source with the most first; those without any are left out
    :raises OSError: when the debunks of a version cannot be read
    """
    with (old / DEBUNKS_FILE).open("rb") as lines:
        known = {hash(line) for line in lines}
    with (new / DEBUNKS_FILE).open("rb") as lines:
        ids = (str(json.loads(line)["id"]) for line in lines if hash(line) not in known)
        counts = Counter(source for name in ids if (source := name.partition(":")[0]) in sources)
    return dict(counts.most_common(most))


def _fields(before: Debunk, after: Debunk) -> list[str]:
    return [name for name in type(before).model_fields if getattr(before, name) != getattr(after, name)]


def _by_publisher(debunks: tuple[Debunk, ...]) -> str:
    names = sorted({debunk.publisher for debunk in debunks})
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f", of {shown}"


def _told(quality: Quality | None) -> str:
    if quality is None or quality.helped is None:
        return "not asked the labelled messages"
    return (
        f"{quality.helped:.1%} of {quality.answerable} labelled messages answered rightly, "
        f"{quality.misled or 0:.1%} of {len(quality.judged)} wrongly"
    )

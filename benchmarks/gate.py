"""Measure what the release gate lets through: python benchmarks/gate.py BENCH [--draws 2]

BENCH has debunks.jsonl and dev.jsonl. Nine tenths of the debunks are the current version; a new one is made
by changes as maintainers make them, good ones and bad ones, drawn anew --draws times. Half of the messages
are the labelled set, 300 others the questions asked lately. A good change that is kept aside is a false
alarm; a bad one that answers is what the gate is there to prevent. Half a minute of one core for each row.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.debunk import Debunk, Verdict
from corpus.library import read_corpus
from index.asked import Asked
from index.benchmark import read_labelled
from index.encoder import load_encoder
from index.release import Release, release
from index.replay import Change
from index.versions import use_version

_ASIDE = 0.1  # of the debunks, which good changes add
_QUESTIONS = 300
_HEADINGS = ("网传消息是真的吗", "这个说法是真的还是假的", "最近朋友圈流传的一则消息", "吃了会致癌")

Altered = Callable[[list[Debunk], list[Debunk], random.Random], list[Debunk]]
"""Makes a corpus of the current debunks, those that are not there yet, and chance."""


def _added(share: float) -> Altered:
    return lambda now, new, chance: now + chance.sample(new, round(share * len(now)))


def _withdrawn(now: list[Debunk], new: list[Debunk], chance: random.Random) -> list[Debunk]:
    return chance.sample(now, len(now) - len(now) // 100)


def _reworded(now: list[Debunk], new: list[Debunk], chance: random.Random) -> list[Debunk]:
    """Summaries of one in twenty are cut to their first half, as an editor might."""
    half = {each.id: each.summary[: len(each.summary) // 2] for each in chance.sample(now, len(now) // 20)}
    return [each.model_copy(update={"summary": half.get(each.id, each.summary)}) for each in now]


def _imported(count: int, text: Callable[[Debunk, random.Random], str], *, true: bool = False) -> Altered:
    """An import of which the claims are something else."""

    def change(now: list[Debunk], new: list[Debunk], chance: random.Random) -> list[Debunk]:
        verdict = {"verdict": Verdict.TRUE} if true else {}
        bad = [
            each.model_copy(
                update={"id": f"bad-{number}", "claim": text(each, chance), "variants": (), **verdict}
                | {"url": f"https://example.org/{number}", "publisher": "Import"}
            )
            for number, each in enumerate(chance.choices(now, k=count))
        ]
        return now + bad

    return change


def _shuffled(now: list[Debunk], new: list[Debunk], chance: random.Random) -> list[Debunk]:
    """A table sorted by one column alone: the claims of one in five stand with another's summary."""
    some = chance.sample(range(len(now)), len(now) // 5)
    found = list(now)
    for place, other in zip(some, chance.sample(some, len(some)), strict=True):
        told = {"claim": now[other].claim, "variants": now[other].variants}
        found[place] = now[place].model_copy(update=told)
    return found


def _halved(now: list[Debunk], new: list[Debunk], chance: random.Random) -> list[Debunk]:
    return chance.sample(now, len(now) // 2)


def _piece(each: Debunk, chance: random.Random) -> str:
    """The wrong column: a piece out of the text."""
    start = chance.randrange(max(1, len(each.summary) - 40))
    piece = each.summary[start : start + 40]
    return piece if len(piece) >= 10 else each.claim


GOOD: Mapping[str, Altered] = {
    "nothing": lambda now, new, chance: now,
    "1 % more debunks": _added(0.01),
    "10 % more debunks": _added(0.1),
    "1 % withdrawn": _withdrawn,
    "the summaries of 5 % cut to half": _reworded,
}
BAD: Mapping[str, Altered] = {
    "the same claims, called true, 5 %": _imported(240, lambda each, chance: each.claim, true=True),
    "the same claims, called true, 1 %": _imported(48, lambda each, chance: each.claim, true=True),
    "pieces of texts as claims, 20 %": _imported(1_000, _piece),
    "headings as claims, 200": _imported(200, lambda each, chance: chance.choice(_HEADINGS)),
    "claims of 20 % beside others' texts": _shuffled,
    "half of the debunks lost": _halved,
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path, help="folder of debunks.jsonl and dev.jsonl")
    parser.add_argument("--draws", type=int, default=2, help="of each change [2]")
    told = parser.parse_args()
    debunks = list(read_corpus([told.bench / "debunks.jsonl"]).debunks)
    messages = read_labelled(told.bench / "dev.jsonl")
    encoder = load_encoder()
    print("| draw | change | rightly, wrongly (change) | lost, moved | what the gate says |")
    print("| ---: | --- | --- | --- | --- |")
    for draw in range(told.draws):
        chance = random.Random(draw)  # noqa: S311
        new = chance.sample(debunks, round(_ASIDE * len(debunks)))
        absent = {each.id for each in new}
        now = [each for each in debunks if each.id not in absent]
        labelled, others = messages[draw % 2 :: 2], messages[1 - draw % 2 :: 2]
        questions = [Asked(each.id, each.text) for each in chance.sample(others, _QUESTIONS)]
        with TemporaryDirectory() as folder:
            home = Path(folder)
            old = release(now, home, encoder=encoder, labelled=labelled)
            for name, change in {**GOOD, **BAD}.items():
                changed = change(now, new, chance)
                made = release(changed, home, encoder=encoder, labelled=labelled, questions=questions)
                print(f"| {draw + 1} | {name} | {_told(old, made)} |", flush=True)
                use_version(home / "index", old.folder.name)
    print(f"\n{datetime.now(UTC):%Y-%m-%d}, {len(messages)} messages")


def _told(old: Release, new: Release) -> str:
    """:returns: three cells of the table"""
    was, now = old.quality.judged, new.quality.judged
    both = was.keys() & now.keys()
    helped = sum(now[name].helped - was[name].helped for name in both)
    misled = sum(now[name].misled - was[name].misled for name in both)
    counts = new.replay.counts if new.replay else {}
    lost = counts.get(Change.LOST, 0) + counts.get(Change.DOUBTED, 0)
    moved = counts.get(Change.ANOTHER, 0)
    told = "answers" if new.current else "aside: " + ", ".join(fault.kind for fault in new.faults)
    return f"{helped:+}, {misled:+} of {len(both)} | {lost}, {moved} of {_QUESTIONS} | {told}"


if __name__ == "__main__":
    main()

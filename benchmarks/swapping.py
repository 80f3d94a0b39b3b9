"""Measure what a swap of versions costs those who ask: python -m benchmarks.swapping BENCH CORPUS

To be run with OMP_NUM_THREADS=1, as the bot has it. Two versions are built of CORPUS, a file or folder of
debunks. The bot's checker is asked the messages of BENCH/dev.jsonl, 20 a second as a busy bot is, while
`current` moves to the other version ten times, once in three seconds. A message waits from when it is asked
until its answer is there; beside these times stand those of the same messages when nothing moves. Wall time,
on whatever else the machine does.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.memory import resident_megabytes
from bot.checker import Checker
from bot.question import Question
from corpus.library import read_corpus
from index.build import build_version
from index.encoder import load_encoder
from index.search import ClaimIndex
from index.versions import use_version

_A_SECOND = 20
_SWAPS = 10
_APART = 3.0  # seconds from a swap to the next


@dataclass(slots=True)
class Seen:
    """What was seen in one run: seconds, and names of versions."""

    waits: list[float] = field(default_factory=list)
    late: float = 0.0
    answered_by: list[str] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)


async def ask(checker: Checker, texts: Sequence[str], root: Path, names: Sequence[str]) -> Seen:
    """Ask all messages at their times; with names, move `current` to one after the other meanwhile."""
    seen = Seen()
    begun = time.perf_counter()

    async def one(number: int, text: str) -> None:
        due = begun + number / _A_SECOND
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        seen.late = max(seen.late, time.perf_counter() - due)
        answer = await checker.check(Question(text))
        seen.waits.append(time.perf_counter() - due)
        seen.answered_by.append(answer.index_version)

    async def swap() -> None:
        for name in names:
            await asyncio.sleep(_APART)
            await asyncio.to_thread(use_version, root, name)
            moved = time.perf_counter()
            while checker.version != name:
                await asyncio.sleep(0.01)
            seen.taken.append(time.perf_counter() - moved)

    await asyncio.gather(swap(), *(one(*each) for each in enumerate(texts)))
    return seen


async def measure(root: Path, names: Sequence[str], texts: Sequence[str]) -> None:
    """Print the table."""
    encoder = load_encoder()

    def load(folder: Path) -> ClaimIndex:
        return ClaimIndex.load(folder, encoder)

    use_version(root, names[-1])
    async with Checker(load(root / names[-1]), root, load) as checker:
        await ask(checker, texts[:100], root, ())
        before = resident_megabytes()
        still = await ask(checker, texts, root, ())
        moving = await ask(checker, texts, root, [names[number % 2] for number in range(_SWAPS)])
        after = resident_megabytes()
    print("| | nothing moves | ten swaps |\n| --- | ---: | ---: |")
    told = zip(seen_rows(still), seen_rows(moving), strict=True)
    for (name, one), (_, other) in told:
        print(f"| {name} | {one} | {other} |")
    print(f"| a swap takes, s: middle / most | | {np.median(moving.taken):.1f} / {max(moving.taken):.1f} |")
    print(f"| memory, MB: before / after | | {before:.0f} / {after:.0f} |")
    print(f"\n{datetime.now(UTC):%Y-%m-%d}, load {os.getloadavg()[0]:.1f}")


def seen_rows(seen: Seen) -> list[tuple[str, str]]:
    """:returns: what is printed of a run, by its names"""
    return [
        ("messages answered", f"{len(seen.waits):,}"),
        ("a message waits, ms: p50 / p99 / most", waited(seen.waits)),
        ("the event loop is late at most, ms", f"{seen.late * 1e3:.0f}"),
        ("versions that answered", f"{len(set(seen.answered_by))}"),
    ]


def waited(waits: Sequence[float]) -> str:
    """:returns: milliseconds of the middle, the 99th of a hundred and the longest"""
    return " / ".join(f"{share * 1e3:.0f}" for share in np.percentile(waits, (50, 99, 100)))


def main() -> None:
    """Build both versions and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path, help="folder of dev.jsonl")
    parser.add_argument("corpus", type=Path, help="file or folder of debunks, JSON Lines")
    told = parser.parse_args()
    with (told.bench / "dev.jsonl").open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    # The kinds of messages stand one after the other in the file.
    count = int(_A_SECOND * _APART * (_SWAPS + 1))
    texts = texts[:: max(1, len(texts) // count)][:count]
    debunks = read_corpus([told.corpus]).debunks
    with TemporaryDirectory() as folder:
        root = Path(folder)
        names = [build_version(some, root, encoder=load_encoder()).name for some in (debunks, debunks[:-1])]
        asyncio.run(measure(root, names, texts))


if __name__ == "__main__":
    main()

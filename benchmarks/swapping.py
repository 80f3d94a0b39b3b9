"""Measure what a swap of versions costs those who ask: python -m benchmarks.swapping BENCH CORPUS

To be run with OMP_NUM_THREADS=1, as the bot has it. Two versions are built of CORPUS, a file or folder of
debunks. The bot's checker is asked the messages of BENCH/dev.jsonl, 20 a second as a busy bot is, while
`current` moves to the other version ten times, once in three seconds. A message waits from when it is asked
until its answer is there; beside these times stand those of the same messages when nothing moves and all of
them were asked before. The two take turns three times, and of each message's three times the middle one
counts, for the machine does other things, too: how far apart the times of one message are when nothing moves
is printed beside how much longer it waits.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

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
_ROUNDS = 3
_TOO_LONG = 0.1  # seconds that a message may wait longer

Floats = NDArray[np.float64]


@dataclass(slots=True)
class Seen:
    """What was seen in one run: seconds, and names of versions."""

    waits: dict[int, float] = field(default_factory=dict)
    """By the number of the message."""
    late: float = 0.0
    cpu: float = 0.0
    answered_by: list[str] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)


async def ask(checker: Checker, texts: Sequence[str], root: Path, names: Sequence[str]) -> Seen:
    """Ask all messages at their times; with names, move `current` to one after the other meanwhile."""
    seen = Seen()
    begun, cpu = time.perf_counter(), time.process_time()

    async def one(number: int, text: str) -> None:
        due = begun + number / _A_SECOND
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        seen.late = max(seen.late, time.perf_counter() - due)
        answer = await checker.check(Question(text))
        seen.waits[number] = time.perf_counter() - due
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
    seen.cpu = time.process_time() - cpu
    return seen


async def measure(root: Path, names: Sequence[str], texts: Sequence[str]) -> None:
    """Print the table."""
    encoder = load_encoder()

    def load(folder: Path) -> ClaimIndex:
        return ClaimIndex.load(folder, encoder)

    swaps = [names[number % 2] for number in range(_SWAPS)]
    use_version(root, names[-1])
    still: list[Seen] = []
    moving: list[Seen] = []
    async with Checker(load(root / names[-1]), root, load) as checker:
        gc.freeze()  # as the bot does
        before = 0.0
        for _ in range(_ROUNDS):
            for text in texts:
                await checker.check(Question(text))
            before = before or resident_megabytes()
            still.append(await ask(checker, texts, root, ()))
            moving.append(await ask(checker, texts, root, swaps))
        after = resident_megabytes()
    print("| | nothing moves | ten swaps |\n| --- | ---: | ---: |")
    for (name, one), (_, other) in zip(seen_rows(still), seen_rows(moving), strict=True):
        print(f"| {name} | {one} | {other} |")
    apart = np.ptp([waits_of(seen) for seen in still], axis=0)
    longer = middle(moving) - middle(still)
    for name, value in (("p50 / p99 / most", told), ("so many messages by more than 100", too_long)):
        print(f"| apart, or longer, ms: {name} | {value(apart)} | {value(longer)} |")
    taken = [seconds for seen in moving for seconds in seen.taken]
    print(f"| a swap takes, s: middle / most | | {np.median(taken):.1f} / {max(taken):.1f} |")
    print(f"| memory, MB: before / after | | {before:.0f} / {after:.0f} |")
    print(f"\n{datetime.now(UTC):%Y-%m-%d}, load {os.getloadavg()[0]:.1f}")


def seen_rows(rounds: Sequence[Seen]) -> list[tuple[str, str]]:
    """:returns: what is printed of some rounds, by its names"""
    versions = {version for seen in rounds for version in seen.answered_by}
    return [
        ("messages answered", f"{sum(len(seen.waits) for seen in rounds):,}"),
        ("a message waits, ms: p50 / p99 / most", told(middle(rounds))),
        ("the event loop is late at most, ms", f"{max(seen.late for seen in rounds) * 1e3:.0f}"),
        ("processor time, s", " / ".join(f"{seen.cpu:.1f}" for seen in rounds)),
        ("versions that answered", f"{len(versions)}"),
    ]


def waits_of(seen: Seen) -> Floats:
    """:returns: (messages,) seconds"""
    return np.array([seen.waits[number] for number in sorted(seen.waits)])


def middle(rounds: Sequence[Seen]) -> Floats:
    """:returns: (messages,) the middle of what each one waited"""
    return np.asarray(np.median([waits_of(seen) for seen in rounds], axis=0))


def told(seconds: Floats) -> str:
    """:returns: milliseconds of the middle, the 99th of a hundred and the longest"""
    return " / ".join(f"{share * 1e3:.0f}" for share in np.percentile(seconds, (50, 99, 100)))


def too_long(seconds: Floats) -> str:
    """:returns: how many are above what a message may wait longer"""
    return f"{int((seconds > _TOO_LONG).sum())}"


def main() -> None:
    """Build both versions and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path, help="folder of dev.jsonl")
    parser.add_argument("corpus", type=Path, help="file or folder of debunks, JSON Lines")
    asked = parser.parse_args()
    with (asked.bench / "dev.jsonl").open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    # The kinds of messages stand one after the other in the file.
    count = int(_A_SECOND * _APART * (_SWAPS + 1))
    texts = texts[:: max(1, len(texts) // count)][:count]
    debunks = read_corpus([asked.corpus]).debunks
    with TemporaryDirectory() as folder:
        root = Path(folder)
        names = [build_version(some, root, encoder=load_encoder()).name for some in (debunks, debunks[:-1])]
        asyncio.run(measure(root, names, texts))


if __name__ == "__main__":
    main()

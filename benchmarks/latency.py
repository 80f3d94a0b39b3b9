"""Measure time and memory of a check, beside BM25 and the encoder alone: python benchmarks/latency.py BENCH

BENCH is a folder of debunks.jsonl and dev.jsonl. Times are of one message at a time on one core, all parts in
one process that takes them in turn, so that other work on the machine falls upon all alike; CPU time counts
only our own. Memory is the peak of a process that holds one part alone, and has seen every message.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

Part = Callable[[str], object]
"""What is done with the text of a message."""

PERCENTILES = (50, 90, 99)
_BM25, _CHECK = "BM25 on claims", "whole check"
_WARMING = 30  # messages before the clock counts
_BEST = 10
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one message, at each of the percentiles."""

    wall: tuple[float, ...]
    cpu: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a process needs that holds one part alone."""

    peak: float
    """Resident, in MB."""
    start: float
    """Seconds of CPU time until the first message can be taken."""


def _reading(folder: Path) -> Part:
    from corpus.text import read_text

    return read_text


def _bm25(folder: Path) -> Part:
    import numpy as np

    from corpus.text import read_text
    from index.term_index import TermIndex
    from index.terms import terms_of
    from index.view import CLAIM_TERMS

    terms = TermIndex.load(folder / CLAIM_TERMS)

    def rank(text: str) -> object:
        scores = terms.scores(terms.ids(set(terms_of(read_text(text).body))))
        best = np.argpartition(-scores, min(_BEST, len(scores) - 1))[:_BEST]
        return best[np.argsort(-scores[best])]

    return rank


def _encoder(folder: Path) -> Part:
    from corpus.text import read_text
    from index.encoder import load_encoder
    from index.view import pieces_of

    encoder = load_encoder()

    def embed(text: str) -> object:
        reading = read_text(text)
        return encoder.encode_messages([reading.body, *pieces_of(reading)])

    return embed


def _check(folder: Path) -> Part:
    from index.search import ClaimIndex

    return ClaimIndex.load(folder).check


PARTS: Mapping[str, Callable[[Path], Part]] = {
    "reading": _reading,
    _BM25: _bm25,
    "encoder": _encoder,
    _CHECK: _check,
}
"""Each part, given the folder of an index, is loaded with what it needs, and reads the message itself."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("bench", type=Path, help="folder of debunks.jsonl and dev.jsonl")
    parser.add_argument("--rounds", type=int, default=1, help="how many times each message is timed [1]")
    parser.add_argument("--stage", help=argparse.SUPPRESS)
    parser.add_argument("--index", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args(arguments)
    if told.stage:
        json.dump(_run_stage(told.stage, told.bench, told.index, told.rounds), sys.stdout)
        return
    messages = told.bench / "dev.jsonl"
    if told.rounds < 1 or not messages.is_file() or not (told.bench / "debunks.jsonl").is_file():
        parser.error(
            f"expected debunks.jsonl and dev.jsonl in {told.bench}, and 1 round or more, got {told.rounds}"
        )
    with TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        # Each stage is a process of its own: none inherits the memory of another.
        built = run_stage("build", told.bench, index)
        times = {
            name: Times(tuple(row["wall"]), tuple(row["cpu"]))
            for name, row in run_stage("times", told.bench, index, told.rounds).items()
        }
        footprints = {name: Footprint(**run_stage(name, told.bench, index)) for name in PARTS}
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {_processor()}, Python {sys.version.split()[0]}, one core; "
        f"{built['messages']} messages {told.rounds} x, {built['debunks']} debunks; "
        f"load of the machine {os.getloadavg()[0]:.1f}\n"
    )
    print(table(times, footprints))


def run_stage(stage: str, bench: Path, index: Path, rounds: int = 1) -> dict[str, Any]:
    """Run one stage in a process of its own, on one core and with one thread.

    :raises CalledProcessError: when it fails; what it says is on stderr
    """
    environment = os.environ | dict.fromkeys(_ONE_THREAD, "1") | {"TOKENIZERS_PARALLELISM": "false"}
    command = [
        sys.executable,
        __file__,
        str(bench),
        "--stage",
        stage,
        "--index",
        str(index),
        "--rounds",
        str(rounds),
    ]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def table(times: Mapping[str, Times], footprints: Mapping[str, Footprint]) -> str:
    """:returns: a Markdown table; the ratios are to BM25 alone, at the median and the last percentile"""
    marks = " / ".join(f"p{percent}" for percent in PERCENTILES)
    lines = [
        f"| part | CPU ms {marks} | times BM25 p{PERCENTILES[0]} / p{PERCENTILES[-1]} | wall ms {marks} "
        "| peak MB | times BM25 | start, CPU s |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    base, least = times[_BM25].cpu, footprints[_BM25].peak
    for name, row in times.items():
        held = footprints[name]
        lines.append(
            f"| {name} | {_listed(row.cpu)} | {row.cpu[0] / base[0]:.1f} / {row.cpu[-1] / base[-1]:.1f} "
            f"| {_listed(row.wall)} | {held.peak:.0f} | {held.peak / least:.1f} | {held.start:.1f} |"
        )
    return "\n".join(lines)


def _run_stage(stage: str, bench: Path, index: Path, rounds: int) -> dict[str, Any]:
    _pin_to_one_core()
    texts = _texts(bench / "dev.jsonl")
    if stage == "build":
        return {"messages": len(texts), "debunks": _build(bench, index)}
    if stage == "times":
        parts = {name: load(index) for name, load in PARTS.items()}
        return {name: {"wall": row.wall, "cpu": row.cpu} for name, row in _time(parts, texts, rounds).items()}
    part = PARTS[stage](index)
    start = time.process_time()
    for text in texts:
        part(text)
    return {"peak": _peak_megabytes(), "start": start}


def _texts(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file if line.strip()]


def _build(bench: Path, index: Path) -> int:
    from corpus.library import read_corpus
    from index.build import build_index
    from index.encoder import load_encoder

    return build_index(read_corpus([bench / "debunks.jsonl"]).debunks, index, encoder=load_encoder()).debunks


def _time(parts: Mapping[str, Part], texts: Sequence[str], rounds: int) -> dict[str, Times]:
    import numpy as np

    for text in texts[:_WARMING]:
        for part in parts.values():
            part(text)
    spent: dict[str, list[tuple[int, int]]] = {name: [] for name in parts}
    for _ in range(rounds):
        for text in texts:
            for name, part in parts.items():
                wall, cpu = time.perf_counter_ns(), time.process_time_ns()
                part(text)
                spent[name].append((time.perf_counter_ns() - wall, time.process_time_ns() - cpu))
    found = {}
    for name, rows in spent.items():
        wall_at, cpu_at = np.percentile(np.array(rows) / 1e6, PERCENTILES, axis=0).T.tolist()
        found[name] = Times(tuple(wall_at), tuple(cpu_at))
    return found


def _pin_to_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _peak_megabytes() -> float:
    """Peak resident memory of this process since it began to be this program.

    The number of getrusage() is the fallback: on Linux it may be that of the parent.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    return next(
        (line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown processor"
    )


def _listed(values: Sequence[float]) -> str:
    return " / ".join(f"{value:.1f}" for value in values)


if __name__ == "__main__":
    main()

"""Measure indexes of 10,000 to 1,000,000 debunks: python benchmarks/scale.py BENCH TRAIN [--sizes N ...]

BENCH is a folder of dev.jsonl, whose messages are asked; TRAIN one of pairs.jsonl.gz and texts.txt.gz, of
which the debunks are made (benchmarks/scale_corpus.py). Each size is built, loaded and asked beside exact
search, FAISS and SQLite FTS5 in processes of their own, with one thread. Corpora and indexes stay in
--folder, so that what is there is not made again; a million debunks take about 10 GB there.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_SIZES = (2_000, 10_000)
_MESSAGES = 200
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
_KEPT = Path(tempfile.gettempdir()) / "zhendema-scale"

Figures = Mapping[str, Any]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table; write it, the figures and a chart into --out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("bench", type=Path, help="folder of dev.jsonl")
    parser.add_argument("train", type=Path, help="folder of pairs.jsonl.gz and texts.txt.gz")
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, help=f"debunks {_SIZES}")
    parser.add_argument("--messages", type=int, default=_MESSAGES, help=f"that are asked [{_MESSAGES}]")
    parser.add_argument("--folder", type=Path, default=_KEPT, help=f"of what is kept [{_KEPT}]")
    parser.add_argument("--out", type=Path, help="folder of scale.json and scale.png")
    parser.add_argument("--stage", help=argparse.SUPPRESS)
    told = parser.parse_args(arguments)
    messages = told.bench / "dev.jsonl"
    if not messages.is_file() or not (told.train / "texts.txt.gz").is_file() or min(told.sizes) < 1:
        parser.error(f"expected {messages}, {told.train / 'texts.txt.gz'} and sizes of 1 or more")
    if told.stage:
        json.dump(_run_here(told), sys.stdout)
        return
    from benchmarks.scale_corpus import write_corpora
    from benchmarks.scale_stages import STAGES

    write_corpora(told.train, {size: told.folder / f"{size}.jsonl" for size in told.sizes})
    found: dict[int, dict[str, Any]] = {}
    for size in sorted(told.sizes):
        found[size] = {}
        for stage in STAGES:
            found[size] |= _run_apart(told, stage, size)
            print(f"{size} debunks: {stage}", file=sys.stderr, flush=True)
    print(f"{datetime.now(UTC):%Y-%m-%d}, {told.messages} messages, load {os.getloadavg()[0]:.1f}\n")
    print(table(found))
    if told.out:
        from benchmarks.scale_chart import draw

        told.out.mkdir(parents=True, exist_ok=True)
        (told.out / "scale.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        draw(found, told.out / "scale.png")


def _run_here(told: argparse.Namespace) -> dict[str, Any]:
    from benchmarks.scale_stages import STAGES

    (size,) = told.sizes
    with (told.bench / "dev.jsonl").open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file if line.strip()]
    # The kinds of messages stand one after the other in the file.
    apart = max(1, len(texts) // told.messages)
    some, others = (texts[first::apart][: told.messages] for first in (0, apart // 2))
    return STAGES[told.stage](told.folder / f"{size}.jsonl", told.folder / str(size), some, others)


def _run_apart(told: argparse.Namespace, stage: str, size: int) -> dict[str, Any]:
    """Run a stage in a process of its own, so that none inherits the memory of another.

    :raises CalledProcessError: when it fails; what it says is on stderr
    """
    command = [sys.executable, __file__, str(told.bench), str(told.train), "--stage", stage]
    command += ["--sizes", str(size), "--messages", str(told.messages), "--folder", str(told.folder)]
    environment = os.environ | dict.fromkeys(_ONE_THREAD, "1") | {"TOKENIZERS_PARALLELISM": "false"}
    environment["PYTHONPATH"] = str(Path(__file__).parents[1])
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


_TIMES = ("p50", "p99", "mean")
_ROWS = (
    ("vectors", "{vectors:,}"),
    ("build, CPU s (vectors known before)", "{build_cpu_s:.0f} ({known_vectors:,})"),
    ("build, debunks a CPU second", "{build_rate:.0f}"),
    ("build, peak MB", "{build_peak_mb:.0f}"),
    ("on disk, MB", "{disk_mb:.0f}"),
    ("load, s wall / CPU", "{load_s:.1f} / {load_cpu_s:.1f}"),
    ("memory loaded / after all messages, MB", "{loaded_mb:.0f} / {asked_mb:.0f}"),
    ("whole check p50 / p99 / mean, wall ms", "{check_wall_ms}"),
    ("… CPU ms", "{check_cpu_ms}"),
    ("candidates p50 / p99 / mean, wall ms", "{candidates_wall_ms}"),
    ("… CPU ms", "{candidates_cpu_ms}"),
    ("exact candidates p50 / p99 / mean, CPU ms", "{exact_cpu_ms}"),
    ("vectors of a message p50 / p99 / mean, CPU ms", "{vectors_cpu_ms}"),
    ("FAISS flat p50 / p99 / mean, CPU ms", "{flat_cpu_ms}"),
    ("SQLite FTS5 trigram p50 / p99 / mean, wall ms", "{trigrams_wall_ms}"),
    ("… CPU ms", "{trigrams_cpu_ms}"),
    ("… of at most 600 trigrams of a message, wall ms", "{cut_trigrams_wall_ms}"),
    ("SQLite FTS5 trigram, MB", "{trigrams_mb:.0f}"),
    ("PostgreSQL pg_trgm p50 / p99, wall ms", "{postgres}"),
    ("FTS5 takes so many times the whole check, wall: p50 / p99 / mean", "{times_check}"),
    ("… and the candidates", "{times_candidates}"),
    (
        "… of at most 600 trigrams: the whole check; the candidates",
        "{cut_times_check}; {cut_times_candidates}",
    ),
    ("recall@10 of vectors", "{vector_recall:.3f}"),
    ("recall@10 of candidates (exact ten among all)", "{candidate_recall:.3f} ({candidate_kept:.3f})"),
    ("… of exact ones with claims and summaries apart", "{apart_recall:.3f} ({apart_kept:.3f})"),
)


def table(found: Mapping[int, Figures]) -> str:
    """:returns: a Markdown table, a column for each size"""
    lines = ["| debunks | " + " | ".join(f"{size:,}" for size in found) + " |"]
    lines.append("| --- |" + " ---: |" * len(found))
    for name, form in _ROWS:
        cells = [form.format(**one, **_derived(size, one)) for size, one in found.items()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _derived(size: int, one: Figures) -> dict[str, Any]:
    timed = {name.removesuffix("_p50_ms") for name in one if name.endswith("_p50_ms")}
    return {f"{name}_ms": " / ".join(f"{one[f'{name}_{of}_ms']:.1f}" for of in _TIMES) for name in timed} | {
        "build_rate": size / one["build_cpu_s"],
        **{
            f"{cut}times_{name}": _times(one, f"{cut}trigrams", name)
            for cut in ("", "cut_")
            for name in ("check", "candidates")
        },
    }


def _times(one: Figures, rival: str, name: str) -> str:
    shares = (one[f"{rival}_wall_{of}_ms"] / one[f"{name}_wall_{of}_ms"] for of in _TIMES)
    return " / ".join(f"{share:.1f}" for share in shares)


if __name__ == "__main__":
    main()

"""What is measured of an index of one size, each stage in a process of its own (benchmarks/scale.py)."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.memory import peak_megabytes, resident_megabytes

_WARMING = 5  # messages before the clock counts
_BEST = 10
_EVERY = 4  # of the messages one is asked of the rivals, which take long
_ALL = 1 << 60


def build(corpus: Path, folder: Path, messages: Sequence[str]) -> dict[str, Any]:
    """Build the index, or tell what was measured when it was built in this format and by this encoder."""
    from corpus.library import read_corpus
    from index.build import build_index
    from index.encoder import load_encoder
    from index.errors import BrokenIndex, StaleIndex
    from index.manifest import Manifest
    from index.reuse import KnownVectors

    told = folder.with_suffix(".json")
    encoder = load_encoder()
    with suppress(FileNotFoundError, BrokenIndex, StaleIndex):
        found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
        Manifest.read(folder).require_encoder(encoder)
        return found
    shutil.rmtree(folder, ignore_errors=True)
    # What smaller indexes have embedded is taken over: it is told how much.
    known = KnownVectors.open(folder.parent, encoder)
    before = len(known)
    start, cpu = time.perf_counter(), time.process_time()
    debunks = read_corpus([corpus]).debunks
    manifest = build_index(debunks, folder, encoder=encoder, known=known)
    figures = {
        "debunks": manifest.debunks,
        "vectors": manifest.vectors,
        "known_vectors": before,
        "build_s": time.perf_counter() - start,
        "build_cpu_s": time.process_time() - cpu,
        "build_peak_mb": peak_megabytes(),
        "disk_mb": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6,
    }
    told.write_text(json.dumps(figures), encoding="utf-8")
    return figures


def check(corpus: Path, folder: Path, messages: Sequence[str]) -> dict[str, Any]:
    """Load the index as the bot does, and ask it everything."""
    from index.encoder import load_encoder
    from index.search import ClaimIndex

    encoder = load_encoder()
    empty, start, cpu = resident_megabytes(), time.perf_counter(), time.process_time()
    index = ClaimIndex.load(folder, encoder)
    loaded = {"load_s": time.perf_counter() - start, "load_cpu_s": time.process_time() - cpu}
    loaded |= {"empty_mb": empty, "loaded_mb": resident_megabytes()}
    return loaded | _timed("check", index.check, messages) | {"asked_mb": resident_megabytes()}


def search(corpus: Path, folder: Path, messages: Sequence[str]) -> dict[str, Any]:
    """Lay what is found beside what a search of everything finds, and beside FAISS and SQLite alone."""
    from benchmarks.scale_rivals import Trigrams, postgres_told
    from corpus.text import read_text
    from index.candidates import find_candidates, near_of
    from index.encoder import load_encoder
    from index.terms import Effort
    from index.vectors import ClaimVectors
    from index.view import Holdings, View, pieces_of

    encoder = load_encoder()
    holdings = Holdings.load(folder, encoder)
    searched = holdings.vectors.searched[:]
    every = ClaimVectors.of_rows(searched, holdings.vectors.owners[: len(searched)], flat_up_to=_ALL)
    exact = replace(holdings, vectors=every)
    readings = [reading for text in messages if (reading := read_text(text)).body]
    embedded = [encoder.encode_messages([reading.body, *pieces_of(reading)]) for reading in readings]

    def candidates(number: int, of: Holdings) -> list[int]:
        reading = readings[number]
        near = near_of([reading.body, *pieces_of(reading)], embedded[number], of)
        vectors, terms = np.stack([each.vector for each in near]), [each.terms for each in near]
        return find_candidates(View.of_reading(reading, vectors, terms), of, near).rows

    numbers = range(len(readings))
    figures: dict[str, Any] = {}
    figures |= _timed("candidates", lambda number: candidates(number, holdings), numbers)
    figures |= _timed("vectors", lambda number: holdings.vectors.nearest(embedded[number], _BEST), numbers)
    figures |= _timed("flat", lambda number: every.nearest(embedded[number], _BEST), numbers)
    quick = [candidates(number, holdings) for number in numbers]
    effort = holdings.claim_terms.effort
    for terms in (holdings.claim_terms, holdings.full_terms):
        terms.effort = Effort(texts=_ALL, postings=0, likely=0)
    figures |= _timed("exact", lambda number: candidates(number, exact), numbers)
    slow = [candidates(number, exact) for number in numbers]
    for terms in (holdings.claim_terms, holdings.full_terms):
        terms.effort = effort
    figures["candidate_recall"] = float(
        np.mean([len(set(one[:_BEST]) & set(other[:_BEST])) / len(other[:_BEST])
                 for one, other in zip(quick, slow, strict=True) if other])
    )  # fmt: skip
    figures["candidate_kept"] = float(
        np.mean([len(set(one) & set(other[:_BEST])) / len(other[:_BEST])
                 for one, other in zip(quick, slow, strict=True) if other])
    )  # fmt: skip
    found = [(holdings.vectors.nearest(rows, _BEST)[0], every.nearest(rows, _BEST)[0]) for rows in embedded]
    # Of equal vectors any is right.
    figures["vector_recall"] = float(
        np.mean(np.concatenate([(one >= other[:, -1:] - 1e-5).mean(axis=1) for one, other in found]))
    )
    trigrams = Trigrams.of_corpus(corpus, folder.with_suffix(".trigrams"))
    some = [reading.body for reading in readings[::_EVERY]]
    figures |= {"trigrams_mb": trigrams.megabytes} | _timed("trigrams", trigrams.best, some)
    return figures | {"postgres": postgres_told(corpus, some[::2])}


STAGES: dict[str, Callable[[Path, Path, Sequence[str]], dict[str, Any]]] = {
    "build": build,
    "check": check,
    "search": search,
}
"""Each takes the corpus, the folder of the index and the messages, and returns figures by their names."""


def _timed(name: str, work: Callable[[Any], object], over: Sequence[Any]) -> dict[str, float]:
    """:returns: milliseconds of CPU time at p50, at p99 and in the mean, and of wall time at p50"""
    for one in over[:_WARMING]:
        work(one)
    spent = []
    for one in over:
        wall, cpu = time.perf_counter(), time.process_time()
        work(one)
        spent.append((time.perf_counter() - wall, time.process_time() - cpu))
    walls, cpus = (np.array(column) * 1e3 for column in zip(*spent, strict=True))
    return {
        f"{name}_p50_ms": float(np.percentile(cpus, 50)),
        f"{name}_p99_ms": float(np.percentile(cpus, 99)),
        f"{name}_mean_ms": float(cpus.mean()),
        f"{name}_wall_p50_ms": float(np.percentile(walls, 50)),
    }

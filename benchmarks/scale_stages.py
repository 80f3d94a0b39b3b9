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
from numpy.typing import NDArray

from benchmarks.memory import peak_megabytes, resident_megabytes

_WARMING = 5  # messages before the clock counts, where all is in memory
_BEST = 10
_EVERY = 8  # messages of which one is asked: of PostgreSQL, and of SQLite before the clock counts
_CUT = 600  # trigrams of a message that are asked for when SQLite need not read all of it
_ALL = 1 << 60


def build(corpus: Path, folder: Path, messages: Sequence[str], others: Sequence[str]) -> dict[str, Any]:
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


def check(corpus: Path, folder: Path, messages: Sequence[str], others: Sequence[str]) -> dict[str, Any]:
    """Load the index as the bot does, and ask it everything.

    :param others: messages that are asked before, for a bot has answered some
    """
    from index.encoder import load_encoder
    from index.search import ClaimIndex

    encoder = load_encoder()
    empty, start, cpu = resident_megabytes(), time.perf_counter(), time.process_time()
    index = ClaimIndex.load(folder, encoder)
    loaded = {"load_s": time.perf_counter() - start, "load_cpu_s": time.process_time() - cpu}
    loaded |= {"empty_mb": empty, "loaded_mb": resident_megabytes()}
    return loaded | _timed("check", index.check, messages, others) | {"asked_mb": resident_megabytes()}


def search(corpus: Path, folder: Path, messages: Sequence[str], others: Sequence[str]) -> dict[str, Any]:
    """Lay what is found beside what a search of everything finds, and beside FAISS and SQLite alone.

    :param others: messages that are asked before, so that what is common to messages has been read
    """
    from benchmarks.scale_rivals import Trigrams, postgres_told
    from corpus.text import Reading, read_text
    from index.candidates import find_candidates, near_of
    from index.encoder import load_encoder
    from index.term_index import Effort
    from index.vectors import ClaimVectors
    from index.view import Holdings, View, pieces_of

    encoder = load_encoder()
    holdings = Holdings.load(folder, encoder)
    searched = holdings.vectors.searched[:]
    every = ClaimVectors.of_rows(searched, holdings.vectors.owners[: len(searched)], flat_up_to=_ALL)
    exact = replace(holdings, vectors=every)
    readings, before = (
        [reading for text in texts if (reading := read_text(text)).body] for texts in (messages, others)
    )
    embedded = {
        reading.body: encoder.encode_messages([reading.body, *pieces_of(reading)])
        for reading in (*readings, *before)
    }

    def candidates(reading: Reading, of: Holdings) -> list[int]:
        near = near_of([reading.body, *pieces_of(reading)], embedded[reading.body], of)
        vectors, terms = np.stack([each.vector for each in near]), [each.terms for each in near]
        return find_candidates(View.of_reading(reading, vectors, terms), of, near).rows

    def nearest(reading: Reading, of: ClaimVectors) -> NDArray[np.float32]:
        return of.nearest(embedded[reading.body], _BEST)[0]

    figures: dict[str, Any] = {}
    figures |= _timed("candidates", lambda reading: candidates(reading, holdings), readings, before)
    figures |= _timed("vectors", lambda reading: nearest(reading, holdings.vectors), readings, before)
    figures |= _timed("flat", lambda reading: nearest(reading, every), readings, before[:_WARMING])
    trigrams = Trigrams.of_corpus(corpus, folder.with_suffix(".trigrams"))
    figures |= {"trigrams_mb": trigrams.megabytes}
    few = before[::_EVERY]
    figures |= _timed("trigrams", lambda reading: trigrams.best(reading.body), readings, few)
    figures |= _timed("cut_trigrams", lambda reading: trigrams.best(reading.body, _CUT), readings, few)
    quick = [candidates(reading, holdings) for reading in readings]
    found = [(nearest(reading, holdings.vectors), nearest(reading, every)) for reading in readings]
    # Of equal vectors any is right.
    figures["vector_recall"] = float(
        np.mean(np.concatenate([(one >= other[:, -1:] - 1e-5).mean(axis=1) for one, other in found]))
    )
    for terms in (holdings.claim_terms, holdings.full_terms):
        terms.effort = Effort(texts=_ALL, postings=0, likely=0)
    figures |= _timed("exact", lambda reading: candidates(reading, exact), readings, before[:_WARMING])
    slow = [candidates(reading, exact) for reading in readings]
    figures["candidate_recall"], figures["candidate_kept"] = _kept(quick, slow)
    whole = ClaimVectors.of_rows(holdings.vectors.rows[:], holdings.vectors.owners, flat_up_to=_ALL)
    apart = replace(holdings, vectors=whole)
    figures["apart_recall"], figures["apart_kept"] = _kept(
        quick, [candidates(reading, apart) for reading in readings]
    )
    return figures | {"postgres": postgres_told(corpus, [reading.body for reading in readings[::_EVERY]])}


def _kept(quick: Sequence[Sequence[int]], exact: Sequence[Sequence[int]]) -> tuple[float, float]:
    """:returns: the share of the ten best exact candidates among the ten best found, and among all found"""
    pairs = [(one, set(other[:_BEST])) for one, other in zip(quick, exact, strict=True) if other]
    among = (
        [len(other.intersection(one[:most])) / len(other) for one, other in pairs] for most in (_BEST, None)
    )
    ten, every = (float(np.mean(shares)) for shares in among)
    return ten, every


STAGES: dict[str, Callable[[Path, Path, Sequence[str], Sequence[str]], dict[str, Any]]] = {
    "build": build,
    "check": check,
    "search": search,
}
"""Each takes the corpus, the folder of the index, messages and others, and returns figures by their names."""


def _timed(
    name: str, work: Callable[[Any], object], over: Sequence[Any], before: Sequence[Any]
) -> dict[str, float]:
    """:param before: what is worked on before the clock counts
    :returns: milliseconds of wall and of CPU time at p50, at p99 and in the mean
    """
    for one in before:
        work(one)
    spent = []
    for one in over:
        wall, cpu = time.perf_counter(), time.process_time()
        work(one)
        spent.append((time.perf_counter() - wall, time.process_time() - cpu))
    return {
        f"{name}_{clock}_{of}_ms": float(measure(column)) * 1e3
        for clock, column in zip(("wall", "cpu"), zip(*spent, strict=True), strict=True)
        for of, measure in _MEASURES.items()
    }


_MEASURES: dict[str, Callable[[Any], Any]] = {
    "p50": np.median,
    "p99": lambda column: np.percentile(column, 99),
    "mean": np.mean,
}

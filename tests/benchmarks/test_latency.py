"""The measurement of time and memory."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.latency import PARTS, Footprint, Times, main, run_stage, table
from index.build import build_index
from tests.index.corpora import CLAIMS, debunks
from tests.index.hashing import HashingEncoder


def test_a_part_alone_needs_less_memory_than_what_it_leaves_out(tmp_path: Path) -> None:
    build_index(debunks(), tmp_path / "index", encoder=HashingEncoder())
    lines = [json.dumps({"text": claim}) for _, claim, _ in CLAIMS]
    (tmp_path / "dev.jsonl").write_text("\n".join(lines), encoding="utf-8")
    reading, terms = (run_stage(part, tmp_path, tmp_path / "index") for part in ("reading", "BM25 on claims"))
    # Python itself takes some ten megabytes; torch would take hundreds.
    assert 5 < reading["peak"] < terms["peak"] < 250
    assert 0 < reading["start"] < terms["start"]


def test_the_table_tells_times_and_ratios() -> None:
    times = {name: Times((2.0, 3.0, 4.0), (1.0, 2.0, 4.0)) for name in PARTS}
    times["whole check"] = Times((9.0, 10.0, 11.0), (8.0, 9.0, 10.0))
    footprints = {name: Footprint(100.0, 1.0) for name in PARTS} | {"whole check": Footprint(650.0, 3.21)}
    lines = table(times, footprints).splitlines()
    assert lines[0].startswith("| part | CPU ms p50 / p90 / p99 |")
    assert lines[-1] == (
        "| whole check | 8.0 / 9.0 / 10.0 | 8.0 / 2.5 | 9.0 / 10.0 / 11.0 | 650 | 6.5 | 3.2 |"
    )
    assert len(lines) == 2 + len(PARTS)


def test_a_folder_without_messages_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path)])
    assert "dev.jsonl" in capsys.readouterr().err

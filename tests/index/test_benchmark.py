"""The benchmark of real messages: what an index must reach before it ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.library import read_corpus
from index.build import build_index
from index.encoder import load_encoder
from index.report import measure
from index.search import ClaimIndex

BENCH = Path(__file__).parents[3] / "shared" / "data" / "bench"


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not (BENCH / "dev.jsonl").is_file(), reason="the benchmark's texts are not in ../shared")
def test_real_messages_find_their_debunk(tmp_path: Path) -> None:
    build_index(read_corpus([BENCH / "debunks.jsonl"]).debunks, tmp_path / "index", encoder=load_encoder())
    report = measure(ClaimIndex.load(tmp_path / "index"), BENCH / "dev.jsonl", BENCH / "chat.jsonl")
    figures = report.figures
    assert figures["line"].recall_at_1 >= 0.90
    assert figures["weibo"].recall_at_1 >= 0.85
    assert figures["ask"].recall_at_1 >= 0.55
    assert figures["all messages"].answer_precision >= 0.93
    assert figures["all messages"].calibration_error <= 0.05
    assert report.talk_answered <= 0.002 * report.talk
    for name in ("line", "weibo", "ask"):
        assert figures[name].recall_at_1 > report.baseline[name].recall_at_1

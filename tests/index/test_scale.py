"""The parts of the benchmark of large indexes that need no large index."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.scale_corpus import write_corpora
from benchmarks.scale_rivals import Trigrams
from corpus.library import LIBRARY, read_corpus

SHIPPED = len(read_corpus([LIBRARY]).debunks)


@pytest.fixture(scope="module")
def train(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of headlines of our own."""
    folder = tmp_path_factory.mktemp("train")
    pair = {"a": "第一个有正文的标题在这里", "b": "它的正文说得更多一些。", "kind": "title_text"}
    with gzip.open(folder / "pairs.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(pair, ensure_ascii=False) + "\n")
    with gzip.open(folder / "texts.txt.gz", "wt", encoding="utf-8") as file:
        file.writelines(f"编造出来的第{number}条新闻标题\n" for number in range(30))
    return folder


def test_smaller_corpora_are_the_beginning_of_larger_ones_and_every_debunk_is_sound(
    train: Path, tmp_path: Path
) -> None:
    files = {size: tmp_path / f"{size}.jsonl" for size in (SHIPPED + 3, SHIPPED + 20)}
    write_corpora(train, files)
    small, large = (path.read_text(encoding="utf-8").splitlines() for path in files.values())
    assert (len(small), len(large)) == (SHIPPED + 3, SHIPPED + 20)
    assert large[: len(small)] == small
    found = read_corpus([files[SHIPPED + 20]])
    assert (len(found.debunks), found.faults) == (SHIPPED + 20, ())


def test_too_few_texts_are_told(train: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="expected texts"):
        write_corpora(train, {SHIPPED + 500: tmp_path / "corpus.jsonl"})


def test_trigrams_find_the_text_that_shares_most(train: Path, tmp_path: Path) -> None:
    write_corpora(train, {SHIPPED + 20: tmp_path / "corpus.jsonl"})
    trigrams = Trigrams.of_corpus(tmp_path / "corpus.jsonl", tmp_path / "trigrams")
    assert trigrams.best('听说"第一个有正文的标题在这里"吗')[0] == SHIPPED
    assert trigrams.best("啊") == []
    behind = "听说" + "啊呀哎" * 10 + "第一个有正文的标题在这里"
    assert trigrams.best(behind)[0] == SHIPPED
    assert trigrams.best(behind, most=5) == []

"""Debunks read from their file when they are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.debunk_lines import DEBUNKS_FILE, Debunks
from tests.index.corpora import debunks


@pytest.fixture
def stored(tmp_path: Path) -> Debunks:
    Debunks.of_debunks(debunks()).save(tmp_path)
    return Debunks.load(tmp_path)


def test_debunks_in_a_file_are_those_that_were_saved(stored: Debunks) -> None:
    every = debunks()
    assert (list(stored), len(stored), stored[3], stored[-1]) == (every, len(every), every[3], every[-1])
    assert stored[2:5] == every[2:5]
    with pytest.raises(IndexError):
        stored[len(every)]


def test_a_debunk_is_found_by_its_id_and_by_its_link_however_it_is_written(stored: Debunks) -> None:
    lemon = next(each for each in debunks() if each.id == "lemon")
    assert (stored.with_id("lemon"), stored.with_id("Lemon"), stored.with_id("")) == (lemon, None, None)
    (row,) = stored.rows_at(f"{lemon.url}?utm_source=group")
    assert stored[row] == lemon
    assert stored.rows_at("https://example.org/checks/none") == []


def test_all_debunks_at_a_link_are_found_in_order(tmp_path: Path) -> None:
    pages = [each.model_copy(update={"url": "https://example.org/one"}) for each in debunks()[:3]]
    Debunks.of_debunks([*pages, *debunks()[3:]]).save(tmp_path)
    assert Debunks.load(tmp_path).rows_at("https://example.org/one") == [0, 1, 2]


def test_topics_are_counted(tmp_path: Path) -> None:
    topics = ("food", "", "food", "health")
    told = [each.model_copy(update={"topic": topic}) for each, topic in zip(debunks(), topics, strict=False)]
    Debunks.of_debunks(told).save(tmp_path)
    assert Debunks.load(tmp_path).topics == {"food": 2, "health": 1}


def test_a_file_of_another_length_is_refused(tmp_path: Path) -> None:
    Debunks.of_debunks(debunks()).save(tmp_path)
    with (tmp_path / DEBUNKS_FILE).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(ValueError, match="another number"):
        Debunks.load(tmp_path)


def test_what_another_index_lacks_is_told_by_id(stored: Debunks) -> None:
    fewer = Debunks.of_debunks(debunks()[2:])
    assert stored.missing_in(fewer) == {each.id for each in debunks()[:2]}
    assert fewer.missing_in(stored) == stored.missing_in(stored) == frozenset()

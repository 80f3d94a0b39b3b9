"""Lists with weights, in memory and in a file."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.file_slices import FileSlices
from index.weighted_lists import WeightedLists


def lists(lengths: list[int]) -> WeightedLists:
    count = sum(lengths)
    starts = np.cumsum([0, *lengths])
    weights = np.random.default_rng(count).standard_normal(count).astype(np.float32)
    return WeightedLists.of_arrays(starts, np.arange(count, dtype=np.int32) - 3, weights)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=8), st.data())
def test_lists_in_a_file_are_those_in_memory(tmp_path: Path, lengths: list[int], data: st.DataObject) -> None:
    held = lists(lengths)
    held.save(tmp_path, "lists")
    stored = WeightedLists.load(tmp_path, "lists", held_up_to=0)
    chosen = np.array(data.draw(st.lists(st.integers(0, len(lengths) - 1), max_size=20)), dtype=np.int64)
    for one, other in zip(held.take(chosen), stored.take(chosen), strict=True):
        np.testing.assert_array_equal(one, other)
    assert held.take(chosen)[2].tolist() == [lengths[number] for number in chosen]


def test_what_is_read_from_a_file_may_be_written_again(tmp_path: Path) -> None:
    lists([2, 0, 3]).save(tmp_path, "lists")
    WeightedLists.load(tmp_path, "lists", held_up_to=0).save(tmp_path, "again")
    assert (tmp_path / "again.npy").read_bytes() == (tmp_path / "lists.npy").read_bytes()


def test_a_file_that_became_shorter_is_told(tmp_path: Path) -> None:
    np.save(tmp_path / "rows.npy", np.arange(100))
    slices = FileSlices(tmp_path / "rows.npy")
    os.truncate(tmp_path / "rows.npy", 200)
    with pytest.raises(OSError, match="end of its file"):
        slices.read([90], [5])


def test_however_many_short_slices_were_read_the_next_ones_are_right(tmp_path: Path) -> None:
    rows = np.arange(300_000, dtype=np.int32).reshape(-1, 3)
    np.save(tmp_path / "rows.npy", rows)
    slices = FileSlices(tmp_path / "rows.npy")
    begins = np.random.default_rng(0).integers(0, len(rows) - 2, size=(8, 1_500))
    for some in begins.tolist():
        chosen = np.concatenate([rows[begin : begin + 2] for begin in some])
        np.testing.assert_array_equal(slices.read(some, [2] * len(some)), chosen)


def test_a_file_is_closed_with_what_reads_it_and_may_be_deleted_before(tmp_path: Path) -> None:
    path = tmp_path / "rows.npy"
    np.save(path, np.eye(3, dtype=np.float16))
    inode = path.stat().st_ino
    slices = FileSlices(path)
    path.unlink()
    assert slices.read([2, 0], [1, 2]).tolist() == [[0, 0, 1], [1, 0, 0], [0, 1, 0]]
    assert any(_is_of(number, inode) for number in range(3, 500))
    del slices
    gc.collect()
    assert not any(_is_of(number, inode) for number in range(3, 500))


def _is_of(number: int, inode: int) -> bool:
    try:
        return os.fstat(number).st_ino == inode
    except OSError:
        return False

"""Versions side by side and the link to the current one."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.build import build_index
from index.errors import VersionError
from index.versions import current_version, hold_back, list_versions, prune_versions, use_version
from tests.index.corpora import debunks
from tests.index.hashing import HashingEncoder


def build(root: Path, day: int) -> str:
    moment = datetime(2026, 11, day, tzinfo=UTC)
    name = f"202611{day:02d}-000000-00000000"
    build_index(debunks()[:2], root / name, encoder=HashingEncoder(), built_at=moment)
    return name


def test_versions_are_listed_oldest_first_and_the_current_one_is_marked(tmp_path: Path) -> None:
    names = [build(tmp_path, day) for day in (9, 3, 21)]
    use_version(tmp_path, names[0])
    (tmp_path / "notes").mkdir()
    found = [(version.name, version.current) for version in list_versions(tmp_path)]
    assert found == [(names[1], False), (names[0], True), (names[2], False)]


def test_there_is_none_where_nothing_was_built(tmp_path: Path) -> None:
    assert current_version(tmp_path / "nowhere") is None
    assert list_versions(tmp_path / "nowhere") == []


def test_a_version_that_was_never_built_cannot_be_used(tmp_path: Path) -> None:
    name = build(tmp_path, 1)
    with pytest.raises(VersionError, match=name):
        use_version(tmp_path, "20200101-000000-ffffffff")
    with pytest.raises(VersionError):
        use_version(tmp_path, "../outside")


def test_a_reader_sees_the_old_or_the_new_version_but_never_none(tmp_path: Path) -> None:
    names = [build(tmp_path, day) for day in (1, 2)]
    use_version(tmp_path, names[0])
    seen: set[str] = set()
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            folder = current_version(tmp_path)
            seen.add(folder.name if folder else "none")

    watcher = threading.Thread(target=watch)
    watcher.start()
    for turn in range(300):
        use_version(tmp_path, names[turn % 2])
    stop.set()
    watcher.join()
    assert seen <= set(names)


def test_pruning_keeps_the_newest_and_the_current_one(tmp_path: Path) -> None:
    names = [build(tmp_path, day) for day in (1, 2, 3, 4)]
    use_version(tmp_path, names[0])
    assert prune_versions(tmp_path, 1) == [names[1], names[2]]
    assert [version.name for version in list_versions(tmp_path)] == [names[0], names[3]]
    assert prune_versions(tmp_path, 0) == [names[3]]
    with pytest.raises(VersionError):
        prune_versions(tmp_path, -1)


def test_nothing_is_pruned_where_nobody_knows_which_version_is_the_current_one(tmp_path: Path) -> None:
    assert prune_versions(tmp_path, 0) == []
    build(tmp_path, 1)
    with pytest.raises(VersionError, match="got none; run: zhendema index build"):
        prune_versions(tmp_path, 0)
    assert len(list_versions(tmp_path)) == 1


def test_pruning_counts_none_that_was_kept_aside_and_keeps_the_newest_of_these(tmp_path: Path) -> None:
    good, aside, newer_aside, current = (build(tmp_path, day) for day in (1, 2, 3, 4))
    for name in (aside, newer_aside):
        hold_back(tmp_path / name, "{}")
    use_version(tmp_path, current)
    assert prune_versions(tmp_path, 2) == [aside]
    assert prune_versions(tmp_path, 1) == []
    assert [version.name for version in list_versions(tmp_path)] == [good, newer_aside, current]
    assert prune_versions(tmp_path, 0) == [good, newer_aside]

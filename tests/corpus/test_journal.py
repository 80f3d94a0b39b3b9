"""A long run that was killed goes on where it was."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.journal import Journal


def test_what_was_noted_is_known_again_for_the_same_purpose_alone(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "run.journal"
    with Journal(file, "a") as journal:
        journal.note("一", {"seen": [1, 2]})
        journal.note("two")
        journal.note("一", {"seen": [3]})
    with Journal(file, "a") as journal:
        assert dict(journal.done) == {"一": {"seen": [3]}, "two": None}
        journal.note("three", True)
    with Journal(file, "a") as journal:
        assert list(journal.done) == ["一", "two", "three"]
    with Journal(file, "b") as journal:
        assert dict(journal.done) == {}
    with Journal(file, "a") as journal:
        assert dict(journal.done) == {}


def test_a_run_that_came_to_its_end_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "run.journal"
    with Journal(file, "a") as journal:
        journal.note("one")
        journal.finish()
    assert not file.exists()


@given(st.integers(0, 60))
def test_wherever_a_kill_cut_it_off_whole_lines_count_and_new_ones_follow(cut: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "run.journal"
        with Journal(file, "a") as journal:
            journal.note("one", "谣言")
            journal.note("two", "辟谣")
        whole = file.read_bytes()
        file.write_bytes(whole[: max(0, len(whole) - cut)])
        with Journal(file, "a") as journal:
            assert list(journal.done) in ([], ["one"], ["one", "two"])
            journal.note("three")
        with Journal(file, "a") as journal:
            assert list(journal.done)[-1] == "three"
            assert journal.done.get("one", "谣言") == "谣言"


def test_two_programs_do_not_share_one(tmp_path: Path) -> None:
    file = tmp_path / "run.journal"
    code = "from corpus.journal import Journal as J, Path\nimport sys\nwith J(Path(sys.argv[1]), 'a'): pass"
    command = [sys.executable, "-c", code, str(file)]
    with Journal(file, "a") as journal:
        journal.note("one")
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert "expected to be alone, got another program at work" in done.stderr
    with Journal(file, "a") as journal:
        assert list(journal.done) == ["one"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    with (
        pytest.raises(CorpusError, match=r"expected to write .*run\.journal"),
        Journal(tmp_path / "cache" / "run.journal", "a"),
    ):
        pass

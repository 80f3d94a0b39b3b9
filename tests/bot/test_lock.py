"""The lock on a home: the second program is told, and no end of the first one leaves it behind."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.lock import hold

HOLDER = """
import sys
from pathlib import Path
from bot.lock import hold

with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_home_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "new" / "lock"
    with (
        hold(path),
        pytest.raises(StoreError, match=r"another zhendema works in this home \(.*/new\)"),
        hold(path),
    ):
        raise AssertionError("it must not be held twice")
    with hold(path), hold(tmp_path / "other" / "lock"):
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_killed_program_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StoreError, match="stop it first, or set ZHENDEMA_HOME"), hold(path):
            raise AssertionError("another process holds it")
        holder.send_signal(signal.SIGKILL)
        holder.wait(10)
        with hold(path):
            pass


def test_a_home_that_cannot_be_made_is_refused_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with (
        pytest.raises(StoreError, match="set ZHENDEMA_HOME to another one"),
        hold(tmp_path / "file" / "lock"),
    ):
        raise AssertionError("there is no such folder")

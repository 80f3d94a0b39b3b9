"""Whatever becomes of a build, a kill or a full disk, the current version goes on answering."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from index.build import build_version
from index.upkeep import building_alone
from index.versions import current_version
from tests.index.corpora import debunks
from tests.index.hashing import HashingEncoder
from tests.index.rebuilding import PROJECT, kill_at_random, require_sound

#: Builds into the root that it is given, and says in one line how that ended.
BUILD = """
import sys
from pathlib import Path
from index.build import build_version
from index.errors import SearchError
from tests.index.corpora import debunks
from tests.index.hashing import HashingEncoder
try:
    build_version(debunks(), Path(sys.argv[1]), encoder=HashingEncoder())
except SearchError as error:
    print(type(error).__name__, error)
else:
    print("built")
"""
#: The same on a disk of its own, of so many kilobytes; the version that is there is copied onto it before.
ON_A_SMALL_DISK = """
set -e
mount -t tmpfs -o size="$2"k none "$1/disk"
cp -a "$1/index" "$1/disk/index"
"$3" -c "$4" "$1/disk/index"
"$3" -c "import sys, pathlib; from tests.index.rebuilding import require_sound; \
require_sound(pathlib.Path(sys.argv[1])); print('sound', pathlib.Path(sys.argv[1], 'current').readlink())" \
"$1/disk/index"
"""


def test_builds_that_are_killed_leave_a_version_that_answers(tmp_path: Path) -> None:
    root = tmp_path / "index"
    assert len(kill_at_random(root, kills=3, seed=20_261_122, longest=0.6)) == 3
    # What killed builds have left behind goes with the next one.
    with building_alone(root):
        build_version(debunks()[:5], root, encoder=HashingEncoder())
    assert not [path.name for path in root.iterdir() if path.name.endswith((".building", ".pruned"))]
    require_sound(root)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Programs started in the background are told to ignore Ctrl-C, and so are those that they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_a_build_that_is_stopped_says_that_nothing_has_changed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "index", "build", "--home", str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as building:
        while not (tmp_path / "index" / ".lock").exists() and building.poll() is None:
            time.sleep(0.02)
        building.send_signal(signal.SIGINT)
        _, told = building.communicate(timeout=60)
    assert building.returncode == 130, told
    assert told.endswith("zhendema: stopped; what answered before goes on answering\n")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build_version(debunks()[:5], tmp_path / "index", encoder=HashingEncoder())
    return tmp_path / "index"


@pytest.mark.parametrize("most", [0, 300, 5_000, 9_000])
def test_a_file_that_cannot_grow_is_told_and_changes_nothing(root: Path, most: int) -> None:
    before = current_version(root)
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most))
    told = subprocess.run(
        [sys.executable, "-c", BUILD, str(root)],
        cwd=PROJECT,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert told.startswith("BuildError expected to write an index into"), told
    assert "got: a limit on the size of a file (ulimit -f); raise that limit: ulimit -f unlimited" in told
    assert "--out" not in told
    assert current_version(root) == before
    assert not list(root.glob(".*.building"))
    require_sound(root)


@pytest.mark.parametrize("spare", [20, 90])
def test_a_full_disk_is_told_and_changes_nothing(root: Path, tmp_path: Path, spare: int) -> None:
    (tmp_path / "disk").mkdir()
    used = sum(-(-path.stat().st_size // 4096) * 4 for path in root.rglob("*") if path.is_file())
    arguments = [str(tmp_path), str(used + spare), sys.executable, BUILD]
    try:
        done = subprocess.run(
            ["unshare", "--mount", "sh", "-c", ON_A_SMALL_DISK, "sh", *arguments],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except FileNotFoundError:
        pytest.skip("NOT TESTED: a full disk: there is no unshare here to make a small disk with")
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"NOT TESTED: a full disk: no disk can be mounted here ({done.stderr.strip()})")
    told, sound = done.stdout.splitlines()
    assert told.startswith("BuildError expected to write an index into"), done
    assert "got: no space left on the disk; free some space" in told
    assert "zhendema index prune --keep 0" in told
    assert "--out" not in told
    before = current_version(root)
    assert before is not None
    assert sound == f"sound {before.name}"

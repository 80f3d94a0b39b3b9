"""A program that builds without end, to be killed: python -m tests.index.rebuilding ROOT."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
import time
from pathlib import Path

from index.build import build_version
from index.manifest import Manifest
from index.search import ClaimIndex
from index.upkeep import building_alone
from index.versions import current_version, list_versions, prune_versions
from tests.index.corpora import debunks
from tests.index.hashing import HashingEncoder

PROJECT = Path(__file__).parents[2]
FEWEST = 4


def rebuild(root: Path) -> None:
    """Build versions of different debunks one after another, prune, and never return."""
    for turn in itertools.count():
        with building_alone(root):
            some = debunks()[: FEWEST + turn % 6]
            build_version(some, root, encoder=HashingEncoder(), full=turn % 3 == 0)
            prune_versions(root, 2)
        print("built", flush=True)


def kill_at_random(root: Path, kills: int, seed: int, longest: float) -> list[float]:
    """Kill the program at random moments, and look each time at what answers.

    :param longest: seconds that it may go on building
    :returns: the moments, in seconds after its first version
    """
    dice = random.Random(seed)
    moments = []
    for _ in range(kills):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.index.rebuilding", str(root)], stdout=subprocess.PIPE, cwd=PROJECT
        ) as building:
            assert building.stdout is not None
            building.stdout.readline()
            moments.append(dice.uniform(0, longest))
            time.sleep(moments[-1])
            building.kill()
        require_sound(root)
    return moments


def require_sound(root: Path) -> None:
    """The current version answers, and every other one is whole, too."""
    folder = current_version(root)
    assert folder is not None
    index = ClaimIndex.load(folder, HashingEncoder())
    assert FEWEST <= len(index.debunks) < FEWEST + 6
    assert index.check(index.debunks[0].claim).matches[0].debunk == index.debunks[0]
    for version in list_versions(root):
        Manifest.read(version.folder).verify(version.folder)


if __name__ == "__main__":
    rebuild(Path(sys.argv[1]))

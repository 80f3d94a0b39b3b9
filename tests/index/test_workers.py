"""Processes that share the work of a build."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.build import build_index
from index.encoder import load_encoder
from index.errors import BuildError
from index.workers import MOST_WORKERS, Workers, cores
from tests.index.corpora import debunk
from tests.index.test_build import contents

PROJECT = Path(__file__).parents[2]


def test_what_comes_of_the_work_stands_in_the_order_of_its_pieces() -> None:
    for count in (1, 2):
        with Workers(count) as workers:
            assert list(workers.share(abs, range(-30, 0))) == list(range(30, 0, -1))
            assert list(workers.share(abs, [])) == []


def test_an_error_in_another_process_ends_the_work_here() -> None:
    with Workers(2) as workers, pytest.raises(ValueError, match="invalid literal"):
        list(workers.share(int, ["1", "one", "2"]))


def test_a_process_that_is_killed_is_told_with_its_cure() -> None:
    with Workers(2) as workers, pytest.raises(BuildError, match="--workers 1"):
        list(workers.share(os._exit, [1]))


def test_a_machine_has_one_to_four_workers() -> None:
    assert 1 <= cores() <= MOST_WORKERS


def test_an_index_that_two_processes_made_is_equal_to_the_byte(tmp_path: Path) -> None:
    many = [
        debunk(f"d{number}", f"第{number}座跨江大桥下周起收费{number}元").model_copy(
            update={"variants": (f"听说{number}号大桥要收费",), "summary": "没有这回事。" * (number % 2)}
        )
        for number in range(4_000)
    ]
    for count in (1, 2):
        with Workers(count) as workers:
            build_index(many, tmp_path / str(count), encoder=load_encoder(), workers=workers)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


ENDLESS = """
import time
from index.workers import Workers
if __name__ == "__main__":
    with Workers(2) as workers:
        for _ in workers.share(time.sleep, [0, 0, 0]):
            pass
        print(*workers._pool._processes, flush=True)
        list(workers.share(time.sleep, [60] * 4))
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_a_build_that_is_killed(tmp_path: Path, ending: signal.Signals) -> None:
    program = tmp_path / "endless.py"
    program.write_text(ENDLESS, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    command = [sys.executable, str(program)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as building:
        assert building.stdout is not None
        processes = [int(number) for number in building.stdout.readline().split()]
        assert len(processes) == 2
        building.send_signal(ending)
    until = time.monotonic() + 20
    while time.monotonic() < until and any(map(_runs, processes)):
        time.sleep(0.05)
    assert not any(map(_runs, processes))


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"

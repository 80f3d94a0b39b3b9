"""How far a build is, as whoever waits for it reads it."""

from __future__ import annotations

import time

import pytest

from index.console import indexing_progress


@pytest.fixture(autouse=True)
def _no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 120 columns."""
    for name, value in {"FORCE_COLOR": "1", "TERM": "xterm", "COLUMNS": "120"}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that have gone by; a test moves them on."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_a_log_gets_a_line_with_rate_and_time_left_every_five_seconds(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    with indexing_progress(12_000) as tell:
        for done in range(0, 4_000, 500):
            tell("embedding texts", done, 9_000)
            clock[0] += 1.0
    assert capsys.readouterr().err.splitlines() == [
        "Indexing 12,000 debunks, embedding texts: 2,500 of 9,000, 500 a second, 13 s left"
    ]


def test_a_step_of_which_half_was_known_before_is_no_faster_for_it(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    with indexing_progress(10) as tell:
        tell("reading debunks", 10, 10)
        tell("embedding texts", 5_000, 10_000)
        clock[0] += 10.0
        tell("embedding texts", 6_000, 10_000)
    assert capsys.readouterr().err == (
        "Indexing 10 debunks, embedding texts: 6,000 of 10,000, 100 a second, 40 s left\n"
    )


def test_a_step_of_unknown_length_is_named_alone(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    with indexing_progress(10) as tell:
        clock[0] += 6.0
        tell("writing terms", 0, 0)
    assert capsys.readouterr().err == "Indexing 10 debunks, writing terms …\n"


def test_a_short_build_writes_nothing_into_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    with indexing_progress(3) as tell:
        tell("reading debunks", 3, 3)
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("terminal")
def test_a_terminal_gets_a_bar_that_begins_anew_with_each_step(capsys: pytest.CaptureFixture[str]) -> None:
    with indexing_progress(1_648) as tell:
        tell("reading debunks", 1_648, 1_648)
        tell("embedding texts", 200, 6_000)
    seen = capsys.readouterr()
    assert seen.out == ""
    last = seen.err.rpartition("Indexing 1,648 debunks, ")[2]
    assert last.startswith("embedding texts ")
    assert " 200/6000" in last
    assert seen.err.endswith("\r\x1b[1A\x1b[2K"), "the bar goes when the work is done"


@pytest.mark.usefixtures("terminal")
def test_a_bar_of_a_step_of_unknown_length_has_no_end(capsys: pytest.CaptureFixture[str]) -> None:
    with indexing_progress(1_648) as tell:
        tell("reading debunks", 1_648, 1_648)
        tell("writing terms", 0, 0)
    last = capsys.readouterr().err.rpartition("Indexing 1,648 debunks, ")[2]
    assert last.startswith("writing terms ")
    assert "0/?" in last

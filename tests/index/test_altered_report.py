"""The table of the guard: what is answered although one thing was changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from index.altered import SAME, Kind
from index.altered_report import Kept, measure_altered, print_altered
from index.cli import app
from index.search import ClaimIndex


def test_altered_claims_of_the_shipped_corpus_are_suggested_and_the_same_is_answered(
    starter: ClaimIndex,
) -> None:
    kept = {one.kind: one for one in measure_altered(starter, seed=1, most=15)}
    assert set(kept) == set(Kind)
    others = [one for one in kept.values() if one.kind not in SAME]
    assert sum(one.answered for one in others) <= 0.05 * sum(one.claims for one in others)
    assert all(one.share <= 0.15 for one in others), others
    assert sum(one.answered_in_longer for one in others) <= 0.05 * sum(one.claims for one in others)
    assert sum(one.told for one in others) >= 0.85 * sum(one.claims for one in others)
    assert all(kept[kind].share >= 0.9 for kind in SAME), kept


def test_the_table_has_a_line_for_each_kind(capsys: pytest.CaptureFixture[str]) -> None:
    print_altered([Kept(Kind.PLACE, 40, 2, 38, answered_in_longer=4), Kept(Kind.SYNONYM, 10, 9, 0)])
    lines = capsys.readouterr().out.splitlines()
    assert any("place" in line and "5.0%" in line and "95.0%" in line and "10.0%" in line for line in lines)
    assert any("synonym" in line and "90.0%" in line for line in lines)


def test_without_an_index_the_command_says_how_to_build_one(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["altered", "--home", str(tmp_path)])
    assert result.exit_code == 1
    assert "run: zhendema index build" in result.output

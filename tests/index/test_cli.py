"""`zhendema index` as a maintainer runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from index.build import build_version
from index.cli import app
from index.versions import current_version, list_versions
from tests.index.corpora import CLAIMS, debunks
from tests.index.hashing import HashingEncoder

RUNNER = CliRunner()
SET = "forwarded-in-spring"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(entry.model_dump_json() + "\n" for entry in debunks()), encoding="utf-8")
    return path


def run(*arguments: object) -> tuple[int, str]:
    result = RUNNER.invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_versions_are_built_listed_chosen_and_pruned(corpus: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert run("versions", "--home", home) == (
        0,
        f"No version in {home / 'index'} yet; build one: zhendema index build\n",
    )
    assert run("build", "--corpus", corpus, "--home", home)[0] == 0
    corpus.write_text(debunks()[0].model_dump_json(), encoding="utf-8")
    code, output = run("build", "--corpus", corpus, "--home", home)
    assert code == 3
    assert "9 of 10 debunks are missing" in output
    held, full = output.split()[0], current_version(home / "index")
    assert full is not None
    assert run("use", held, "--home", home) == (
        0,
        f"{held} is the current version, though it was kept aside as worse than {full.name}: "
        "9 of 10 debunks are missing (90.0%)\n",
    )
    code, output = run("versions", "--home", home, "--json")
    told = [json.loads(line) for line in output.splitlines()]
    assert code == 0
    assert sorted((entry["debunks"], entry["current"]) for entry in told) == [(1, True), (10, False)]
    assert run("use", full.name, "--home", home) == (0, f"{full.name} is the current version\n")
    assert run("prune", "--home", home, "--keep", 0)[0] == 0
    (line,) = [line for line in run("versions", "--home", home)[1].splitlines() if full.name in line]
    assert ["*", full.name, "10"] == [line.split("│")[place].strip() for place in (1, 2, 4)]


def test_a_version_that_was_never_asked_is_chosen_only_by_force(tmp_path: Path) -> None:
    root = tmp_path / "index"
    asked = build_version(debunks()[:3], root, encoder=HashingEncoder())
    name = build_version(debunks(), root, encoder=HashingEncoder(), make_current=False).name
    code, told = run("use", name, "--home", tmp_path)
    assert code == 1
    assert f"{name}, which was never asked the labelled messages" in told
    assert "zhendema index build" in told
    assert current_version(root) == asked
    assert [version.unasked for version in list_versions(root)] == [False, True]
    assert run("use", name, "--home", tmp_path, "--force") == (
        0,
        f"{name} is the current version, though it was never asked the labelled messages\n",
    )
    assert current_version(root) == root / name


def test_a_folder_in_the_place_of_the_link_is_told_before_anything_is_built(
    corpus: Path, tmp_path: Path
) -> None:
    link = tmp_path / "index" / "current"
    link.mkdir(parents=True)
    assert run("build", "--corpus", corpus, "--home", tmp_path) == (
        1,
        f"zhendema: expected {link} to be a link, got a file or folder; move it away\n",
    )
    assert list_versions(tmp_path / "index") == []


def test_an_index_is_built_and_measured(corpus: Path, tmp_path: Path) -> None:
    messages = tmp_path / "dev.jsonl"
    lines = [{"id": name, "text": claim, "relevant": [name], "set": SET} for name, claim, _ in CLAIMS]
    messages.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert run("build", "--corpus", corpus, "--out", tmp_path / "index")[0] == 0
    code, output = run(
        "evaluate", "--index", tmp_path / "index", "--messages", messages, "--json", tmp_path / "figures.json"
    )
    assert code == 0
    assert max(map(len, output.splitlines())) <= 80
    assert "…" not in output
    words = output.split()
    assert {"R@1", "R@10", "MRR", "precision", "ECE", "recall", "1.000"} <= set(words)
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert figures["figures"][SET]["recall_at_1"] == 1.0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "--corpus", "nowhere.jsonl", "--out", "x"), "nowhere.jsonl"),
        (("use", "20200101-000000-00000000", "--home", "nowhere"), "zhendema index build"),
        (("evaluate", "--messages", "none.jsonl", "--home", "nowhere"), "zhendema index build"),
        (("evaluate", "--messages", "none.jsonl", "--index", "nowhere"), "zhendema index build"),
        (("build", "--encoder", "tests", "--out", "x"), "ZHENDEMA_ENCODER"),
    ],
)
def test_trouble_is_told_in_a_line_with_the_cure(arguments: tuple[str, ...], words: str) -> None:
    code, output = run(*arguments)
    assert code == 1
    assert words in output
    assert "Traceback" not in output


def test_wrong_usage_is_2() -> None:
    assert run("build", "--depth", "3")[0] == 2
    assert run("prune", "--keep", "-1")[0] == 2


def test_help_imports_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys, index, index.cli, index.train_cli\n"
        "heavy = {'torch', 'faiss', 'bm25s', 'sentence_transformers', 'scipy', 'sklearn', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

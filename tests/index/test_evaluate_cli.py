"""`zhendema index evaluate` as a maintainer runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from index.benchmark import Labelled
from index.cli import app
from index.decision import Band
from index.mistakes import misses, shorten, wrong_answers
from tests.index.corpora import CLAIMS, debunk, debunks
from tests.index.test_replay import answer

ROOT = Path(__file__).parents[2]
FOREIGN = "我家楼下的奶茶店明天开始卖烤红薯"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(entry.model_dump_json() + "\n" for entry in debunks()), encoding="utf-8")
    return path


@pytest.fixture
def messages(tmp_path: Path) -> Path:
    """Each claim word for word; one of them judged as answered by another debunk; one that is unknown."""
    lines = [
        {"id": name, "text": claim, "relevant": [name], "set": "own", "match": "exact"}
        for name, claim, _ in CLAIMS
    ]
    lines[0] |= {"relevant": [CLAIMS[1][0]], "near": [CLAIMS[0][0]]}
    lines.append(
        {"id": "known-elsewhere", "text": FOREIGN, "relevant": ["moon"], "set": "own", "match": "semantic"}
    )
    path = tmp_path / "judged.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["evaluate", *map(str, arguments)])
    return result.exit_code, result.output


def test_any_corpus_is_measured_with_intervals_plots_and_errors(
    corpus: Path, messages: Path, tmp_path: Path
) -> None:
    chat = tmp_path / "chat.jsonl"
    chat.write_text('{"text": "晚上吃什么"}\n{"text": "早安"}\n', encoding="utf-8")
    code, output = run(
        "--corpus", corpus, "--messages", messages, "--chat", chat, "--errors", 1,
        "--json", tmp_path / "figures.json", "--plots", tmp_path / "plots",
        "--errors-file", tmp_path / "errors.txt",
    )  # fmt: skip
    assert code == 0, output
    assert "Wrong answers, the surest first (1 of 1)" in output
    assert "Missed, the surest first (1 of 1)" in output
    assert "index minus BM25" in output
    assert sorted(path.name for path in (tmp_path / "plots").iterdir()) == [
        "precision-recall.png",
        "reliability.png",
    ]
    told = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    figures = told["figures"]["own"]
    low, high = figures["intervals"]["recall_at_1"]
    assert low < figures["recall_at_1"] < high
    assert (told["talk"], told["talk_answered"], told["talk_answered_share"]) == (2, 0, 0.0)
    assert set(told["gains"]) == set(told["reliability"]) == {"own", "all messages"}
    assert set(told["figures"]) == {"own", "own exact", "own semantic", "all messages"}
    wrong = told["worst"]["wrong_answers"][0]
    assert (wrong["id"], wrong["said"]["id"], wrong["near"]) == (CLAIMS[0][0], CLAIMS[0][0], True)
    assert [entry["id"] for entry in wrong["right"]] == [CLAIMS[1][0]]
    assert FOREIGN in (tmp_path / "errors.txt").read_text(encoding="utf-8")


def test_the_same_messages_give_the_same_figures(corpus: Path, messages: Path, tmp_path: Path) -> None:
    told = []
    for name in ("one.json", "other.json"):
        assert run("--corpus", corpus, "--messages", messages, "--json", tmp_path / name)[0] == 0
        told.append(json.loads((tmp_path / name).read_text(encoding="utf-8")))
    assert told[0]["figures"] == told[1]["figures"]
    assert told[0]["gains"] == told[1]["gains"]


def test_an_index_and_a_corpus_at_once_are_wrong_usage(corpus: Path, messages: Path) -> None:
    assert run("--corpus", corpus, "--index", "x", "--messages", messages)[0] == 2
    assert run("--index", "x", "--decision", "y", "--messages", messages)[0] == 2


def test_a_file_that_cannot_be_written_is_told(corpus: Path, messages: Path) -> None:
    code, output = run("--corpus", corpus, "--messages", messages, "--json", corpus / "figures.json")
    assert code == 1
    assert "choose another path" in output


def test_without_matplotlib_plots_say_how_to_get_it(messages: Path, tmp_path: Path) -> None:
    # A package of this name that cannot be imported stands before the real one.
    (tmp_path / "matplotlib.py").write_text("raise ImportError('no matplotlib')", encoding="utf-8")
    code = "from index.cli import app; app()"
    command = [sys.executable, "-c", code, "evaluate", "--messages", str(messages), "--plots", str(tmp_path)]
    path = f"{tmp_path}:{ROOT}"
    done = subprocess.run(command, capture_output=True, text=True, env={"PYTHONPATH": path}, check=False)
    assert done.returncode == 1
    assert "pip install matplotlib" in done.stderr
    assert "Traceback" not in done.stderr


def test_errors_are_told_the_surest_first() -> None:
    known = {name: debunk(name, f"claim of {name}") for name in "abc"}
    told = [
        ("right", {"a"}, answer("answer", "a", sure=0.99)),
        ("wrong", {"a"}, answer("answer", "b", "a", sure=0.9)),
        ("worse", set(), answer("answer", "c", sure=0.95)),
        ("offered", {"a"}, answer("suggest", "b", "c", "a", sure=0.5)),
        ("silent", {"b"}, answer("unknown", "a", "b", sure=0.2)),
        ("unseen", {"c"}, answer("suggest", "a", "b", sure=0.6)),
        ("rightly silent", set(), answer("unknown", "a", sure=0.2)),
    ]
    labelled = [Labelled(name, name, frozenset(right), "own", "") for name, right, _ in told]
    answers = [said for _, _, said in told]
    assert [(row.id, row.confidence) for row in wrong_answers(labelled, answers, known)] == [
        ("worse", 0.95),
        ("wrong", 0.9),
    ]
    missed = misses(labelled, answers, known)
    assert [(row.id, row.confidence, row.band) for row in missed] == [
        ("unseen", 0.0, Band.SUGGEST),
        ("silent", 0.2, Band.UNKNOWN),
    ]
    assert missed[0].as_text().splitlines()[1:] == [
        "  message  unseen",
        "  said     suggest: claim of a [a]",
        "  right    claim of c [c]",
    ]


def test_a_long_message_is_shortened_in_its_middle() -> None:
    assert (
        shorten("一二三四五 六七八九\n十" * 40, 20) == f"{('一二三四五 六七八九 十' * 40)[:14]}…{'七八九 十'}"
    )
    assert len(shorten("字" * 999, 50)) == 50
    assert shorten("  short\n text ", 50) == "short text"

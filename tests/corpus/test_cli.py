"""The commands about a corpus, as they are run."""

import json
import subprocess
import sys
from pathlib import Path

LINE = '{"id":"x","claim":"喝醋能軟化血管","verdict":"false","url":"https://example.org/1","publisher":"某處","lang":"zh-Hant"}'


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "corpus", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_checking_the_library_finds_no_fault(tmp_path: Path) -> None:
    done = run("check", "--home", str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "1,648 debunks, 0 faults\n", "")


def test_what_is_ones_own_and_what_was_imported_are_checked_and_counted_too(tmp_path: Path) -> None:
    folder = tmp_path / "corpus" / "imported"
    folder.mkdir(parents=True)
    (tmp_path / "corpus" / "own.jsonl").write_text(f'{LINE}\n{{"id":\n', encoding="utf-8")
    (folder / "partner.jsonl").write_text(LINE.replace('"x"', '"partner:1"') + "\n", encoding="utf-8")
    done = run("check", "--home", str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "1,650 debunks, 1 fault\n")
    assert done.stderr.startswith(f"{tmp_path / 'corpus' / 'own.jsonl'}:2: expected a JSON object")
    done = run("stats", "--json", "--home", str(tmp_path))
    assert json.loads(done.stdout)["publisher"]["某處"] == 2


def test_checking_names_every_fault_on_a_line_of_stderr(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(f"{LINE}\n{LINE}\nnonsense\n", encoding="utf-8")
    done = run("check", str(path))
    assert done.returncode == 1
    assert done.stdout == "1 debunk, 2 faults\n"
    assert done.stderr.splitlines() == [
        f'{path}:2: id: expected an id of its own, got "x", which {path}:1 has',
        f'{path}:3: expected a JSON object, got "nonsense" (Expecting value at column 1)',
    ]


def test_a_missing_file_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    for command in ("check", "stats"):
        done = run(command, str(tmp_path / "none"))
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == f"zhendema corpus: {tmp_path / 'none'}: no such file or folder\n"


def test_a_wrong_option_is_exit_code_2() -> None:
    assert run("check", "--nonsense").returncode == 2


def test_statistics_are_tables_when_piped() -> None:
    done = run("stats")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    for words in ("MyGoPen", "misleading", "health", "zh-Hans", "2018", "(not said)"):
        assert words in done.stdout


def test_statistics_are_json_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(f"{LINE}\nnonsense\n", encoding="utf-8")
    done = run("stats", "--json", str(path))
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "total": 1,
        "publisher": {"某處": 1},
        "verdict": {"false": 1},
        "topic": {"": 1},
        "lang": {"zh-Hant": 1},
        "year": {"": 1},
    }
    assert done.stderr == "1 fault left out; see: zhendema corpus check\n"


def test_statistics_of_an_empty_file_are_empty_tables(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.touch()
    assert run("stats", str(path)).returncode == 0


def test_help_loads_nothing_heavy() -> None:
    heavy = ("pydantic", "opencc", "torch", "faiss", "sqlalchemy")
    code = f"import sys, corpus.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert done.stdout == "[]\n"


def test_an_export_goes_to_standard_output_or_into_a_file(tmp_path: Path) -> None:
    path, out = tmp_path / "corpus.jsonl", tmp_path / "feed.json"
    path.write_text(f"{LINE}\nnonsense\n", encoding="utf-8")
    done = run("export", "--corpus", str(path))
    assert done.returncode == 0
    assert done.stderr == "1 fault left out; see: zhendema corpus check\n"
    assert json.loads(done.stdout)["dataFeedElement"][0]["item"]["claimReviewed"] == "喝醋能軟化血管"
    done = run("export", "--format", "jsonfeed", "--corpus", str(path), "--out", str(out))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith(f"1 debunk written to {out}\n")
    assert [item["id"] for item in json.loads(out.read_text(encoding="utf-8"))["items"]] == ["x"]


def test_own_debunks_are_exported_with_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    own = LINE.replace('"lang"', '"published":"2999-01-01","lang"')
    (tmp_path / "corpus" / "local.jsonl").write_text(own + "\n", encoding="utf-8")
    done = run("export", "--home", str(tmp_path), "--format", "rss", "--since", "2022")
    assert done.returncode == 0
    first, *others = done.stdout.split("<guid ")[1:]
    assert first.startswith('isPermaLink="false">x<')
    assert len(others) > 10


def test_an_export_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(f"{LINE}\n", encoding="utf-8")
    done = run("export", "--corpus", str(path), "--out", str(tmp_path / "none" / "feed.json"))
    assert done.returncode == 1
    assert done.stderr.startswith(
        f"zhendema corpus: expected to write {tmp_path / 'none' / 'feed.json'}, got: "
    )
    done = run("export", "--corpus", str(path), "--since", "soon")
    assert done.returncode == 2
    assert "expected a date as in 2026" in done.stderr

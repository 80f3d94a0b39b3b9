"""The command line: quick help, plain errors, exit codes, answers as lines of JSON."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from tests.bot.process import environment


@pytest.fixture
def index_dir(built_root: Path) -> Path:
    return (built_root / "current").resolve()


def zhendema(*arguments: str | Path, given: str = "", home: Path = Path("nowhere")) -> Result:
    runner = CliRunner(env={"ZHENDEMA_HOME": str(home), "TELEGRAM_BOT_TOKEN": "", "COLUMNS": "200"})
    return runner.invoke(app, [str(argument) for argument in arguments], input=given)


def shell(command: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """What the command does in a shell of its own, started in its home."""
    return subprocess.run(
        f"{sys.executable} -m bot {command}",
        shell=True,
        cwd=home,
        env=environment(home, **more),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_help_is_instant_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['zhendema', '--help']\n"
        "from bot.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'faiss', 'bm25s', 'sentence_transformers', 'telegram', 'sqlalchemy', 'numpy'}\n"
        "assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()\n"
    )
    spent = []
    for _ in range(3):
        before = os.times()
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment(Path()), capture_output=True, check=False
        )
        after = os.times()
        spent.append(
            after.children_user - before.children_user + after.children_system - before.children_system
        )
        assert done.returncode == 0, done.stderr.decode()
        assert b"zhendema run" in done.stdout
    # Seconds of the processor: what else runs on the machine does not count. The start of Python itself does.
    assert 0 < min(spent) < 0.5


@pytest.mark.parametrize(
    "command", [["corpus"], ["index"], ["leads"], ["train"], ["ask"], ["run"], ["health"]]
)
def test_every_command_teaches(command: list[str]) -> None:
    done = zhendema(*command, "--help")
    assert done.exit_code == 0
    assert "Usage" in done.output


def test_one_question_is_answered_for_people(index_dir: Path) -> None:
    done = zhendema("ask", "喝熱檸檬水可以殺死癌細胞", "--index", index_dir)
    assert done.exit_code == 0
    first, second, third = done.stdout.splitlines()[:3]
    assert first == "band: answer"
    assert second.split() == [second.split()[0], "false", "喝热柠檬水可以杀死癌细胞"]
    assert third.strip() == "https://check.example/lemon"


def test_a_person_sees_only_what_is_worth_showing(index_dir: Path) -> None:
    alone = zhendema("ask", "喝热柠檬水可以杀死癌细胞", "--index", index_dir).stdout.splitlines()
    assert len(alone) == 3
    unknown = zhendema("ask", "城东的老粮仓里发现了恐龙蛋", "--index", index_dir).stdout.splitlines()
    assert unknown == ["band: unknown"]
    every = zhendema("ask", "城东的老粮仓里发现了恐龙蛋", "--index", index_dir, "--json").stdout
    assert len(json.loads(every)["matches"]) > 3


def test_one_question_is_answered_for_programs(index_dir: Path) -> None:
    done = zhendema("ask", "喝熱檸檬水可以殺死癌細胞", "--index", index_dir, "--json")
    told = json.loads(done.stdout)
    assert told["band"] == "answer"
    best = told["matches"][0]
    assert best.keys() == {"id", "confidence", "verdict", "url"}
    assert (best["id"], best["verdict"]) == ("t-lemon", "false")
    assert 0 <= best["confidence"] <= 1


def test_a_file_is_answered_line_by_line_and_bad_lines_are_named(tmp_path: Path, index_dir: Path) -> None:
    lines = [
        '{"id": "a", "text": "喝热柠檬水可以杀死癌细胞"}',
        "",
        "{broken",
        '["a", "list"]',
        '{"id": 7, "text": "数字"}',
        '{"id": true, "text": "b"}',
        '{"id": "b"}',
        '{"id": "\\ud800", "text": "半个字"}',
        "[" * 100_000,
        '{"id": "c", "text": ""}',
        '{"id": "d", "text": "\\ud800 破损的字 \\u0000", "more": 1}',
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8-sig")
    done = zhendema("ask", "--jsonl", file, "--index", index_dir)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert [(one["id"], one["band"]) for one in told] == [
        ("a", "answer"),
        (7, "unknown"),
        ("c", "unknown"),
        ("d", "unknown"),
    ]
    assert told[2]["matches"] == []
    assert all(len(one["matches"]) <= 10 for one in told)
    confidences = [match["confidence"] for match in told[0]["matches"]]
    assert confidences == sorted(confidences, reverse=True)
    faults = done.stderr.splitlines()
    assert [fault.partition(": ")[0] for fault in faults] == [f"line {n}" for n in (3, 4, 6, 7, 8, 9)]
    assert faults[2].endswith("id: expected a text or a whole number, got bool")
    assert faults[3].endswith("text: expected a text, got NoneType")
    assert faults[4].endswith("id: expected whole characters, got half a one (\\ud800 to \\udfff)")
    assert faults[5].endswith("got too many brackets in each other")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_questions_may_come_from_standard_input(index_dir: Path, mark: str) -> None:
    done = zhendema("ask", "--jsonl", "-", "--index", index_dir, given=mark + '{"id": "a", "text": "你好"}\n')
    assert done.exit_code == 0
    assert json.loads(done.stdout)["id"] == "a"


def test_a_reader_who_has_seen_enough_ends_it_quietly(tmp_path: Path, index_dir: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": 1, "text": "喝热柠檬水可以杀死癌细胞"}\n' * 1_000, encoding="utf-8")
    done = shell(f"ask --jsonl {file} --index {index_dir} | head -1", tmp_path)
    assert json.loads(done.stdout)["id"] == 1
    assert done.stderr == ""


def test_a_terminal_without_chinese_characters_gets_them_escaped(tmp_path: Path, index_dir: Path) -> None:
    done = shell(f"ask 喝热柠檬水可以杀死癌细胞 --index {index_dir}", tmp_path, PYTHONIOENCODING="latin-1")
    assert done.returncode == 0
    assert "\\u67e0\\u6aac" in done.stdout


@pytest.mark.parametrize("command", ["run", "ask --jsonl -"])
def test_a_closed_standard_input_is_told(tmp_path: Path, index_dir: Path, command: str) -> None:
    shutil.copytree(index_dir.parent, tmp_path / "index", symlinks=True)
    done = shell(f"{command} <&-", tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("zhendema: standard input: expected a terminal, a pipe or a file, got none")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "gb18030"])
def test_settings_in_another_encoding_are_told(tmp_path: Path, encoding: str) -> None:
    (tmp_path / ".env").write_text("ZHENDEMA_LOG_LEVEL=INFO # 记录\n", encoding=encoding)
    done = shell("health", tmp_path)
    assert (done.returncode, done.stderr) == (
        1,
        "zhendema: .env: expected text in UTF-8, got another encoding; save it again as UTF-8\n",
    )


def test_settings_with_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ZHENDEMA_LOG_LEVEL=LOUD\n", encoding="utf-8-sig")
    done = shell("health", tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("zhendema: ZHENDEMA_LOG_LEVEL must be 'DEBUG', 'INFO'")


def test_what_is_missing_is_said_with_its_cure(tmp_path: Path, index_dir: Path) -> None:
    done = zhendema("ask", "--jsonl", tmp_path / "none.jsonl", "--index", index_dir)
    assert done.exit_code == 1
    assert "none.jsonl cannot be read: No such file" in done.stderr
    done = zhendema("health", home=tmp_path)
    assert done.exit_code == 1
    assert "Telegram has not answered yet" in done.stderr


def test_wrong_usage_exits_with_2(index_dir: Path) -> None:
    assert zhendema("ask", "--index", index_dir).exit_code == 2
    assert zhendema("ask", "text", "--jsonl", "file").exit_code == 2
    assert zhendema("asks").exit_code == 2


def test_an_index_that_is_none_is_refused_in_a_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--index", str(tmp_path), "某句话"],
        env=environment(tmp_path),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr.decode()
    assert "zhendema: " in done.stderr.decode()


def test_health_is_good_while_telegram_answers(tmp_path: Path) -> None:
    (tmp_path / "heartbeat").touch()
    done = zhendema("health", home=tmp_path)
    assert done.exit_code == 0
    assert "Telegram last answered 0 s ago" in done.stdout


@pytest.mark.slow
def test_the_index_keeps_step_with_the_debunks_until_a_version_is_chosen(tmp_path: Path) -> None:
    question = ("ask", "城东粮仓里住着一只绿色的大象", "--json")
    done = zhendema(*question, home=tmp_path)
    assert done.stderr.splitlines()[0] == "Building the index for the first time …"
    assert json.loads(done.stdout)["band"] == "unknown"
    first = (tmp_path / "index" / "current").resolve().name

    own = {"id": "own-1", "claim": "城东粮仓里住着一只绿色的大象", "verdict": "false", "lang": "zh-Hans"}
    own |= {"url": "https://check.example/elephant", "publisher": "本地查证"}
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "own.jsonl").write_text(json.dumps(own), encoding="utf-8")
    done = zhendema(*question, home=tmp_path)
    assert done.stderr.splitlines()[0] == "Building the index anew: the debunks have changed …"
    assert json.loads(done.stdout)["matches"][0]["id"] == "own-1"
    assert zhendema(*question, home=tmp_path).stderr == ""

    (tmp_path / "corpus" / "own.jsonl").rename(tmp_path / "corpus" / "gone.jsonl")
    (tmp_path / "corpus" / "own.jsonl").symlink_to("nowhere")
    done = zhendema(*question, home=tmp_path)
    assert "own.jsonl: no such file or folder\nThe index stays as it is." in done.stderr
    assert json.loads(done.stdout)["band"] == "answer"

    assert zhendema("index", "use", first, home=tmp_path).exit_code == 0
    done = zhendema(*question, home=tmp_path)
    assert (done.stderr, json.loads(done.stdout)["band"]) == ("", "unknown")


def test_building_the_first_index_leaves_the_conversation_alone_on_standard_output(tmp_path: Path) -> None:
    done = shell("run </dev/null", tmp_path, ZHENDEMA_LOG_LEVEL="DEBUG")
    assert (done.returncode, done.stdout) == (0, "")
    assert [line for line in done.stderr.splitlines() if line] == [
        "Building the index for the first time …",
        "No TELEGRAM_BOT_TOKEN is set, so this is a chat in the terminal. End it with Ctrl-D.",
    ]


@pytest.mark.parametrize(("command", "threads"), [("run", "1"), ("index", "1"), ("train", "None")])
def test_all_but_training_spare_threads_unless_told_otherwise(command: str, threads: str) -> None:
    script = (
        "import os, sys\n"
        "from bot.cli import app\n"
        "assert 'numpy' not in sys.modules\n"
        f"app(['{command}', '--help'], standalone_mode=False)\n"
        "print(os.environ.get('OMP_NUM_THREADS'), os.environ['OPENBLAS_NUM_THREADS'])\n"
    )
    told = {**os.environ, "OPENBLAS_NUM_THREADS": "3"}
    told.pop("OMP_NUM_THREADS", None)
    done = subprocess.run(
        [sys.executable, "-c", script], env=told, capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[-2:] == [threads, "3"]

"""The chat in the terminal: the same path as in Telegram, line by line."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from bot.terminal import TerminalMessenger
from tests.bot.process import environment, make_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, built_root: Path) -> Path:
    return make_home(tmp_path_factory.mktemp("terminal"), built_root)


def chat(home: Path, lines: str | bytes, **settings: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        input=lines.encode() if isinstance(lines, str) else lines,
        cwd=home,
        env=environment(home, **settings),
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_lines_from_a_pipe_are_answered_one_by_one_and_leads_are_kept(home: Path) -> None:
    done = chat(home, "喝熱檸檬水可以殺死癌細胞\n\n你好\n城东的老粮仓里发现了恐龙蛋\n1\n/mydata\n")
    told = done.stdout.decode()
    assert done.returncode == 0
    questions = [part.splitlines()[0] for part in told.split("> ")[1:]]
    assert questions == ["喝熱檸檬水可以殺死癌細胞", "你好", "城东的老粮仓里发现了恐龙蛋", "1", "/mydata"]
    answers = told.split("> ")[1:]
    assert "❌ 不是真的" in answers[0]
    assert "https://check.example/lemon" in answers[0]
    assert "<b>" not in told
    assert "把拿不准的消息转发给我" in answers[1]
    assert "编号 1" in answers[2]
    assert "[1] 🔔 有结果告诉我   [2] 不要保留" in answers[2]
    assert "一有结果，就会在这里告诉你" in answers[3]
    assert "等着告诉你结果的：1 条" in answers[4]
    assert done.stderr.decode().splitlines() == [
        "No TELEGRAM_BOT_TOKEN is set, so this is a chat in the terminal. End it with Ctrl-D."
    ]
    listed = subprocess.run(
        [sys.executable, "-m", "bot", "leads", "list", "--json"],
        env=environment(home),
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert "城东的老粮仓里发现了恐龙蛋" in listed.stdout.decode()


def test_a_terminal_without_a_language_follows_what_is_written(home: Path) -> None:
    told = chat(home, "Was the town hall painted pink?\n/help\n早上好\n/help\n").stdout.decode()
    asked, english, morning, chinese = told.split("> ")[1:]
    assert "I have not found a check of this yet" in asked
    assert "How to use" in english
    assert "你好！" in morning
    assert "怎么用" in chinese


def test_a_terminal_of_a_language_keeps_it(home: Path) -> None:
    told = chat(home, "Was the town hall of Springfield painted pink?\n", LANG="zh_TW.UTF-8").stdout.decode()
    assert "還沒有查到有人查證過" in told


def test_input_that_is_no_text_is_answered_and_ends_well(home: Path) -> None:
    done = chat(home, b"\xff\xfe\x00\x01broken\n\x1b[2J\x1b[31mred\n" + b"x" * 100_000 + b"\n")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout.replace(b"> \x1b[2J\x1b[31mred", b"")
    assert b"Traceback" not in done.stderr


def test_a_setting_out_of_range_is_named_with_its_rule_and_the_token_is_not(home: Path) -> None:
    done = chat(home, "", ZHENDEMA_GATHER_SECONDS="85", TELEGRAM_BOT_TOKEN="not a token")
    told = done.stderr.decode()
    assert done.returncode == 1
    assert "ZHENDEMA_GATHER_SECONDS must be less than or equal to 10, got '85'" in told
    assert "TELEGRAM_BOT_TOKEN must be a token of @BotFather such as 123456:AbC-dEf, got (hidden)" in told
    assert "not a token" not in told


async def test_a_debunk_cannot_steer_the_terminal() -> None:
    out = io.StringIO()
    messenger = TerminalMessenger(out)
    params = {"text": "红色\x1b[31m &lt;b&gt;\u202e反", "reply_markup": {"inline_keyboard": []}}
    await messenger.call("send_message", params)
    assert out.getvalue() == "红色[31m <b>反\n\n"


async def test_a_claim_to_choose_is_numbered_once() -> None:
    out = io.StringIO()
    rows = [
        [{"text": words, "callback_data": "x"}] for words in ("1. 隔夜菜致癌", "2. 3. 号线停运", "都不是")
    ]
    params = {"text": "哪一条？", "reply_markup": {"inline_keyboard": rows}}
    await TerminalMessenger(out).call("send_message", params)
    assert out.getvalue().split("\n\n")[1] == "[1] 隔夜菜致癌\n[2] 3. 号线停运\n[3] 都不是"

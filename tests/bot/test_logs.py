"""The logs: one line a record, without tokens, texts, or what libraries say about them."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.process import BotProcess, environment, make_home
from tests.telegram import people, updates
from tests.telegram.server import TelegramServer

START = "import asyncio, logging, threading\nfrom bot.logs import set_up_logs\nset_up_logs('DEBUG')\n"


def logged(code: str) -> list[str]:
    """The lines on stderr of a program of its own, without their time."""
    done = subprocess.run(
        [sys.executable, "-c", START + code],
        env=environment(Path()),
        capture_output=True,
        timeout=60,
        check=True,
    )
    return [line.split(" ", 2)[2] for line in done.stderr.decode().splitlines()]


def test_of_an_exception_only_class_and_place_are_logged() -> None:
    lines = logged(
        "def ask(text): raise ValueError(text)\n"
        "try: ask('绿色大象')\n"
        "except ValueError: logging.getLogger('bot').exception('update 7')\n"
    )
    assert lines == ["ERROR bot: update 7: ValueError at <string>:4 in ask"]


def test_a_task_that_nobody_waited_for_is_named_without_its_words() -> None:
    lines = logged(
        "async def ask(text): raise ValueError(text)\n"
        "async def main():\n"
        "    asyncio.create_task(ask('绿色大象'))\n"
        "    asyncio.get_running_loop().call_soon(int, '绿色大象')\n"
        "    await asyncio.sleep(0.01)\n"
        "asyncio.run(main())\n"
    )
    assert sorted(line.partition(" at ")[0] for line in lines) == [
        "ERROR asyncio: Exception in callback int: ValueError",
        "ERROR asyncio: Task exception was never retrieved: ValueError",
    ]


def test_what_a_thread_did_not_catch_is_a_line() -> None:
    lines = logged(
        "def ask(): raise ValueError('绿色大象')\n"
        "thread = threading.Thread(target=ask)\nthread.start()\nthread.join()\n"
    )
    assert lines == ["ERROR bot.logs: not caught: ValueError at <string>:4 in ask"]


@pytest.mark.parametrize(
    ("library", "level", "heard"),
    [
        ("telegram.request.HTTPXRequest", "ERROR", False),
        ("telegram.ext", "CRITICAL", True),
        ("bm25s", "DEBUG", False),
        ("faiss.loader", "INFO", False),
        ("faiss.loader", "WARNING", True),
        ("bot.intake", "DEBUG", True),
    ],
)
def test_a_library_is_heard_from_its_level_even_if_it_sets_its_own(
    library: str, level: str, heard: bool
) -> None:
    lines = logged(
        f"logger = logging.getLogger({library!r})\nlogger.setLevel(logging.DEBUG)\n"
        f"logger.log({logging.getLevelName(level)}, 'words')\n"
    )
    assert lines == ([f"{level} {library}: words"] if heard else [])


async def test_a_cut_answer_of_telegram_leaves_no_text_and_no_name_in_a_log(
    telegram: TelegramServer, tmp_path: Path, built_root: Path
) -> None:
    home = make_home(tmp_path, built_root)
    text, name = "绿色大象住在城东", "欧阳秘密"
    async with BotProcess(telegram, home, {"ZHENDEMA_LOG_LEVEL": "DEBUG"}) as bot:
        await telegram.wait_for(lambda server: server.calls_of("getUpdates"), timeout=60)
        telegram.fail("getUpdates", times=1, cut="half")
        telegram.push(
            updates.update("message", updates.message(text, sender=people.user(1, first_name=name)))
        )
        assert "编号 1" in (await telegram.next_reply(1, timeout=60)).text
        await bot.stop()
    assert "Traceback" not in bot.log
    for words in (text[:4], name):
        assert words not in bot.log
        assert words.encode("unicode_escape").decode() not in bot.log

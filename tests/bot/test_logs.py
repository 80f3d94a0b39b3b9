"""The logs: one line a record, without tokens, texts, or what libraries say about them."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

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


BOT = {"id": 9, "is_bot": True, "first_name": "Bot", "username": "our_bot", "supports_inline_queries": True}


class HalfAnswers:
    """A Telegram whose first answer to getUpdates is whole for HTTP and half for JSON."""

    def __init__(self, update: dict[str, Any]) -> None:
        whole = json.dumps({"ok": True, "result": [update]})
        self._half = whole[: len(whole) - 2]
        self.asked = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
        await reader.readexactly(int(length[1]) if length else 0)
        body = '{"ok": true, "result": []}'
        if "/getMe" in head:
            body = json.dumps({"ok": True, "result": BOT})
        elif "/getUpdates" in head:
            self.asked += 1
            body = self._half if self.asked == 1 else body
            await asyncio.sleep(0.1)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n")
        writer.write(f"Content-Length: {len(body)}\r\n\r\n{body}".encode())
        await writer.drain()
        writer.close()


async def test_half_an_answer_of_telegram_leaves_no_text_and_no_name_in_a_log(
    telegram: TelegramServer, tmp_path: Path, built_root: Path
) -> None:
    text, name = "绿色大象住在城东", "欧阳秘密"
    message = updates.message(text, sender=people.user(1, first_name=name))
    wire = HalfAnswers(updates.update("message", message))
    server = await asyncio.start_server(wire.answer, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    settings = {"ZHENDEMA_LOG_LEVEL": "DEBUG", "TELEGRAM_API_BASE": address}
    async with server, BotProcess(telegram, make_home(tmp_path, built_root), settings) as bot:
        async with asyncio.timeout(60):
            while wire.asked < 2:
                await asyncio.sleep(0.05)
        await bot.stop()
    assert "Telegram cannot be reached" in bot.log
    assert "Traceback" not in bot.log
    for words in (text[:4], name):
        assert words not in bot.log
        assert words.encode("unicode_escape").decode() not in bot.log

"""The bot as its own process, as it runs in earnest: started, killed, stopped, and read."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from tests.telegram.server import TelegramServer

ROOT = Path(__file__).parents[2]
#: Only what a fresh shell has: no setting of the person who runs the tests may reach the bot.
#: How many threads compute is no setting of the bot's: tests run side by side, one for each core.
PLAIN = {
    name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "OMP_NUM_THREADS") if name in os.environ
}


def make_home(folder: Path, built_root: Path) -> Path:
    """A home of the bot with a copy of a built index."""
    shutil.copytree(built_root, folder / "index", symlinks=True)
    return folder


def environment(home: Path, **more: str) -> dict[str, str]:
    """The variables of a fresh shell and those of the bot."""
    return {**PLAIN, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT), "ZHENDEMA_HOME": str(home), **more}


@dataclass
class BotProcess:
    """`zhendema run` against a Telegram on loopback; an async context manager that leaves nothing running."""

    telegram: TelegramServer
    home: Path
    settings: dict[str, str] = field(default_factory=dict)
    log: str = ""
    _process: asyncio.subprocess.Process | None = None
    _reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._process is not None and self._process.returncode is None:
            await self.kill()

    async def start(self) -> None:
        settings = {
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "TELEGRAM_API_BASE": self.telegram.base_url,
            "ZHENDEMA_GATHER_SECONDS": "0.2",
            **self.settings,
        }
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            cwd=self.home,
            env=environment(self.home, **settings),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self.log += line.decode("utf-8", "replace")

    async def kill(self) -> None:
        """kill -9: no warning, no last words."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, sign: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(sign)
        return await self.ended()

    async def ended(self, within: float = 60.0) -> int:
        """Wait for the end of the process; returns its exit code."""
        assert self._process is not None
        assert self._reader is not None
        async with asyncio.timeout(within):
            code = await self._process.wait()
            await self._reader
        return code

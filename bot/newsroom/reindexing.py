"""Reindexing: a new version built in a program of its own while this one answers, and what came of it."""

import asyncio
import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import chats, outbox
from bot.language import Language, choose_language
from bot.reply import Reply
from bot.wording import say

if TYPE_CHECKING:
    from bot.desk import Desk

__all__ = ["AT_MOST_EVERY", "Asked", "Reindexing", "tell_refusals"]

log = logging.getLogger(__name__)

#: A build takes much of the machine.
AT_MOST_EVERY = timedelta(minutes=5)
#: Exit code of a build that is worse than the current version.
_HELD = 3
_LOOK_EVERY = 2.0  # seconds
_LONGEST_REASON = 400  # characters


class Asked(StrEnum):
    """What becomes of the wish for a new version."""

    STARTED = "started"
    RUNNING = "running"
    TOO_SOON = "too-soon"


@dataclass(slots=True)
class Reindexing:
    """Builds one version at a time, for as long as the bot runs."""

    _task: asyncio.Task[None] | None = None
    _ended: datetime | None = None
    _waiting: list[tuple[int, Language | None]] = field(default_factory=list)

    @property
    def running(self) -> bool:
        """Whether a version is being built."""
        return self._task is not None and not self._task.done()

    def begin(self, desk: "Desk", chats_to_tell: Sequence[tuple[int, Language | None]]) -> Asked:
        """Begin to build, unless one is being built or was just now.

        :param chats_to_tell: who hears what came of it, also where another has begun it, and in which
            language; None: that of the chat
        """
        if self.running:
            self._waiting += [each for each in chats_to_tell if each not in self._waiting]
            return Asked.RUNNING
        if self._ended is not None and desk.clock() - self._ended < AT_MOST_EVERY:
            # Who sent a signal hears it here only.
            log.warning("no version is built: the one before ended less than %s ago", AT_MOST_EVERY)
            return Asked.TOO_SOON
        self._waiting = list(chats_to_tell)
        self._task = asyncio.create_task(self._build(desk), name="reindexing")
        return Asked.STARTED

    async def close(self) -> None:
        """End what is being built; nothing of it stays."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _build(self, desk: "Desk") -> None:
        try:
            code, told = await _run_build(desk)
            if code == 0:
                await desk.checker.refresh(again=True)
        except OSError as error:
            code, told = 1, {"reason": str(error.strerror or error)}
        self._ended = desk.clock()
        log.info("building a version on request ended with %d", code)
        async with desk.store.write() as conn:
            for number, (chat_id, language) in enumerate(self._waiting):
                words = language or await _language(conn, desk, chat_id)
                await outbox.post(
                    conn,
                    key=f"reindex:{self._ended.timestamp():.3f}:{number}",
                    chat_id=chat_id,
                    method="send_message",
                    params=Reply("\n".join(_lines(words, code, told))).new_params(),
                    now=desk.clock(),
                )
        desk.on_posted()


async def _run_build(desk: "Desk") -> tuple[int, dict[str, Any]]:
    """Run `zhendema index build`: in a program of its own it takes no turn from a message, and gives its
    memory back."""
    command = [
        sys.executable,
        "-m",
        "bot",
        "index",
        "build",
        "--json",
        "--home",
        str(desk.room.home.resolve()),
    ]
    building = await asyncio.create_subprocess_exec(
        *("nice", "-n", "10", *command),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        out, trouble = await building.communicate()
    except asyncio.CancelledError:
        building.kill()
        await building.wait()
        raise
    code = building.returncode or 0
    if code in {0, _HELD}:
        told: dict[str, Any] = json.loads(out.decode().splitlines()[-1])
        return code, told
    lines = trouble.decode(errors="replace").strip().splitlines()
    return code, {"reason": (lines[-1] if lines else "?").removeprefix("zhendema: ")[:_LONGEST_REASON]}


def _lines(language: Language, code: int, told: dict[str, Any]) -> list[str]:
    if code not in {0, _HELD}:
        return [say(language, "reindex-failed", reason=told["reason"])]
    left_out = [say(language, "reindex-left-out", count=told["left_out"])] if told["left_out"] else []
    if code == 0:
        done = say(language, "reindex-done", version=told["version"], debunks=told["debunks"])
        return [done, *left_out]
    lines = [say(language, "reindex-held", version=told["version"], beside=told["beside"])]
    lines += [
        say(language, "reindex-fault", kind=fault["kind"], count=fault["count"], total=fault["of"])
        for fault in told["faults"]
    ]
    lines += [
        say(language, "reindex-takeover", claim=each["claim"][:60], id=each["debunk"], count=each["messages"])
        for each in told["takeovers"]
    ]
    lines += [
        say(language, "reindex-import", name=name, count=count) for name, count in told["imports"].items()
    ]
    lines += left_out
    lines.append(say(language, "reindex-cure", version=told["version"]))
    return lines


async def _language(conn: AsyncConnection, desk: "Desk", chat_id: int) -> Language:
    """The language that a chat has chosen, else the one that most of the debunks are in."""
    chosen = (await chats.settings_of(conn, desk.store.key("chat", chat_id))).language
    return choose_language(chosen, "", "") if chosen else Language.HANS


async def tell_refusals(desk: "Desk") -> None:
    """Tell the maintainers once of each version that cannot be used; never returns."""
    told = ""
    while True:
        refused = desk.checker.refused
        if refused is not None and refused.version != told:
            async with desk.store.write() as conn:
                for chat_id in sorted(desk.room.chats):
                    text = say(
                        await _language(conn, desk, chat_id),
                        "version-refused",
                        version=refused.version,
                        reason=refused.reason[:_LONGEST_REASON],
                        now=desk.checker.version,
                    )
                    await outbox.post(
                        conn,
                        key=f"refused:{refused.version}:{desk.store.key('chat', chat_id)}",
                        chat_id=chat_id,
                        method="send_message",
                        params=Reply(text).new_params(),
                        now=desk.clock(),
                    )
            desk.on_posted()
            told = refused.version
        await asyncio.sleep(_LOOK_EVERY)

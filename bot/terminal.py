"""Chat with the bot in the terminal, on the same path as a chat in Telegram."""

import asyncio
import html
import io
import re
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, TextIO

from bot.language import has_chinese, is_plain_english
from bot.messenger import Identity, Params
from bot.reply import Button

#: The chat with the person at the keyboard, and their id: numbers that Telegram gives to nobody.
TERMINAL_CHAT = 0
_ME = TERMINAL_CHAT
_BOT = Identity(id=2, username="zhendema_bot", inline=False)
_CHINESE = "zh-hans"
#: Update ids of the terminal lie far below zero: Telegram's are positive, and both may meet in one database.
_FIRST_UPDATE = -(10**15)


class TerminalMessenger:
    """Prints what the bot says, and remembers its buttons so that they can be pressed by their numbers."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._message_id = 0
        self.buttons: list[Button] = []

    async def identify(self) -> Identity:
        return _BOT

    async def call(self, method: str, params: Params) -> Params:
        if method in {"send_message", "send_photo", "edit_message_text"}:
            self._message_id = params.get("message_id", self._message_id + 1)
            rows: Sequence[Sequence[Button]] = params.get("reply_markup", {}).get("inline_keyboard", [])
            self.buttons = []
            choices = [line for row in rows if (line := self._row(row))]
            words = _plain(params["caption" if method == "send_photo" else "text"])
            print("\n".join([words, *([""] if choices else []), *choices]), file=self._out)
            print(file=self._out, flush=True)
            return {"message_id": self._message_id}
        if method == "answer_callback_query" and params.get("text"):
            print(f"({params['text']})\n", file=self._out, flush=True)
        return {}

    def callback(self, number: int) -> Params:
        """Return the callback query of pressing a button of the latest message, counted from 1."""
        chat = {"id": _ME, "type": "private"}
        message = {"message_id": self._message_id, "date": int(time.time()), "chat": chat, "text": "…"}
        return {"message": message, "data": self.buttons[number - 1]["callback_data"]}

    def _row(self, row: Sequence[Button]) -> str:
        """Return a row of buttons with their numbers; what needs Telegram (sharing) is left out."""
        pressable = [button for button in row if "callback_data" in button]
        self.buttons += pressable
        first = len(self.buttons) - len(pressable) + 1
        return "   ".join(
            # A claim that is offered has the number of its button already.
            f"[{number}] {_printable(button['text']).removeprefix(f'{number}. ')}"
            for number, button in enumerate(pressable, first)
        )


class TerminalChat:
    """Turns lines into updates, each answered before the next is read.

    :param hand_over: takes an update into the inbox and returns when it is answered
    :param language_code: of the person, as Telegram would give it; "": that in which they write
    """

    def __init__(
        self, messenger: TerminalMessenger, hand_over: Callable[[Params], Awaitable[None]], language_code: str
    ) -> None:
        self._messenger = messenger
        self._hand_over = hand_over
        self._follows = not language_code
        self._language_code = language_code or _CHINESE
        self._update_id = _FIRST_UPDATE + time.time_ns() // 1_000_000

    async def run(self, lines: AsyncIterator[str], *, echo: bool) -> None:
        """Answer line after line.

        :param echo: repeat each line before its answer, for input that the person does not see (a pipe)
        """
        async for line in lines:
            text = line.strip()
            if not text:
                continue
            if echo:
                print(f"> {_printable(text)}")
            await self._hand_over(self._update(text))

    def _update(self, text: str) -> Params:
        self._update_id += 1
        buttons = len(self._messenger.buttons)
        # Three digits are no button, and thousands of them no number that int() would read.
        if text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= buttons:
            pressed = self._messenger.callback(int(text))
            query = {"id": str(self._update_id), "from": self._user(), "chat_instance": "terminal", **pressed}
            return {"update_id": self._update_id, "callback_query": query}
        if self._follows and not text.startswith("/"):
            self._follow(text)
        message: dict[str, Any] = {
            "message_id": self._update_id - _FIRST_UPDATE,
            "date": int(time.time()),
            "chat": {"id": _ME, "type": "private"},
            "from": self._user(),
            "text": text,
        }
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return {"update_id": self._update_id, "message": message}

    def _follow(self, text: str) -> None:
        if has_chinese(text):
            self._language_code = _CHINESE
        elif is_plain_english(text):
            self._language_code = "en"

    def _user(self) -> Params:
        return {"id": _ME, "is_bot": False, "first_name": "you", "language_code": self._language_code}


async def read_lines(stream: TextIO, prompt: str) -> AsyncIterator[str]:
    """Yield the lines of a stream until its end; bytes that are no UTF-8 come as replacement characters."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    loop = asyncio.get_running_loop()
    wanted = threading.Semaphore(0)
    lines: asyncio.Queue[str] = asyncio.Queue()

    def read() -> None:
        while wanted.acquire():
            line = stream.readline()
            with suppress(RuntimeError):  # the loop is closed: nobody waits for the line any more
                loop.call_soon_threadsafe(lines.put_nowait, line)

    # A thread of asyncio's pool would be waited for at the end, and Ctrl-C would hang until the next line.
    threading.Thread(target=read, daemon=True).start()
    while True:
        if prompt:
            print(prompt, end="", flush=True)
        wanted.release()
        line = await lines.get()
        if not line:
            return
        yield line


def _plain(text: str) -> str:
    """Return Telegram HTML as text for a terminal; a link is followed by its address."""
    linked = re.sub(r'<a href="([^"]*)">(.*?)</a>', r"\2  \1", text, flags=re.DOTALL)
    return _printable(html.unescape(re.sub(r"</?(?:b|i|u|s|code|pre|blockquote)>", "", linked)))


def _printable(text: str) -> str:
    """Leave out control characters: a text from outside must not steer the terminal."""
    return "".join(character for character in text if character == "\n" or character.isprintable())

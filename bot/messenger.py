"""Call the messenger: the one seam between the bot and Telegram (or the terminal)."""

import asyncio
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, Self

import telegram
from telegram.request import HTTPXRequest

from bot import gallery

# python-telegram-bot gives durations as timedelta from its next major version on, and warns until told so.
os.environ.setdefault("PTB_TIMEDELTA", "true")

#: Kinds of updates that the bot asks Telegram for.
ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "my_chat_member",
)
#: Seconds that Telegram may hold a getUpdates call open when there is nothing new.
POLL_SECONDS = 30
#: Methods of the Bot API that may be called, by their names in python-telegram-bot.
_METHODS = frozenset(
    {
        "answer_callback_query",
        "answer_inline_query",
        "delete_message",
        "edit_message_reply_markup",
        "edit_message_text",
        "get_chat",
        "get_chat_administrators",
        "get_chat_member",
        "send_chat_action",
        "send_message",
        "send_photo",
        "set_message_reaction",
        "set_my_commands",
        "set_my_description",
        "set_my_short_description",
    }
)

Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a Bot API method, such as ``Call("send_message", {"chat_id": 1, "text": "…"})``."""

    method: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is.

    :ivar inline: it can be asked from other chats
    :ivar hears_groups: it gets all messages of its groups, also where it is no admin (privacy mode is off)
    """

    id: int
    username: str
    inline: bool
    hears_groups: bool = False


class Messenger(Protocol):
    """What carries messages to people."""

    async def identify(self) -> Identity:
        """Return who the bot is.

        :raises telegram.error.TelegramError: Telegram refused or could not be reached
        """
        ...

    async def call(self, method: str, params: Params) -> Params:
        """Call a Bot API method; returns its result as Telegram wrote it, {} where that is only "true", and a
        list as {"result": [...]}.

        :raises telegram.error.TelegramError: Telegram refused or could not be reached
        """
        ...


class TelegramMessenger:
    """The Bot API over HTTP; an async context manager.

    :param home: folder of the state, with the pictures that `send_photo` names
    """

    def __init__(self, token: str, api_base: str, home: Path = Path("var")) -> None:
        self._home = home
        base = api_base.rstrip("/")
        calls = HTTPXRequest(64, read_timeout=20, write_timeout=20, connect_timeout=10, pool_timeout=20)
        polls = HTTPXRequest(2, read_timeout=10, connect_timeout=10)
        self._requests = (calls, polls)
        self._bot = telegram.Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=calls,
            get_updates_request=polls,
        )

    async def __aenter__(self) -> Self:
        # Bot.initialize() would ask getMe at once and fail for good while the network is down.
        for request in self._requests:
            await request.initialize()
        return self

    async def __aexit__(self, *_: object) -> None:
        for request in self._requests:
            await request.shutdown()

    async def identify(self) -> Identity:
        me = await self._bot.get_me()
        hears = bool(me.can_read_all_group_messages)
        return Identity(me.id, me.username or "", bool(me.supports_inline_queries), hears)

    async def updates(self, offset: int | None) -> list[Params]:
        """Wait for updates from `offset` on (None: the first that Telegram still keeps), oldest first."""
        params = {"timeout": POLL_SECONDS, "allowed_updates": ALLOWED_UPDATES, "limit": 100}
        if offset is not None:
            params["offset"] = offset
        # Raw, so that an update which python-telegram-bot cannot read is kept like any other. It would advise
        # its own method, which reads, were the name not spelled as none of them.
        raw = await self._bot.do_api_request("get_Updates", params, read_timeout=POLL_SECONDS + 10)
        return list(raw)

    async def call(self, method: str, params: Params) -> Params:
        if method not in _METHODS:
            raise ValueError(f"expected one of {sorted(_METHODS)}, got {method!r}")
        if method == "send_photo":
            return await self._send_picture(**params)
        result = await getattr(self._bot, method)(**params)
        if isinstance(result, telegram.TelegramObject):
            return result.to_dict()
        return {"result": [each.to_dict() for each in result]} if isinstance(result, tuple | list) else {}

    async def _send_picture(self, picture: str, caption: str, **params: Any) -> Params:
        """Send a picture of the gallery; where it is gone, its caption goes alone.

        One that Telegram took before, which nobody could write down any more, is not sent again.
        """
        if await asyncio.to_thread(gallery.is_sent, self._home, picture):
            return {}
        content = await asyncio.to_thread(gallery.read, self._home, picture)
        if content is None:
            return (await self._bot.send_message(text=caption, **params)).to_dict()
        file = telegram.InputFile(content, picture, attach=False)
        sent = await self._bot.send_photo(photo=file, caption=caption, **params)
        await asyncio.to_thread(gallery.drop, self._home, picture)
        return sent.to_dict()

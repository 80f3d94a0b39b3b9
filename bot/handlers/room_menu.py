"""The menu of the room: the commands that Telegram shows in the chats of maintainers and units."""

import asyncio
import logging
from collections.abc import Sequence

import telegram
from telegram.error import TelegramError

from bot.desk import Desk
from bot.handlers.maintainer import LISTED
from bot.language import Language
from bot.messenger import Call
from bot.newsroom.cards import language_in
from bot.newsroom.sheets import chats_of, chosen_language
from bot.wording import label

__all__ = ["menu_calls", "show_menu"]

log = logging.getLogger(__name__)

_TRY_AGAIN_SECONDS = 300


async def show_menu(desk: Desk) -> None:
    """Have Telegram show the commands of the desk in each chat of the room; what fails is tried again.

    A chat that the bot is not in refuses it: that is tried again, too, since it may come in later.
    """
    waiting = await menu_calls(desk)
    while waiting:
        failed = []
        for call in waiting:
            try:
                await desk.messenger.call(call.method, call.params)
            except TelegramError as error:
                log.info("%s: %s; again in %d s", call.method, type(error).__name__, _TRY_AGAIN_SECONDS)
                failed.append(call)
        waiting = failed
        if waiting:
            await asyncio.sleep(_TRY_AGAIN_SECONDS)


async def menu_calls(desk: Desk) -> Sequence[Call]:
    """Return the calls that show the commands, each in the language of its chat."""
    calls = []
    for chat_id in chats_of(desk.room):
        async with desk.store.read() as conn:
            chosen = await chosen_language(conn, desk, chat_id)
            unit = desk.room.unit_in(chat_id)
            spoken = bool(chosen) or (unit is not None and bool(unit.languages))
            # Where nothing was chosen, the leads are mostly Chinese, and so are those who check them.
            language = await language_in(conn, desk, chat_id, "") if spoken else Language.HANS
        names = ("check", *LISTED)
        commands = [(name, label(language, f"command-{name}")) for name in names]
        scope = telegram.BotCommandScopeChat(chat_id)
        calls.append(Call("set_my_commands", {"commands": commands, "scope": scope}))
    return calls

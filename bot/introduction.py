"""Introduce the bot to Telegram: its commands and what it is for, in each language that Telegram knows."""

import asyncio
import logging

import telegram
from telegram.error import TelegramError

from bot.handlers.commands import command_list
from bot.language import Language
from bot.messenger import Call, Messenger
from bot.wording import label

log = logging.getLogger(__name__)

#: Telegram's two letters for each language; "" is everybody whose language has no list of its own.
#: Traditional characters have no letters of their own: those chats get their list at /start and /language.
_LANGUAGES = (("", Language.ENGLISH), ("en", Language.ENGLISH), ("zh", Language.HANS))
_TRY_AGAIN_SECONDS = 60


async def introduce(messenger: Messenger) -> None:
    """Tell Telegram the commands and descriptions; what fails is tried again every minute.

    Nobody waits for this: the bot answers without it.
    """
    calls = [call for code, language in _LANGUAGES for call in _calls(code, language)]
    while calls:
        failed = []
        for call in calls:
            try:
                await messenger.call(call.method, call.params)
            except TelegramError as error:
                log.info("%s: %s; again in %d s", call.method, type(error).__name__, _TRY_AGAIN_SECONDS)
                failed.append(call)
        calls = failed
        if calls:
            await asyncio.sleep(_TRY_AGAIN_SECONDS)


def _calls(code: str, language: Language) -> tuple[Call, ...]:
    short = label(language, "bot-short-description")
    check = [("check", label(language, "command-check"))]
    manage = [*check, ("settings", label(language, "command-settings"))]
    groups, admins = telegram.BotCommandScopeAllGroupChats(), telegram.BotCommandScopeAllChatAdministrators()
    return (
        Call("set_my_commands", {"commands": command_list(language), "language_code": code}),
        Call("set_my_commands", {"commands": check, "scope": groups, "language_code": code}),
        Call("set_my_commands", {"commands": manage, "scope": admins, "language_code": code}),
        Call(
            "set_my_description", {"description": label(language, "bot-description"), "language_code": code}
        ),
        Call("set_my_short_description", {"short_description": short, "language_code": code}),
    )

"""Obey the commands of a private chat: start, help, language, privacy, my data, forget."""

from collections.abc import Callable, Sequence
from dataclasses import asdict

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatType

from bot import chats
from bot.desk import Desk, Errand, post_edit, post_reply
from bot.exchange import Asked
from bot.handlers.asker import say_to
from bot.language import Language, choose_language
from bot.messenger import Call, Identity
from bot.panel import LANGUAGE_NAMES
from bot.reply import Reply, plain_reply
from bot.wording import label, say

#: Commands that Telegram lists in a private chat, in this order.
LISTED = ("start", "help", "language", "settings", "subscribe", "privacy", "mydata", "forget")


def command_in(message: telegram.Message, identity: Identity) -> str:
    """Return the command that a message gives to this bot, in lower case without slash, or "".

    In a group a command may name another bot; in a private chat there is nobody else to obey it.
    """
    words = (message.text or message.caption or "").split(maxsplit=1)
    if not words or not words[0].startswith("/") or message.forward_origin is not None:
        return ""
    command, _, addressee = words[0][1:].partition("@")
    ours = message.chat.type == ChatType.PRIVATE or addressee.lower() in {"", identity.username.lower()}
    return command.lower() if ours else ""


async def obey(update_id: int, message: telegram.Message, command: str, desk: Desk) -> Errand:
    """Return the errand that obeys a command of a private chat."""
    language = await desk.language_of(message.chat.id, message.from_user)
    if command in {"mydata", "forget"}:
        return _account_for(update_id, message, language, desk, delete=command == "forget")
    asked = Asked(update_id, message, desk.asker_key(message), language)
    reply = _REPLIES.get(command, _unknown)(language, desk.identity)
    return say_to(asked, reply, *([menu_call(message.chat.id, language)] if command == "start" else ()))


def menu_call(chat_id: int, language: Language) -> Call:
    """Return the call that shows the commands of one chat in its language.

    Telegram tells languages apart by two letters, so that traditional characters need a list for the chat.
    """
    scope = telegram.BotCommandScopeChat(chat_id)
    return Call("set_my_commands", {"commands": command_list(language), "scope": scope})


def command_list(language: Language) -> list[tuple[str, str]]:
    """Return the commands with their descriptions, as setMyCommands takes them."""
    return [(name, label(language, f"command-{name}")) for name in LISTED]


def _welcome(language: Language, _: Identity) -> Reply:
    example = {"text": label(language, "example"), "callback_data": "try"}
    return Reply(plain_reply(language, "welcome-title", "welcome").text, ((example,),))


def _help(language: Language, identity: Identity) -> Reply:
    lines = [say(language, "help-title"), say(language, "help")]
    if identity.inline:
        lines.append(say(language, "help-inline", username=identity.username))
    return Reply("\n".join([*lines, "", say(language, "help-commands")]))


def _privacy(language: Language, _: Identity) -> Reply:
    return plain_reply(language, "privacy")


def _languages(language: Language, _: Identity) -> Reply:
    names = [(tag.value, name) for tag, name in LANGUAGE_NAMES.items()]
    rows = [({"text": name, "callback_data": f"lang:{tag}"},) for tag, name in names]
    automatic = ({"text": label(language, "language-auto"), "callback_data": "lang:"},)
    return Reply(say(language, "language-question"), (*rows, automatic))


def _unknown(language: Language, _: Identity) -> Reply:
    return plain_reply(language, "unknown-command")


_REPLIES: dict[str, Callable[[Language, Identity], Reply]] = {
    "start": _welcome,
    "help": _help,
    "privacy": _privacy,
    "language": _languages,
}


def set_language(update_id: int, query: telegram.CallbackQuery, tag: str, desk: Desk) -> Errand:
    """Return the errand that keeps the language chosen for a chat and says so in place of the question.

    :param tag: of a `Language`, or "" for automatic
    """
    language = choose_language(tag, query.from_user.language_code or "", "")

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        message = query.message
        if message is None:
            return ()
        await chats.set_language(conn, desk.chat_key(message.chat), tag)
        reply = plain_reply(language, "language-set" if tag else "language-set-auto")
        await post_edit(conn, f"update:{update_id}", message.chat.id, message.message_id, reply)
        return (
            Call("answer_callback_query", {"callback_query_id": query.id}),
            menu_call(message.chat.id, language),
        )

    return errand


def _account_for(
    update_id: int, message: telegram.Message, language: Language, desk: Desk, *, delete: bool
) -> Errand:
    chat_key, user_key = desk.chat_key(message.chat), desk.asker_key(message)

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        if delete:
            stored = await chats.forget(conn, chat_key, message.chat.id, (user_key,), until=update_id)
            desk.on_forgotten()
        else:
            stored = await chats.stored_about(conn, chat_key, message.chat.id, (user_key,))
        await post_reply(conn, f"update:{update_id}", message, _account(stored, language, deleted=delete))
        return ()

    return errand


def _account(stored: chats.Stored, language: Language, *, deleted: bool) -> Reply:
    counts = asdict(stored)
    # The command itself is being worked on while it counts.
    counts["updates"] = max(0, counts["updates"] - 1)
    lines = [
        f"• {say(language, 'stored', kind=kind, count=count)}" for kind, count in counts.items() if count
    ]
    if not lines:
        return plain_reply(language, "mydata-nothing")
    if deleted:
        return Reply("\n".join([say(language, "forgotten"), *lines]))
    return Reply("\n".join([say(language, "mydata-title"), *lines, "", say(language, "mydata-hint")]))

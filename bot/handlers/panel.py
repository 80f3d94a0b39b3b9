"""Show the panel of a group to its admins, there or in private, and take what they write for it."""

from collections.abc import Sequence
from dataclasses import replace

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatType

from bot import groups, panels
from bot.admins import CHANGING, is_admin, writes_as_admin
from bot.choices import Page
from bot.desk import Desk, Errand, post_edit, post_reply
from bot.group_settings import LONGEST_WELCOME
from bot.groups import Group
from bot.handlers.commands import command_in
from bot.language import Language, choose_language
from bot.messenger import Call
from bot.panel import View, list_reply, panel_reply
from bot.panels import Panel
from bot.reply import Reply, plain_reply
from bot.tables import storable
from bot.wording import say

__all__ = ["in_group", "in_private", "language_on", "view_of"]

_LINK = "settings-"
#: A member who asks for the settings is told once an hour that they are for admins.
_REFUSAL_SECONDS = 3_600


async def in_group(update_id: int, message: telegram.Message, desk: Desk) -> Errand | None:
    """Return the errand for a group's message that concerns its panel; None for all others."""
    if command_in(message, desk.identity) == "settings":
        return await _open_in_group(update_id, message, desk)
    if command_in(message, desk.identity) == "start" and (message.text or "").endswith(" settings"):
        # Telegram writes this for who adds the bot by the button of the list; the introduction says enough.
        return _nothing
    if message.reply_to_message is None:
        return None
    panel = await _awaiting(message, desk)
    if panel is None or not await writes_as_admin(desk, message, within=CHANGING):
        return None
    return await _welcomed(update_id, message, panel, desk)


async def in_private(update_id: int, message: telegram.Message, desk: Desk) -> Errand | None:
    """Return the errand for a private message that concerns a panel; None for all others."""
    command = command_in(message, desk.identity)
    words = (message.text or "").split()
    if command == "settings":
        return await _open_list(update_id, message, desk)
    if command == "start" and len(words) == 2 and words[1].startswith(_LINK):
        return await _open_link(update_id, message, words[1].removeprefix(_LINK), desk)
    if command or message.forward_origin is not None or message.from_user is None:
        return None
    panel = await _awaiting(message, desk)
    if panel is None:
        return None
    async with desk.store.read() as conn:
        group = await groups.find(conn, panel.group_key)
    if group is None or not await is_admin(desk, group.chat_id, desk.person_key(message.from_user)):
        return None
    return await _welcomed(update_id, message, panel, desk)


async def _open_in_group(update_id: int, message: telegram.Message, desk: Desk) -> Errand:
    allowed = await writes_as_admin(desk, message, within=CHANGING)
    chat, chat_key, now = message.chat, desk.chat_key(message.chat), desk.clock()
    language = await language_on(chat, message.from_user, desk)

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        if not allowed:
            key = f"admins-only:{chat_key}:{int(now.timestamp()) // _REFUSAL_SECONDS}"
            await post_reply(conn, key, message, plain_reply(language, "panel-admins-only"))
            return ()
        group = await groups.note(conn, chat_key, chat.id, chat.title or "", now=now)
        await _show(conn, update_id, message, group, language, desk)
        return ()

    return errand


async def _open_link(update_id: int, message: telegram.Message, group_key: str, desk: Desk) -> Errand:
    language = await language_on(message.chat, message.from_user, desk)
    async with desk.store.read() as conn:
        group = await groups.find(conn, group_key)
    refusal = "panel-gone" if group is None or group.left_at is not None else "panel-admins-only"
    allowed = group is not None and group.left_at is None and message.from_user is not None
    if allowed and group is not None and message.from_user is not None:
        allowed = await is_admin(desk, group.chat_id, desk.person_key(message.from_user))

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        if group is None or not allowed:
            await post_reply(conn, f"update:{update_id}", message, plain_reply(language, refusal))
        else:
            await _show(conn, update_id, message, group, language, desk)
        return ()

    return errand


async def _open_list(update_id: int, message: telegram.Message, desk: Desk) -> Errand:
    language = await language_on(message.chat, message.from_user, desk)

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        panel = await panels.open_panel(conn, desk.chat_key(message.chat), "", desk.clock())
        found = await groups.groups_of(conn, desk.asker_key(message))
        reply = list_reply(found, view_of(panel, message.chat, language, desk))
        await post_reply(conn, f"update:{update_id}", message, reply)
        return ()

    return errand


async def _welcomed(update_id: int, message: telegram.Message, panel: Panel, desk: Desk) -> Errand:
    """The text that a panel waited for becomes the greeting."""
    language = await language_on(message.chat, message.from_user, desk)
    welcome = storable(message.text or "").strip()

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        group, key = await groups.find(conn, panel.group_key), f"update:{update_id}"
        if group is None or panel.message_id is None:
            return ()
        if not 0 < len(welcome) <= LONGEST_WELCOME:
            fault = "panel-welcome-long" if welcome else "panel-welcome-empty"
            reply = Reply(say(language, fault, **({"count": len(welcome)} if welcome else {})))
            await post_reply(conn, key, message, reply)
            return ()
        settings = replace(group.settings, welcome=welcome)
        await groups.change(conn, group.chat_key, desk.asker_key(message), settings, desk.clock())
        await panels.turn(conn, panel, desk.clock())
        view = view_of(panel, message.chat, language, desk)
        shown = panel_reply(Page.WELCOME, replace(group, settings=settings), view)
        await post_edit(conn, key, message.chat.id, panel.message_id, shown)
        return ()

    return errand


async def _show(
    conn: AsyncConnection,
    update_id: int,
    message: telegram.Message,
    group: Group,
    language: Language,
    desk: Desk,
) -> None:
    panel = await panels.open_panel(conn, desk.chat_key(message.chat), group.chat_key, desk.clock())
    reply = panel_reply(Page.MAIN, group, view_of(panel, message.chat, language, desk))
    await post_reply(conn, f"update:{update_id}", message, reply)


async def _awaiting(message: telegram.Message, desk: Desk) -> Panel | None:
    replied_to = message.reply_to_message.message_id if message.reply_to_message else None
    async with desk.store.read() as conn:
        return await panels.awaiting(conn, desk.chat_key(message.chat), replied_to, desk.clock())


async def language_on(chat: telegram.Chat, user: telegram.User | None, desk: Desk) -> Language:
    """Return the language of a panel: the group's own, or that of the admin's Telegram."""
    if chat.type == ChatType.PRIVATE:
        return await desk.language_of(chat.id, user)
    async with desk.store.read() as conn:
        chosen = (await groups.settings_in(conn, desk.chat_key(chat))).language
    code = (user.language_code if user else None) or ""
    return choose_language(chosen or "", code, "" if code else chat.title or "")


def view_of(panel: Panel, chat: telegram.Chat, language: Language, desk: Desk) -> View:
    """Return for whom and where a panel is shown."""
    return View(
        token=panel.token,
        language=language,
        private=chat.type == ChatType.PRIVATE,
        username=desk.identity.username,
        topics=desk.checker.topics,
        now=desk.clock(),
    )


async def _nothing(_: AsyncConnection) -> Sequence[Call]:
    return ()

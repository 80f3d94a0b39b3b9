"""Show the panel of a group to its admins, there or in private, and do what they tap or write."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatType

from bot import groups, panels
from bot.admins import CHANGING, is_admin, writes_as_admin
from bot.choices import Page, choose
from bot.desk import Desk, Errand, post_deletion, post_edit, post_reply
from bot.group_settings import LONGEST_WELCOME
from bot.groups import Group
from bot.handlers.commands import command_in
from bot.language import Language, choose_language
from bot.messenger import Call
from bot.panel import View, choice_toast, list_reply, panel_reply
from bot.panels import Panel
from bot.reply import Reply, plain_reply
from bot.selftest import examine
from bot.standing import Standing
from bot.tables import storable
from bot.wording import label, say

__all__ = ["in_group", "in_private", "press"]

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


async def press(update_id: int, query: telegram.CallbackQuery, rest: str, desk: Desk) -> Errand:
    """Return the errand of a tap on a panel.

    :param rest: what the button carries behind its verb: token, page and choice
    """
    token, _, path = rest.partition(":")
    page, _, code = path.partition(":")
    message, now = query.message, desk.clock()
    assert message is not None
    language = await _language(message.chat, query.from_user, desk)
    person_key = desk.person_key(query.from_user)
    async with desk.store.read() as conn:
        panel = await panels.find(conn, token, desk.chat_key(message.chat), message.message_id, now)
        key = panel.group_key if panel is not None else ""
        if panel is not None and page == "list" and code and not code.startswith("p"):
            key = await _listed_key(conn, person_key, code)
        group = await groups.find(conn, key) if key else None
    if panel is None:
        return _toast(query, label(language, "panel-expired"))
    tap = _Tap(update_id, query, message, panel, language, desk)
    if group is None and page in {"list", "close"} and message.chat.type == ChatType.PRIVATE:
        gone = label(language, "panel-gone") if page == "list" and not code.startswith("p") else ""
        return tap.close() if page == "close" else tap.show_list(code, gone)
    if group is None or group.left_at is not None:
        return _toast(query, label(language, "panel-gone"))
    if page == "list" and code.startswith("p") and message.chat.type == ChatType.PRIVATE:
        return tap.show_list(code)
    if not await is_admin(desk, group.chat_id, person_key):
        return _toast(query, label(language, "panel-admins-only"))
    if page == "close":
        return tap.close()
    if page == "list":
        page, code = Page.MAIN, ""
    if page not in set(Page):
        return _toast(query, label(language, "panel-expired"))
    standing = await examine(desk, group.chat_id) if page == Page.TEST else None
    return tap.turn(group.chat_key, Page(page), code, standing)


@dataclass(frozen=True, slots=True)
class _Tap:
    """A tap on a panel, by somebody who may tap there."""

    update_id: int
    query: telegram.CallbackQuery
    message: telegram.MaybeInaccessibleMessage
    panel: Panel
    language: Language
    desk: Desk

    @property
    def _view(self) -> View:
        return _view(self.panel, self.message.chat, self.language, self.desk)

    def show_list(self, code: str, toast: str = "") -> Errand:
        first = int(code[1:]) if code[1:].isascii() and code[1:].isdigit() else 0

        async def errand(conn: AsyncConnection) -> Sequence[Call]:
            await panels.turn(conn, self.panel, self.desk.clock(), group_key="")
            found = await groups.groups_of(conn, self.desk.person_key(self.query.from_user))
            await self._edit(conn, list_reply(found, self._view, first))
            return _answered(self.query, toast)

        return errand

    def turn(self, group_key: str, page: Page, code: str, standing: Standing | None) -> Errand:
        async def errand(conn: AsyncConnection) -> Sequence[Call]:
            group, shown, toast, now = await groups.find(conn, group_key), page, "", self.desk.clock()
            if group is None:
                return _answered(self.query, label(self.language, "panel-gone"))
            if code:
                choice = choose(page, code, group.settings, self._view.topics)
                if choice is None:
                    return _answered(self.query, label(self.language, "panel-expired"))
                admin_key = self.desk.person_key(self.query.from_user)
                await groups.change(conn, group_key, admin_key, choice.settings, now)
                group, shown = replace(group, settings=choice.settings), choice.leads_to
                toast = choice_toast(page, choice, self.language)
            awaits = shown is Page.WELCOME
            await panels.turn(conn, self.panel, now, group_key=group_key, awaits=awaits)
            await self._edit(conn, panel_reply(shown, group, self._view, standing))
            return _answered(self.query, toast)

        return errand

    def close(self) -> Errand:
        async def errand(conn: AsyncConnection) -> Sequence[Call]:
            await panels.close(conn, self.panel.token)
            await post_deletion(
                conn, f"update:{self.update_id}", self.message.chat.id, self.message.message_id
            )
            return _answered(self.query, "")

        return errand

    async def _edit(self, conn: AsyncConnection, reply: Reply) -> None:
        chat_id, message_id = self.message.chat.id, self.message.message_id
        await post_edit(conn, f"update:{self.update_id}", chat_id, message_id, reply)


async def _open_in_group(update_id: int, message: telegram.Message, desk: Desk) -> Errand:
    allowed = await writes_as_admin(desk, message, within=CHANGING)
    chat, chat_key, now = message.chat, desk.chat_key(message.chat), desk.clock()
    language = await _language(chat, message.from_user, desk)

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
    language = await _language(message.chat, message.from_user, desk)
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
    language = await _language(message.chat, message.from_user, desk)

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        panel = await panels.open_panel(conn, desk.chat_key(message.chat), "", desk.clock())
        found = await groups.groups_of(conn, desk.asker_key(message))
        reply = list_reply(found, _view(panel, message.chat, language, desk))
        await post_reply(conn, f"update:{update_id}", message, reply)
        return ()

    return errand


async def _welcomed(update_id: int, message: telegram.Message, panel: Panel, desk: Desk) -> Errand:
    """The text that a panel waited for becomes the greeting."""
    language = await _language(message.chat, message.from_user, desk)
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
        view = _view(panel, message.chat, language, desk)
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
    reply = panel_reply(Page.MAIN, group, _view(panel, message.chat, language, desk))
    await post_reply(conn, f"update:{update_id}", message, reply)


async def _awaiting(message: telegram.Message, desk: Desk) -> Panel | None:
    replied_to = message.reply_to_message.message_id if message.reply_to_message else None
    async with desk.store.read() as conn:
        return await panels.awaiting(conn, desk.chat_key(message.chat), replied_to, desk.clock())


async def _listed_key(conn: AsyncConnection, person_key: str, beginning: str) -> str:
    """Return the key of the group in somebody's list that begins so, or ""."""
    found = (group.chat_key for group in await groups.groups_of(conn, person_key))
    return next((key for key in found if key[:16] == beginning), "")


async def _language(chat: telegram.Chat, user: telegram.User | None, desk: Desk) -> Language:
    """Return the language of a panel: the group's own, or that of the admin's Telegram."""
    if chat.type == ChatType.PRIVATE:
        return await desk.language_of(chat.id, user)
    async with desk.store.read() as conn:
        chosen = (await groups.settings_in(conn, desk.chat_key(chat))).language
    code = (user.language_code if user else None) or ""
    return choose_language(chosen or "", code, "" if code else chat.title or "")


def _view(panel: Panel, chat: telegram.Chat, language: Language, desk: Desk) -> View:
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


def _toast(query: telegram.CallbackQuery, text: str) -> Errand:
    async def errand(_: AsyncConnection) -> Sequence[Call]:
        return _answered(query, text)

    return errand


def _answered(query: telegram.CallbackQuery, text: str) -> Sequence[Call]:
    return (Call("answer_callback_query", {"callback_query_id": query.id, "text": text or None}),)

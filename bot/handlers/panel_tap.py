"""Tap on a panel: who may, and what becomes of the panel and of the group's settings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatType

from bot import groups, panels
from bot.admins import is_admin
from bot.choices import Page, choose
from bot.desk import Desk, Errand, post_deletion, post_edit
from bot.handlers.panel import language_on, view_of
from bot.language import Language
from bot.messenger import Call
from bot.panel import View, choice_toast, list_reply, panel_reply
from bot.panels import Panel
from bot.reply import Reply
from bot.selftest import examine
from bot.standing import Standing
from bot.wording import label

__all__ = ["tap"]


async def tap(update_id: int, query: telegram.CallbackQuery, rest: str, desk: Desk) -> Errand:
    """Return the errand of a tap on a panel.

    :param rest: what the button carries behind its verb: token, page and choice
    """
    token, _, path = rest.partition(":")
    page, _, code = path.partition(":")
    message, now = query.message, desk.clock()
    assert message is not None
    language = await language_on(message.chat, query.from_user, desk)
    person_key = desk.person_key(query.from_user)
    async with desk.store.read() as conn:
        panel = await panels.find(conn, token, desk.chat_key(message.chat), message.message_id, now)
        key = panel.group_key if panel is not None else ""
        if panel is not None and page == "list" and code and not code.startswith("p"):
            key = await _listed_key(conn, person_key, code)
        group = await groups.find(conn, key) if key else None
    if panel is None:
        return _toast(query, label(language, "panel-expired"))
    taken = _Tap(update_id, query, message, panel, language, desk)
    if group is None and page in {"list", "close"} and message.chat.type == ChatType.PRIVATE:
        gone = label(language, "panel-gone") if page == "list" and not code.startswith("p") else ""
        return taken.close() if page == "close" else taken.show_list(code, gone)
    if group is None or group.left_at is not None:
        return _toast(query, label(language, "panel-gone"))
    if page == "list" and code.startswith("p") and message.chat.type == ChatType.PRIVATE:
        return taken.show_list(code)
    if not await is_admin(desk, group.chat_id, person_key):
        return _toast(query, label(language, "panel-admins-only"))
    if page == "close":
        return taken.close()
    if page == "list":
        page, code = Page.MAIN, ""
    if page not in set(Page):
        return _toast(query, label(language, "panel-expired"))
    standing = await examine(desk, group.chat_id) if page == Page.TEST else None
    return taken.turn(group.chat_key, Page(page), code, standing)


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
        return view_of(self.panel, self.message.chat, self.language, self.desk)

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


async def _listed_key(conn: AsyncConnection, person_key: str, beginning: str) -> str:
    """Return the key of the group in somebody's list that begins so, or ""."""
    found = (group.chat_key for group in await groups.groups_of(conn, person_key))
    return next((key for key in found if key[:16] == beginning), "")


def _toast(query: telegram.CallbackQuery, text: str) -> Errand:
    async def errand(_: AsyncConnection) -> Sequence[Call]:
        return _answered(query, text)

    return errand


def _answered(query: telegram.CallbackQuery, text: str) -> Sequence[Call]:
    return (Call("answer_callback_query", {"callback_query_id": query.id, "text": text or None}),)

"""Obey the commands of the desk in the chats of maintainers and units; elsewhere they are for nobody."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatType

from bot.admins import writes_as_admin
from bot.desk import Desk, Errand
from bot.handlers.commands import command_in
from bot.handlers.deed_commands import DEEDS
from bot.handlers.digest_command import show_digest
from bot.handlers.reindex_command import reindex
from bot.handlers.said import Said, say_once, say_there
from bot.messenger import Call
from bot.newsroom import list_page, lists
from bot.newsroom.cards import look_up, view_in
from bot.newsroom.times import read_times
from bot.newsroom.wanted import Wanted, read_wanted
from bot.reply import Reply, plain_reply
from bot.wording import say

__all__ = ["COMMANDS", "LISTED", "obey"]

#: Commands that Telegram lists in the chats of the room, in this order.
LISTED = (
    *("leads", "lead", "top", "answer", "assign", "note", "dismiss", "mute", "merge", "split", "reopen"),
    *("stats", "id"),
)
#: All commands that are for the room; some of them are obeyed elsewhere.
COMMANDS = frozenset({*LISTED, "correct", "withdraw", "digest", "reindex"} - {"id"})
_MOST_TOP = 10
_STATS_OF = timedelta(days=30)


async def obey(update_id: int, message: telegram.Message, desk: Desk) -> Errand | None:
    """Return the errand of a command of the desk; None for all other messages."""
    command = command_in(message, desk.identity)
    if command == "id":
        return await _number(update_id, message, desk)
    if command not in COMMANDS:
        return None
    language = await desk.language_of(message.chat.id, message.from_user)
    if not desk.room.is_open_to(message.chat.id):
        return say_once(message, plain_reply(language, "not-for-you"), desk)
    if command not in _OBEYED:
        return None
    words = (message.text or message.caption or "").split()[1:]
    return await _OBEYED[command](Said(update_id, message, words, language, desk))


async def _number(update_id: int, message: telegram.Message, desk: Desk) -> Errand | None:
    """Tell a chat's number, which MAINTAINER_CHAT_IDS and units.toml name; in groups to admins."""
    private = message.chat.type == ChatType.PRIVATE
    if not (private or desk.room.is_open_to(message.chat.id) or await writes_as_admin(desk, message)):
        return None
    language = await desk.language_of(message.chat.id, message.from_user)
    text = say(language, "chat-number", number=str(message.chat.id))
    return say_there(f"update:{update_id}", message, Reply(text))


async def _leads(said: Said) -> Errand:
    wanted = read_wanted(said.words, said.desk.room.units)
    if isinstance(wanted, str):
        return said.say("unknown-words", words=wanted[:60])
    if said.unit:
        wanted = replace(wanted, units=(said.unit,))

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        now = said.desk.clock()
        lines = await lists.listed(conn, wanted, now, 0, list_page.A_PAGE + 1)
        token = await lists.keep(conn, said.desk.chat_key(said.message.chat), wanted, now)
        more = len(lines) > list_page.A_PAGE
        view = view_in(said.desk, said.chat_id, said.language)
        page = list_page.list_reply(lines[: list_page.A_PAGE], wanted, token, view, first=0, more=more)
        await said.post(conn, page)
        return ()

    return errand


async def _lead(said: Said) -> Errand:
    number = said.number()
    if number is None or len(said.words) != 1:
        return said.say("usage-lead")
    found = await look_up(said.desk, number)

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        if not await said.post_card(conn, number, found):
            await said.post_text(conn, "no-such-lead", number=str(number))
        return ()

    return errand


async def _top(said: Said) -> Errand:
    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        now = said.desk.clock()
        lines = await lists.most_asked(conn, said.unit, now, _MOST_TOP)
        wanted = Wanted(units=(said.unit,) if said.unit else ())
        token = await lists.keep(conn, said.desk.chat_key(said.message.chat), wanted, now)
        view = view_in(said.desk, said.chat_id, said.language)
        await said.post(conn, list_page.top_reply(lines, token, view))
        return ()

    return errand


async def _stats(said: Said) -> Errand:
    now = said.desk.clock()
    async with said.desk.store.read() as conn:
        numbers = await lists.numbers(conn, said.unit, now)
        times = await read_times(conn, said.desk.room.units, now, now - _STATS_OF, by_place=False)
    figures = times.units.get(said.unit) if said.unit else times.all
    view = view_in(said.desk, said.chat_id, said.language)
    return say_there(said.key, said.message, list_page.stats_reply(numbers, figures, view))


_OBEYED: dict[str, Callable[[Said], Awaitable[Errand]]] = {
    "leads": _leads,
    "digest": show_digest,
    "reindex": reindex,
    "lead": _lead,
    "top": _top,
    "stats": _stats,
    **DEEDS,
}

"""Hear what is said in groups: who asks is answered, by `/check` or a mention; all else is overheard."""

from collections.abc import Sequence

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatType

from bot import group_replies
from bot.addressed import Addressed, read_addressed
from bot.desk import Desk, Errand
from bot.group_replies import Told
from bot.handlers.group_asker import answer_in_group
from bot.handlers.overhear import overhear, words_key
from bot.heard import is_written_by_bot
from bot.messenger import Call
from bot.newsroom.moves import move_chat
from bot.question import read_question

_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}


async def listen(update_id: int, message: telegram.Message, desk: Desk) -> Errand | None:
    """Return the errand about a group's message; None to leave it alone, as most are."""
    if message.chat.type not in _GROUPS:
        return None
    if message.migrate_to_chat_id is not None:
        return _moved(message.chat.id, message.migrate_to_chat_id, desk)
    desk.albums.hear(message, desk.identity.id)
    if is_written_by_bot(message):
        # Two bots that answer each other would never end.
        return None
    addressed = read_addressed(message, desk.identity, desk.albums)
    if addressed is None and desk.room.is_open_to(message.chat.id):
        # People who talk about rumors all day are answered when they ask.
        return None
    if addressed is None:
        return await overhear(update_id, message, desk)
    return await answer_in_group(update_id, message, desk, addressed)


async def listen_again(update_id: int, message: telegram.Message, desk: Desk) -> Errand | None:
    """Return the errand about a group's message that was changed: an earlier reply becomes another one."""
    if message.chat.type not in _GROUPS:
        return None
    desk.albums.hear(message, desk.identity.id)
    async with desk.store.read() as conn:
        told = await group_replies.told_about(conn, desk.chat_key(message.chat), message.message_id)
    if not told:
        addressed = read_addressed(message, desk.identity, desk.albums)
        # Who points at a message is answered once, whatever else is changed in the pointing.
        pointed = addressed is not None and addressed.about != message.message_id
        return None if pointed else await listen(update_id, message, desk)
    errands = [await _renew(update_id, message, desk, before) for before in told]

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        return [call for each in errands if each is not None for call in await each(conn)]

    return errand


async def _renew(update_id: int, message: telegram.Message, desk: Desk, before: Told) -> Errand | None:
    addressed = None if before.unasked else read_addressed(message, desk.identity, desk.albums)
    question = addressed.question if addressed else read_question(message, desk.identity.id)
    if question is None or words_key(desk, question) == before.words:
        return None
    if before.unasked:
        return await overhear(update_id, message, desk, before)
    return await answer_in_group(update_id, message, desk, Addressed(question, message.message_id), before)


def _moved(old: int, new: int, desk: Desk) -> Errand:
    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        await move_chat(conn, desk.store, desk.room, old, new)
        return ()

    return errand

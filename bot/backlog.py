"""A group that writes faster than it can be read: what nobody asked about gives way to who asks."""

from datetime import UTC, datetime, timedelta

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatType

from bot import group_replies, inbox
from bot.addressed import read_addressed
from bot.desk import Desk
from bot.handlers.commands import command_in

__all__ = ["LONGEST_WAIT", "MOST_WAITING", "is_overheard", "spare"]

#: So many updates of a group may wait, and so long, before those are let go that nobody asked about.
MOST_WAITING, LONGEST_WAIT = 30, timedelta(seconds=60)
#: Updates that are read at once to be let go.
_AT_ONCE = 100
_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}


async def spare(conn: AsyncConnection, lane: str, desk: Desk, began: datetime) -> list[int]:
    """Return the numbers of the first updates of a lane that need not be handled; mostly none.

    Only what would be overheard is spared: never a question, a button, a command, a change of a message that
    was answered, or news about the group. The latest stays, however long it has waited.

    :param began: when the bot started: it has kept nobody waiting before
    """
    waiting = await inbox.count_waiting(conn, lane)
    if waiting < 2:
        return []
    now = datetime.now(UTC)
    rows = await inbox.waiting(conn, now, _AT_ONCE if waiting > MOST_WAITING else MOST_WAITING, lane=lane)
    found: list[int] = []
    for row in rows[: waiting - 1]:
        crowded = waiting - len(found) > MOST_WAITING
        late = now - max(row.received, began) > LONGEST_WAIT
        if not (crowded or late) or not await is_overheard(conn, row.update, desk):
            break
        found.append(row.update_id)
    return found


async def is_overheard(conn: AsyncConnection, raw: object, desk: Desk) -> bool:
    """Tell whether an update is a group's message that nobody asked about, so that nobody waits for it."""
    if not isinstance(raw, dict) or not ({"message", "edited_message"} & raw.keys()):
        return False
    try:
        update = telegram.Update.de_json(raw, None)
    except Exception:  # noqa: BLE001 - what cannot be read is put aside elsewhere
        return False
    message = update.message or update.edited_message
    if message is None or message.chat.type not in _GROUPS or desk.room.is_open_to(message.chat.id):
        return False
    desk.albums.hear(message, desk.identity.id)
    if _is_about_group(message) or _may_be_for_bot(message, desk):
        return False
    if update.edited_message is None:
        return True
    return not await group_replies.told_about(conn, desk.chat_key(message.chat), message.message_id)


def _is_about_group(message: telegram.Message) -> bool:
    return bool(message.new_chat_members or message.new_chat_title or message.migrate_to_chat_id)


def _may_be_for_bot(message: telegram.Message, desk: Desk) -> bool:
    # A reply to one of its own messages may be the greeting that a panel waits for.
    answered = message.reply_to_message
    writer = answered.from_user if answered is not None else None
    to_bot = writer is not None and writer.id == desk.identity.id
    if to_bot or command_in(message, desk.identity) == "settings":
        return True
    return read_addressed(message, desk.identity, desk.albums) is not None

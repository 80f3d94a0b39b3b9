"""Who is an admin of a group: asked of Telegram, remembered for a short while as keyed hashes."""

import logging
from datetime import timedelta

import telegram
from telegram.error import TelegramError

from bot import groups
from bot.desk import Desk

__all__ = ["CHANGING", "HEARD", "is_admin", "writes_as_admin"]

log = logging.getLogger(__name__)

#: For how long Telegram's answer holds where a mistake costs little.
HEARD = timedelta(minutes=10)
#: And where somebody is about to change something, or was refused a moment ago.
CHANGING = timedelta(seconds=10)
#: While Telegram does not answer, the last answer holds for so long.
UNANSWERED = timedelta(days=1)


async def is_admin(desk: Desk, chat_id: int, person_key: str, *, within: timedelta = CHANGING) -> bool:
    """Tell whether somebody is an admin of a group.

    :param person_key: of `Desk.person_key`
    :param within: how old the answer may be
    """
    chat_key, now = desk.store.key("chat", chat_id), desk.clock()
    async with desk.store.read() as conn:
        admin_keys, asked = await groups.admins_of(conn, chat_key)
    if asked is not None and now - asked <= within:
        return person_key in admin_keys
    last_known = asked is not None and now - asked <= UNANSWERED and person_key in admin_keys
    failed = desk.unanswered.get(chat_key)
    if failed is not None and now - failed < CHANGING:
        # In a busy group, each message would ask once more and have Telegram refuse for longer.
        return last_known
    try:
        members = await desk.messenger.call("get_chat_administrators", {"chat_id": chat_id})
    except TelegramError as error:
        log.info("the admins of a group cannot be asked for: %s", type(error).__name__)
        desk.unanswered[chat_key] = now
        return last_known
    desk.unanswered.pop(chat_key, None)
    found = [desk.store.key("user", member["user"]["id"]) for member in members.get("result", [])]
    async with desk.store.write() as conn:
        await groups.keep_admins(conn, chat_key, found, now)
    return person_key in found


async def writes_as_admin(desk: Desk, message: telegram.Message, *, within: timedelta = HEARD) -> bool:
    """Tell whether a message of a group was written by one of its admins, by name or in the group's name."""
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat.id
    if message.from_user is None:
        return False
    return await is_admin(desk, message.chat.id, desk.person_key(message.from_user), within=within)

"""Ask Telegram what the bot may do in a group."""

import logging

from telegram.error import BadRequest, Forbidden

from bot.desk import Desk
from bot.standing import Standing, read_standing

__all__ = ["examine"]

log = logging.getLogger(__name__)


async def examine(desk: Desk, chat_id: int) -> Standing:
    """Return what the bot may do in a group now; nothing where it is not in there.

    :raises telegram.error.ChatMigrated: it has become a supergroup
    :raises telegram.error.TelegramError: Telegram cannot be reached
    """
    try:
        # Asked anew, since who runs the bot may have turned its privacy mode off meanwhile.
        identity = await desk.messenger.identify()
        chat = await desk.messenger.call("get_chat", {"chat_id": chat_id})
        me = await desk.messenger.call("get_chat_member", {"chat_id": chat_id, "user_id": identity.id})
    except (Forbidden, BadRequest) as error:
        log.info("a group cannot be examined: %s", type(error).__name__)
        return Standing(hears=False, writes=False, reacts=False)
    return read_standing(me, chat, hears_groups=identity.hears_groups)

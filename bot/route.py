"""Decide who handles an update: who speaks, and may we answer here?"""

from collections.abc import Sequence
from typing import Any

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatType

from bot.desk import Desk, Errand
from bot.handlers import (
    asker,
    buttons,
    commands,
    drafting,
    group,
    inline,
    lead_buttons,
    maintainer,
    membership,
    panel,
    subscribing,
)
from bot.messenger import Call


async def route(updates: Sequence[telegram.Update], desk: Desk) -> Errand | None:
    """Return what to do about updates that belong together, or None for nothing.

    :param updates: one update, or several messages of a private chat that are one question
    """
    update = updates[0]
    if update.callback_query is not None:
        return await _tapped(update.update_id, update.callback_query, desk)
    if update.inline_query is not None:
        return await inline.look_up(update.update_id, update.inline_query, desk)
    if update.chosen_inline_result is not None:
        return inline.count_choice(update.chosen_inline_result, desk)
    if update.my_chat_member is not None:
        return await membership.come_or_go(update.update_id, update.my_chat_member, desk)
    if update.edited_message is not None:
        return await group.listen_again(update.update_id, update.edited_message, desk)
    messages = [each.message for each in updates if each.message is not None]
    if not messages:
        return None
    if (errand := await _at_the_desk(update.update_id, messages[0], desk)) is not None:
        rest = messages[1:]
        return _one_by_one(errand, await asker.ask(updates[1].update_id, rest, desk) if rest else None)
    if (errand := await subscribing.obey(update.update_id, messages[0], desk)) is not None:
        return errand
    if messages[0].chat.type != ChatType.PRIVATE:
        return await _in_group(update.update_id, messages[0], desk)
    if (errand := await panel.in_private(update.update_id, messages[0], desk)) is not None:
        rest = messages[1:]
        return _one_by_one(errand, await asker.ask(updates[1].update_id, rest, desk) if rest else None)
    if command := commands.command_in(messages[0], desk.identity):
        return await commands.obey(update.update_id, messages[0], command, desk)
    return await asker.ask(update.update_id, messages, desk)


async def _tapped(update_id: int, query: telegram.CallbackQuery, desk: Desk) -> Errand | None:
    for pressed in (drafting.pressed, lead_buttons.pressed):
        if (errand := await pressed(update_id, query, desk)) is not None:
            return errand
    return await buttons.press(update_id, query, desk)


async def _at_the_desk(update_id: int, message: telegram.Message, desk: Desk) -> Errand | None:
    """What concerns the maintainers' desk, wherever it is said; None for all else."""
    errand = await drafting.in_room(update_id, message, desk)
    return errand if errand is not None else await maintainer.obey(update_id, message, desk)


def _one_by_one(first: Errand, second: Errand | None) -> Errand:
    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        return [*await first(conn), *(await second(conn) if second is not None else ())]

    return errand


async def _in_group(update_id: int, message: telegram.Message, desk: Desk) -> Errand | None:
    if message.new_chat_members:
        return await membership.greet(update_id, message, desk)
    if message.new_chat_title:
        return membership.rename(message, desk)
    if (errand := await panel.in_group(update_id, message, desk)) is not None:
        return errand
    return await group.listen(update_id, message, desk)


def starts_question(update: dict[str, Any]) -> bool:
    """Tell whether an update may be one of several messages that together are one question.

    :param update: as Telegram wrote it
    """
    message = update.get("message")
    if not isinstance(message, dict) or (message.get("chat") or {}).get("type") != ChatType.PRIVATE:
        return False
    return "forward_origin" in message or not str(message.get("text", "")).startswith("/")

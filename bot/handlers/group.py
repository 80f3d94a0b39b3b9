"""Speak in groups only when asked: `/check` in reply to a message, or a mention of the bot."""

from collections.abc import Sequence

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatMemberStatus, ChatType, MessageEntityType

from bot import followers
from bot.desk import Desk, Errand
from bot.handlers.asker import answer, say_to
from bot.handlers.commands import command_in
from bot.messenger import Call
from bot.question import Question, join_questions, read_question
from bot.reply import plain_reply

_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
_GONE = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}


async def listen(update: telegram.Update, message: telegram.Message, desk: Desk) -> Errand | None:
    """Return the errand that answers a group message that asks the bot something; None for all others."""
    if message.chat.type not in _GROUPS or update.edited_message is not None:
        return None
    words = _words_to_bot(message, desk)
    if words is None:
        return None
    asked = [Question(words)] if words else []
    quoted = read_question(message.reply_to_message, desk.identity.id) if message.reply_to_message else None
    if quoted is not None:
        asked.insert(0, quoted)
    if not asked:
        language = await desk.language_of(message.chat, message.from_user)
        return say_to(update.update_id, message, plain_reply(language, "group-how"))
    return await answer(update.update_id, message, message.from_user, join_questions(asked), desk)


async def come_or_go(update_id: int, change: telegram.ChatMemberUpdated, desk: Desk) -> Errand | None:
    """Return the errand for a chat that lets the bot in or turns it out."""
    gone = change.new_chat_member.status in _GONE
    if not gone:
        return None

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        # Who has blocked the bot does not want to hear any outcome.
        await followers.unfollow_all(conn, change.chat.id)
        return ()

    return errand


def _words_to_bot(message: telegram.Message, desk: Desk) -> str | None:
    """Return what a group message says to the bot besides addressing it, or None if it speaks to others."""
    text = message.text or message.caption or ""
    if command := command_in(message, desk.identity):
        _, _, rest = text.partition(" ")
        return rest.strip() if command == "check" else None
    mention = f"@{desk.identity.username}".lower()
    parse = message.parse_entities if message.text else message.parse_caption_entities
    names = [name for name in parse([MessageEntityType.MENTION]).values() if name.lower() == mention]
    return text.replace(names[0], " ").strip() if names else None

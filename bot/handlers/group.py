"""Speak in groups only when asked: `/check` in reply to a message, or a mention of the bot."""

from collections.abc import Sequence

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatMemberStatus, ChatType, MessageEntityType

from bot import chats, followers
from bot.desk import Desk, Errand
from bot.exchange import Asked
from bot.handlers.asker import answer, say_to
from bot.handlers.commands import command_in
from bot.messenger import Call
from bot.question import Question, join_questions, quoted_question
from bot.reply import plain_reply

_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
_GONE = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}


async def listen(update_id: int, message: telegram.Message, desk: Desk) -> Errand | None:
    """Return the errand that answers a group message that asks the bot something; None for all others."""
    if message.chat.type not in _GROUPS:
        return None
    if message.migrate_to_chat_id is not None:
        return _moved(message.chat.id, message.migrate_to_chat_id, desk)
    words = _words_to_bot(message, desk)
    if words is None:
        return None
    asked = [Question(words)] if words else []
    quoted = quoted_question(message, desk.identity.id)
    if quoted is not None:
        asked.insert(0, quoted)
    question = join_questions(asked) if asked else Question("")
    language = await desk.language_of(message.chat.id, message.from_user, question.text)
    where = Asked(update_id, message, desk.asker_key(message), language)
    if not asked:
        return say_to(where, plain_reply(language, "group-how"))
    return await answer(where, question, desk)


async def come_or_go(change: telegram.ChatMemberUpdated) -> Errand | None:
    """Return the errand for a chat that turns the bot out."""
    if change.new_chat_member.status not in _GONE:
        return None

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        # Who has blocked the bot does not want to hear any outcome.
        await followers.unfollow_all(conn, change.chat.id)
        return ()

    return errand


def _moved(old: int, new: int, desk: Desk) -> Errand:
    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        await chats.move_chat(conn, desk.store.key("chat", old), desk.store.key("chat", new), old, new)
        return ()

    return errand


def _words_to_bot(message: telegram.Message, desk: Desk) -> str | None:
    """Return what a group message says to the bot besides addressing it, or None if it speaks to others."""
    text = message.text or message.caption or ""
    if command := command_in(message, desk.identity):
        words = text.split(maxsplit=1)
        if command == "check":
            return words[1] if len(words) > 1 else ""
        # Other bots obey plain commands, too: only one that names this bot is certainly for it.
        return "" if "@" in words[0] else None
    mention = f"@{desk.identity.username}".lower()
    parse = message.parse_entities if message.text else message.parse_caption_entities
    names = [name for name in parse([MessageEntityType.MENTION]).values() if name.lower() == mention]
    return text.replace(names[0], " ").strip() if names else None

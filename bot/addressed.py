"""Read whether a group's message addresses the bot, and what it asks: its own words, or what it points at."""

from dataclasses import dataclass, replace

import telegram
from telegram.constants import MessageEntityType

from bot.albums import Albums
from bot.handlers.commands import command_in
from bot.messenger import Identity
from bot.question import Question, join_questions, read_question

__all__ = ["Addressed", "read_addressed"]


@dataclass(frozen=True, slots=True)
class Addressed:
    """What somebody asks the bot in a group.

    :ivar question: None when it asks nothing but how to ask
    :ivar about: number of the message whose words are asked about
    """

    question: Question | None
    about: int


def read_addressed(message: telegram.Message, identity: Identity, albums: Albums) -> Addressed | None:
    """Return what a message asks the bot; None when it speaks to others.

    :param albums: those that were heard, for who points at a part that has no words
    """
    words = _words_to_bot(message, identity)
    if words is None:
        return None
    own = read_question(message, identity.id)
    questions = [] if own is None else [replace(own, text=words, media="")]
    questions = [question for question in questions if question.readable]
    answered = message.reply_to_message
    points = not questions and message.quote is None and answered is not None
    about = answered.message_id if points and answered is not None else message.message_id
    quoted = albums.pointed_at(message, identity.id)
    if quoted is not None:
        questions.insert(0, quoted)
    return Addressed(join_questions(questions) if questions else None, about)


def _words_to_bot(message: telegram.Message, identity: Identity) -> str | None:
    """Return what a message says to the bot besides addressing it, or None if it speaks to others."""
    if message.forward_origin is not None:
        return None
    text = message.text or message.caption or ""
    if command := command_in(message, identity):
        words = text.split(maxsplit=1)
        if command == "check":
            return words[1] if len(words) > 1 else ""
        # Other bots obey plain commands, too: only one that names this bot is certainly for it.
        return "" if "@" in words[0] else None
    mention = f"@{identity.username}".lower()
    parse = message.parse_entities if message.text else message.parse_caption_entities
    names = [name for name in parse([MessageEntityType.MENTION]).values() if name.lower() == mention]
    return text.replace(names[0], " ").strip() if names else None

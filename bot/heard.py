"""Read a group's message into what decides whether the bot may look at it: who wrote it, what it holds."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import telegram
from telegram.constants import ChatID

from bot.question import Question
from corpus.links import find_links

__all__ = ["Heard", "Sender", "is_written_by_bot", "read_heard"]

#: Accounts of Telegram's own that are marked as bots and stand in for people who do not show themselves.
_STAND_INS = frozenset({ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL})


class Sender(StrEnum):
    """Who wrote a message, as far as it decides whether the bot looks at it.

    `member` may still be an admin who shows the name: only Telegram can tell.
    """

    MEMBER = "member"
    ADMIN = "admin"
    LINKED_CHANNEL = "linked_channel"
    BOT = "bot"


@dataclass(frozen=True, slots=True)
class Heard:
    """A group's message, as far as it decides whether the bot looks at it.

    :ivar characters: of its text that are letters or digits
    :ivar links: it holds an address, to be seen or behind words
    :ivar forwarded: it came from elsewhere
    :ivar own: these are the bot's own words that came back
    :ivar at: when it was written, or changed last
    """

    sender: Sender
    characters: int
    links: bool
    forwarded: bool
    own: bool
    at: datetime


def read_heard(message: telegram.Message, question: Question) -> Heard:
    """Return what matters of a message.

    :param question: what `read_question` read out of it
    """
    return Heard(
        sender=_sender(message),
        characters=sum(character.isalnum() for character in question.text),
        links=bool(question.links or find_links(question.text)),
        forwarded=message.forward_origin is not None,
        own=question.own,
        at=message.edit_date or message.date,
    )


def is_written_by_bot(message: telegram.Message) -> bool:
    """Tell whether another program wrote a message, rather than a person, shown or not."""
    person = message.from_user
    return person is not None and person.is_bot and person.id not in _STAND_INS


def _sender(message: telegram.Message) -> Sender:
    if message.is_automatic_forward:
        return Sender.LINKED_CHANNEL
    if message.sender_chat is not None and message.sender_chat.id == message.chat.id:
        return Sender.ADMIN
    if message.via_bot is not None:
        return Sender.BOT
    return Sender.BOT if message.from_user is None or is_written_by_bot(message) else Sender.MEMBER

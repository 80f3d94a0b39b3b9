"""Read one Telegram message into the question it asks, or into nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import telegram
from telegram.constants import MessageEntityType, MessageOriginType
from telegram.ext import filters

from bot.wording import is_own_text

#: Longest text of one question in characters; Telegram's own messages end at 4,096 and several may be joined.
MAX_TEXT = 20_000

#: What a message may carry that the bot cannot read and has advice for; whatever else counts as "other".
_MEDIA = (
    "photo",
    "video",
    "animation",
    "video_note",
    "voice",
    "audio",
    "sticker",
    "document",
    "location",
    "contact",
)
#: Attributes whose advice to the person is that of another kind of media.
_TOLD_AS = {"animation": "video", "video_note": "video", "audio": "voice"}


@dataclass(frozen=True, slots=True)
class Question:
    """What the bot read out of a message.

    :ivar text: text, caption or poll, as written; "" if the message holds nothing to read
    :ivar links: addresses hidden behind words of the text, in order; the visible ones are in the text
    :ivar media: kind of content that could not be read (``photo``, ``voice``, ``album``, ... ``other``)
        or ""
    :ivar own: the message was written by this bot and came back
    :ivar parts: the texts of several messages sent together, in order; empty for a single one
    """

    text: str
    links: tuple[str, ...] = ()
    media: str = ""
    own: bool = False
    parts: tuple[str, ...] = ()

    @property
    def readable(self) -> bool:
        return bool(self.text.strip() or self.links)


def read_question(message: telegram.Message, bot_id: int) -> Question | None:
    """Return the question that a message asks; None for service messages, which ask nothing.

    :param bot_id: id of this bot, to recognise its own replies that are forwarded back
    """
    if filters.StatusUpdate.ALL.check_update(telegram.Update(0, message=message)):
        return None
    text = message.text or message.caption or _poll_text(message.poll)
    media = next((kind for kind in _MEDIA if getattr(message, kind, None)), "" if text else "other")
    own = _is_own(message, bot_id) or is_own_text(text)
    return Question(text[:MAX_TEXT], _hidden_links(message), _TOLD_AS.get(media, media), own)


def quoted_question(message: telegram.Message, bot_id: int) -> Question | None:
    """Return the question that a message points at: the words it quotes, or what it replies to."""
    if message.quote is not None and message.quote.text:
        return Question(message.quote.text)
    return read_question(message.reply_to_message, bot_id) if message.reply_to_message else None


def join_questions(questions: Sequence[Question]) -> Question:
    """Return the one question that several messages sent together ask.

    Media counts only when nothing among them can be read; the bot's own words are left out unless there is
    nothing else.

    :param questions: in the order in which they were sent; at least one
    """
    asked = [question for question in questions if not question.own] or list(questions)
    texts = [question.text for question in asked if question.text.strip()]
    return Question(
        text="\n\n".join(texts)[:MAX_TEXT],
        links=tuple(dict.fromkeys(link for question in asked for link in question.links)),
        media=next((question.media for question in asked if question.media), ""),
        own=all(question.own for question in asked),
        parts=tuple(texts) if len(texts) > 1 else (),
    )


def _poll_text(poll: telegram.Poll | None) -> str:
    if poll is None:
        return ""
    return "\n".join([poll.question, *(option.text for option in poll.options)])


def _hidden_links(message: telegram.Message) -> tuple[str, ...]:
    entities = message.entities or message.caption_entities
    return tuple(
        dict.fromkeys(
            entity.url for entity in entities if entity.type == MessageEntityType.TEXT_LINK and entity.url
        )
    )


def _is_own(message: telegram.Message, bot_id: int) -> bool:
    if bot_id in {user.id for user in (message.via_bot, message.from_user) if user is not None}:
        return True
    origin = message.forward_origin
    return (
        isinstance(origin, telegram.MessageOriginUser)
        and origin.type == MessageOriginType.USER
        and origin.sender_user.id == bot_id
    )

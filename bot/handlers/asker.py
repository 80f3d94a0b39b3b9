"""Answer a person: the message they forward or type becomes a debunk, a choice of debunks, or a lead."""

from collections.abc import Sequence

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk import Desk, Errand, post_reply
from bot.exchange import Asked, begin
from bot.language import Language
from bot.messenger import Call
from bot.question import Question, join_questions, read_question
from bot.reply import Reply, plain_reply, unreadable_reply
from bot.wording import is_own_text
from corpus.text import read_text
from index.decision import Band

#: A text with fewer characters than this says too little to be logged as a lead.
SHORTEST_CLAIM = 4


async def ask(update_id: int, messages: Sequence[telegram.Message], desk: Desk) -> Errand | None:
    """Return the errand that answers messages sent together as one question; None for what asks nothing."""
    read = [read_question(message, desk.identity.id) for message in messages]
    questions = [question for question in read if question is not None]
    if not questions:
        return None
    message = messages[-1]
    return await answer(update_id, message, message.from_user, join_questions(questions), desk)


async def answer(
    update_id: int, message: telegram.Message, user: telegram.User | None, question: Question, desk: Desk
) -> Errand:
    """Return the errand that answers the question of a user by a reply to `message`."""
    language = await desk.language_of(message.chat, user, question.text)
    if refusal := _refusal(question, language):
        return say_to(update_id, message, refusal)
    found = await desk.checker.check(question)
    if found.band is Band.UNKNOWN and (hint := _hint(question, language)):
        return say_to(update_id, message, hint)

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        asked = Asked(update_id, message, desk.asker_key(user, message.chat), language)
        exchange, reply = await begin(conn, desk, asked, question, found)
        await post_reply(conn, f"update:{update_id}", message, reply, token=exchange.kept.token)
        return ()

    return errand


def say_to(update_id: int, message: telegram.Message, reply: Reply, *calls: Call) -> Errand:
    """Return the errand that replies to a message with fixed words, and makes calls afterwards."""

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        await post_reply(conn, f"update:{update_id}", message, reply)
        return calls

    return errand


def _refusal(question: Question, language: Language) -> Reply | None:
    if question.own or is_own_text(question.text):
        return plain_reply(language, "own-reply")
    return None if question.readable else unreadable_reply(language, question.media)


def _hint(question: Question, language: Language) -> Reply | None:
    """Return what to say to a message that claims nothing, so that it does not become a lead."""
    reading = read_text(question.text)
    if reading.links or question.links:
        return None
    if not reading.body:
        return plain_reply(language, "greeting")
    return plain_reply(language, "too-short") if len(reading.body) < SHORTEST_CLAIM else None

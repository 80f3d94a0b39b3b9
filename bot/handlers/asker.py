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
from bot.smalltalk import kind_of_talk
from corpus.debunk import SHORTEST_CLAIM
from corpus.text import read_text
from index.decision import Band
from index.words import is_word


async def ask(update_id: int, messages: Sequence[telegram.Message], desk: Desk) -> Errand | None:
    """Return the errand that answers messages sent together as one question; None for what asks nothing."""
    bot_id = desk.identity.id
    asking = [message for message in messages if not _is_looked_up_here(message, bot_id)]
    read = [(message, read_question(message, bot_id)) for message in asking]
    questions = [question for _, question in read if question is not None]
    if not questions:
        return None
    message, question = asking[-1], join_questions(questions)
    points = not (question.links or read_text(question.text).body)
    if points and (quoted := desk.albums.pointed_at(message, bot_id)):
        question = join_questions([quoted, question])
    if not question.readable and desk.albums.has(message.media_group_id):
        return None
    if question.readable:
        desk.albums.add(message.media_group_id)
    language = await desk.language_of(message.chat.id, message.from_user, question.text)
    return await answer(Asked(update_id, message, desk.asker_key(message), language), question, desk)


async def answer(asked: Asked, question: Question, desk: Desk) -> Errand:
    """Return the errand that answers a question by a reply to the message in which it was asked."""
    if refusal := refusal_of(question, asked.language):
        return say_to(asked, refusal)
    found = await desk.check(desk.chat_key(asked.message.chat), question)
    if found.band is Band.UNKNOWN and (hint := hint_for(question, asked.language)):
        return say_to(asked, hint)
    near = await desk.near(question, found)

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        exchange, reply = await begin(conn, desk, asked, question, found, near=near)
        await post_reply(conn, f"update:{asked.update_id}", asked.message, reply, token=exchange.kept.token)
        return ()

    return errand


def say_to(asked: Asked, reply: Reply, *calls: Call) -> Errand:
    """Return the errand that replies with fixed words, and makes calls afterwards."""

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        await post_reply(conn, f"update:{asked.update_id}", asked.message, reply)
        return calls

    return errand


def _is_looked_up_here(message: telegram.Message, bot_id: int) -> bool:
    """Tell whether somebody looked the message up through us in this very chat: it is an answer already."""
    return message.via_bot is not None and message.via_bot.id == bot_id and message.forward_origin is None


def refusal_of(question: Question, language: Language, *, place: str = "") -> Reply | None:
    """Return what to say to a question that is not looked up; None for one that is.

    :param place: "group-" for the words that say how to ask in a group
    """
    if question.own:
        return plain_reply(language, "own-reply")
    if not question.readable:
        return unreadable_reply(language, question.media)
    if question.links:
        return None
    if talk := kind_of_talk(question.text):
        # Who despairs is told where to find help, wherever it is.
        return plain_reply(language, f"talk-{talk}" if talk == "distress" else f"{place}talk-{talk}")
    if any(character.isalpha() for character in question.text):
        return None
    return plain_reply(language, place + ("too-short" if _has_digits(question) else "greeting"))


def _has_digits(question: Question) -> bool:
    return any(character.isdigit() for character in question.text)


def hint_for(question: Question, language: Language, *, place: str = "") -> Reply | None:
    """Return what to say to a message that claims nothing, so that it does not become a lead.

    :param place: "group-" for the words that say how to ask in a group
    """
    reading = read_text(question.text)
    if reading.links or question.links:
        return None
    if not reading.body:
        return plain_reply(language, f"{place}greeting")
    letters = sum(character.isalpha() for character in reading.body)
    if letters < SHORTEST_CLAIM or _is_one_word(reading.body):
        return plain_reply(language, f"{place}too-short")
    return None


def _is_one_word(body: str) -> bool:
    """Tell whether nothing but a subject is named: 霍香正气水, or vaccines."""
    words = body.strip(".,!?~")
    return is_word(words) or (words.isascii() and words.isalpha())

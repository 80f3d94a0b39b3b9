"""Tap on an alert: show the card of the lead, or make a post of an old debunk that can be passed on."""

from collections.abc import Mapping, Sequence

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox
from bot.desk import Desk, Errand
from bot.exchange import offered_of
from bot.language import Language
from bot.messenger import Call
from bot.newsroom.alerts import pushed_id
from bot.newsroom.cards import language_in, look_up, post_card
from bot.reply import Reply, answer_reply
from bot.wording import label, say
from index.decision import Match

__all__ = ["tap"]


async def tap(update_id: int, query: telegram.CallbackQuery, rest: str, desk: Desk) -> Errand:
    """Return the errand of a tap on an alert.

    :param rest: what the button carries behind its verb: what to do and with what
    """
    message = query.message
    assert message is not None
    chat_id = message.chat.id
    language = await desk.language_of(chat_id, query.from_user)
    if not desk.room.is_open_to(chat_id):
        return _toasted(query, language, "alert-not-here")
    what, _, subject = rest.partition(":")
    beside = {"message_id": message.message_id, "allow_sending_without_reply": True}
    if what == "card" and subject.isascii() and subject.isdigit() and len(subject) < 19:
        return await _card(update_id, query, int(subject), language, beside, desk)
    if what == "push":
        return _push(update_id, query, subject, language, beside, desk)
    return _toasted(query, language, "alert-gone")


async def _card(
    update_id: int,
    query: telegram.CallbackQuery,
    number: int,
    language: Language,
    beside: Mapping[str, int],
    desk: Desk,
) -> Errand:
    found = await look_up(desk, number)
    assert query.message is not None
    chat_id = query.message.chat.id

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        more = {"reply_parameters": beside}
        posted = await post_card(
            conn, desk, number, chat_id, key=f"update:{update_id}", found=found, more=more
        )
        return _toast(query, label(language, "alert-done" if posted else "alert-gone"))

    return errand


def _push(
    update_id: int,
    query: telegram.CallbackQuery,
    code: str,
    language: Language,
    beside: Mapping[str, int],
    desk: Desk,
) -> Errand:
    assert query.message is not None
    chat_id = query.message.chat.id

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        debunk_id = await pushed_id(conn, code)
        debunk = desk.checker.debunk(debunk_id) if debunk_id is not None else None
        if debunk is None:
            return _toast(query, label(language, "alert-gone"))
        spoken = await language_in(conn, desk, chat_id, debunk.claim)
        today = desk.clock().astimezone(desk.room.zone).date()
        offered = offered_of(0, Match(debunk, 1.0), desk.checker)
        shown = answer_reply([offered], spoken, "", today=today, inline=False)
        post = Reply(f"{say(spoken, 'alert-forward')}\n\n{shown.text}", (), shown.preview)
        await outbox.post(
            conn,
            key=f"update:{update_id}:push",
            chat_id=chat_id,
            method="send_message",
            params={**post.new_params(), "reply_parameters": beside},
            now=desk.clock(),
        )
        return _toast(query, label(spoken, "alert-done"))

    return errand


def _toasted(query: telegram.CallbackQuery, language: Language, key: str) -> Errand:
    async def errand(_: AsyncConnection) -> Sequence[Call]:
        return _toast(query, label(language, key))

    return errand


def _toast(query: telegram.CallbackQuery, text: str) -> Sequence[Call]:
    return (Call("answer_callback_query", {"callback_query_id": query.id, "text": text}),)

"""The conversation that answers a lead: /answer, /correct, /withdraw, and what is typed into a draft."""

from __future__ import annotations

import asyncio
import html
from collections.abc import Sequence
from dataclasses import replace

import telegram
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatType

from bot.desk import Desk, Errand, post_edit
from bot.handlers.commands import command_in
from bot.handlers.draft_taps import TROUBLES, faulty_words, pressed
from bot.handlers.said import number_in
from bot.lead_tables import leads as lead_rows
from bot.messenger import Call
from bot.newsroom import drafts, publishing
from bot.newsroom.cards import redraw
from bot.newsroom.draft_page import draft_page, put_field
from bot.newsroom.drafting import Place, begin, begin_correction, is_answered_in, post, say_there
from bot.newsroom.drafts import Draft
from bot.newsroom.telling import reopen_lead
from bot.reply import Reply
from bot.tables import storable
from bot.wording import say
from corpus.errors import CorpusError, Refused
from corpus.local import LocalCorpus

__all__ = ["in_room", "pressed"]


async def in_room(update_id: int, message: telegram.Message, desk: Desk) -> Errand | None:
    """Return the errand for a message of maintainers that concerns an answer; None for all others."""
    if not desk.room.is_open_to(message.chat.id):
        return None
    command = command_in(message, desk.identity)
    if command in _COMMANDS:
        words = (message.text or "").split()[1:]
        place = await _place(update_id, message, desk)
        return await _COMMANDS[command](words, place, desk.asker_key(message), desk)
    if command or message.forward_origin is not None or not message.text:
        return None
    private = message.chat.type == ChatType.PRIVATE
    replied_to = message.reply_to_message.message_id if message.reply_to_message else None
    if replied_to is None and not private:
        return None
    async with desk.store.read() as conn:
        draft = await drafts.awaiting(
            conn, desk.chat_key(message.chat), desk.asker_key(message), replied_to, desk.clock()
        )
    if draft is None or draft.message_id is None:
        return None
    if not await is_answered_in(desk, draft.lead_number, message.chat.id):
        place = await _place(update_id, message, desk)
        text = say(place.language, "draft-not-yours", number=str(draft.lead_number))
        return say_there(desk, place, Reply(text))
    return await _typed(update_id, message, draft, desk)


async def _typed(update_id: int, message: telegram.Message, draft: Draft, desk: Desk) -> Errand:
    """The text that a draft waited for becomes its field."""
    language = await desk.language_of(message.chat.id, message.from_user)
    topics = desk.checker.topics
    fields = put_field(draft.fields, draft.awaits, storable(message.text or ""), topics)
    filled = replace(draft, fields=fields, awaits="")
    refusal = faulty_words(filled, desk, language, draft.awaits) if draft.awaits in fields else ""

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        assert draft.message_id is not None
        place = Place(f"update:{update_id}", message.chat.id, language, message.message_id)
        if refusal:
            await post(conn, desk, place, Reply(html.escape(refusal)))
            return ()
        await drafts.keep(conn, filled, desk.clock())
        occupied = await drafts.others_at(conn, draft.lead_number, draft.person_key, desk.clock())
        page = draft_page(filled, language, occupied=occupied)
        await post_edit(conn, place.key, message.chat.id, draft.message_id, page)
        return ()

    return errand


async def _answer(words: list[str], place: Place, person: str, desk: Desk) -> Errand:
    number = number_in(words[0]) if words else None
    if number is None or len(words) > 2:
        return say_there(desk, place, Reply(say(place.language, "draft-usage")))
    return await begin(desk, number, place, person, words[1] if len(words) == 2 else "")


async def _correct(words: list[str], place: Place, person: str, desk: Desk) -> Errand:
    if len(words) != 1:
        return say_there(desk, place, Reply(say(place.language, "draft-usage-correct")))
    try:
        debunk = await asyncio.to_thread(LocalCorpus(desk.room.home).named, words[0])
    except CorpusError as error:
        return say_there(desk, place, Reply(say(place.language, "draft-trouble", reason=str(error))))
    if debunk is None:
        return say_there(desk, place, Reply(say(place.language, "draft-not-local", id=words[0][:64])))
    return await begin_correction(desk, debunk, place, person)


async def _withdraw(words: list[str], place: Place, person: str, desk: Desk) -> Errand:
    language = place.language
    if len(words) < 2:
        return say_there(desk, place, Reply(say(language, "draft-usage-withdraw")))
    try:
        named = await asyncio.to_thread(LocalCorpus(desk.room.home).named, words[0])
    except CorpusError as error:
        return say_there(desk, place, Reply(say(language, "draft-trouble", reason=str(error))))
    number, why = number_in(words[0]), " ".join(words[1:])
    # Withdrawn before, and killed then: it is not in the corpus any more, and has its number still.
    debunk_id = named.id if named is not None else words[0] if number is None else f"local-{number}"
    if desk.room.unit_in(place.chat_id) is not None and not await _is_its_own(desk, place, debunk_id):
        return say_there(desk, place, Reply(say(language, "draft-not-local", id=debunk_id[:64])))
    try:
        await publishing.withdraw(desk, debunk_id, why)
    except Refused:
        return say_there(desk, place, Reply(say(language, "draft-not-local", id=debunk_id[:64])))
    except TROUBLES as error:
        return say_there(desk, place, Reply(say(language, "draft-trouble", reason=str(error))))

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        numbers = await conn.scalars(select(lead_rows.c.number).where(lead_rows.c.debunk_id == debunk_id))
        for number in numbers.all():
            await reopen_lead(conn, desk, number, who=person, why=why)
            await redraw(conn, desk, number, key=place.key)
        await post(conn, desk, place, Reply(say(language, "draft-withdrawn", id=debunk_id)))
        return ()

    return errand


async def _is_its_own(desk: Desk, place: Place, debunk_id: str) -> bool:
    unit = desk.room.unit_in(place.chat_id)
    async with desk.store.read() as conn:
        units = await conn.scalars(select(lead_rows.c.unit).where(lead_rows.c.debunk_id == debunk_id))
        return unit is not None and unit.name in units.all()


_COMMANDS = {"answer": _answer, "correct": _correct, "withdraw": _withdraw}


async def _place(update_id: int, message: telegram.Message, desk: Desk) -> Place:
    language = await desk.language_of(message.chat.id, message.from_user)
    thread = message.message_thread_id if message.is_topic_message else None
    return Place(f"update:{update_id}", message.chat.id, language, message.message_id, thread)

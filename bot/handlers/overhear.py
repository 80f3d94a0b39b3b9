"""Listen in a group: about most of what nobody asked about, the bot says nothing."""

from collections.abc import Sequence
from dataclasses import replace

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import groups, leads
from bot.admins import writes_as_admin
from bot.desk import Desk, Errand
from bot.exchange import Asked
from bot.group_replies import Told
from bot.group_settings import GroupSettings
from bot.heard import Heard, read_heard
from bot.language import Language, choose_language
from bot.messenger import Call
from bot.overheard import Overheard
from bot.question import Question, read_question
from bot.smalltalk import kind_of_talk
from bot.speaking import SHORTEST_TEXT, Thresholds, looks_at, tellable
from bot.week import count_heard
from corpus.links import find_links
from corpus.text import read_text
from index.decision import Answer, Band

__all__ = ["album_key", "language_in", "overhear", "words_key"]


async def overhear(
    update_id: int, message: telegram.Message, desk: Desk, before: Told | None = None
) -> Errand | None:
    """Return the errand about a group's message that nobody asked about; None to leave it alone.

    :param before: what came of the message when it had other words
    """
    question = read_question(message, desk.identity.id)
    if question is None or _is_command(message):
        return None
    chat_key, now = desk.chat_key(message.chat), desk.clock()
    async with desk.store.read() as conn:
        group = await groups.find(conn, chat_key)
    if group is not None and not group.reachable:
        return None
    settings = group.settings if group is not None else GroupSettings()
    heard = read_heard(message, question)
    if before is not None:
        # What was said is put right however late the change is noticed.
        heard = replace(heard, at=now)
    looked = question.readable and looks_at(settings, heard, now)
    if looked and not settings.check_admins:
        looked = not await writes_as_admin(desk, message)
    if not looked and before is None:
        return None
    found = await desk.check(chat_key, question if looked else Question(""))
    thresholds = Thresholds(desk.checker.answer_at, desk.checker.suggest_at)
    overheard = Overheard(
        desk=desk,
        asked=Asked(update_id, message, chat_key, language_in(settings, message, question.text)),
        question=question,
        settings=settings,
        found=found,
        matches=tellable(settings, found, thresholds, (*question.links, *find_links(question.text))),
        words=words_key(desk, question),
        album=album_key(desk, message),
    )
    collects = settings.collect_leads and before is None and _may_be_lead(heard, question, found)
    near = await desk.near(question, found) if collects else None

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        if before is not None:
            await overheard.settle_again(conn, before)
        else:
            await overheard.settle(conn)
            await count_heard(conn, chat_key, settings, overheard.matches, now, asked=False)
        if collects:
            await _log_lead(conn, overheard, near)
        return ()

    return errand


def words_key(desk: Desk, question: Question) -> str:
    """Return the keyed hash that tells whether the words of a message were changed."""
    return desk.store.key("words", "\n".join([question.text, *question.links]))


def album_key(desk: Desk, message: telegram.Message) -> str:
    """Return the keyed hash of the album that a message belongs to, or ""."""
    return desk.store.key("album", message.media_group_id) if message.media_group_id else ""


def language_in(settings: GroupSettings, message: telegram.Message, text: str) -> Language:
    """Return the language in which a group is answered: its own, or that in which the text is written."""
    code = message.from_user.language_code if message.from_user else ""
    return choose_language(settings.language or "", code or "", text)


def _is_command(message: telegram.Message) -> bool:
    """Tell whether a message is a command to some bot."""
    return message.forward_origin is None and (message.text or message.caption or "").startswith("/")


def _may_be_lead(heard: Heard, question: Question, found: Answer) -> bool:
    """Tell whether a message may be a rumor that nobody has checked, rather than talk: it was passed on."""
    if found.band is not Band.UNKNOWN or found.refutes or not heard.forwarded:
        return False
    if not question.links and kind_of_talk(question.text):
        return False
    return sum(character.isalpha() for character in read_text(question.text).body) >= SHORTEST_TEXT


async def _log_lead(conn: AsyncConnection, overheard: Overheard, near: leads.Near | None) -> None:
    asked, desk = overheard.asked, overheard.desk
    await leads.log(
        desk.store,
        conn,
        text=overheard.question.text,
        links=overheard.question.links,
        asker_key=asked.asker_key,
        chat_key=asked.asker_key,
        update_id=asked.update_id,
        now=desk.clock(),
        near=near,
    )

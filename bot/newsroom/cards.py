"""Cards: post one for a lead, and draw all of a lead's anew after it has changed."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox
from bot.desk import Desk, post_edit
from bot.language import Language, choose_language
from bot.newsroom import card_store, sheets
from bot.newsroom.card import Page, card_reply, gone_reply
from bot.newsroom.card_store import Card, Found, Nearest
from bot.newsroom.card_words import View
from bot.newsroom.sheets import Sheet
from bot.question import Question
from bot.reply import Reply
from index.decision import Answer, Match

__all__ = ["language_in", "look_up", "post_card", "redraw", "shown", "view_in"]

_MOST_FOUND = 3


async def look_up(desk: Desk, lead_number: int) -> Found | None:
    """Return what is like a lead; None when there is no such lead.

    It asks the index, so it belongs before a transaction, never into one.
    """
    async with desk.store.read() as conn:
        sheet = await sheets.read(conn, desk, lead_number)
    if sheet is None:
        return None
    answer = await desk.checker.check(Question(sheet.text, sheet.links))
    alike = (
        await desk.gathering.alike(desk.store, desk.checker, sheet.text, desk.clock()) if sheet.text else ()
    )
    others = [number for number in alike if number not in sheet.members]
    return Found(tuple(_nearest(answer, desk.checker.suggest_at)), tuple(others[:_MOST_FOUND]))


def _nearest(answer: Answer, suggest_at: float) -> list[Nearest]:
    def sureness(match: Match) -> str:
        if any(match.debunk.id == sure.debunk.id for sure in answer.answers):
            return "sure"
        return "likely" if match.confidence >= suggest_at else "unsure"

    return [Nearest(match.debunk.id, sureness(match)) for match in answer.matches[:_MOST_FOUND]]


async def post_card(
    conn: AsyncConnection,
    desk: Desk,
    lead_number: int,
    chat_id: int,
    *,
    key: str,
    found: Found | None = None,
    page: Page | None = None,
    more: Mapping[str, object] | None = None,
) -> bool:
    """Post a card of a lead into a chat; return False where there is no such lead, or nothing for that chat.

    The chat of a unit gets cards of its own leads only, and a chat that is not the room's gets none.

    :param conn: of `store.write()`
    :param lead_number: of the lead, or of one of its wordings
    :param key: names the cause, such as ``update:123``; the same cause posts one card a lead and chat
    :param found: of `look_up`; None: what an earlier card has found
    :param page: which it shows; None: the first
    :param more: parameters of sendMessage, such as ``reply_parameters`` or ``disable_notification``
    """
    sheet = await sheets.read(conn, desk, lead_number)
    if sheet is None or not sheet.is_open_to(desk.room, chat_id):
        return False
    now, place_key = desk.clock(), desk.store.key("chat", chat_id)
    card = await card_store.make(conn, place_key, sheet.number, now=now, found=found)
    reply = await shown(conn, desk, card, sheet, chat_id, page)
    posted = await outbox.post(
        conn,
        key=f"{key}:card:{sheet.number}:{place_key}",
        chat_id=chat_id,
        method="send_message",
        params={**reply.new_params(), **(more or {})},
        now=now,
        reply_token=card.token,
    )
    if not posted:
        await card_store.drop(conn, card.token)
    return True


async def redraw(
    conn: AsyncConnection,
    desk: Desk,
    lead_number: int,
    *,
    key: str,
    only: tuple[str, Page] | None = None,
) -> None:
    """Draw all cards of a lead anew, in every chat; a chat that must not see it any more is told so.

    To be called after every change of a lead, in the same transaction.

    :param key: names the change, such as ``update:123``: once each
    :param only: nothing has changed but the page of the card of a token
    """
    sheet = await sheets.read(conn, desk, lead_number)
    if sheet is None:
        return
    chats = {desk.store.key("chat", chat_id): chat_id for chat_id in sheets.chats_of(desk.room)}
    for card in await card_store.cards_of(conn, sheet.members, desk.clock()):
        chat_id = chats.get(card.place_key)
        if chat_id is None or (only is not None and card.token != only[0]):
            continue
        reply = await shown(conn, desk, card, sheet, chat_id, only[1] if only is not None else None)
        await post_edit(conn, f"{key}:{card.token}", chat_id, card.message_id, reply, token=card.token)


async def shown(
    conn: AsyncConnection, desk: Desk, card: Card, sheet: Sheet, chat_id: int, page: Page | None = None
) -> Reply:
    """Return what a card shows in its chat."""
    language = await language_in(conn, desk, chat_id, sheet.text)
    if not sheet.is_open_to(desk.room, chat_id):
        return gone_reply(sheet.number, language)
    full = await sheets.with_found(conn, desk, sheet, card.found)
    unit = desk.room.unit_in(chat_id)
    if unit is not None:
        own = tuple(like if like is not None and like.unit == unit.name else None for like in full.likes)
        full = replace(full, likes=own)
    return card_reply(full, card.token, view_in(desk, chat_id, language), page)


def view_in(desk: Desk, chat_id: int, language: Language) -> View:
    """Return for whom leads are shown in a chat."""
    room = desk.room
    return View(language, desk.clock(), room.zone, room.units, room.unit_in(chat_id))


async def language_in(conn: AsyncConnection, desk: Desk, chat_id: int, text: str) -> Language:
    """Return the language of a chat of the room: its unit's, the one chosen there, or that of a text."""
    unit = desk.room.unit_in(chat_id)
    if unit is not None and unit.languages:
        return unit.languages[0]
    return choose_language(await sheets.chosen_language(conn, desk, chat_id), "", text)

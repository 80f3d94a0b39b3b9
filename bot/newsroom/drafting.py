"""Begin an answer to a lead: with a debunk that exists, or with a draft that proposes every field."""

from __future__ import annotations

import asyncio
import html
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import leads, outbox
from bot.desk import Desk, Errand
from bot.directions import undirected
from bot.language import Language
from bot.lead import Status
from bot.lead_tables import leads as lead_rows
from bot.messenger import Call
from bot.newsroom import drafts, standing
from bot.newsroom.card import Page
from bot.newsroom.card_store import Found, Nearest
from bot.newsroom.cards import post_card
from bot.newsroom.draft_faults import fault_words
from bot.newsroom.draft_page import draft_page, first_claim, language_of
from bot.newsroom.room import Room
from bot.reply import Reply
from bot.wording import say
from corpus.debunk import Debunk
from corpus.errors import Unfetched
from corpus.feeds import fetch
from corpus.proposal import Proposal, claim_review

__all__ = ["Place", "begin", "begin_correction", "is_answered_in", "post", "say_there"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where maintainers speak with the bot, and what brought this about.

    :ivar key: of the outbox, unique for the update: "update:123"
    :ivar message_id: what is replied to; None: nothing
    :ivar thread_id: of the topic, where the chat has topics
    """

    key: str
    chat_id: int
    language: Language
    message_id: int | None = None
    thread_id: int | None = None


async def begin(desk: Desk, lead_number: int, place: Place, person: str, url: str = "") -> Errand:
    """Return the errand that shows the answer with a debunk that exists, or a draft of a new one.

    :param lead_number: of a lead, or of one of its wordings
    :param person: keyed hash of who begins
    :param url: address of a page, or address or id of a debunk that exists; "": nothing is known yet
    """
    refusal = await _refusal(desk, lead_number, place)
    if refusal is not None:
        return refusal
    known = desk.checker.debunk(url) or (desk.checker.at(url) if "://" in url else None)
    if known is not None:
        return await _offer(desk, lead_number, known, place)
    if url and "://" not in url:
        if "." in url:
            return say_there(desk, place, Reply(html.escape(fault_words("url", "web", url, place.language))))
        return say_there(desk, place, Reply(say(place.language, "draft-no-debunk", id=url[:64])))
    proposal, trouble = await _read_page(url, desk.room) if url else (Proposal(), "")
    async with desk.store.read() as conn:
        found = await standing.find(conn, lead_number)
        lead = await leads.get(conn, found.number) if found is not None else None
        place_key = desk.store.key("chat", place.chat_id)
        before = await drafts.at(conn, place_key, person, found.number, desk.clock()) if found else None
    if lead is None:
        return say_there(desk, place, Reply(say(place.language, "draft-no-lead", number=str(lead_number))))
    fields = _fields(lead, proposal, url, desk)
    if before is not None:
        # What was typed before stays, but for what a new page says.
        fields = {**fields, **before.fields, **(_of_page(proposal, url) if url else {})}
    return _show_new(desk, place, person, lead.number, fields, trouble)


async def begin_correction(desk: Desk, debunk: Debunk, place: Place, person: str) -> Errand:
    """Return the errand that shows a draft of a debunk as it is, to be corrected."""
    async with desk.store.read() as conn:
        number = await conn.scalar(
            select(lead_rows.c.number).where(lead_rows.c.debunk_id == debunk.id).order_by(lead_rows.c.number)
        )
    if number is None:
        # What answers no lead is no unit's.
        refusal = _not_local(desk, place, debunk.id) if desk.room.unit_in(place.chat_id) else None
    else:
        refusal = await _refusal(desk, int(number), place)
    if refusal is not None:
        return refusal
    told = debunk.model_dump(mode="json")
    fields = {name: str(told[name]) for name in told if name != "variants" and told[name]}
    if debunk.variants:
        fields["wording"] = debunk.variants[0]
    return _show_new(desk, place, person, None if number is None else int(number), fields, "")


async def _offer(desk: Desk, lead_number: int, debunk: Debunk, place: Place) -> Errand:
    """Return the errand that shows the answer with a debunk of the index, to be published by a button."""
    async with desk.store.read() as conn:
        found = await standing.find(conn, lead_number)
    if found is not None and found.status is Status.ANSWERED and found.debunk_id == debunk.id:
        text = say(place.language, "answered-before", number=str(lead_number), id=debunk.id)
        return say_there(desk, place, Reply(text))
    candidate = Found((Nearest(debunk.id, "sure"),))

    async def errand(conn: AsyncConnection) -> list[Call]:
        page, more = Page("use"), _beside(place)
        await post_card(
            conn, desk, lead_number, place.chat_id, key=place.key, found=candidate, page=page, more=more
        )
        return []

    return errand


def say_there(desk: Desk, place: Place, reply: Reply) -> Errand:
    """Return the errand that says something where the maintainers are."""

    async def errand(conn: AsyncConnection) -> list[Call]:
        await post(conn, desk, place, reply)
        return []

    return errand


async def post(conn: AsyncConnection, desk: Desk, place: Place, reply: Reply, part: str = "0") -> None:
    """Post something where the maintainers are, once for its cause and part."""
    await outbox.post(
        conn,
        key=f"{place.key}:{part}",
        chat_id=place.chat_id,
        method="send_message",
        params={**reply.new_params(), **_beside(place)},
        now=desk.clock(),
    )


def _beside(place: Place) -> dict[str, object]:
    """The parameters by which a message stands beside what brought it about."""
    params: dict[str, object] = {}
    if place.message_id is not None:
        params["reply_parameters"] = {"message_id": place.message_id, "allow_sending_without_reply": True}
    if place.thread_id is not None:
        params["message_thread_id"] = place.thread_id
    return params


def _not_local(desk: Desk, place: Place, debunk_id: str) -> Errand:
    return say_there(desk, place, Reply(say(place.language, "draft-not-local", id=debunk_id[:64])))


async def is_answered_in(desk: Desk, lead_number: int | None, chat_id: int) -> bool:
    """Tell whether a lead may be answered in a chat of the room: not in a unit's that has it no more.

    :param lead_number: None: of a draft that belongs to no lead
    """
    unit = desk.room.unit_in(chat_id)
    if unit is None:
        return True
    if lead_number is None:
        return False
    async with desk.store.read() as conn:
        found = await standing.find(conn, lead_number)
    return found is not None and found.unit == unit.name


async def _refusal(desk: Desk, lead_number: int, place: Place) -> Errand | None:
    """Return what to say where a lead is not there, or is another unit's; None where it may be answered."""
    async with desk.store.read() as conn:
        found = await standing.find(conn, lead_number)
    if found is None:
        return say_there(desk, place, Reply(say(place.language, "draft-no-lead", number=str(lead_number))))
    if not await is_answered_in(desk, lead_number, place.chat_id):
        return say_there(desk, place, Reply(say(place.language, "draft-not-yours", number=str(lead_number))))
    return None


def _show_new(
    desk: Desk,
    place: Place,
    person: str,
    number: int | None,
    fields: Mapping[str, str],
    trouble: str,
) -> Errand:
    place_key = desk.store.key("chat", place.chat_id)

    async def errand(conn: AsyncConnection) -> list[Call]:
        now = desk.clock()
        occupied = await drafts.others_at(conn, number, person, now)
        draft = await drafts.open_draft(conn, place_key, person, number, fields, now)
        page = draft_page(draft, place.language, occupied=occupied)
        if trouble:
            warning = say(place.language, "draft-fetched", reason=trouble)
            page = Reply(f"{warning}\n\n{page.text}", page.buttons)
        await post(conn, desk, place, page)
        return []

    return errand


async def _read_page(url: str, room: Room) -> tuple[Proposal, str]:
    """Return what a page proposes, and why it could not be read, if so."""
    try:
        page = await fetch(url, contact=room.contact, proxy=room.proxy, loopback_port=room.loopback_port)
    except Unfetched as error:
        log.info("a page is not fetched: %s", error.reason)
        return Proposal(), error.reason
    return await asyncio.to_thread(claim_review, page), ""


def _of_page(proposal: Proposal, url: str) -> dict[str, str]:
    given = {
        "claim": proposal.claim,
        "verdict": proposal.verdict.value if proposal.verdict else "",
        "summary": proposal.summary,
        "url": proposal.url or url,
        "publisher": proposal.publisher,
        "published": proposal.published,
    }
    return {name: undirected(value) for name, value in given.items() if value}


def _fields(lead: leads.Lead, proposal: Proposal, url: str, desk: Desk) -> dict[str, str]:
    asked = first_claim(undirected(lead.text))
    fields = {"claim": asked, **_of_page(proposal, url)}
    if asked and fields["claim"] != asked:
        fields["wording"] = asked
    if lead.topic in desk.checker.topics:
        fields["topic"] = lead.topic
    # A debunk knows countries and provinces; a lead's place may be as narrow as a district.
    if region := lead.region.partition("/")[0]:
        fields["region"] = region
    fields["lang"] = language_of(fields["claim"])
    return {name: value for name, value in fields.items() if value}

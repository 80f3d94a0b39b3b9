"""Notices: what a unit's chat and the maintainers' chats are told when a lead comes, goes, or is due."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import chats, outbox
from bot.desk import Desk
from bot.language import Language, choose_language
from bot.lead_tables import lead_events, leads
from bot.newsroom.cards import post_card, redraw
from bot.newsroom.changes import ABOVE, Change
from bot.newsroom.ledger import Happened
from bot.newsroom.standing import Standing
from bot.newsroom.units import Unit
from bot.reply import Reply
from bot.wording import label, say

__all__ = ["due_words", "tell_due", "tell_moved"]

_LONGEST_QUOTE = 120  # characters of a lead's text
# Notice -> how the due time is said with it.
_DUE = {
    **dict.fromkeys(
        ("notice-given", "notice-risen", "notice-escalated", "notice-returned", "notice-soon"), "notice-due"
    ),
    **dict.fromkeys(("notice-over", "notice-above"), "notice-was-due"),
}


async def tell_moved(conn: AsyncConnection, desk: Desk, change: Change, kind: Happened) -> None:
    """Tell the unit that has a lead now, and the one that has it no longer.

    To be called after `changes.assign`, `hand_over`, `return_up` and `escalate`, in the same transaction.
    A unit without a chat of its own is told in the maintainers' chats, and so is that no unit has it now, and
    that the level above has taken over.

    :param kind: ASSIGNED, RETURNED or ESCALATED, as the ledger has it
    """
    was, now = change.was, change.now
    before, after = desk.room.units.named(was.unit), desk.room.units.named(now.unit)
    if before is not None and before.chat_id is not None:
        gone = "notice-gone" if after is not None else "notice-gone-up"
        await _tell(conn, desk, now, before, gone, unit=now.unit)
    event = await _last_event(conn, now.number)
    await redraw(conn, desk, now.number, key=f"moved:{event}")
    if after is None:
        await _tell(conn, desk, now, None, "notice-back", unit=was.unit)
        return
    key = {Happened.ESCALATED: "notice-risen", Happened.RETURNED: "notice-returned"}.get(kind, "notice-given")
    await _tell(conn, desk, now, after, key, unit=after.name, other=was.unit)
    if kind is Happened.ESCALATED and after.chat_id is not None:
        await _tell(conn, desk, now, None, "notice-escalated", unit=after.name, other=was.unit)
    if after.chat_id is not None:
        # The notice rings already.
        quietly = {"disable_notification": True}
        await post_card(conn, desk, now.number, after.chat_id, key=f"moved:{event}", more=quietly)


async def tell_due(conn: AsyncConnection, desk: Desk, lead: Standing, of: str) -> None:
    """Tell the unit that has a lead that its time is soon or already over, or the maintainers that the unit
    has not answered in twice its time and nobody stands above it.

    :param of: SOON, OVER or ABOVE of `changes`
    """
    unit = None if of == ABOVE else desk.room.units.named(lead.unit)
    await _tell(conn, desk, lead, unit, f"notice-{of}", unit=lead.unit)


async def _tell(
    conn: AsyncConnection,
    desk: Desk,
    lead: Standing,
    whom: Unit | None,
    key: str,
    *,
    unit: str,
    other: str = "",
) -> None:
    """Post a notice about a lead to a unit, or to the maintainers when there is none."""
    own = None if whom is None else whom.chat_id
    text = str(await conn.scalar(select(leads.c.text).where(leads.c.number == lead.number)) or "")
    event = await _last_event(conn, lead.number)
    for chat_id in sorted(desk.room.chats) if own is None else [own]:
        language = await _language(conn, desk, whom, chat_id, text)
        lines = [say(language, key, number=lead.number, unit=unit, other=other)]
        if lead.due_at is not None and key in _DUE:
            due = due_words(lead.due_at, desk, whom, language)
            lines.append(say(language, _DUE[key], due=due))
        lines.append(say(language, "notice-quote", text=_quoted(text)))
        await outbox.post(
            conn,
            key=f"notice:{lead.number}:{event}:{key}:{desk.store.key('chat', chat_id)}",
            chat_id=chat_id,
            method="send_message",
            params=Reply("\n".join(lines)).new_params(),
            now=desk.clock(),
        )


async def _last_event(conn: AsyncConnection, number: int) -> int:
    query = select(func.max(lead_events.c.id)).where(lead_events.c.lead_number == number)
    return int(await conn.scalar(query) or 0)


def due_words(due_at: datetime, desk: Desk, unit: Unit | None, language: Language) -> str:
    """Return a moment as a unit reads it on its clock; as the maintainers do when there is none."""
    here = due_at.astimezone(desk.room.zone if unit is None else unit.zone)
    return label(language, "notice-moment", month=here.month, day=here.day, time=f"{here:%H:%M}")


async def _language(
    conn: AsyncConnection, desk: Desk, unit: Unit | None, chat_id: int, text: str
) -> Language:
    if unit is not None and unit.languages:
        return unit.languages[0]
    chosen = (await chats.settings_of(conn, desk.store.key("chat", chat_id))).language
    return choose_language(chosen, "", text)


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"

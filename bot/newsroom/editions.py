"""Editions: the monthly list and the weekly digest go to the channel when their day has come, once each."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import chats, outbox
from bot.desk import Desk
from bot.language import Language, choose_language
from bot.newsroom.digest import Digest, Period, read_digest
from bot.newsroom.digest_words import board_of, digest_text, title_of
from bot.newsroom.illustrated import draw_off_loop, hang_off_loop, post_illustrated
from bot.newsroom.pictures import draw_board
from bot.reply import Reply
from bot.tables import outbox as outbox_table

__all__ = ["due_periods", "language_of", "picture_of", "post_digest", "tell_channel", "was_posted"]

#: By the clock of the room: the 1st of a month, and every Monday.
_HOUR = time(9)
#: After a longer stop an edition is no news any more.
_CAUGHT_UP = timedelta(days=3)


def due_periods(now: datetime, zone: ZoneInfo) -> list[Period]:
    """Return what is to be told now, or was in the last three days: last month, last week. Pure."""
    today = now.astimezone(zone).date()
    due = []
    for period in (Period.month(today).before, Period.week(today).before):
        comes = datetime.combine(period.last + timedelta(days=1), _HOUR, zone)
        if comes <= now < comes + _CAUGHT_UP:
            due.append(period)
    return due


async def tell_channel(desk: Desk) -> None:
    """Post to the channel what is due and was not posted, each in one transaction: once, or not at all."""
    if desk.room.channel is None:
        return
    for period in due_periods(desk.clock(), desk.room.zone):
        key = f"edition:{period.name}"
        async with desk.store.read() as conn:
            if await was_posted(conn, f"{key}:text"):
                continue
            digest = await read_digest(conn, desk.checker.debunk, period, desk.room.zone)
            chosen = await chats.settings_of(conn, desk.store.key("chat", desk.room.channel))
        if digest.is_empty:
            continue
        language = language_of(digest, chosen.language)
        picture = await picture_of(desk, digest, language)
        async with desk.store.write() as conn:
            await post_digest(conn, desk, desk.room.channel, digest, language, picture, key=key)
        desk.on_posted()


async def was_posted(conn: AsyncConnection, key: str) -> bool:
    """Tell whether something lies or lay in the outbox under a key."""
    return await conn.scalar(select(outbox_table.c.id).where(outbox_table.c.key == key)) is not None


async def post_digest(
    conn: AsyncConnection,
    desk: Desk,
    chat_id: int,
    digest: Digest,
    language: Language,
    picture: str,
    *,
    key: str,
) -> None:
    """Post a digest: its picture if there is one, then its words.

    :param picture: name in the gallery, or ""
    """
    now = desk.clock()
    if picture:
        caption = Reply(f"<b>{title_of(digest, language)}</b>")
        await post_illustrated(
            conn, key=f"{key}:picture", chat_id=chat_id, reply=caption, picture=picture, now=now
        )
    await outbox.post(
        conn,
        key=f"{key}:text",
        chat_id=chat_id,
        method="send_message",
        params=Reply(digest_text(digest, language, desk.checker.way)).new_params(),
        now=now,
    )


async def picture_of(desk: Desk, digest: Digest, language: Language) -> str:
    """Draw the board of a digest and keep it; return its name in the gallery, or ""."""
    board = board_of(digest, language)
    if board is None:
        return ""
    return await hang_off_loop(desk, await draw_off_loop(desk, language, partial(draw_board, board)))


def language_of(digest: Digest, chosen: str) -> Language:
    """Return the language of a chat that has not written anything: the chosen one, or that of the claims."""
    claims: Sequence[str] = [entry.debunk.claim for entry in digest.entries]
    claims = claims or [debunk.claim for debunk, _ in digest.answered]
    claims = claims or [each.claim for each in digest.still_open]
    return choose_language(chosen, "", next(iter(claims), ""))

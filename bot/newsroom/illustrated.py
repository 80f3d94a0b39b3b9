"""Illustrated messages: a picture with words under it, or the words alone where no picture can be drawn."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import gallery, outbox
from bot.desk import Desk
from bot.language import Language
from bot.newsroom.fonts import Face, find_face
from bot.reply import Reply

__all__ = ["draw_off_loop", "hang_off_loop", "post_illustrated"]

log = logging.getLogger(__name__)


async def draw_off_loop(desk: Desk, language: Language, draw: Callable[[Face], bytes]) -> bytes | None:
    """Return a picture, drawn in another thread; None, with a line in the log, where there is no font."""

    def work() -> bytes | None:
        face = find_face(desk.room.font, language)
        return None if face is None else draw(face)

    return await asyncio.to_thread(work)


async def hang_off_loop(desk: Desk, picture: bytes | None) -> str:
    """Keep a picture for one message; return its name, or "" when there is none or it cannot be kept."""
    if picture is None:
        return ""
    try:
        return await asyncio.to_thread(gallery.hang, desk.room.home, picture)
    except OSError as error:
        log.error("a picture cannot be kept: %s", error.strerror)
        return ""


async def post_illustrated(
    conn: AsyncConnection, *, key: str, chat_id: int, reply: Reply, picture: str, now: datetime
) -> bool:
    """Post words with a picture above them; return False when `key` was posted before.

    :param reply: its text has at most 1,024 characters where there is a picture
    :param picture: name in the gallery; "": the words go alone
    """
    params = reply.new_params()
    method = "send_message"
    if picture:
        method = "send_photo"
        params = {
            "picture": picture,
            "caption": params.pop("text"),
            **{name: value for name, value in params.items() if name != "link_preview_options"},
        }
    return await outbox.post(conn, key=key, chat_id=chat_id, method=method, params=params, now=now)

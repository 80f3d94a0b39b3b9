"""The last real questions, masked, in a file: what a new index version is asked before it answers."""

import json
import logging
import os
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import Store
from bot.tables import replies

__all__ = ["MOST", "read", "write", "write_down"]

log = logging.getLogger(__name__)

#: Questions that are written down.
MOST = 2_000


async def read(conn: AsyncConnection, most: int = MOST) -> list[str]:
    """Return the different texts of the last questions, the oldest first.

    They are those of remembered replies: masked, of nobody, gone after 90 days, and gone when whoever asked
    has it forgotten.
    """
    latest = func.max(replies.c.made_at)
    query = (
        select(replies.c.text)
        .where(replies.c.text != "")
        .group_by(replies.c.text)
        .order_by(latest.desc(), replies.c.text)
    )
    return list(await conn.scalars(query.limit(most)))[::-1]


def write(texts: Sequence[str], path: Path) -> None:
    """Put questions into a file, which is replaced whole: one that is forgotten is not in there any more.

    :raises OSError: when it cannot be written
    """
    lines = (json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
    aside = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(
            os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            file.writelines(lines)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


async def write_down(store: Store, path: Path) -> None:
    """Write down the last questions of the database; trouble is told in the log."""
    async with store.read() as conn:
        texts = await read(conn)
    try:
        write(texts, path)
    except OSError as error:
        log.error("the last questions cannot be written down: %s", error.strerror or error)

"""The panels that are open: where each is shown, for which group, and what it waits for."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.tables import panels

__all__ = ["KEPT", "Panel", "awaiting", "close", "find", "open_panel", "purge", "turn"]

#: A panel answers for so long after it was opened.
KEPT = timedelta(hours=24)
#: How long a private chat's next text is taken for what the panel asked for.
AWAITED = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel.

    :ivar token: what its buttons carry
    :ivar place_key: keyed hash of the chat in which it is shown
    :ivar group_key: keyed hash of the group that it sets; "" while one is being chosen
    :ivar message_id: of the message that it is; None before anybody has tapped it
    :ivar awaits: it waits for a text in reply
    :ivar turned_at: when it was last turned to another page
    """

    token: str
    place_key: str
    group_key: str
    message_id: int | None
    awaits: bool
    turned_at: datetime


async def open_panel(conn: AsyncConnection, place_key: str, group_key: str, now: datetime) -> Panel:
    """Open a panel in a chat."""
    panel = Panel(secrets.token_urlsafe(8), place_key, group_key, None, False, now)
    row = {"token": panel.token, "place_key": place_key, "group_key": group_key, "awaits": False}
    await conn.execute(insert(panels).values({**row, "made_at": now, "turned_at": now}))
    return panel


async def find(
    conn: AsyncConnection, token: str, place_key: str, message_id: int, now: datetime
) -> Panel | None:
    """Return the panel that a button belongs to.

    None for one that is too old, closed, or carried by another chat or message than the one it was shown in.
    """
    query = select(panels).where(
        panels.c.token == token, panels.c.place_key == place_key, panels.c.made_at > now - KEPT
    )
    row = (await conn.execute(query)).first()
    if row is None or row.message_id not in {None, message_id}:
        return None
    return Panel(token, place_key, row.group_key, message_id, bool(row.awaits), row.turned_at)


async def turn(
    conn: AsyncConnection, panel: Panel, now: datetime, *, group_key: str | None = None, awaits: bool = False
) -> Panel:
    """Turn a panel to another page, or to another group; from then on it belongs to its message."""
    turned = replace(
        panel,
        group_key=panel.group_key if group_key is None else group_key,
        awaits=awaits,
        turned_at=now,
    )
    kept = {"group_key": turned.group_key, "message_id": panel.message_id, "awaits": awaits, "turned_at": now}
    await conn.execute(update(panels).where(panels.c.token == panel.token).values(kept))
    return turned


async def awaiting(
    conn: AsyncConnection, place_key: str, replied_to: int | None, now: datetime
) -> Panel | None:
    """Return the panel that waits for a text that was just written.

    :param replied_to: message that the text is a reply to; None: the text follows in a private chat
    """
    query = (
        select(panels)
        .where(panels.c.place_key == place_key, panels.c.awaits, panels.c.made_at > now - KEPT)
        .order_by(panels.c.turned_at.desc(), panels.c.token)
        .limit(1)
    )
    if replied_to is None:
        query = query.where(panels.c.turned_at > now - AWAITED)
    else:
        query = query.where(panels.c.message_id == replied_to)
    row = (await conn.execute(query)).first()
    if row is None:
        return None
    return Panel(row.token, place_key, row.group_key, row.message_id, True, row.turned_at)


async def close(conn: AsyncConnection, token: str) -> None:
    """Close a panel: its buttons do nothing any more."""
    await conn.execute(delete(panels).where(panels.c.token == token))


async def purge(conn: AsyncConnection, now: datetime) -> int:
    """Delete the panels that are too old; return how many."""
    gone = await conn.execute(delete(panels).where(panels.c.made_at <= now - KEPT))
    return int(gone.rowcount)

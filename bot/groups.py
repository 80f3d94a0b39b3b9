"""The groups in which the bot is: their settings, who may change them, and what is deleted when it leaves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.group_settings import GroupSettings
from bot.tables import group_admins, group_changes, group_replies, groups, panels

__all__ = [
    "KEPT_AFTER_LEAVING",
    "Change",
    "Group",
    "admins_of",
    "change",
    "changes_of",
    "find",
    "groups_of",
    "keep_admins",
    "leave",
    "listed",
    "move_group",
    "note",
    "purge_left",
    "rename",
    "settings_in",
]

#: The settings of a group that turned the bot out wait so long for it to come back.
KEPT_AFTER_LEAVING = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Group:
    """A group that the bot is in, or has left not long ago.

    :ivar chat_id: in clear, since the digest and the admins' panel must reach it
    :ivar may_write: False while the group has taken the right to write from the bot
    :ivar left_at: when the bot was turned out; None while it is in there
    """

    chat_key: str
    chat_id: int
    title: str
    settings: GroupSettings
    may_write: bool
    left_at: datetime | None

    @property
    def reachable(self) -> bool:
        """Whether anything may be sent there."""
        return self.may_write and self.left_at is None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the settings: who (keyed hash), when, and what they became, as `to_json` gives it."""

    admin_key: str
    changed_at: datetime
    settings: dict[str, Any]


async def find(conn: AsyncConnection, chat_key: str) -> Group | None:
    """Return what is kept of a group, or None."""
    row = (await conn.execute(select(groups).where(groups.c.chat_key == chat_key))).first()
    return None if row is None else _group(row)


async def settings_in(conn: AsyncConnection, chat_key: str) -> GroupSettings:
    """Return the settings of a group; the defaults for one that has chosen nothing."""
    kept = await conn.scalar(select(groups.c.settings).where(groups.c.chat_key == chat_key))
    return GroupSettings.from_json(kept or {})


async def note(
    conn: AsyncConnection,
    chat_key: str,
    chat_id: int,
    title: str,
    *,
    now: datetime,
    may_write: bool | None = None,
) -> Group:
    """Keep that the bot is in a group, with its title of today; settings from before it left come back.

    :param may_write: None: as it was, and yes for a new group
    """
    seen: dict[str, Any] = {"chat_id": chat_id, "title": title, "left_at": None}
    if may_write is not None:
        seen["may_write"] = may_write
    known = await conn.execute(update(groups).where(groups.c.chat_key == chat_key).values(seen))
    if not known.rowcount:
        fresh = {"chat_key": chat_key, "settings": {}, "may_write": True, "joined_at": now}
        await conn.execute(insert(groups).values({**fresh, **seen}))
    found = await find(conn, chat_key)
    assert found is not None
    return found


async def rename(conn: AsyncConnection, chat_key: str, title: str) -> None:
    """Keep another title of a group, if it is kept."""
    await conn.execute(update(groups).where(groups.c.chat_key == chat_key).values(title=title))


async def change(
    conn: AsyncConnection, chat_key: str, admin_key: str, settings: GroupSettings, now: datetime
) -> None:
    """Give a group that is kept other settings and log who did it; equal settings change nothing."""
    if await settings_in(conn, chat_key) == settings:
        return
    kept = settings.to_json()
    await conn.execute(update(groups).where(groups.c.chat_key == chat_key).values(settings=kept))
    logged = {"chat_key": chat_key, "admin_key": admin_key, "changed_at": now, "settings": kept}
    await conn.execute(insert(group_changes).values(logged))


async def changes_of(conn: AsyncConnection, chat_key: str, limit: int = 20) -> list[Change]:
    """Return the latest changes of a group's settings, the last one first."""
    query = (
        select(group_changes.c.admin_key, group_changes.c.changed_at, group_changes.c.settings)
        .where(group_changes.c.chat_key == chat_key)
        .order_by(group_changes.c.id.desc())
        .limit(limit)
    )
    return [Change(*row) for row in await conn.execute(query)]


async def listed(conn: AsyncConnection) -> list[Group]:
    """Return the groups that the bot is in, by their titles."""
    query = select(groups).where(groups.c.left_at.is_(None)).order_by(groups.c.title, groups.c.chat_key)
    return [_group(row) for row in await conn.execute(query)]


async def leave(conn: AsyncConnection, chat_key: str, now: datetime) -> None:
    """Keep that the bot was turned out of a group."""
    await conn.execute(
        update(groups).where(groups.c.chat_key == chat_key, groups.c.left_at.is_(None)).values(left_at=now)
    )


async def purge_left(conn: AsyncConnection, before: datetime) -> list[str]:
    """Delete what is kept of groups that were left before that moment; return their keys."""
    gone = list(await conn.scalars(select(groups.c.chat_key).where(groups.c.left_at < before)))
    for table in (group_changes, group_admins, group_replies, groups):
        await conn.execute(delete(table).where(table.c.chat_key.in_(gone)))
    return gone


async def move_group(
    conn: AsyncConnection, old_key: str, new_key: str, new_chat_id: int, now: datetime | None = None
) -> None:
    """Give the settings and the log of a group to the supergroup that it has become.

    Where both are kept, the one that was changed last has its settings stay.
    """
    if old_key == new_key or (old := await find(conn, old_key)) is None:
        return
    await note(conn, new_key, new_chat_id, old.title, now=now or datetime.now(UTC))
    if await _changed_last(conn, old_key) >= await _changed_last(conn, new_key):
        kept = old.settings.to_json()
        await conn.execute(update(groups).where(groups.c.chat_key == new_key).values(settings=kept))
    await conn.execute(
        update(group_changes).where(group_changes.c.chat_key == old_key).values(chat_key=new_key)
    )
    admin_keys, seen = await admins_of(conn, old_key)
    if seen is not None and (await admins_of(conn, new_key))[1] is None:
        await keep_admins(conn, new_key, admin_keys, seen)
    for table in (group_admins, groups):
        await conn.execute(delete(table).where(table.c.chat_key == old_key))
    # A panel in the group itself would not know its message any more.
    await conn.execute(delete(panels).where(panels.c.place_key == old_key))
    await conn.execute(update(panels).where(panels.c.group_key == old_key).values(group_key=new_key))


async def keep_admins(
    conn: AsyncConnection, chat_key: str, admin_keys: Collection[str], now: datetime
) -> None:
    """Keep who the admins of a group are, as keyed hashes; also that there are none."""
    await conn.execute(delete(group_admins).where(group_admins.c.chat_key == chat_key))
    # The empty key is nobody's: it stands for the list, which may be empty.
    keys = sorted({"", *admin_keys})
    rows = [{"chat_key": chat_key, "admin_key": key, "seen_at": now} for key in keys]
    await conn.execute(insert(group_admins), rows)


async def admins_of(conn: AsyncConnection, chat_key: str) -> tuple[frozenset[str], datetime | None]:
    """Return the keyed hashes of a group's admins and when they were last asked for; None: never."""
    query = select(group_admins.c.admin_key, group_admins.c.seen_at)
    rows = (await conn.execute(query.where(group_admins.c.chat_key == chat_key))).all()
    keys = frozenset(row.admin_key for row in rows if row.admin_key)
    return keys, min((row.seen_at for row in rows), default=None)


async def groups_of(conn: AsyncConnection, admin_key: str) -> Sequence[Group]:
    """Return the groups of which somebody was an admin when last asked, by their titles."""
    query = (
        select(groups)
        .join(group_admins, group_admins.c.chat_key == groups.c.chat_key)
        .where(group_admins.c.admin_key == admin_key, groups.c.left_at.is_(None))
        .order_by(groups.c.title, groups.c.chat_key)
    )
    return [_group(row) for row in await conn.execute(query)]


async def _changed_last(conn: AsyncConnection, chat_key: str) -> datetime:
    latest = await changes_of(conn, chat_key, limit=1)
    return latest[0].changed_at if latest else datetime.min.replace(tzinfo=UTC)


def _group(row: Row[Any]) -> Group:
    return Group(
        row.chat_key,
        row.chat_id,
        row.title,
        GroupSettings.from_json(row.settings or {}),
        bool(row.may_write),
        row.left_at,
    )

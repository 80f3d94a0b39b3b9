"""Chats: their settings, all that is stored about them (/mydata), how it goes (/forget) or moves along."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Table, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import followers, group_replies, groups, leads, outbox, replies, suppressed, tables, tallies
from bot.newsroom import belongings
from bot.tables import chats, inbox, lead_asks, lead_followers, votes

__all__ = ["Settings", "Stored", "forget", "move_chat", "set_language", "settings_of", "stored_about"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a chat chose. `language`: "zh-Hans", "zh-Hant", "en", or empty for automatic."""

    language: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """How much is stored of a chat, by kind; every number is at least 0.

    `wrongs`: matches that it called wrong; `groups`: those it is an admin of, as far as is known; `changes`
    of their settings; `panels` that are open; `days`: counts of the group, by the day; `subscriptions` to
    digests; of maintainers `drafts`, `cards` and `lists` of leads, and `steps` that they took, which stay in
    the ledger and are nobody's once they are forgotten; `updates`: waiting, with what they say, or put aside;
    `messages`: waiting to be sent to the chat.
    """

    asks: int = 0
    follows: int = 0
    replies: int = 0
    votes: int = 0
    wrongs: int = 0
    settings: int = 0
    groups: int = 0
    changes: int = 0
    panels: int = 0
    days: int = 0
    subscriptions: int = 0
    drafts: int = 0
    cards: int = 0
    lists: int = 0
    steps: int = 0
    updates: int = 0
    messages: int = 0

    @property
    def total(self) -> int:
        """All kinds together."""
        return sum(getattr(self, field.name) for field in fields(self))


async def settings_of(conn: AsyncConnection, chat_key: str) -> Settings:
    """Return what the chat chose; the automatic settings when it chose nothing yet."""
    language = await conn.scalar(select(chats.c.language).where(chats.c.chat_key == chat_key))
    return Settings(language=language or "")


async def set_language(
    conn: AsyncConnection, chat_key: str, language: str, now: datetime | None = None
) -> None:
    """Set the language of a chat; empty makes it automatic again."""
    at = now or datetime.now(UTC)
    changed = await conn.execute(
        update(chats).where(chats.c.chat_key == chat_key).values(language=language, changed_at=at)
    )
    if not changed.rowcount:
        await conn.execute(insert(chats).values(chat_key=chat_key, language=language, changed_at=at))


async def stored_about(
    conn: AsyncConnection, chat_key: str, chat_id: int, also: Collection[str] = ()
) -> Stored:
    """Count what is stored of a chat.

    :param also: further keys of the same person, e.g. the one as a user beside the one as a chat.
    """
    places = _places({chat_key, *also}, chat_id)
    return Stored(
        **{
            kind: int(await conn.scalar(select(func.count()).select_from(table).where(where)) or 0)
            for kind, (table, where) in places.items()
        }
    )


async def forget(
    conn: AsyncConnection,
    chat_key: str,
    chat_id: int,
    also: Collection[str] = (),
    *,
    now: datetime | None = None,
    until: int | None = None,
) -> Stored:
    """Delete all that is stored of a chat and return how much it was.

    Leads keep their counts but neither who asked nor their wording; one that nobody else asked about and
    nobody works on goes as a whole. The ledger of leads keeps what was done, but not by whom. Updates and
    outgoing messages are blanked, so that a repeated one is still recognised by its bare id. Call
    `Store.scrub` after the transaction, so that the texts are in no log file either.

    :param also: further keys of the same person.
    :param until: the update of the command itself; later updates of the chat stay and are answered.
    """
    at = now or datetime.now(UTC)
    keys = {chat_key, *also}
    stored = await stored_about(conn, chat_key, chat_id, also)
    places = _places(keys, chat_id)
    # Drafts first: a lead that somebody writes about stays.
    await belongings.forget(conn, keys, chat_id)
    await leads.forget_asker(conn, keys)
    for kind in ("follows", "replies", "votes", "wrongs", "settings", "groups", "panels", "days"):
        table, where = places[kind]
        await conn.execute(delete(table).where(where))
    # What a group's admins changed stays in its log, but not who did it.
    table, where = places["changes"]
    await conn.execute(update(table).where(where).values(admin_key=""))
    table, where = places["updates"]
    if until is not None:
        where = and_(where, inbox.c.update_id <= until)
    blank = (
        update(inbox)
        .where(where)
        .values(state="done", payload=None, lane="", finished_at=at, error="forgotten")
    )
    await conn.execute(blank)
    table, where = places["messages"]
    await conn.execute(
        update(tables.outbox)
        .where(where)
        .values(state="dropped", chat_id=None, params=None, reply_token="", finished_at=at, error="forgotten")
    )
    return stored


async def move_chat(
    conn: AsyncConnection, old_key: str, new_key: str, old_chat_id: int, new_chat_id: int
) -> None:
    """Give all that is stored of a group to the supergroup that it has become; a second time does nothing.

    Where both have something of one kind that can be there once only, settings keep the later choice, votes
    and follows stay one. `conn` must be of `store.write()`, so that the move is whole.
    """
    if old_key != new_key:
        await _move_settings(conn, old_key, new_key)
        await leads.move_chat(conn, old_key, new_key)
        await replies.move_chat(conn, old_key, new_key)
        await suppressed.move_chat(conn, old_key, new_key)
        await tallies.move_group(conn, old_key, new_key)
        await groups.move_group(conn, old_key, new_key, new_chat_id)
        await group_replies.move_group(conn, old_key, new_key)
        await conn.execute(update(inbox).where(inbox.c.lane == old_key).values(lane=new_key))
    await belongings.move_chat(conn, old_key, new_key, old_chat_id, new_chat_id)
    if old_chat_id != new_chat_id:
        await followers.move_chat(conn, old_chat_id, new_chat_id)
        await outbox.move_chat(conn, old_chat_id, new_chat_id)


async def _move_settings(conn: AsyncConnection, old_key: str, new_key: str) -> None:
    changed = {
        row.chat_key: row.changed_at
        for row in await conn.execute(
            select(chats.c.chat_key, chats.c.changed_at).where(chats.c.chat_key.in_([old_key, new_key]))
        )
    }
    if len(changed) == 2:
        earlier = min(changed, key=lambda key: (changed[key], key == new_key))
        await conn.execute(delete(chats).where(chats.c.chat_key == earlier))
    await conn.execute(update(chats).where(chats.c.chat_key == old_key).values(chat_key=new_key))


def _places(keys: Collection[str], chat_id: int) -> dict[str, tuple[Table, ColumnElement[bool]]]:
    """Every table that holds anything of a chat, with the rows that are its."""
    names = list(keys)
    return {
        "asks": (lead_asks, or_(lead_asks.c.asker_key.in_(names), lead_asks.c.chat_key.in_(names))),
        "follows": (lead_followers, lead_followers.c.chat_id == chat_id),
        "replies": (
            tables.replies,
            or_(tables.replies.c.chat_key.in_(names), tables.replies.c.asker_key.in_(names)),
        ),
        "votes": (votes, votes.c.voter_key.in_(names)),
        "wrongs": (tables.suppressions, tables.suppressions.c.chat_key.in_(names)),
        "settings": (chats, chats.c.chat_key.in_(names)),
        "groups": (tables.group_admins, tables.group_admins.c.admin_key.in_(names)),
        "changes": (tables.group_changes, tables.group_changes.c.admin_key.in_(names)),
        "panels": (tables.panels, tables.panels.c.place_key.in_(names)),
        "days": (tables.tallies, tables.tallies.c.chat_key.in_(names)),
        **belongings.belongings(keys, chat_id),
        "updates": (inbox, inbox.c.lane.in_(names)),
        "messages": (tables.outbox, tables.outbox.c.chat_id == chat_id),
    }

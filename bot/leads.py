"""Leads: claims that people ask about and nobody has checked, near-identical messages together."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, func, insert, select, update
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.asks import forget_ask, forget_asker, move_chat, others
from bot.bands import bodies_near, keep_bands
from bot.claimtext import ClaimText
from bot.fingerprint import same_message
from bot.followers import follow, followers, unfollow
from bot.lead import Lead, Logged, Status
from bot.store import Store
from bot.tables import lead_asks, leads, storable

__all__ = [
    "Lead",
    "Logged",
    "Status",
    "follow",
    "followers",
    "forget_ask",
    "forget_asker",
    "get",
    "listed",
    "log",
    "move_chat",
    "others",
    "set_status",
    "unfollow",
]

# Telegram hands an update over again only within days; later the same id may be given to another update.
REPEATS_WITHIN = timedelta(days=7)
LINKS_KEPT = 20
ADVISORY_LOCK = 0x7A68_656E


async def log(
    store: Store,
    conn: AsyncConnection,
    *,
    text: str,
    links: Iterable[str],
    asker_key: str,
    chat_key: str,
    update_id: int,
    now: datetime,
) -> Logged:
    """Count a message for its lead, which is the one with the same or a near-identical text, or a new one.

    Twice for the same update counts once. `conn` must be of `store.write()`: no other message can come
    between the search for the lead and its making.

    :param text: as it was sent; text and links are masked before anything of them is stored.
    :param links: canonical urls of the message.
    :raises EmptyLead: there is neither a word nor a link.
    """
    if conn.dialect.name == "postgresql":
        await conn.execute(sql("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
    before = await _logged_before(conn, update_id, now)
    if before is not None:
        return before
    claim = ClaimText.read(text, links)
    number = await _gathered(conn, store, claim)
    new = number is None
    if number is None:
        number = await _open(conn, store, claim, now)
    await _count(conn, number, claim.links, asker_key, chat_key, now)
    lead = await _existing(conn, number)
    await conn.execute(
        insert(lead_asks).values(
            lead_number=number,
            update_id=update_id,
            asker_key=asker_key,
            chat_key=chat_key,
            asked_at=now,
            wording=None if storable(claim.text) == lead.text else claim.text,
        )
    )
    return Logged(lead, new)


async def get(conn: AsyncConnection, number: int) -> Lead | None:
    """Return the lead of that number, or None."""
    row = (await conn.execute(select(leads).where(leads.c.number == number))).one_or_none()
    return None if row is None else _read(row)


async def listed(
    conn: AsyncConnection,
    status: Status | None = None,
    limit: int | None = 50,
    *,
    after: int = 0,
    order: Literal["last", "most", "number"] = "last",
) -> list[Lead]:
    """Return leads: those asked about last first, or most often first, or by number.

    :param status: only these; None: all.
    :param limit: how many at most; None: all.
    :param after: only those with a higher number, for reading page by page in the order of the numbers.
    """
    orders: dict[str, tuple[ColumnElement[Any], ...]] = {
        "last": (leads.c.last_asked.desc(), leads.c.number.desc()),
        "most": (leads.c.asks.desc(), leads.c.number.desc()),
        "number": (leads.c.number,),
    }
    query = select(leads).order_by(*orders[order])
    if status is not None:
        query = query.where(leads.c.status == status.value)
    if after:
        query = query.where(leads.c.number > after)
    if limit is not None:
        query = query.limit(limit)
    return [_read(row) for row in await conn.execute(query)]


async def set_status(conn: AsyncConnection, number: int, status: Status) -> None:
    """Note where a lead stands now."""
    await conn.execute(update(leads).where(leads.c.number == number).values(status=status.value))


async def _logged_before(conn: AsyncConnection, update_id: int, now: datetime) -> Logged | None:
    ask = (await conn.execute(select(lead_asks).where(lead_asks.c.update_id == update_id))).one_or_none()
    if ask is None:
        return None
    if ask.asked_at < now - REPEATS_WITHIN:
        await conn.execute(update(lead_asks).where(lead_asks.c.id == ask.id).values(update_id=None))
        return None
    first = await conn.scalar(
        select(func.min(lead_asks.c.id)).where(lead_asks.c.lead_number == ask.lead_number)
    )
    return Logged(await _existing(conn, ask.lead_number), first == ask.id)


async def _gathered(conn: AsyncConnection, store: Store, claim: ClaimText) -> int | None:
    """The number of the lead that the message belongs to, or None."""
    exact = store.key("lead", claim.identity)
    number = await conn.scalar(select(leads.c.number).where(leads.c.exact == exact))
    if number is not None or not claim.body:
        return None if number is None else int(number)
    near = await bodies_near(conn, claim.body)
    return next((number for number, body in near.items() if same_message(body, claim.body)), None)


async def _open(conn: AsyncConnection, store: Store, claim: ClaimText, now: datetime) -> int:
    opened = insert(leads).values(
        exact=store.key("lead", claim.identity),
        text=claim.text,
        body=claim.body,
        status=Status.NEW.value,
        asks=0,
        askers=0,
        chats=0,
        first_asked=now,
        last_asked=now,
        links=[],
        topic="",
        region="",
    )
    number = int((await conn.execute(opened.returning(leads.c.number))).scalar_one())
    await keep_bands(conn, number, claim.body)
    return number


async def _count(
    conn: AsyncConnection, number: int, links: Sequence[str], asker_key: str, chat_key: str, now: datetime
) -> None:
    async def is_first(mine: ColumnElement[bool]) -> int:
        found = await conn.scalar(
            select(lead_asks.c.id).where(lead_asks.c.lead_number == number, mine).limit(1)
        )
        return int(found is None)

    lead = await _existing(conn, number)
    every = tuple(dict.fromkeys((*lead.links, *links)))[:LINKS_KEPT]
    await conn.execute(
        update(leads)
        .where(leads.c.number == number)
        .values(
            asks=leads.c.asks + 1,
            askers=leads.c.askers + await is_first(lead_asks.c.asker_key == asker_key),
            chats=leads.c.chats + await is_first(lead_asks.c.chat_key == chat_key),
            last_asked=max(lead.last_asked, now),
            links=list(every),
        )
    )


async def _existing(conn: AsyncConnection, number: int) -> Lead:
    return _read((await conn.execute(select(leads).where(leads.c.number == number))).one())


def _read(row: Row[Any]) -> Lead:
    return Lead(
        number=row.number,
        text=row.text,
        status=Status(row.status),
        asks=row.asks,
        askers=row.askers,
        chats=row.chats,
        first_asked=row.first_asked,
        last_asked=row.last_asked,
        links=tuple(row.links),
        topic=row.topic,
        region=row.region,
    )

"""Leads: claims that people ask about and nobody has checked, all wordings of a claim together."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, func, insert, select, update
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.asks import forget_ask, forget_asker, move_chat, others
from bot.bands import bodies_near, keep_bands
from bot.claimtext import ClaimText
from bot.families import family_of, head_of, members
from bot.fingerprint import same_message
from bot.followers import follow, followers, unfollow
from bot.lead import Lead, Logged, Near, Status
from bot.lead_tables import lead_vectors
from bot.newsroom import ledger, priority
from bot.newsroom.ledger import Happened
from bot.store import Store
from bot.tables import lead_asks, leads, storable

__all__ = [
    "Lead",
    "Logged",
    "Near",
    "Status",
    "follow",
    "followers",
    "forget_ask",
    "forget_asker",
    "get",
    "listed",
    "log",
    "members",
    "move_chat",
    "others",
    "set_status",
    "unfollow",
]

# Telegram hands an update over again only within days; later the same id may be given to another update.
REPEATS_WITHIN = timedelta(days=7)
LINKS_KEPT = 20
ADVISORY_LOCK = 0x7A68_656E
# Nearly all leads stand alone: an index of heads would be the wrong one to go by.
_STANDS_ALONE = func.coalesce(leads.c.head, 0) == 0


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
    near: Near | None = None,
    topic: str = "",
    region: str = "",
) -> Logged:
    """Count a message for its lead: that of the same or a near-identical text, or one that makes the same
    claim in other words, or a new one.

    Twice for the same update counts once. `conn` must be of `store.write()`: no other message can come
    between the search for the lead and its making.

    :param text: as it was sent; text and links are masked before anything of them is stored.
    :param links: canonical urls of the message.
    :param near: what makes the same claim; None: nobody has looked.
    :param topic, region: proposals for a new wording; empty: unknown.
    :raises EmptyLead: there is neither a word nor a link.
    """
    if conn.dialect.name == "postgresql":
        await conn.execute(sql("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
    before = await _logged_before(conn, update_id, now)
    if before is not None:
        return before
    claim = ClaimText.read(text, links)
    number = await _gathered(conn, store, claim)
    head: int | None = None
    opens = number is None
    if number is None:
        head = await _open_head(conn, near)
        number = await _open(conn, store, claim, now, head, topic, region)
        await _write_down(conn, number, head, near, now)
    else:
        head = await conn.scalar(select(leads.c.head).where(leads.c.number == number))
    if head is not None:
        await _count(conn, number, [number], asker_key, chat_key, now)
    # Who used one of the wordings of a lead is not counted again for another.
    stands = number if head is None else head
    await _count(conn, stands, await members(conn, stands), asker_key, chat_key, now)
    await _add_links(conn, number, claim.links)
    wording = await _existing(conn, number)
    await conn.execute(
        insert(lead_asks).values(
            lead_number=number,
            update_id=update_id,
            asker_key=asker_key,
            chat_key=chat_key,
            asked_at=now,
            wording=None if storable(claim.text) == wording.text else claim.text,
        )
    )
    await priority.refresh(conn, stands, now)
    return Logged(wording if head is None else await _existing(conn, head), opens and head is None, number)


async def get(conn: AsyncConnection, number: int) -> Lead | None:
    """Return the lead of that number, or the one to which a wording of that number belongs, or None."""
    head = await head_of(conn, number)
    row = (await conn.execute(select(leads).where(leads.c.number == head))).one_or_none()
    return None if row is None else _read(row)


async def listed(
    conn: AsyncConnection,
    status: Status | None = None,
    limit: int | None = 50,
    *,
    after: int = 0,
    order: Literal["last", "most", "number"] = "last",
) -> list[Lead]:
    """Return leads, not their single wordings: those asked about last first, or most often first, or by
    number.

    :param status: only these; None: all.
    :param limit: how many at most; None: all.
    :param after: only those with a higher number, for reading page by page in the order of the numbers.
    """
    orders: dict[str, tuple[ColumnElement[Any], ...]] = {
        "last": (leads.c.last_asked.desc(), leads.c.number.desc()),
        "most": (leads.c.asks.desc(), leads.c.number.desc()),
        "number": (leads.c.number,),
    }
    query = select(leads).where(_STANDS_ALONE).order_by(*orders[order])
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
    head = await head_of(conn, ask.lead_number)
    assert head is not None
    first = await conn.scalar(
        select(func.min(lead_asks.c.id)).where(lead_asks.c.lead_number.in_(family_of(head)))
    )
    return Logged(await _existing(conn, head), first == ask.id, ask.lead_number)


async def _gathered(conn: AsyncConnection, store: Store, claim: ClaimText) -> int | None:
    """The number of the lead that the message belongs to, or None."""
    exact = store.key("lead", claim.identity)
    number = await conn.scalar(select(leads.c.number).where(leads.c.exact == exact))
    if number is not None or not claim.body:
        return None if number is None else int(number)
    near = await bodies_near(conn, claim.body)
    return next((number for number, body in near.items() if same_message(body, claim.body)), None)


async def _open_head(conn: AsyncConnection, near: Near | None) -> int | None:
    """The surest of the leads that a message is near to which still is one. Meanwhile it may have been merged
    with another, which takes its wordings, too, dismissed, or forgotten.

    An answered lead gathers as well: what is asked again stays with its answer.
    """
    for number in near.heads if near is not None else ():
        head = await head_of(conn, number)
        status = await conn.scalar(select(leads.c.status).where(leads.c.number == head))
        if head is not None and status != Status.DISMISSED.value:
            return head
    return None


async def _open(
    conn: AsyncConnection,
    store: Store,
    claim: ClaimText,
    now: datetime,
    head: int | None,
    topic: str,
    region: str,
) -> int:
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
        topic=topic,
        region=region,
        placed_by="guess" if topic or region else "",
        head=head,
    )
    number = int((await conn.execute(opened.returning(leads.c.number))).scalar_one())
    await keep_bands(conn, number, claim.body)
    return number


async def _write_down(
    conn: AsyncConnection, number: int, head: int | None, near: Near | None, now: datetime
) -> None:
    """Keep the vector of a new wording, and how it came."""
    if near is not None and near.vector:
        kept = insert(lead_vectors).values(lead_number=number, encoder=near.encoder, vector=near.vector)
        await conn.execute(kept)
    if head is None:
        await ledger.note(conn, number, Happened.OPENED, now=now)
    else:
        await ledger.note(conn, number, Happened.GATHERED, now=now, became=str(head))


async def _count(
    conn: AsyncConnection, number: int, family: Sequence[int], asker_key: str, chat_key: str, now: datetime
) -> None:
    """Count an ask that is not there yet for a wording, or for a head with all of its wordings."""

    async def is_first(mine: ColumnElement[bool]) -> int:
        query = select(lead_asks.c.id).where(lead_asks.c.lead_number.in_(family), mine).limit(1)
        return int(await conn.scalar(query) is None)

    lead = await _existing(conn, number)
    await conn.execute(
        update(leads)
        .where(leads.c.number == number)
        .values(
            asks=leads.c.asks + 1,
            askers=leads.c.askers + await is_first(lead_asks.c.asker_key == asker_key),
            chats=leads.c.chats + await is_first(lead_asks.c.chat_key == chat_key),
            last_asked=max(lead.last_asked, now),
        )
    )


async def _add_links(conn: AsyncConnection, number: int, links: Sequence[str]) -> None:
    lead = await _existing(conn, number)
    every = tuple(dict.fromkeys((*lead.links, *links)))[:LINKS_KEPT]
    if every != lead.links:
        await conn.execute(update(leads).where(leads.c.number == number).values(links=list(every)))


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
        reason=row.reason,
    )

"""Leads: claims that people ask about and nobody has checked, near-identical messages together."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, delete, func, insert, or_, select, update
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import EmptyLead
from bot.fingerprint import bands_of, letters, same_message
from bot.followers import follow, followers, unfollow
from bot.lead import Lead, Logged, Status
from bot.privacy import mask
from bot.store import Store
from bot.tables import lead_asks, lead_bands, leads
from corpus.text import normalise, read_text

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
    "unfollow",
]

# Telegram hands an update over again only within days; later the same id may be given to another update.
REPEATS_WITHIN = timedelta(days=7)
LINKS_KEPT = 20
CANDIDATES = 40
# Words as few as "看看这个" beside a link say nothing: such a message is its link.
TELLING = 8
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

    :param text: as it was sent; it is masked before anything of it is stored.
    :param links: canonical urls of the message.
    :raises EmptyLead: there is neither a word nor a link.
    """
    if conn.dialect.name == "postgresql":
        await conn.execute(sql("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
    before = await _logged_before(conn, update_id, now)
    if before is not None:
        return before
    found = tuple(dict.fromkeys(links))
    wording = _Wording.read(text, found)
    number = await _gathered(conn, store, wording)
    new = number is None
    if number is None:
        number = await _open(conn, store, wording, found, now)
    await _count(conn, number, found, asker_key, chat_key, now)
    await conn.execute(
        insert(lead_asks).values(
            lead_number=number, update_id=update_id, asker_key=asker_key, chat_key=chat_key, asked_at=now
        )
    )
    return Logged(await _existing(conn, number), new)


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


async def forget_ask(conn: AsyncConnection, lead_number: int, asker_key: str) -> bool:
    """Take back that somebody asked ("do not keep it"): the asks go from the counts, and the lead goes too
    when nobody else asked. Return whether there was anything to take back."""
    mine = (lead_asks.c.lead_number == lead_number, lead_asks.c.asker_key == asker_key)
    chats_of_mine = (await conn.scalars(select(lead_asks.c.chat_key).where(*mine))).all()
    if not chats_of_mine:
        return False
    await conn.execute(delete(lead_asks).where(*mine))
    still = set(
        await conn.scalars(
            select(lead_asks.c.chat_key).where(
                lead_asks.c.lead_number == lead_number, lead_asks.c.chat_key.in_(chats_of_mine)
            )
        )
    )
    await conn.execute(
        update(leads)
        .where(leads.c.number == lead_number)
        .values(
            asks=leads.c.asks - len(chats_of_mine),
            askers=leads.c.askers - 1,
            chats=leads.c.chats - len(set(chats_of_mine) - still),
        )
    )
    await conn.execute(delete(leads).where(leads.c.number == lead_number, leads.c.askers <= 0))
    return True


async def forget_asker(conn: AsyncConnection, keys: Collection[str]) -> int:
    """Forget that the people or chats of these keys ever asked; return how many asks went.

    Leads keep their counts. A lead that nobody else asked about and nobody works on goes as a whole: its text
    came from nowhere else.
    """
    names = list(keys)
    mine = or_(lead_asks.c.asker_key.in_(names), lead_asks.c.chat_key.in_(names))
    numbers = (await conn.scalars(select(lead_asks.c.lead_number).where(mine).distinct())).all()
    gone = await conn.execute(delete(lead_asks).where(mine))
    for start in range(0, len(numbers), 500):
        some = numbers[start : start + 500]
        asked_elsewhere = select(lead_asks.c.lead_number).where(lead_asks.c.lead_number.in_(some))
        await conn.execute(
            delete(leads).where(
                leads.c.number.in_(some),
                leads.c.askers <= 1,
                leads.c.status == Status.NEW.value,
                leads.c.number.not_in(asked_elsewhere),
            )
        )
    return int(gone.rowcount)


@dataclass(frozen=True, slots=True)
class _Wording:
    """A message as leads are told apart by. `identity`: equal for equal messages; `body`: what is compared
    with near-identical ones, empty when there is nothing to compare (links or signs only)."""

    text: str
    body: str
    identity: str

    @classmethod
    def read(cls, text: str, links: Sequence[str]) -> "_Wording":
        masked = mask(text)
        reading = read_text(masked)
        every = tuple(dict.fromkeys((*reading.links, *links)))
        body = reading.body or ("" if every else normalise(masked))
        if not text.strip() and not every:
            raise EmptyLead(
                "lead: expected at least a word or a link, got neither; ask the sender for the text"
            )
        if len(letters(body)) < TELLING and every:
            return cls(masked, "", "\n".join((body, *sorted(every))))
        if not letters(body):
            return cls(masked, "", body or masked.strip())
        return cls(masked, body, body)


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


async def _gathered(conn: AsyncConnection, store: Store, wording: _Wording) -> int | None:
    """The number of the lead that the wording belongs to, or None."""
    exact = store.key("lead", wording.identity)
    number = await conn.scalar(select(leads.c.number).where(leads.c.exact == exact))
    if number is not None or not wording.body:
        return None if number is None else int(number)
    shared = func.count()
    near = (
        select(lead_bands.c.lead_number)
        .where(lead_bands.c.band.in_(bands_of(wording.body)))
        .group_by(lead_bands.c.lead_number)
        .order_by(shared.desc(), lead_bands.c.lead_number)
        .limit(CANDIDATES)
    )
    numbers = (await conn.scalars(near)).all()
    bodies = {
        row.number: row.body
        for row in await conn.execute(select(leads.c.number, leads.c.body).where(leads.c.number.in_(numbers)))
    }
    return next((int(number) for number in numbers if same_message(bodies[number], wording.body)), None)


async def _open(
    conn: AsyncConnection, store: Store, wording: _Wording, links: Sequence[str], now: datetime
) -> int:
    opened = insert(leads).values(
        exact=store.key("lead", wording.identity),
        text=wording.text,
        body=wording.body,
        status=Status.NEW.value,
        asks=0,
        askers=0,
        chats=0,
        first_asked=now,
        last_asked=now,
        links=list(links[:LINKS_KEPT]),
        topic="",
        region="",
    )
    number = int((await conn.execute(opened.returning(leads.c.number))).scalar_one())
    if wording.body:
        rows = [{"band": band, "lead_number": number} for band in bands_of(wording.body)]
        await conn.execute(insert(lead_bands), rows)
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

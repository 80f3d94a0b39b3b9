"""A lead's sheet: all that a card says of it, read from the tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import chats, groups
from bot.desk import Desk
from bot.lead import Status
from bot.lead_tables import lead_asks, lead_events, lead_vectors, leads
from bot.newsroom.card_store import Found
from bot.newsroom.ledger import Happened
from bot.newsroom.room import Room
from bot.newsroom.wordings import Wording
from corpus.debunk import Debunk

__all__ = ["Like", "Sheet", "Wording", "chats_of", "chosen_language", "likes", "read", "with_found"]

_MOST_WORDINGS, _MOST_TOPICS = 100, 3


@dataclass(frozen=True, slots=True)
class Like:
    """Another lead that may be the same claim."""

    number: int
    text: str
    asks: int
    status: Status
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A lead as a card shows it; its counts are those of all its wordings.

    :ivar today: questions since midnight, by the clock of the maintainers; `yesterday`: of the day before
    :ivar wordings: the lead's own first, then the most asked, at most 100
    :ivar topics: the likeliest ones, the likeliest first; none while its vector is not made
    :ivar noted: the latest note of a maintainer, or ""
    :ivar debunks: what may answer it, with how sure: sure, likely, unsure; None: no longer known
    :ivar answer: what answered it, if that is known
    """

    number: int
    text: str
    status: Status
    asks: int
    askers: int
    chats: int
    first_asked: datetime
    last_asked: datetime
    today: int
    yesterday: int
    topic: str
    region: str
    guessed: bool
    unit: str
    due_at: datetime | None
    muted_until: datetime | None
    reason: str
    priority: int
    links: tuple[str, ...]
    wordings: tuple[Wording, ...]
    topics: tuple[str, ...] = ()
    noted: str = ""
    debunks: tuple[tuple[Debunk | None, str], ...] = ()
    likes: tuple[Like | None, ...] = ()
    looked: bool = False
    answer: Debunk | None = None

    @property
    def members(self) -> tuple[int, ...]:
        """Numbers of the lead and of its wordings."""
        return tuple(wording.number for wording in self.wordings)

    def is_open_to(self, room: Room, chat_id: int) -> bool:
        """Tell whether a chat may see this lead."""
        if chat_id in room.chats:
            return True
        unit = room.unit_in(chat_id)
        return unit is not None and unit.name == self.unit


async def read(conn: AsyncConnection, desk: Desk, number: int) -> Sheet | None:
    """Return the sheet of the lead to which a wording belongs, without what is like it; None if none is."""
    row = await _lead(conn, number)
    if row is None:
        return None
    members = (
        await conn.execute(
            select(leads.c.number, leads.c.text, leads.c.asks, leads.c.links, lead_vectors.c.vector)
            .outerjoin(lead_vectors, _has_vector(desk))
            .where(or_(leads.c.number == row.number, leads.c.head == row.number))
            .order_by((leads.c.number == row.number).desc(), leads.c.asks.desc(), leads.c.number)
            .limit(_MOST_WORDINGS)
        )
    ).all()
    wordings = tuple(Wording(each.number, each.text, each.asks, each.vector or b"") for each in members)
    vector = wordings[0].vector
    today, yesterday = await _days(conn, desk, [each.number for each in wordings])
    noted = await conn.scalar(
        select(lead_events.c.why)
        .where(lead_events.c.lead_number == row.number, lead_events.c.kind == Happened.NOTED.value)
        .order_by(lead_events.c.id.desc())
        .limit(1)
    )
    return Sheet(
        number=row.number,
        text=row.text,
        status=Status(row.status),
        asks=row.asks,
        askers=row.askers,
        chats=row.chats,
        first_asked=row.first_asked,
        last_asked=row.last_asked,
        today=today,
        yesterday=yesterday,
        topic=row.topic,
        region=row.region,
        guessed=row.placed_by != "hand",
        unit=row.unit,
        due_at=row.due_at,
        muted_until=row.muted_until,
        reason=row.reason,
        priority=row.priority,
        links=tuple(dict.fromkeys(link for each in members for link in each.links)),
        wordings=wordings,
        topics=desk.checker.likely_topics(vector, _MOST_TOPICS) if vector else (),
        noted=noted or "",
        answer=desk.checker.debunk(row.debunk_id) if row.debunk_id else None,
    )


async def with_found(conn: AsyncConnection, desk: Desk, sheet: Sheet, found: Found | None) -> Sheet:
    """Return the sheet with what was found to be like the lead, each at its place; what is gone is None."""
    if found is None:
        return sheet
    debunks = tuple((desk.checker.debunk(each.debunk_id), each.sureness) for each in found.debunks)
    return replace(sheet, debunks=debunks, likes=await likes(conn, sheet, found.leads), looked=True)


async def likes(conn: AsyncConnection, sheet: Sheet, numbers: Sequence[int]) -> tuple[Like | None, ...]:
    """Return other leads by their numbers; None for those that are gone or belong to this one by now."""
    found: dict[int, Like] = {}
    for number in numbers:
        row = await _lead(conn, number)
        if row is not None and row.number != sheet.number:
            found[number] = Like(row.number, row.text, row.asks, Status(row.status), row.unit)
    seen: set[int] = set()
    kept: list[Like | None] = []
    for number in numbers:
        like = found.get(number)
        kept.append(like if like is not None and like.number not in seen else None)
        seen.add(like.number if like is not None else 0)
    return tuple(kept)


def chats_of(room: Room) -> Iterable[int]:
    """Return the chats in which leads are worked on."""
    return sorted({*room.chats, *(unit.chat_id for unit in room.units.all if unit.chat_id is not None)})


async def chosen_language(conn: AsyncConnection, desk: Desk, chat_id: int) -> str:
    """Return the tag of the language that a chat has chosen, or ""."""
    key = desk.store.key("chat", chat_id)
    if chat_id < 0 and (language := (await groups.settings_in(conn, key)).language) is not None:
        return language.value
    return (await chats.settings_of(conn, key)).language


async def _lead(conn: AsyncConnection, number: int) -> Row[Any] | None:
    """The row of the lead to which a wording belongs."""
    row = (await conn.execute(select(leads).where(leads.c.number == number))).one_or_none()
    if row is None or row.head is None:
        return row
    return (await conn.execute(select(leads).where(leads.c.number == row.head))).one_or_none()


def _has_vector(desk: Desk) -> ColumnElement[bool]:
    return and_(
        lead_vectors.c.lead_number == leads.c.number, lead_vectors.c.encoder == desk.checker.fingerprint
    )


async def _days(conn: AsyncConnection, desk: Desk, numbers: Sequence[int]) -> tuple[int, int]:
    """How often they were asked today and yesterday."""
    here = desk.clock().astimezone(desk.room.zone)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    # By the date, not by 24 hours: a day may be shorter or longer where clocks are changed.
    before = (midnight - timedelta(hours=12)).replace(hour=0)
    since = select(func.count()).where(lead_asks.c.lead_number.in_(numbers))
    today = int(await conn.scalar(since.where(lead_asks.c.asked_at >= midnight)) or 0)
    both = int(await conn.scalar(since.where(lead_asks.c.asked_at >= before)) or 0)
    return today, both - today

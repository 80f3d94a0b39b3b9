"""Alerts: maintainers are told once of a lead that rises, and of an old rumor that comes back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import demand
from bot.dates import date_words
from bot.desk import Desk
from bot.language import Language
from bot.lead_tables import lead_alerts, leads
from bot.newsroom import ledger
from bot.newsroom.cards import language_in
from bot.newsroom.illustrated import draw_off_loop, hang_off_loop, post_illustrated
from bot.newsroom.ledger import Happened
from bot.newsroom.pictures import Course, draw_course
from bot.newsroom.returns import RETURNED, returned_debunks
from bot.newsroom.rising import RISING, RisingLead, alerted, hours_of, rising_leads
from bot.newsroom.surge import Surge
from bot.newsroom.units import Unit
from bot.reply import Reply, claim_words
from bot.ways import link_of
from bot.wording import label, say
from corpus.debunk import Debunk

__all__ = ["pushed_id", "tell_alerts"]

#: Alerts of one round: a network that is flooded reads no more than these.
_MOST = 10
_HOURS, _MARKED_HOURS = 48, 6
_DAYS, _MARKED_DAYS = 60, 2
_LONGEST_CLAIM = 240  # characters


@dataclass(frozen=True, slots=True)
class _Copy:
    """An alert as one chat gets it. `picture`: its name in the gallery, or ""."""

    chat_id: int
    place_key: str
    reply: Reply
    picture: str


async def tell_alerts(desk: Desk) -> None:
    """Tell of what rises or comes back and was not told yet, each in one transaction: once, or not at all."""
    if not desk.room.chats and not desk.room.units.all:
        return
    now = desk.clock()
    async with desk.store.read() as conn:
        rising = await rising_leads(conn, now)
        returned = await returned_debunks(conn, desk.checker.debunk, now, desk.room.zone)
    for lead in rising[:_MOST]:
        await _tell_rising(desk, lead, now)
    least_likely = sorted(returned.items(), key=lambda each: (each[1].chance, each[0]))
    for debunk_id, surge in least_likely[:_MOST]:
        debunk = desk.checker.debunk(debunk_id)
        if debunk is not None:
            await _tell_returned(desk, debunk, surge, now)
    if rising or returned:
        desk.on_posted()


async def pushed_id(conn: AsyncConnection, code: str) -> str | None:
    """Return the id of the debunk that the button of an alert means; None when there was no such alert."""
    ids = await conn.scalars(select(lead_alerts.c.subject).where(lead_alerts.c.kind == RETURNED).distinct())
    return next((each for each in ids if _code(each) == code), None)


async def _tell_rising(desk: Desk, lead: RisingLead, now: datetime) -> None:
    async with desk.store.read() as conn:
        row = (
            await conn.execute(select(leads.c.text, leads.c.unit).where(leads.c.number == lead.number))
        ).one_or_none()
        if row is None:
            return
        counts = await hours_of(conn, lead.number, now, _HOURS)
        readers = await _readers(conn, desk, desk.room.units.named(row.unit), row.text)
    copies = []
    for chat_id, language in readers:
        figures = {"asks": lead.asks, "people": lead.people, "chats": lead.chats}
        course = Course(
            title=label(language, "alert-rising"),
            claim=row.text,
            figures=label(language, "alert-rising-figures", number=str(lead.number), **figures),
            counts=counts,
            marked=_MARKED_HOURS,
            ticks=_hour_ticks(now, desk, language),
        )
        lines = [
            say(language, "alert-rising-title"),
            say(language, "alert-claim", text=_short(row.text)),
            say(language, "alert-rising-asked", usual=_usual(lead.surge.expected), **figures),
        ]
        opens = {
            "text": label(language, "alert-open", number=str(lead.number)),
            "callback_data": f"alert:card:{lead.number}",
        }
        copies.append(await _copy(desk, chat_id, language, course, Reply("\n".join(lines), ((opens,),))))
    async with desk.store.write() as conn:
        made = (await alerted(conn, RISING)).get(str(lead.number))
        if not copies or (made is not None and made >= now):
            return
        await _post(conn, copies, RISING, str(lead.number), now)
        await ledger.note(conn, lead.number, Happened.ALERTED, now=now, became=RISING)


async def _tell_returned(desk: Desk, debunk: Debunk, surge: Surge, now: datetime) -> None:
    today = now.astimezone(desk.room.zone).date()
    first = today - timedelta(days=_DAYS - 1)
    unit = desk.room.units.for_lead(debunk.topic, debunk.region)
    async with desk.store.read() as conn:
        by_day = (await demand.by_day(conn, first, today)).get(debunk.id, {})
        readers = await _readers(conn, desk, unit, debunk.claim)
    counts = [by_day.get(first + timedelta(days=day), 0) for day in range(_DAYS)]
    before = sum(counts[-32:-_MARKED_DAYS])
    copies = []
    for chat_id, language in readers:
        ticks = [
            (place, _day_words(first + timedelta(days=place), language))
            for place in (0, _DAYS // 2, _DAYS - _MARKED_DAYS)
        ]
        verdict = label(language, "verdict-plain", verdict=debunk.verdict.value)
        figures = label(language, "alert-returned-figures", people=surge.count, before=before)
        course = Course(label(language, "alert-returned"), debunk.claim, figures, counts, _MARKED_DAYS, ticks)
        published = date_words(debunk.published, language) if debunk.published else ""
        lines = [
            say(language, "alert-returned-title"),
            say(language, "alert-claim", text=claim_words(debunk)),
            say(language, "alert-returned-asked", people=surge.count, before=before),
            say(
                language,
                "alert-returned-debunk",
                verdict=verdict,
                publisher=debunk.publisher[:60],
                date=published,
                **link_of(debunk, desk.checker.way, language),
            ),
        ]
        push = {
            "text": label(language, "alert-push"),
            "callback_data": f"alert:push:{_code(debunk.id)}",
        }
        copies.append(await _copy(desk, chat_id, language, course, Reply("\n".join(lines), ((push,),))))
    async with desk.store.write() as conn:
        made = (await alerted(conn, RETURNED)).get(debunk.id)
        if copies and (made is None or made < now):
            await _post(conn, copies, RETURNED, debunk.id, now)


async def _readers(
    conn: AsyncConnection, desk: Desk, unit: Unit | None, text: str
) -> list[tuple[int, Language]]:
    """The maintainers' chats and the chat of a unit, each with its language."""
    own = [unit.chat_id] if unit is not None and unit.chat_id is not None else []
    return [
        (chat_id, await language_in(conn, desk, chat_id, text))
        for chat_id in (*sorted(desk.room.chats), *own)
    ]


async def _copy(desk: Desk, chat_id: int, language: Language, course: Course, reply: Reply) -> _Copy:
    picture = await draw_off_loop(desk, language, lambda face: draw_course(course, face))
    return _Copy(chat_id, desk.store.key("chat", chat_id), reply, await hang_off_loop(desk, picture))


async def _post(
    conn: AsyncConnection, copies: Sequence[_Copy], kind: str, subject: str, now: datetime
) -> None:
    await conn.execute(insert(lead_alerts).values(kind=kind, subject=subject, made_at=now))
    for copy in copies:
        key = f"alert:{kind}:{_code(subject)}:{int(now.timestamp())}:{copy.place_key}"
        await post_illustrated(
            conn, key=key, chat_id=copy.chat_id, reply=copy.reply, picture=copy.picture, now=now
        )


def _hour_ticks(now: datetime, desk: Desk, language: Language) -> list[tuple[int, str]]:
    there = now.astimezone(desk.room.zone)
    moments = [(place, there - timedelta(hours=_HOURS - place)) for place in (0, _HOURS // 2, _HOURS)]
    return [(place, f"{_day_words(at.date(), language)} {at:%H:%M}") for place, at in moments]


def _day_words(day: date, language: Language) -> str:
    return label(language, "alert-day", month=day.month, day=day.day)


def _usual(expected: float) -> str:
    """What is usual in six hours, in words for a caption: never zero, since something is always expected."""
    return str(round(expected)) if expected >= 1.5 else "1"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_CLAIM else line[: _LONGEST_CLAIM - 1] + "…"


def _code(subject: str) -> str:
    """What a button or a key carries for a lead or debunk: ids may be longer than they take."""
    return hashlib.sha256(subject.encode()).hexdigest()[:32]

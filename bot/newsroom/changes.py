"""Changes of a lead: the one place in which its row becomes another, each with an event in the ledger.

All take a connection of `store.write()`. The number may be that of a wording: what changes is the lead that
it belongs to. Each returns what the lead was and is, or why nothing was changed.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.lead import Status
from bot.lead_tables import leads
from bot.newsroom import ledger
from bot.newsroom.due import due_after
from bot.newsroom.ledger import Happened
from bot.newsroom.standing import Standing, find
from bot.newsroom.units import Unit, Units

__all__ = [
    "ABOVE",
    "CLOSED",
    "OVER",
    "SOON",
    "Change",
    "Reason",
    "Refusal",
    "Standing",
    "answer",
    "assign",
    "dismiss",
    "escalate",
    "find",
    "hand_over",
    "mute",
    "note",
    "remind",
    "reopen",
    "return_up",
    "set_status",
]

CLOSED = (Status.ANSWERED, Status.DISMISSED)
#: What a unit was reminded of: three quarters of its time, its end, and that nobody above could take over.
SOON, OVER, ABOVE = "soon", "over", "above"


class Reason(StrEnum):
    """Why a lead is not checked."""

    OPINION = "opinion"
    ADVERT = "advert"
    PRIVATE = "private"
    UNCHECKABLE = "uncheckable"


class Refusal(StrEnum):
    """Why nothing was changed."""

    GONE = "gone"  # there is no such lead (any more)
    SAME = "same"  # it stands there already
    CLOSED = "closed"  # it is answered or dismissed: reopen it first
    OPEN = "open"  # it is neither answered nor dismissed
    NO_UNIT = "no-unit"  # no unit has it, so that there is nothing to hand over or give back
    TOP = "top"  # no unit stands above
    UNFIT = "unfit"  # units hand over to those alone that the topic and the place concern


@dataclass(frozen=True, slots=True)
class Change:
    """One change that was made. `was` and `now` are of the lead itself, whatever wording was named."""

    was: Standing
    now: Standing


async def set_status(
    conn: AsyncConnection, number: int, status: Status, *, now: datetime, who: str = "", why: str = ""
) -> Change | Refusal:
    """Say where an open lead stands: new, assigned, checking.

    :raises ValueError: `status` closes the lead; use `answer` or `dismiss`
    """
    if status in CLOSED:
        raise ValueError(f"expected new, assigned or checking, got {status}; use answer() or dismiss()")
    was = await _open(conn, number)
    if isinstance(was, Refusal):
        return was
    if was.status is status:
        return Refusal.SAME
    await ledger.note(
        conn, was.number, Happened.STATUS, now=now, who=who, was=was.status, became=status, why=why
    )
    return await _become(conn, was, status=status.value)


async def assign(
    conn: AsyncConnection, number: int, unit: Unit, *, now: datetime, who: str = "", why: str = ""
) -> Change | Refusal:
    """Give an open lead to a unit, whose time begins now."""
    was = await _open(conn, number)
    if isinstance(was, Refusal):
        return was
    if was.unit == unit.name:
        return Refusal.SAME
    return await _give(conn, was, unit, Happened.ASSIGNED, now=now, who=who, why=why)


async def hand_over(
    conn: AsyncConnection, number: int, unit: Unit, *, now: datetime, who: str = "", why: str = ""
) -> Change | Refusal:
    """Give an open lead that a unit has to another one, whose time begins now."""
    was = await _open(conn, number)
    if isinstance(was, Standing) and not was.unit:
        return Refusal.NO_UNIT
    return await assign(conn, number, unit, now=now, who=who, why=why)


async def return_up(
    conn: AsyncConnection, number: int, units: Units, *, now: datetime, who: str = "", why: str = ""
) -> Change | Refusal:
    """Give an open lead back to the unit above; without one it is the maintainers' again."""
    was = await _open(conn, number)
    if isinstance(was, Refusal):
        return was
    if not was.unit:
        return Refusal.NO_UNIT
    above = _above(was, units)
    return await _give(conn, was, above, Happened.RETURNED, now=now, who=who, why=why)


async def escalate(
    conn: AsyncConnection, number: int, units: Units, *, now: datetime, who: str = "", why: str = ""
) -> Change | Refusal:
    """Give an open lead to the unit above since the time of its own is over; `Refusal.TOP` without one."""
    was = await _open(conn, number)
    if isinstance(was, Refusal):
        return was
    if not was.unit:
        return Refusal.NO_UNIT
    above = _above(was, units)
    if above is None:
        return Refusal.TOP
    return await _give(conn, was, above, Happened.ESCALATED, now=now, who=who, why=why)


async def remind(conn: AsyncConnection, number: int, of: str, *, now: datetime) -> Change | Refusal:
    """Note that the unit of a lead was reminded, of SOON or OVER, or that nobody is ABOVE; each once."""
    was = await _open(conn, number)
    if isinstance(was, Refusal):
        return was
    if not was.unit:
        return Refusal.NO_UNIT
    if was.reminded == of:
        return Refusal.SAME
    await ledger.note(conn, was.number, Happened.REMINDED, now=now, was=was.unit, became=of)
    return await _become(conn, was, reminded=of)


async def dismiss(
    conn: AsyncConnection, number: int, reason: Reason, *, now: datetime, who: str = "", why: str = ""
) -> Change | Refusal:
    """Close an open lead without an answer; the ledger says the reason, then the words of `why`."""
    was = await _open(conn, number)
    if isinstance(was, Refusal):
        return was
    words = f"{reason}: {why}" if why else str(reason)
    await ledger.note(
        conn,
        was.number,
        Happened.STATUS,
        now=now,
        who=who,
        was=was.status,
        became=Status.DISMISSED,
        why=words,
    )
    return await _become(
        conn, was, status=Status.DISMISSED.value, reason=reason.value, due_at=None, reminded=""
    )


async def answer(
    conn: AsyncConnection, number: int, debunk_id: str, *, now: datetime, who: str = "", why: str = ""
) -> Change | Refusal:
    """Close a lead with the debunk that answers it; also one that was dismissed, or answered by another."""
    was = await find(conn, number)
    if was is None:
        return Refusal.GONE
    if was.status is Status.ANSWERED and was.debunk_id == debunk_id:
        return Refusal.SAME
    await ledger.note(
        conn, was.number, Happened.ANSWERED, now=now, who=who, was=was.debunk_id, became=debunk_id, why=why
    )
    return await _become(
        conn,
        was,
        status=Status.ANSWERED.value,
        debunk_id=debunk_id,
        reason="",
        due_at=None,
        reminded="",
    )


async def reopen(
    conn: AsyncConnection, number: int, units: Units, *, now: datetime, who: str = "", why: str = ""
) -> Change | Refusal:
    """Open a lead that was answered or dismissed; its unit has it again, and its time begins anew."""
    was = await find(conn, number)
    if was is None:
        return Refusal.GONE
    if was.status not in CLOSED:
        return Refusal.OPEN
    unit = units.named(was.unit)
    status = Status.NEW if unit is None else Status.ASSIGNED
    await ledger.note(
        conn, was.number, Happened.STATUS, now=now, who=who, was=was.status, became=status, why=why
    )
    return await _become(
        conn,
        was,
        status=status.value,
        unit="" if unit is None else unit.name,
        due_at=_due(unit, now),
        reminded="",
        reason="",
        debunk_id="",
    )


async def mute(
    conn: AsyncConnection, number: int, until: datetime | None, *, now: datetime, who: str = "", why: str = ""
) -> Change | Refusal:
    """Have a lead raise no alert until then; None: let it again."""
    was = await find(conn, number)
    if was is None:
        return Refusal.GONE
    if was.muted_until == until:
        return Refusal.SAME
    became = "" if until is None else until.isoformat(timespec="seconds")
    await ledger.note(conn, was.number, Happened.MUTED, now=now, who=who, became=became, why=why)
    return await _become(conn, was, muted_until=until)


async def note(
    conn: AsyncConnection, number: int, words: str, *, now: datetime, who: str = ""
) -> Change | Refusal:
    """Write a note of a maintainer into the ledger; the lead itself stays as it is."""
    was = await find(conn, number)
    if was is None:
        return Refusal.GONE
    await ledger.note(conn, was.number, Happened.NOTED, now=now, who=who, why=words)
    return Change(was, was)


async def _open(conn: AsyncConnection, number: int) -> Standing | Refusal:
    was = await find(conn, number)
    if was is None:
        return Refusal.GONE
    return Refusal.CLOSED if was.status in CLOSED else was


def _above(was: Standing, units: Units) -> Unit | None:
    unit = units.named(was.unit)
    # A unit that the file no longer names stands nowhere: the lead finds its place as a new one does.
    return units.for_lead(was.topic, was.region) if unit is None else units.above(unit, was.topic, was.region)


async def _give(
    conn: AsyncConnection,
    was: Standing,
    unit: Unit | None,
    kind: Happened,
    *,
    now: datetime,
    who: str,
    why: str,
) -> Change:
    name = "" if unit is None else unit.name
    await ledger.note(conn, was.number, kind, now=now, who=who, was=was.unit, became=name, why=why)
    status = Status.NEW if unit is None else Status.ASSIGNED
    return await _become(conn, was, unit=name, status=status.value, due_at=_due(unit, now), reminded="")


def _due(unit: Unit | None, now: datetime) -> datetime | None:
    return None if unit is None or unit.due_hours is None else due_after(now, unit.due_hours, unit)


async def _become(conn: AsyncConnection, was: Standing, **values: Any) -> Change:
    await conn.execute(update(leads).where(leads.c.number == was.number).values(**values))
    now = await find(conn, was.number)
    assert now is not None
    return Change(was, now)

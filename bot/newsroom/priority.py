"""Priority: which lead to check first: how many ask, whether more and more do, what is at stake."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.lead import Status
from bot.lead_tables import lead_asks, leads
from bot.store import Store

__all__ = ["HARM", "Group", "Weights", "group_of", "harm_of", "refresh", "refresh_open", "score"]

DAY = timedelta(days=1)
#: Leads that nobody has asked about for so long keep the priority that they have.
LOOKED_AT = timedelta(days=14)
_CHUNK = 500
_OPEN = (Status.NEW.value, Status.ASSIGNED.value, Status.CHECKING.value)


class Group(StrEnum):
    """The three groups into which campaigns against rumors sort what they look for."""

    POLICY = "policy"  # major events and policy
    EMERGENCY = "emergency"  # disasters, epidemics, accidents, crime
    LIVELIHOOD = "livelihood"  # economy and daily life


#: How much harm a rumor of a topic can do, 0 to 1: first what costs life, health or savings.
HARM = {
    "health": 1.0,
    "medicine": 1.0,
    "epidemic": 1.0,
    "disaster": 1.0,
    "safety": 1.0,
    "scam": 1.0,
    "crime": 0.7,
    "food": 0.7,
    "finance": 0.6,
    "policy": 0.5,
    "environment": 0.5,
    "law": 0.5,
    "society": 0.4,
    "science": 0.3,
    "tech": 0.3,
    "animals": 0.3,
    "history": 0.2,
    "entertainment": 0.1,
}
_UNKNOWN_HARM = 0.4
_GROUPS = {
    **dict.fromkeys(("policy", "law"), Group.POLICY),
    **dict.fromkeys(("disaster", "epidemic", "safety", "crime"), Group.EMERGENCY),
    **dict.fromkeys(
        ("finance", "food", "health", "medicine", "scam", "society", "environment", "tech"), Group.LIVELIHOOD
    ),
}


@dataclass(frozen=True, slots=True)
class Weights:
    """How many of the 100 points each part can give, and where it gives all of them."""

    people: float = 28.0
    chats: float = 12.0
    growth: float = 20.0
    harm: float = 25.0
    fresh: float = 15.0
    #: So many people and chats give all points of reach, and growing by so many doublings those of growth.
    most_people: int = 1_000
    most_chats: int = 200
    most_doublings: float = 5.0
    #: After so many days without a question half of the points of freshness are left.
    half_life_days: float = 3.0


_WEIGHTS = Weights()


def harm_of(topic: str) -> float:
    """Return how much harm rumors of a topic can do, 0 to 1; 0.4 where the topic is not known."""
    return HARM.get(topic, _UNKNOWN_HARM)


def group_of(topic: str) -> Group | None:
    """Return the group of a topic; None for what no campaign looks for (entertainment, history)."""
    return _GROUPS.get(topic)


def score(
    *, people: int, chats: int, last_day: int, daily_before: float, topic: str, silent: timedelta
) -> int:
    """Return the priority of a lead, 0 to 100. Pure.

    More people, chats and questions of the last day never lower it; more questions a day before, and a
    longer silence, never raise it.

    :param people: who asked, in how many `chats`
    :param last_day: questions of the last 24 hours
    :param daily_before: questions a day before those, on average
    :param silent: time since the last question
    """
    weights = _WEIGHTS
    doublings = math.log2((max(last_day, 0) + 1) / (max(daily_before, 0.0) + 1))
    points: float = (
        weights.people * _logarithmic(people, weights.most_people)
        + weights.chats * _logarithmic(chats, weights.most_chats)
        + weights.growth * min(1.0, max(0.0, doublings / weights.most_doublings))
        + weights.harm * harm_of(topic)
        + weights.fresh * 0.5 ** (max(silent / DAY, 0.0) / weights.half_life_days)
    )
    return round(points)


async def refresh(conn: AsyncConnection, head: int, now: datetime) -> int | None:
    """Work the priority of one lead out again and keep it; return it, or None when there is no such lead.

    Three queries by index and an update: cheap enough for every question.

    :param head: number of a lead that stands by itself
    """
    row = (await conn.execute(_heads().where(leads.c.number == head))).one_or_none()
    if row is None:
        return None
    # By their numbers, so that the database looks up those leads and not all that was asked today.
    query = select(leads.c.number).where(or_(leads.c.number == head, leads.c.head == head))
    members = list(await conn.scalars(query))
    recent = select(func.count()).where(
        lead_asks.c.lead_number.in_(members), lead_asks.c.asked_at > now - DAY
    )
    priority = _score_of(row, int(await conn.scalar(recent) or 0), now)
    if priority != row.priority:
        await conn.execute(update(leads).where(leads.c.number == head).values(priority=priority))
    return priority


async def refresh_open(store: Store, now: datetime) -> int:
    """Work out again the priorities of the open leads asked about within 14 days; return how many changed."""
    head = func.coalesce(leads.c.head, leads.c.number)
    async with store.read() as conn:
        rows = await conn.execute(
            select(head, func.count())
            .select_from(lead_asks.join(leads, leads.c.number == lead_asks.c.lead_number))
            .where(lead_asks.c.asked_at > now - DAY)
            .group_by(head)
        )
        recent: dict[int, int] = {number: int(count) for number, count in rows}
        recently_asked = leads.c.last_asked > now - LOOKED_AT
        query = _heads().where(leads.c.head.is_(None), leads.c.status.in_(_OPEN), recently_asked)
        changed = [
            {"lead": row.number, "points": points}
            for row in await conn.execute(query)
            if (points := _score_of(row, recent.get(row.number, 0), now)) != row.priority
        ]
    change = update(leads).where(leads.c.number == bindparam("lead")).values(priority=bindparam("points"))
    for start in range(0, len(changed), _CHUNK):
        async with store.write() as conn:
            await conn.execute(change, changed[start : start + _CHUNK])
    return len(changed)


def _heads() -> Select[Any]:
    return select(
        leads.c.number,
        leads.c.asks,
        leads.c.askers,
        leads.c.chats,
        leads.c.first_asked,
        leads.c.last_asked,
        leads.c.topic,
        leads.c.priority,
    )


def _score_of(row: Row[Any], last_day: int, now: datetime) -> int:
    # A lead younger than two days has at most one day before the last: its questions count whole.
    days_before = max((now - DAY - row.first_asked) / DAY, 1.0)
    return score(
        people=row.askers,
        chats=row.chats,
        last_day=last_day,
        daily_before=max(row.asks - last_day, 0) / days_before,
        topic=row.topic,
        silent=now - row.last_asked,
    )


def _logarithmic(number: int, most: int) -> float:
    """0 for none to 1 for `most` and more, each doubling worth the same."""
    return min(1.0, math.log1p(max(number, 0)) / math.log1p(most))

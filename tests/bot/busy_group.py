"""A week of a busy group: who says what when, what the bot makes of it, and the figures that tell how well.

Messages are drawn with a seed; people talk in the day, some of them at night; rumors go round repeatedly.
Whether a reply is right is known from the messages: each names the debunks that answer it.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from bot import groups
from bot.group_settings import GroupSettings
from bot.quiet import is_quiet
from corpus.debunk import Debunk
from corpus.links import canonical_url
from tests.bot.stage import Clock, Sending, Stage, Wire
from tests.telegram import people, updates

GROUP = people.supergroup()
MEMBERS, ADMINS = 200, (1, 2, 3)
#: A Monday, midnight in Shanghai, and how much is said in each hour of a day there.
START = datetime(2026, 11, 15, 16, 0, tzinfo=UTC)
HOURS = (4, 2, 1, 1, 1, 2, 6, 14, 20, 20, 18, 18, 22, 18, 14, 14, 14, 16, 20, 26, 30, 30, 22, 10)
#: Of ten messages that carry a rumor, so many are forwarded rather than typed.
FORWARDED = 0.7
_LINK = re.compile(r'href="([^"]+)"')

Opener = Callable[[Clock, Wire], AbstractAsyncContextManager[Stage]]


@dataclass(frozen=True, slots=True)
class Line:
    """Something that can be said. `right`: ids of the debunks that answer it; empty for talk."""

    text: str
    right: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said, when, by whom."""

    line: Line
    at: datetime
    person: int
    number: int
    forwarded: bool
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the bot sent by itself. `kind`: reply, remind or morning; `seconds`: of work until it was sent."""

    said: Said | None
    sending: Sending
    kind: str
    debunk_ids: frozenset[str]
    right: bool
    seconds: float


@dataclass
class Week:
    """What happened in a week: all that the bot sent by itself, and how often it was asked and answered."""

    settings: GroupSettings
    said: Sequence[Said]
    spoken: list[Spoken] = field(default_factory=list)
    asked: int = 0
    answered: int = 0
    told: dict[int, frozenset[str]] = field(default_factory=dict)  # number of our message -> debunks

    def of(self, kind: str) -> list[Spoken]:
        return [each for each in self.spoken if each.kind == kind]

    @property
    def wrong(self) -> list[Spoken]:
        """What was told and does not answer the message."""
        return [each for each in self.spoken if each.kind in {"reply", "remind"} and not each.right]

    @property
    def repeats(self) -> int:
        """How often a debunk was told by itself again before its cool-down was over."""
        times: dict[str, list[datetime]] = {}
        for each in self.spoken:
            for debunk_id in each.debunk_ids:
                times.setdefault(debunk_id, []).append(each.sending.at)
        cooldown = timedelta(hours=self.settings.cooldown_hours)
        return sum(
            later - earlier < cooldown for moments in times.values() for earlier, later in pairwise(moments)
        )

    @property
    def in_quiet_hours(self) -> int:
        return sum(is_quiet(self.settings, each.sending.at) for each in self.spoken)

    @property
    def most_in_an_hour(self) -> int:
        """The most replies and reminders by itself in any sixty minutes."""
        moments = [each.sending.at for each in self.spoken if each.kind != "morning"]
        return max(
            (sum(start <= other < start + timedelta(hours=1) for other in moments) for start in moments),
            default=0,
        )

    @property
    def largest_gap(self) -> float:
        """Seconds from a message to the reply to it, at most; the network not counted."""
        return max((each.seconds for each in self.spoken if each.said is not None), default=0.0)

    @property
    def reached(self) -> tuple[int, int]:
        """Of the messages that have an answer: how many the group was told of, before or then or by the next
        morning, and how many there are."""
        answerable = [each for each in self.said if each.line.right and not each.asks]
        told = [(each.sending.at, each.debunk_ids) for each in self.spoken]
        span = timedelta(hours=max(24, self.settings.cooldown_hours))
        reached = sum(
            any(
                bool(ids & said.line.right) and said.at - span <= at <= said.at + timedelta(hours=12)
                for at, ids in told
            )
            for said in answerable
        )
        return reached, len(answerable)


def draw(
    talk: Sequence[Line], rumors: Sequence[Line], count: int, seed: int, rumor_share: float = 0.1
) -> list[Said]:
    """Return what is said in a week, in its order.

    :param rumor_share: of the messages that are drawn from `rumors`: few of them often, many once
    """
    chance = random.Random(seed)
    shuffled = chance.sample(rumors, len(rumors))
    popularity = [1.0 / (place + 5) for place in range(len(shuffled))]
    voices = [1.0 / (place + 10) for place in range(MEMBERS)]
    moments = []
    for _ in range(count):
        hour = chance.choices(range(24), HOURS)[0]
        second = chance.randrange(3600)
        moments.append(START + timedelta(days=chance.randrange(7), hours=hour, seconds=second))
    said = []
    for number, at in enumerate(sorted(moments), 1):
        rumor = chance.random() < rumor_share
        line = chance.choices(shuffled, popularity)[0] if rumor else chance.choice(talk)
        person = chance.choices(range(1, MEMBERS + 1), voices)[0]
        said.append(Said(line, at, person, number, rumor and chance.random() < FORWARDED))
        if number % 100 == 0:
            asker = chance.randrange(1, MEMBERS + 1)
            said.append(Said(line, at + timedelta(seconds=1), asker, count + number, False, asks=True))
    return said


async def play(
    opener: Opener,
    debunks: Iterable[Debunk],
    said: Sequence[Said],
    settings: GroupSettings,
    *,
    restart_at: int | None = None,
) -> Week:
    """Play a week and return what happened.

    :param opener: opens the stage for a clock and a wire, each time on the same state
    :param restart_at: the bot is stopped before that message, and started again
    """
    clock = Clock(START)
    wire = Wire(clock, admins=ADMINS)
    week = Week(settings, said)
    ids = ids_by_address(debunks)
    parts = [said] if restart_at is None else [said[:restart_at], said[restart_at:]]
    for number, part in enumerate(parts):
        async with opener(clock, wire) as stage:
            if number == 0:
                await _choose(stage, settings)
            await _play_part(stage, week, part, ids)
    async with opener(clock, wire) as stage:
        await _pass_time(stage, week, START + timedelta(days=7, hours=12), ids)
    return week


async def _play_part(
    stage: Stage, week: Week, said: Sequence[Said], ids: Mapping[str, frozenset[str]]
) -> None:
    for each in said:
        await _pass_time(stage, week, each.at, ids)
        began = time.perf_counter()
        sent = await stage.play(_update(each))
        seconds = time.perf_counter() - began
        week.asked += each.asks
        week.answered += each.asks and bool(sent)
        for sending in sent:
            if sending.method != "send_message":
                continue
            earlier = [number for number in week.told if f'/{number}"' in sending.text]
            told = week.told[earlier[0]] if earlier else _told(sending, ids)
            week.told[sending.message_id] = told
            if not each.asks:
                kind = "remind" if earlier else "reply"
                right = bool(told & each.line.right)
                week.spoken.append(Spoken(each, sending, kind, told, right, seconds))


async def _pass_time(stage: Stage, week: Week, until: datetime, ids: Mapping[str, frozenset[str]]) -> None:
    """Let the clock move on, and the bot go round at every full hour."""
    while (hour := _next_hour(stage.clock.now)) <= until:
        stage.clock.now = hour
        for sending in await stage.go_round():
            if sending.method == "send_message":
                week.spoken.append(Spoken(None, sending, "morning", _told(sending, ids), True, 0.0))
    stage.clock.now = until


def _next_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


async def _choose(stage: Stage, settings: GroupSettings) -> None:
    key = stage.desk.store.key("chat", GROUP["id"])
    async with stage.desk.store.write() as conn:
        await groups.note(conn, key, GROUP["id"], GROUP["title"], now=stage.clock())
        await groups.change(conn, key, "admin", settings, stage.clock())


def _update(said: Said) -> dict[str, Any]:
    person = people.user(1000 + said.person if said.person not in ADMINS else said.person)
    date = int(said.at.timestamp())
    if said.asks:
        rumor = updates.message(
            said.line.text, sender=person, chat=GROUP, date=date - 1, message_id=said.number - 1
        )
        message = updates.message(
            "/check", sender=person, chat=GROUP, date=date, message_id=said.number, reply_to=rumor
        )
    else:
        origin = updates.from_hidden_user(date=date) if said.forwarded else None
        message = updates.message(
            said.line.text, sender=person, chat=GROUP, date=date, message_id=said.number, origin=origin
        )
    return updates.update("message", message)


def ids_by_address(debunks: Iterable[Debunk]) -> dict[str, frozenset[str]]:
    """Return canonical address -> ids of the debunks there: one page may hold several."""
    found: dict[str, frozenset[str]] = {}
    for debunk in debunks:
        address = canonical_url(debunk.url)
        found[address] = found.get(address, frozenset()) | {debunk.id}
    return found


def _told(sending: Sending, ids: Mapping[str, frozenset[str]]) -> frozenset[str]:
    links = (canonical_url(link.replace("&amp;", "&")) for link in _LINK.findall(sending.text))
    return frozenset().union(*(ids.get(link, frozenset()) for link in links))

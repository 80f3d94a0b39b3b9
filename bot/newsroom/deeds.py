"""Deeds: what somebody at the desk does with a lead; each tells whom it concerns and draws the cards anew."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk import Desk
from bot.lead import Status
from bot.newsroom import changes, merging, placing
from bot.newsroom.card_words import ALWAYS
from bot.newsroom.cards import redraw
from bot.newsroom.changes import Change, Reason, Refusal
from bot.newsroom.dismissing import tell_dismissed
from bot.newsroom.earlier import follow_again
from bot.newsroom.ledger import Happened
from bot.newsroom.notices import tell_moved
from bot.newsroom.standing import Standing, find
from bot.newsroom.telling import Told, answer_lead, reopen_lead, tell_wording
from bot.newsroom.units import Unit
from corpus.debunk import Debunk
from index.decision import Match

__all__ = ["Deeds"]


@dataclass(frozen=True, slots=True)
class Deeds:
    """What one person does because of one update, in the transaction of `conn`.

    Each deed returns a `Refusal` where nothing was changed.

    :ivar key: names the update, such as ``update:123``
    :ivar who: keyed hash of the person
    :ivar chat_id: where it is done; the chat of a unit does it to that unit's leads only
    """

    conn: AsyncConnection
    desk: Desk
    key: str
    who: str
    chat_id: int

    async def own(self, number: int) -> Standing | None:
        """Return where a lead stands; None when there is none, or none that this chat may see."""
        found = await find(self.conn, number)
        if found is None:
            return None
        unit = self.desk.room.unit_in(self.chat_id)
        seen = unit is None or found.unit == unit.name
        return found if seen and self.desk.room.is_open_to(self.chat_id) else None

    async def assign(self, number: int, unit: Unit) -> Change | Refusal:
        """Give a lead to a unit."""
        change = await changes.assign(self.conn, number, unit, now=self.desk.clock(), who=self.who)
        return await self._moved(change, Happened.ASSIGNED)

    async def give_back(self, number: int) -> Change | Refusal:
        """Give a lead back to the unit above, or to the maintainers."""
        units = self.desk.room.units
        change = await changes.return_up(self.conn, number, units, now=self.desk.clock(), who=self.who)
        return await self._moved(change, Happened.RETURNED)

    async def check(self, number: int) -> Change | Refusal:
        """Say that somebody is checking a lead."""
        now, status = self.desk.clock(), Status.CHECKING
        return await self._done(await changes.set_status(self.conn, number, status, now=now, who=self.who))

    async def dismiss(self, number: int, reason: Reason, why: str = "") -> Change | Refusal:
        """Close a lead without an answer; who waits for it is told why."""
        now = self.desk.clock()
        change = await changes.dismiss(self.conn, number, reason, now=now, who=self.who, why=why)
        if isinstance(change, Change):
            await tell_dismissed(self.conn, self.desk, change.now.number, reason)
        return await self._done(change)

    async def reopen(self, number: int) -> Change | Refusal:
        """Open a lead again; who was told its answer hears the next one."""
        return await self._done(await reopen_lead(self.conn, self.desk, number, who=self.who))

    async def mute(self, number: int, days: int | None) -> Change | Refusal:
        """Have a lead raise no alerts.

        :param days: 1 or more; 0: for good; None: let it again
        """
        now = self.desk.clock()
        until = None if days is None else now + (timedelta(days=days) if days else ALWAYS)
        return await self._done(await changes.mute(self.conn, number, until, now=now, who=self.who))

    async def note(self, number: int, words: str) -> Change | Refusal:
        """Write a note down."""
        now = self.desk.clock()
        return await self._done(await changes.note(self.conn, number, words, now=now, who=self.who))

    async def place(
        self, number: int, *, topic: str | None = None, region: str | None = None
    ) -> Change | Refusal:
        """Put the topic or the region of a lead right; None leaves it as it is."""
        found = await find(self.conn, number)
        if found is None:
            return Refusal.GONE
        topic = found.topic if topic is None else topic
        region = found.region if region is None else region
        now = self.desk.clock()
        change = await placing.place(self.conn, found.number, topic, region, self.who, now)
        # The word of a person makes a guess sure, which the card shows, too.
        return await self._done(change, anyway=found.number if change is Refusal.SAME else None)

    async def answer(self, number: int, debunk: Debunk) -> Told | Refusal:
        """Answer a lead with a debunk of the index; all who wait for it hear of it."""
        match, version = Match(debunk, 1.0), self.desk.checker.version
        return await answer_lead(self.conn, self.desk, number, [match], version=version, who=self.who)

    async def merge(self, number: int, into: int) -> Standing | None:
        """Make a lead one with another; None: one of them is gone, or they are one already."""
        merged = await merging.merge(self.conn, number, into, now=self.desk.clock(), who=self.who)
        if merged is None:
            return None
        answer = self.desk.checker.debunk(merged.into.debunk_id) if merged.into.debunk_id else None
        if merged.into.status is Status.ANSWERED and answer is not None:
            # Those who asked in the words that came have not heard of it yet.
            for wording in merged.wordings:
                match, version = Match(answer, 1.0), self.desk.checker.version
                await tell_wording(self.conn, self.desk, wording, [match], version=version)
        await redraw(self.conn, self.desk, merged.into.number, key=self.key)
        return merged.into

    async def split(self, number: int) -> tuple[Standing, int] | None:
        """Let a wording be a lead by itself; return where it stands and the lead that it belonged to.

        Who was told the answer of that one in these words hears what comes of the new one instead.
        """
        before = await find(self.conn, number)
        standing = await merging.split(self.conn, number, now=self.desk.clock(), who=self.who)
        if standing is None or before is None:
            return None
        if before.status is Status.ANSWERED and standing.status not in changes.CLOSED:
            await follow_again(self.conn, self.desk, standing.number, self.desk.clock())
        for each in (standing.number, before.number):
            await redraw(self.conn, self.desk, each, key=self.key)
        return standing, before.number

    async def _moved(self, change: Change | Refusal, kind: Happened) -> Change | Refusal:
        if isinstance(change, Change):
            await tell_moved(self.conn, self.desk, change, kind)
        return change

    async def _done(self, change: Change | Refusal, *, anyway: int | None = None) -> Change | Refusal:
        number = change.now.number if isinstance(change, Change) else anyway
        if number is not None:
            await redraw(self.conn, self.desk, number, key=self.key)
        return change

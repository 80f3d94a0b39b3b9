"""Gather the wordings of one claim: which lead a message belongs to, though it is worded otherwise.

What is slow (vectors, the model, reading) is done before the transaction that logs the message; `leads.log`
looks again whether what was found still stands. Who asks in the same moment as another, or before all vectors
are read, opens a lead of his own: a look behind gathers these leads, too.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.checker import Checker
from bot.claimtext import ClaimText
from bot.errors import EmptyLead, StoreError
from bot.lead import Near, Status
from bot.lead_tables import lead_vectors, leads
from bot.newsroom import merging
from bot.store import Store
from corpus.text import read_text
from index.near_texts import NearTexts, to_bytes
from index.overlap import Floats
from index.search import ClaimIndex

__all__ = ["REMEMBERED", "Gathering", "keep_gathering"]

log = logging.getLogger(__name__)

#: A lead that nobody asked about for so long gathers nothing new.
REMEMBERED = timedelta(days=90)
_heads = leads.alias("heads")
_PAGE = 2_000
_COMPARED = 6  # wordings that are nearest to a message
_OF_ONE_LEAD = 3  # of these at most
_LOOKED_AT = 24  # nearest wordings among which these are sought
_FAR = 0.2  # cosine below which nothing is the same claim
_ALIKE = 0.3  # of the confidence that is sure: from there on people are shown that it may be the same claim
_LOOK_EVERY = 5.0  # seconds
_ENCODED = 64  # texts at a time


@dataclass(slots=True)
class Gathering:
    """The vectors of all wordings asked about lately, in memory; those of other encoders are made anew.

    A message belongs to the lead whose wording is nearest to it, if that makes its claim: a question may
    leave out what parts two rumors, and a wording that says it speaks for the lead.
    """

    _texts: NearTexts | None = None
    _encoder: str = ""
    _read: int = 0  # number of the last wording whose vector was read
    _looked: int | None = None  # number of the last lead that was looked at again
    _made: tuple[str, int] = ("", 0)  # encoder, and number of the last lead, for which vectors were made
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __len__(self) -> int:
        return 0 if self._texts is None else len(self._texts)

    @property
    def size(self) -> int:
        """Bytes that the vectors take."""
        return 0 if self._texts is None else self._texts.size

    async def near(
        self, store: Store, checker: Checker, text: str, links: Sequence[str], now: datetime
    ) -> Near | None:
        """Find the leads that make the claim of a message; None for one without words, or known by its words.

        :param text: as it was sent
        """
        try:
            claim = ClaimText.read(text, links)
        except EmptyLead:
            return None
        if not claim.body:
            return None
        known = select(leads.c.number).where(leads.c.exact == store.key("lead", claim.identity))
        async with store.read() as conn:
            if await conn.scalar(known) is not None:
                return None
        return await self._near(store, checker, claim.text, now)

    async def alike(self, store: Store, checker: Checker, text: str, now: datetime) -> tuple[int, ...]:
        """Return the numbers of leads that may make the claim of a text, the surest first.

        More than `near` has: also those of which it is only likely, for people to decide.
        """
        _, _, ranked, same_at = await self._ranked(store, checker, text, now, None)
        return tuple(number for sure, number in ranked if sure >= same_at * _ALIKE)

    async def _near(
        self, store: Store, checker: Checker, text: str, now: datetime, before: int | None = None
    ) -> Near:
        """:param before: only leads with a lower number; None: all"""
        encoder, kept, ranked, same_at = await self._ranked(store, checker, text, now, before)
        return Near(tuple(number for confidence, number in ranked if confidence >= same_at), encoder, kept)

    async def _ranked(
        self, store: Store, checker: Checker, text: str, now: datetime, before: int | None
    ) -> tuple[str, bytes, list[tuple[float, int]], float]:
        """Return the encoder, the vector, the leads nearest to a text with how sure it is that they make its
        claim, the surest first, and from where on that counts as sure."""
        await self.refresh(store, checker, now)
        encoder, vector = await checker.ask_index(lambda index: _vector(index, text))
        kept = to_bytes(vector[None])[0]
        if self._texts is None or encoder != self._encoder:
            return encoder, kept, [], 1.0
        about = await asyncio.to_thread(self._texts.nearest, vector, _LOOKED_AT)
        near = [number for number, cosine in about if cosine >= _FAR and (before is None or number < before)]
        if not near:
            return encoder, kept, [], 1.0
        async with store.read() as conn:
            wanted = _chosen(near, await _wordings(conn, near, now), before)
        same_at, sure = await checker.ask_index(
            lambda index: (
                index.same_claim.decision.same_at,
                index.same_claim.compare(text, [each.text for each in wanted]),
            )
        )
        nearest: dict[int, tuple[float, float]] = {}
        for each, found in zip(wanted, sure, strict=True):
            nearest[each.head] = max(nearest.get(each.head, (0.0, 0.0)), found)
        ranked = sorted(
            ((sure, head) for head, (_, sure) in nearest.items()), key=lambda one: (-one[0], one[1])
        )
        return encoder, kept, ranked, float(same_at)

    async def refresh(self, store: Store, checker: Checker, now: datetime, *, pages: int = 1) -> bool:
        """Read the vectors that were kept since the last time.

        :param pages: of 2,000 vectors, at most
        :returns: whether all are read
        """
        async with self._turn:
            encoder, dimension = await checker.ask_index(
                lambda index: (index.encoder.fingerprint, index.encoder.dimension)
            )
            if self._texts is None or encoder != self._encoder:
                self._texts, self._encoder, self._read = NearTexts(dimension), encoder, 0
            for _ in range(pages):
                query = (
                    select(lead_vectors.c.lead_number, lead_vectors.c.vector)
                    .join(leads, leads.c.number == lead_vectors.c.lead_number)
                    .where(
                        lead_vectors.c.lead_number > self._read,
                        lead_vectors.c.encoder == encoder,
                        leads.c.last_asked >= now - REMEMBERED,
                    )
                    .order_by(lead_vectors.c.lead_number)
                    .limit(_PAGE)
                )
                async with store.read() as conn:
                    rows = (await conn.execute(query)).all()
                if not rows:
                    return True
                numbers, vectors = [row.lead_number for row in rows], [row.vector for row in rows]
                await asyncio.to_thread(self._texts.add, numbers, vectors)
                self._read = numbers[-1]
            return len(rows) < _PAGE

    async def look_behind(self, store: Store, checker: Checker, now: datetime) -> int:
        """Gather the leads that were opened beside another one of the same claim; return how many."""
        gathered = 0
        async with store.read() as conn:
            last = int(await conn.scalar(select(func.max(leads.c.number))) or 0)
            if self._looked is None:
                # What was opened before this program began is looked at if it has no vector yet.
                self._looked = last
            query = (
                select(leads.c.number, leads.c.text)
                .where(
                    leads.c.number > self._looked, leads.c.head.is_(None), ~leads.c.apart, leads.c.body != ""
                )
                .order_by(leads.c.number)
            )
            opened = (await conn.execute(query)).all()
        for row in opened:
            near = await self._near(store, checker, row.text, now, before=row.number)
            if near.heads:
                async with store.write() as conn:
                    for head in near.heads:
                        if await merging.gather(conn, row.number, head, now=now):
                            gathered += 1
                            break
        self._looked = max(self._looked, last)
        return gathered

    async def make_vectors(self, store: Store, checker: Checker, now: datetime) -> int:
        """Make the vectors that are missing, or of another encoder, of up to 64 leads; return of how many."""
        fingerprint = await checker.ask_index(lambda index: index.encoder.fingerprint)
        ready = select(lead_vectors.c.lead_number).where(lead_vectors.c.encoder == fingerprint)
        query = (
            select(leads.c.number, leads.c.text)
            .where(leads.c.body != "", leads.c.last_asked >= now - REMEMBERED, leads.c.number.not_in(ready))
            .order_by(leads.c.number)
            .limit(_ENCODED)
        )
        async with store.read() as conn:
            last = int(await conn.scalar(select(func.max(leads.c.number))) or 0)
            if self._made == (fingerprint, last):
                return 0
            rows = (await conn.execute(query)).all()
        if not rows:
            self._made = fingerprint, last
            return 0
        texts = [row.text for row in rows]
        vectors = await checker.ask_index(lambda index: to_bytes(_vectors(index, texts)))
        async with store.write() as conn:
            still = set(
                await conn.scalars(select(leads.c.number).where(leads.c.number.in_([r.number for r in rows])))
            )
            for row, vector in zip(rows, vectors, strict=True):
                if row.number in still:
                    await _keep(conn, row.number, fingerprint, vector)
        # Lower numbers than the last one read have vectors now.
        self._read = min(self._read, rows[0].number - 1)
        return len(rows)


async def keep_gathering(
    gathering: Gathering, store: Store, checker: Checker, clock: Callable[[], datetime]
) -> None:
    """Read all vectors, make those that are missing, and gather what was opened twice; never returns."""
    while True:
        try:
            while await gathering.make_vectors(store, checker, clock()):
                await asyncio.sleep(0)
            while not await gathering.refresh(store, checker, clock()):
                await asyncio.sleep(0)
            await gathering.look_behind(store, checker, clock())
        except StoreError as error:
            log.error("leads are not gathered: %s", error)
        await asyncio.sleep(_LOOK_EVERY)


async def _keep(conn: AsyncConnection, number: int, encoder: str, vector: bytes) -> None:
    await conn.execute(delete(lead_vectors).where(lead_vectors.c.lead_number == number))
    await conn.execute(insert(lead_vectors).values(lead_number=number, encoder=encoder, vector=vector))


@dataclass(frozen=True, slots=True)
class _Wording:
    """A wording that is near to a message, and the lead that it belongs to."""

    head: int
    text: str


async def _wordings(conn: AsyncConnection, numbers: Sequence[int], now: datetime) -> dict[int, _Wording]:
    """Read wordings whose leads still gather, by their numbers."""
    query = (
        select(leads.c.number, leads.c.text, _heads.c.number.label("head"))
        .join(_heads, _heads.c.number == func.coalesce(leads.c.head, leads.c.number))
        .where(
            leads.c.number.in_(numbers),
            _heads.c.status != Status.DISMISSED.value,
            _heads.c.last_asked >= now - REMEMBERED,
        )
    )
    return {row.number: _Wording(row.head, row.text) for row in await conn.execute(query)}


def _chosen(near: Sequence[int], wordings: Mapping[int, _Wording], before: int | None) -> list[_Wording]:
    """Choose the wordings to compare a message with, so that none of many wordings hide another lead.

    :param near: numbers, the nearest first
    :param before: only wordings of leads with a lower number
    """
    chosen: list[_Wording] = []
    for number in near:
        each = wordings.get(number)
        if each is None or (before is not None and each.head >= before):
            continue
        if sum(other.head == each.head for other in chosen) < _OF_ONE_LEAD:
            chosen.append(each)
    return chosen[:_COMPARED]


def _vector(index: ClaimIndex, text: str) -> tuple[str, Floats]:
    return index.encoder.fingerprint, _vectors(index, [text])[0]


def _vectors(index: ClaimIndex, texts: Sequence[str]) -> Floats:
    return index.encoder.encode_messages([read_text(text).body for text in texts])

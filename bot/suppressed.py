"""Matches that were called wrong: they are not made again for the same message in that chat."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claimtext import ClaimText
from bot.errors import EmptyLead
from bot.fingerprint import same_message
from bot.store import Store
from bot.tables import suppressions
from index.decision import Answer, Band

__all__ = [
    "KEPT",
    "Fingerprint",
    "about",
    "forget_chat",
    "lift",
    "move_chat",
    "purge",
    "suppress",
    "suppressed",
    "without",
]

#: A rumor comes back for years; a chat that called a match wrong should not have to do so every season.
KEPT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a message is recognised by. `exact`: keyed hash, equal for equal messages; `body`: its normalised
    text, masked, for near-identical ones; empty when it has no words to compare."""

    exact: str
    body: str

    @classmethod
    def of(cls, store: Store, text: str, links: Iterable[str]) -> "Fingerprint":
        """Return the fingerprint of a message, masked or not."""
        try:
            claim = ClaimText.read(text, links)
        except EmptyLead:
            return cls(store.key("message", ""), "")
        return cls(store.key("message", claim.identity), claim.body)

    def is_same(self, other: "Fingerprint") -> bool:
        """Tell whether two messages are one and the same, perhaps with another greeting or a cut end."""
        if self.exact == other.exact:
            return True
        return bool(self.body) and bool(other.body) and same_message(self.body, other.body)


async def suppress(
    conn: AsyncConnection, chat_key: str, message: Fingerprint, debunk_id: str, now: datetime
) -> None:
    """Note that a debunk does not answer a message in a chat; a second time changes nothing."""
    if debunk_id not in await suppressed(conn, chat_key, message, [debunk_id]):
        row = {"chat_key": chat_key, "debunk_id": debunk_id, "exact": message.exact, "body": message.body}
        await conn.execute(insert(suppressions).values(**row, made_at=now))


async def lift(conn: AsyncConnection, chat_key: str, message: Fingerprint, debunk_id: str) -> None:
    """Take back `suppress`: somebody who may decide it says that the debunk does answer the message."""
    mine = (suppressions.c.chat_key == chat_key, suppressions.c.debunk_id == debunk_id)
    others = (await about(conn, chat_key, [debunk_id])).get(debunk_id, ())
    same = [other.exact for other in others if message.is_same(other)]
    await conn.execute(delete(suppressions).where(*mine, suppressions.c.exact.in_(same)))


async def suppressed(
    conn: AsyncConnection, chat_key: str, message: Fingerprint, debunk_ids: Collection[str]
) -> frozenset[str]:
    """Return those of the debunks that were called wrong for this message, or a near-identical one, there."""
    found = await about(conn, chat_key, debunk_ids)
    return frozenset(debunk_id for debunk_id, others in found.items() if any(map(message.is_same, others)))


async def about(
    conn: AsyncConnection, chat_key: str, debunk_ids: Collection[str]
) -> dict[str, list[Fingerprint]]:
    """Return debunk id -> the messages for which it was called wrong in a chat; nothing for most."""
    query = select(suppressions.c.debunk_id, suppressions.c.exact, suppressions.c.body).where(
        suppressions.c.chat_key == chat_key, suppressions.c.debunk_id.in_(list(debunk_ids))
    )
    found: dict[str, list[Fingerprint]] = {}
    for row in (await conn.execute(query)).all() if debunk_ids else ():
        found.setdefault(row.debunk_id, []).append(Fingerprint(row.exact, row.body))
    return found


def without(answer: Answer, debunk_ids: Collection[str], suggest_at: float) -> Answer:
    """Return an answer without what was called wrong. Pure.

    Nothing moves up to be an answer: what comes after a wrong match is as a rule the same claim once more. It
    may be worth showing.

    :param suggest_at: confidence (0 to 1) from which a match is worth showing
    """
    if not debunk_ids:
        return answer
    matches = tuple(match for match in answer.matches if match.debunk.id not in debunk_ids)
    claims = tuple(match for match in answer.claims if match.debunk.id not in debunk_ids)
    further = tuple(match for match in answer.further if match.debunk.id not in debunk_ids)
    band = answer.band
    if not claims and band is not Band.UNKNOWN:
        worth_showing = any(match.confidence >= suggest_at for match in matches)
        band = Band.SUGGEST if worth_showing else Band.UNKNOWN
    return replace(answer, band=band, matches=matches, claims=claims, further=further)


async def forget_chat(conn: AsyncConnection, chat_keys: Collection[str]) -> int:
    """Delete what the chats of these keys called wrong; return how many rows."""
    gone = await conn.execute(delete(suppressions).where(suppressions.c.chat_key.in_(list(chat_keys))))
    return int(gone.rowcount)


async def move_chat(conn: AsyncConnection, old_key: str, new_key: str) -> None:
    """Give what a group called wrong to the supergroup that it has become."""
    rows = (await conn.execute(select(suppressions).where(suppressions.c.chat_key == old_key))).all()
    for row in rows if old_key != new_key else ():
        await suppress(conn, new_key, Fingerprint(row.exact, row.body), row.debunk_id, row.made_at)
    if old_key != new_key:
        await forget_chat(conn, [old_key])


async def purge(conn: AsyncConnection, before: datetime) -> int:
    """Delete what was called wrong before that moment; return how many rows."""
    gone = await conn.execute(delete(suppressions).where(suppressions.c.made_at < before))
    return int(gone.rowcount)

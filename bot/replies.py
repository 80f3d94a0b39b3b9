"""What the bot replied, so that a button under a reply, which carries only a token, can be understood."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Row, delete, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.privacy import mask, mask_link
from bot.tables import replies, votes

__all__ = [
    "KEPT",
    "Ballot",
    "Offer",
    "Reply",
    "Vote",
    "asked_since",
    "attach_lead",
    "attach_message",
    "find",
    "forget",
    "forget_lead",
    "message_of",
    "move_chat",
    "purge",
    "remember",
    "remember_plain",
    "vote",
    "votes_on",
    "wrong_by",
    "wrong_for_lead",
]

KEPT = timedelta(days=90)
Ballot = Literal["useful", "wrong"]
TOKEN_BYTES = 9  # 12 characters: 72 random bits, far from the 64 bytes that a button may carry


@dataclass(frozen=True, slots=True)
class Offer:
    """A debunk that the reply named. `confidence`: from 0 to 1; `quote`: the sentence of the message it
    answers, empty when it is the whole message; `differs`: what the message says and what the claim says
    instead."""

    debunk_id: str
    confidence: float
    quote: str = ""
    differs: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """What somebody said of one debunk under one reply: "useful" or "wrong"."""

    debunk_id: str
    vote: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply. `text`: the question, masked; `message_id`: None until Telegram took it; `feedback`: all
    votes."""

    token: str
    chat_key: str
    asker_key: str
    text: str
    links: tuple[str, ...]
    band: str
    offers: tuple[Offer, ...]
    index_version: str
    lead_number: int | None
    message_id: int | None
    language: str
    made: datetime
    feedback: tuple[Vote, ...] = ()


async def remember(
    conn: AsyncConnection,
    *,
    chat_key: str,
    text: str,
    links: Iterable[str],
    band: str,
    offers: Iterable[Offer],
    index_version: str,
    language: str,
    now: datetime,
    lead_number: int | None = None,
    asker_key: str = "",
    token: str = "",
) -> Reply:
    """Remember a reply that is about to be posted and return it with its new token. Text, links
    and quotes are masked.

    :param asker_key: who asked, where that is not the chat itself, so that /forget finds it.
    :param token: of an earlier reply that becomes this one: the message in the chat stays the same.
    """
    reply = Reply(
        token=token or secrets.token_urlsafe(TOKEN_BYTES),
        chat_key=chat_key,
        asker_key=asker_key,
        text=mask(text),
        links=tuple(dict.fromkeys(mask_link(link) for link in links)),
        band=band,
        offers=tuple(
            Offer(
                offer.debunk_id,
                offer.confidence,
                mask(offer.quote),
                (mask(offer.differs[0]), offer.differs[1]) if offer.differs else None,
            )
            for offer in offers
        ),
        index_version=index_version,
        lead_number=lead_number,
        message_id=None,
        language=language,
        made=now,
    )
    row = {
        "chat_key": reply.chat_key,
        "asker_key": reply.asker_key,
        "text": reply.text,
        "links": list(reply.links),
        "band": reply.band,
        "offers": [[offer.debunk_id, offer.confidence, offer.quote, offer.differs] for offer in reply.offers],
        "index_version": reply.index_version,
        "lead_number": reply.lead_number,
        "language": reply.language,
        "made_at": reply.made,
    }
    known = await conn.execute(update(replies).where(replies.c.token == token).values(row)) if token else None
    if known is None or not known.rowcount:
        await conn.execute(insert(replies).values(token=reply.token, **row))
    return reply


async def remember_plain(
    conn: AsyncConnection, *, chat_key: str, asker_key: str, language: str, now: datetime, token: str = ""
) -> str:
    """Remember a reply that offers nothing and keeps no question, so that it can become another one; return
    its token."""
    reply = await remember(
        conn,
        chat_key=chat_key,
        asker_key=asker_key,
        text="",
        links=(),
        band="unknown",
        offers=(),
        index_version="",
        language=language,
        now=now,
        token=token,
    )
    return reply.token


async def asked_since(conn: AsyncConnection, chat_key: str, moment: datetime, asker_key: str = "") -> int:
    """Return how many replies a chat was given since a moment.

    :param asker_key: only those to this person.
    """
    query = select(func.count()).where(replies.c.chat_key == chat_key, replies.c.made_at > moment)
    if asker_key:
        query = query.where(replies.c.asker_key == asker_key)
    return int(await conn.scalar(query) or 0)


async def message_of(conn: AsyncConnection, token: str) -> int | None:
    """Return the number of the message that carries a reply; None if Telegram never took it."""
    number = await conn.scalar(select(replies.c.message_id).where(replies.c.token == token))
    return None if number is None else int(number)


async def find(conn: AsyncConnection, token: str, chat_key: str, now: datetime | None = None) -> Reply | None:
    """Return the reply of that token, or None when there is none, it is older than 90 days, or of another
    chat."""
    oldest = (now or datetime.now(UTC)) - KEPT
    row = (
        await conn.execute(
            select(replies).where(
                replies.c.token == token, replies.c.chat_key == chat_key, replies.c.made_at > oldest
            )
        )
    ).one_or_none()
    if row is None:
        return None
    cast = await conn.execute(
        select(votes.c.debunk_id, votes.c.vote).where(votes.c.token == token).order_by(votes.c.voted_at)
    )
    return _read(row, tuple(Vote(*each) for each in cast))


async def attach_message(conn: AsyncConnection, token: str, message_id: int) -> None:
    """Note under which message id Telegram took the reply."""
    await conn.execute(update(replies).where(replies.c.token == token).values(message_id=message_id))


async def attach_lead(conn: AsyncConnection, token: str, lead_number: int | None) -> None:
    """Note which lead the question became, e.g. after "none of these"; None takes the note back."""
    await conn.execute(update(replies).where(replies.c.token == token).values(lead_number=lead_number))


async def vote(
    conn: AsyncConnection,
    token: str,
    voter_key: str,
    debunk_id: str,
    vote: Ballot,
    now: datetime | None = None,
) -> bool:
    """Count what a person says of one debunk under a reply: once a person, a changed vote replaces the
    earlier one.

    Return False when the same was said before, or the reply is gone.
    """
    mine = (votes.c.token == token, votes.c.voter_key == voter_key, votes.c.debunk_id == debunk_id)
    before = await conn.scalar(select(votes.c.vote).where(*mine))
    known = await conn.scalar(select(replies.c.token).where(replies.c.token == token))
    if before == vote or known is None:
        return False
    at = now or datetime.now(UTC)
    if before is None:
        row = {"token": token, "voter_key": voter_key, "debunk_id": debunk_id, "vote": vote, "voted_at": at}
        await conn.execute(insert(votes).values(**row))
    else:
        await conn.execute(update(votes).where(*mine).values(vote=vote, voted_at=at))
    return True


async def votes_on(conn: AsyncConnection, token: str, debunk_id: str) -> tuple[int, int]:
    """Return how many people called a debunk wrong under a reply, and how many useful."""
    query = (
        select(votes.c.vote, func.count())
        .where(votes.c.token == token, votes.c.debunk_id == debunk_id)
        .group_by(votes.c.vote)
    )
    cast = {vote: int(number) for vote, number in await conn.execute(query)}
    return cast.get("wrong", 0), cast.get("useful", 0)


async def wrong_by(conn: AsyncConnection, token: str, voter_key: str) -> frozenset[str]:
    """Return the ids of the debunks under a reply that one person called wrong."""
    mine = (votes.c.token == token, votes.c.voter_key == voter_key, votes.c.vote == "wrong")
    return frozenset(await conn.scalars(select(votes.c.debunk_id).where(*mine)))


async def forget(conn: AsyncConnection, token: str) -> None:
    """Delete one reply with its votes ("do not keep it")."""
    await conn.execute(delete(replies).where(replies.c.token == token))


async def wrong_for_lead(conn: AsyncConnection, lead_number: int) -> frozenset[str]:
    """Return the ids of the debunks that somebody called wrong for the question of a lead."""
    found = await conn.scalars(
        select(votes.c.debunk_id)
        .join(replies, replies.c.token == votes.c.token)
        .where(replies.c.lead_number == lead_number, votes.c.vote == "wrong")
    )
    return frozenset(found)


async def forget_lead(conn: AsyncConnection, asker_key: str, lead_number: int) -> None:
    """Delete every reply to this asker about that lead, with its votes: asked twice, a question is
    remembered twice."""
    await conn.execute(
        delete(replies).where(replies.c.lead_number == lead_number, replies.c.asker_key == asker_key)
    )


async def move_chat(conn: AsyncConnection, old_key: str, new_key: str) -> None:
    """Give the replies and votes of a chat to the one that it has become.

    A chat may ask and vote itself: in its name its admins do so unnamed.
    """
    await conn.execute(update(replies).where(replies.c.chat_key == old_key).values(chat_key=new_key))
    await conn.execute(update(replies).where(replies.c.asker_key == old_key).values(asker_key=new_key))
    new = votes.alias()
    voted = exists().where(
        new.c.token == votes.c.token, new.c.debunk_id == votes.c.debunk_id, new.c.voter_key == new_key
    )
    await conn.execute(delete(votes).where(votes.c.voter_key == old_key, voted))
    await conn.execute(update(votes).where(votes.c.voter_key == old_key).values(voter_key=new_key))


async def purge(conn: AsyncConnection, before: datetime) -> int:
    """Delete the replies made before that moment, with their votes; return how many replies."""
    gone = await conn.execute(delete(replies).where(replies.c.made_at < before))
    return int(gone.rowcount)


def _read(row: Row[Any], cast: tuple[Vote, ...]) -> Reply:
    return Reply(
        token=row.token,
        chat_key=row.chat_key,
        asker_key=row.asker_key,
        text=row.text,
        links=tuple(row.links),
        band=row.band,
        offers=tuple(_read_offer(*each) for each in row.offers),
        index_version=row.index_version,
        lead_number=row.lead_number,
        message_id=row.message_id,
        language=row.language,
        made=row.made_at,
        feedback=cast,
    )


def _read_offer(
    debunk_id: str, confidence: float, quote: str = "", differs: Sequence[str] | None = None
) -> Offer:
    """Replies from before differences were remembered have none."""
    return Offer(debunk_id, confidence, quote, (differs[0], differs[1]) if differs else None)

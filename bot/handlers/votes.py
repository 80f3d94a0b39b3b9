"""Useful, or not this one: what the people under a reply say of it, and when a match is taken back."""

from dataclasses import dataclass
from datetime import timedelta

import telegram
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatType

from bot import replies, suppressed, told
from bot.exchange import Exchange
from bot.reply import Reply, plain_reply
from bot.store import Store
from bot.suppressed import Fingerprint
from bot.tables import group_replies
from bot.wording import label

__all__ = [
    "VOTES_NEEDED",
    "Effect",
    "Presser",
    "called_wrong",
    "is_group",
    "is_taken_back",
    "vote_useful",
    "vote_wrong",
]

#: So many members must agree that a match is wrong where neither who asked nor an admin says so.
VOTES_NEEDED = 3
#: Telegram lets a bot delete its messages for 48 hours; the last one is left to the way there.
_DELETABLE_FOR = timedelta(hours=47)


@dataclass(frozen=True, slots=True)
class Presser:
    """Who pressed a button.

    :ivar key: keyed hash
    :ivar admin: of the group in which the button was pressed
    """

    key: str
    admin: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of our message, and what the person sees.

    :ivar reply: what our message becomes; None: it stays
    :ivar gone: our message is deleted
    """

    reply: Reply | None = None
    toast: str = ""
    gone: bool = False


def is_taken_back(wrong: int, useful: int, *, decides: bool) -> bool:
    """Tell whether a match is taken back.

    :param wrong: people who called it wrong
    :param useful: people who called it useful
    :param decides: one whose word counts at once has called it wrong: who asked, or an admin
    """
    return decides or (wrong >= VOTES_NEEDED and wrong > useful)


async def vote_useful(
    conn: AsyncConnection,
    exchange: Exchange,
    presser: Presser,
    _: telegram.MaybeInaccessibleMessage,
    places: list[int],
) -> Effect:
    """Count that the matches at these places are useful; one vote a person."""
    decides = _decides(exchange, presser, unasked=await _is_unasked(conn, exchange))
    for place in places:
        await _count(conn, exchange, presser, place, "useful")
        if decides:
            debunk_id = exchange.kept.offers[place].debunk_id
            await suppressed.lift(conn, exchange.kept.chat_key, _fingerprint(exchange), debunk_id)
    return Effect(toast=label(exchange.language, "thanks"))


async def vote_wrong(
    conn: AsyncConnection,
    exchange: Exchange,
    presser: Presser,
    message: telegram.MaybeInaccessibleMessage,
    places: list[int],
) -> Effect:
    """Count that a match is wrong, and take it back when that is enough.

    Where nobody had asked, nothing is put in its place: our message goes.

    :param places: the first is called wrong; those behind it are what is shown
    """
    wrong, shown = places[0], places[1:]
    kept, desk = exchange.kept, exchange.desk
    debunk_id = kept.offers[wrong].debunk_id
    await _count(conn, exchange, presser, wrong, "wrong")
    unasked = await _is_unasked(conn, exchange)
    against, for_it = await replies.votes_on(conn, kept.token, debunk_id)
    for_all = is_taken_back(against, for_it, decides=presser.admin or not is_group(message.chat))
    if not for_all and not _decides(exchange, presser, unasked=unasked):
        missing = max(VOTES_NEEDED, for_it + 1) - against
        return Effect(toast=label(exchange.language, "wrong-counted", count=missing))
    toast = label(exchange.language, "wrong-noted")
    if not await told.tells(conn, kept.token, debunk_id):
        # Taken back already: others pressed before they saw it.
        return Effect(toast=toast)
    if for_all:
        # Who asked has the answer put right, but silences the bot for nobody else: a rumor could be asked
        # about first and spread afterwards.
        await suppressed.suppress(conn, kept.chat_key, _fingerprint(exchange), debunk_id, desk.clock())
    # A reminder must not lead to an answer that is not there any more.
    told_here = (group_replies.c.token == kept.token, group_replies.c.debunk_id == debunk_id)
    await conn.execute(delete(group_replies).where(*told_here))
    rest = [place for place in exchange.right_places(frozenset({wrong})) if place in shown]
    await exchange.note_told(conn, message.chat.id, rest)
    if rest and (reply := exchange.show(rest)):
        return Effect(reply, toast)
    if unasked:
        if desk.clock() - kept.made < _DELETABLE_FOR:
            return Effect(toast=toast, gone=True)
        return Effect(plain_reply(exchange.language, "taken-back"), toast)
    return Effect(exchange.suggest(frozenset({wrong})) or await exchange.log_lead(conn), toast)


async def called_wrong(conn: AsyncConnection, store: Store, kept: replies.Reply) -> frozenset[str]:
    """Return the ids of the debunks that are not to be offered for a question any more: those taken back in
    its chat, and those that who asked has called wrong."""
    ids = [offer.debunk_id for offer in kept.offers]
    message = Fingerprint.of(store, kept.text, kept.links)
    taken_back = await suppressed.suppressed(conn, kept.chat_key, message, ids)
    return taken_back | await replies.wrong_by(conn, kept.token, kept.asker_key)


def is_group(chat: telegram.Chat) -> bool:
    """Tell whether several people see what is written in a chat."""
    return chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}


def _decides(exchange: Exchange, presser: Presser, *, unasked: bool) -> bool:
    # Who spread a rumor may not silence the answer to it: only who asked may.
    return presser.admin or (not unasked and presser.key == exchange.kept.asker_key)


async def _is_unasked(conn: AsyncConnection, exchange: Exchange) -> bool:
    query = select(group_replies.c.unasked).where(group_replies.c.token == exchange.kept.token).limit(1)
    return bool(await conn.scalar(query))


async def _count(
    conn: AsyncConnection, exchange: Exchange, presser: Presser, place: int, vote: replies.Ballot
) -> None:
    debunk_id = exchange.kept.offers[place].debunk_id
    await replies.vote(conn, exchange.kept.token, presser.key, debunk_id, vote, exchange.desk.clock())


def _fingerprint(exchange: Exchange) -> Fingerprint:
    return Fingerprint.of(exchange.desk.store, exchange.kept.text, exchange.kept.links)

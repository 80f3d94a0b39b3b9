"""Tell the answer of a lead: to all who wanted to hear it, and to the groups that were told "not checked"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import chats, followers, groups, outbox, replies
from bot.desk import Desk
from bot.exchange import Exchange
from bot.group_settings import Mode
from bot.groups import Group
from bot.language import choose_language
from bot.lead_tables import leads
from bot.newsroom import changes
from bot.newsroom.cards import redraw
from bot.newsroom.changes import Change, Refusal
from bot.quiet import quiet_until
from bot.reply import Reply
from bot.tables import outbox as outbox_table
from bot.tables import replies as replies_table
from bot.wording import say
from index.decision import Band, Match

__all__ = ["Told", "answer_lead", "count_told", "tell_wording"]


@dataclass(frozen=True, slots=True)
class Told:
    """To how many people and groups an answer goes."""

    people: int = 0
    groups: int = 0


@dataclass(frozen=True, slots=True)
class _Wording:
    number: int
    text: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hearer:
    """A chat that hears the answer. `reply_to`: our message there that said "not checked"."""

    chat_id: int
    wording: _Wording
    group: Group | None
    reply_to: int | None = None


async def answer_lead(
    conn: AsyncConnection, desk: Desk, number: int, matches: Sequence[Match], *, version: str, who: str = ""
) -> Told | Refusal:
    """Close a lead with the debunks that answer it and post the answer to all who are to hear it.

    All of it in the transaction of `conn`, of `store.write()`: it happens once, or not at all.

    :param number: of the lead, or of one of its wordings
    :param matches: at least one; the lead is answered by the first
    :param version: of the index that has them
    :param who: keyed hash of who answers; empty: the bot itself
    :returns: to whom it goes, or why nothing was changed
    """
    now = desk.clock()
    change = await changes.answer(conn, number, matches[0].debunk.id, now=now, who=who)
    if not isinstance(change, Change):
        return change
    wordings = await _wordings(conn, change.now.number)
    hearers = await _hearers(conn, desk, wordings)
    for hearer in hearers:
        await _tell(conn, desk, hearer, matches, change.now.number, version, now)
    await redraw(conn, desk, change.now.number, key=f"answered:{change.now.number}:{now.timestamp():.3f}")
    in_groups = sum(hearer.chat_id < 0 for hearer in hearers)
    return Told(len(hearers) - in_groups, in_groups)


async def tell_wording(
    conn: AsyncConnection, desk: Desk, number: int, matches: Sequence[Match], *, version: str
) -> Told:
    """Post an answer to one wording of a lead, which stays open, to those who wanted to hear of just that."""
    query = select(leads.c.number, leads.c.text, leads.c.links).where(leads.c.number == number)
    wordings = [_Wording(row.number, row.text, tuple(row.links)) for row in await conn.execute(query)]
    hearers = [hearer for hearer in await _hearers(conn, desk, wordings) if hearer.reply_to is None]
    for hearer in hearers:
        await _tell(conn, desk, hearer, matches, number, version, desk.clock())
    in_groups = sum(hearer.chat_id < 0 for hearer in hearers)
    return Told(len(hearers) - in_groups, in_groups)


async def count_told(conn: AsyncConnection, number: int, debunk_id: str) -> Told:
    """Return to how many people and groups the answer of a lead has gone, or is on its way."""
    key = _key(number, debunk_id)
    keys = await conn.scalars(
        select(outbox_table.c.key).where(outbox_table.c.key.startswith(key, autoescape=True))
    )
    in_groups = [each.removeprefix(key).startswith("-") for each in keys]
    return Told(in_groups.count(False), in_groups.count(True))


def _key(number: int, debunk_id: str) -> str:
    return f"news:{number}:{debunk_id[:64]}:"


async def _wordings(conn: AsyncConnection, head: int) -> list[_Wording]:
    query = (
        select(leads.c.number, leads.c.text, leads.c.links)
        .where(or_(leads.c.number == head, leads.c.head == head))
        .order_by(leads.c.number)
    )
    return [_Wording(row.number, row.text, tuple(row.links)) for row in await conn.execute(query)]


async def _hearers(conn: AsyncConnection, desk: Desk, wordings: Sequence[_Wording]) -> list[_Hearer]:
    """Return each chat once; nobody follows these wordings any more."""
    found: dict[int, _Hearer] = {}
    for wording in wordings:
        for chat_id in await followers.followers(conn, wording.number):
            group = await groups.find(conn, desk.store.key("chat", chat_id)) if chat_id < 0 else None
            if group is None or group.reachable:
                found.setdefault(chat_id, _Hearer(chat_id, wording, group))
            await followers.unfollow(conn, wording.number, chat_id)
    by_number = {wording.number: wording for wording in wordings}
    query = (
        select(replies_table.c.chat_key, replies_table.c.lead_number, replies_table.c.message_id)
        .where(
            replies_table.c.lead_number.in_(list(by_number)),
            replies_table.c.message_id.is_not(None),
            replies_table.c.band != Band.ANSWER.value,
        )
        .order_by(replies_table.c.made_at.desc())
    )
    for row in (await conn.execute(query)).all():
        group = await groups.find(conn, row.chat_key)
        if group is None or not group.reachable or group.settings.mode is Mode.SILENT:
            continue
        heard = found.get(group.chat_id)
        if heard is None or heard.reply_to is None:
            found[group.chat_id] = _Hearer(
                group.chat_id, by_number[row.lead_number], group, int(row.message_id)
            )
    return list(found.values())


async def _tell(
    conn: AsyncConnection,
    desk: Desk,
    hearer: _Hearer,
    matches: Sequence[Match],
    number: int,
    version: str,
    now: datetime,
) -> None:
    chat_key, group, wording = desk.store.key("chat", hearer.chat_id), hearer.group, hearer.wording
    chosen = (await chats.settings_of(conn, chat_key)).language
    if group is not None and group.settings.language is not None:
        chosen = group.settings.language.value
    language = choose_language(chosen, "", wording.text)
    kept = await replies.remember(
        conn,
        chat_key=chat_key,
        # A private chat has the id of its person; in a group everybody may press.
        asker_key=desk.store.key("user", hearer.chat_id) if hearer.chat_id > 0 else chat_key,
        text=wording.text,
        links=wording.links,
        band=Band.ANSWER.value,
        offers=[replies.Offer(each.debunk.id, each.confidence, each.quote) for each in matches],
        index_version=version,
        language=language.value,
        now=now,
    )
    exchange = Exchange(desk, kept, 0, {match.debunk.id: match.debunk for match in matches})
    shown = exchange.show(range(len(matches)))
    assert shown is not None
    await exchange.note_told(conn, hearer.chat_id, range(len(matches)))
    title = say(language, "news-title" if hearer.chat_id > 0 else "news-title-group")
    params = Reply(f"{title}\n\n{shown.text}", shown.buttons, shown.preview).new_params()
    if hearer.reply_to is not None:
        # A reply stands in the topic of what it replies to.
        params["reply_parameters"] = {"message_id": hearer.reply_to, "allow_sending_without_reply": True}
    due = quiet_until(group.settings, now) if group is not None else None
    await outbox.post(
        conn,
        # The sign tells groups from people; the id itself would outlast the sending.
        key=f"{_key(number, matches[0].debunk.id)}{'-' if hearer.chat_id < 0 else ''}{chat_key}",
        # Answers to those who ask now go first; what waits for the morning must hold nothing else up.
        urgency=-1 if due is None else -2,
        chat_id=hearer.chat_id,
        method="send_message",
        params=params,
        now=now,
        reply_token=kept.token,
        due=due,
    )

"""Tell the answer of a lead: to all who wanted to hear it, and to the groups that were told "not checked"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import chats, followers, groups, outbox, replies
from bot.desk import Desk
from bot.exchange import Exchange
from bot.group_settings import Mode
from bot.groups import Group
from bot.language import Language, choose_language
from bot.lead_tables import leads
from bot.newsroom import changes, standing
from bot.newsroom.cards import redraw
from bot.newsroom.changes import Change, Refusal
from bot.newsroom.earlier import (
    Earlier,
    answer_key,
    earlier_answers,
    follow_again,
    take_back,
    times_answered,
)
from bot.quiet import quiet_until
from bot.reply import Reply, claim_words
from bot.tables import outbox as outbox_table
from bot.tables import replies as replies_table
from bot.wording import say
from index.decision import Band, Match

__all__ = ["Told", "answer_lead", "count_told", "reopen_lead", "tell_wording"]


@dataclass(frozen=True, slots=True)
class Told:
    """To how many people and groups an answer goes. `before`: chats that heard just this answer before and
    are not told again."""

    people: int = 0
    groups: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class _Wording:
    number: int
    text: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hearer:
    """A chat that hears the answer. `reply_to`: our message there that said "not checked", or something
    wrong; `wrongly`: what was told there before, if so."""

    chat_id: int
    wording: _Wording
    group: Group | None
    reply_to: int | None = None
    wrongly: Earlier | None = None


async def answer_lead(
    conn: AsyncConnection, desk: Desk, number: int, matches: Sequence[Match], *, version: str, who: str = ""
) -> Told | Refusal:
    """Close a lead with the debunks that answer it and post the answer to all who are to hear it: who wants
    to, groups that were told "not checked", and who was told another answer before, which was wrong.

    All of it in the transaction of `conn`, of `store.write()`: it happens once, or not at all. Of one that
    is answered so already, only those are told who began to wait since.

    :param number: of the lead, or of one of its wordings
    :param matches: at least one; the lead is answered by the first
    :param version: of the index that has them
    :param who: keyed hash of who answers; empty: the bot itself
    :returns: to whom it goes, or why nothing was changed
    """
    now = desk.clock()
    change = await changes.answer(conn, number, matches[0].debunk.id, now=now, who=who)
    found = await standing.find(conn, number)
    if found is None or change is Refusal.GONE:
        return Refusal.GONE
    wordings = await _wordings(conn, found.number)
    earlier = await earlier_answers(conn, desk, [wording.number for wording in wordings])
    hearers = await _followers(conn, desk, wordings)
    if isinstance(change, Change):
        await _add_groups(conn, hearers, wordings)
        by_number = {wording.number: wording for wording in wordings}
        for each in earlier.values():
            if each.is_heard:
                hearers.setdefault(each.chat_id, _Hearer(each.chat_id, by_number[each.wording], each.group))
    outcome = await _tell_all(conn, desk, hearers, earlier, matches, found.number, version)
    if isinstance(change, Change):
        await redraw(conn, desk, found.number, key=f"answered:{found.number}:{now.timestamp():.3f}")
    elif outcome == Told(before=outcome.before):
        return change
    return outcome


async def tell_wording(
    conn: AsyncConnection,
    desk: Desk,
    number: int,
    matches: Sequence[Match],
    *,
    version: str,
    still_waiting: bool = False,
) -> Told:
    """Post an answer to one wording of a lead, which stays open, to those who wanted to hear of just that.

    :param still_waiting: it says more than is answered, of which they want to hear, too
    """
    query = select(leads.c.number, leads.c.text, leads.c.links).where(leads.c.number == number)
    wordings = [_Wording(row.number, row.text, tuple(row.links)) for row in await conn.execute(query)]
    earlier = await earlier_answers(conn, desk, [number])
    hearers = await _followers(conn, desk, wordings, still_waiting=still_waiting)
    return await _tell_all(conn, desk, hearers, earlier, matches, number, version)


async def reopen_lead(
    conn: AsyncConnection, desk: Desk, number: int, *, who: str = "", why: str = ""
) -> Change | Refusal:
    """Open a lead again; all who were told its answer hear the next one."""
    now = desk.clock()
    change = await changes.reopen(conn, number, desk.room.units, now=now, who=who, why=why)
    if isinstance(change, Change):
        await follow_again(conn, desk, change.now.number, now)
    return change


async def count_told(conn: AsyncConnection, number: int, debunk_id: str) -> Told:
    """Return to how many people and groups the answer that a lead has now has gone, or is on its way."""
    key = await _key(conn, number, debunk_id)
    keys = await conn.scalars(
        select(outbox_table.c.key).where(outbox_table.c.key.startswith(key, autoescape=True))
    )
    in_groups = [each.removeprefix(key).startswith("-") for each in keys]
    return Told(in_groups.count(False), in_groups.count(True))


async def _key(conn: AsyncConnection, number: int, debunk_id: str) -> str:
    """How the outbox keys of one answer begin: the same debunk may answer again after another one did."""
    return f"{answer_key(number, debunk_id)}{await times_answered(conn, number)}:"


async def _wordings(conn: AsyncConnection, head: int) -> list[_Wording]:
    query = (
        select(leads.c.number, leads.c.text, leads.c.links)
        .where(or_(leads.c.number == head, leads.c.head == head))
        .order_by(leads.c.number)
    )
    return [_Wording(row.number, row.text, tuple(row.links)) for row in await conn.execute(query)]


async def _followers(
    conn: AsyncConnection, desk: Desk, wordings: Sequence[_Wording], *, still_waiting: bool = False
) -> dict[int, _Hearer]:
    """Return who wants to hear, each chat once; none follows these wordings any more, but who still waits."""
    found: dict[int, _Hearer] = {}
    for wording in wordings:
        for chat_id in await followers.followers(conn, wording.number):
            group = await groups.find(conn, desk.store.key("chat", chat_id)) if chat_id < 0 else None
            if group is None or group.reachable:
                found.setdefault(chat_id, _Hearer(chat_id, wording, group))
            if not still_waiting:
                await followers.unfollow(conn, wording.number, chat_id)
    return found


async def _add_groups(conn: AsyncConnection, found: dict[int, _Hearer], wordings: Sequence[_Wording]) -> None:
    """Add the groups that were told "not checked", each with the message that said so."""
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


async def _tell_all(
    conn: AsyncConnection,
    desk: Desk,
    hearers: Mapping[int, _Hearer],
    earlier: Mapping[int, Earlier],
    matches: Sequence[Match],
    number: int,
    version: str,
) -> Told:
    key = await _key(conn, number, matches[0].debunk.id)
    people, in_groups, before = 0, 0, 0
    for hearer in hearers.values():
        last = earlier.get(hearer.chat_id)
        if last is not None and matches[0].debunk.id in last.debunk_ids:
            before += 1
            continue
        if last is not None:
            hearer = replace(hearer, wrongly=last, reply_to=last.message_id or hearer.reply_to)
        if await _tell(conn, desk, hearer, matches, key, version, desk.clock()):
            people += hearer.chat_id > 0
            in_groups += hearer.chat_id < 0
    return Told(people, in_groups, before)


async def _tell(
    conn: AsyncConnection,
    desk: Desk,
    hearer: _Hearer,
    matches: Sequence[Match],
    key: str,
    version: str,
    now: datetime,
) -> bool:
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
        # So it is known who was told what, should it turn out to be wrong.
        lead_number=wording.number,
    )
    exchange = Exchange(desk, kept, 0, {match.debunk.id: match for match in matches})
    shown = exchange.show(range(len(matches)))
    assert shown is not None
    await exchange.note_told(conn, hearer.chat_id, range(len(matches)))
    params = Reply(
        f"{_title(desk, hearer, language)}\n\n{shown.text}", shown.buttons, shown.preview
    ).new_params()
    if hearer.reply_to is not None:
        # A reply stands in the topic of what it replies to.
        params["reply_parameters"] = {"message_id": hearer.reply_to, "allow_sending_without_reply": True}
    due = quiet_until(group.settings, now) if group is not None else None
    posted = await outbox.post(
        conn,
        # The sign tells groups from people; the id itself would outlast the sending.
        key=f"{key}{'-' if hearer.chat_id < 0 else ''}{chat_key}",
        # Answers to those who ask now go first; what waits for the morning must hold nothing else up.
        urgency=-1 if due is None else -2,
        chat_id=hearer.chat_id,
        method="send_message",
        params=params,
        now=now,
        reply_token=kept.token,
        due=due,
    )
    if not posted:
        await replies.forget(conn, kept.token)
    elif hearer.wrongly is not None and hearer.wrongly.debunk_ids:
        await take_back(conn, hearer.wrongly, language, now)
    return posted


def _title(desk: Desk, hearer: _Hearer, language: Language) -> str:
    """Return why a chat is told something: it was to hear, or what it heard before was wrong."""
    if hearer.wrongly is None:
        return say(language, "news-title" if hearer.chat_id > 0 else "news-title-group")
    lines = [say(language, "news-changed")]
    old = [desk.checker.debunk(each) for each in sorted(hearer.wrongly.debunk_ids)]
    lines += [say(language, "news-changed-was", claim=claim_words(each)) for each in old if each is not None]
    return "\n".join(lines)

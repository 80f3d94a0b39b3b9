"""Go round the groups: tell the digest after quiet hours, delete replies whose time is over."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import group_replies, groups, outbox, replies, told
from bot.desk import Desk, post_deletion
from bot.errors import StoreError
from bot.group_replies import Kind, Told
from bot.group_settings import Mode
from bot.group_words import MOST_LISTED, Found, message_link, morning_reply
from bot.groups import Group
from bot.language import Language, choose_language
from bot.quiet import TOO_OLD_TO_TELL, is_quiet
from bot.speaking import is_wanted
from bot.week import tell_weeks
from corpus.text import script_of

__all__ = ["go_round", "keep_going_round"]

log = logging.getLogger(__name__)

#: Seconds between two rounds.
_EVERY = 5.0


async def keep_going_round(desk: Desk) -> None:
    """Go round for ever."""
    while True:
        try:
            await go_round(desk)
            await tell_weeks(desk)
            desk.on_posted()
        except StoreError as error:
            log.error("the groups cannot be looked after: %s", error)
        except Exception as error:  # noqa: BLE001 - to end here would leave all groups without their digests
            log.error("the groups cannot be looked after: %s", type(error).__name__)
        await asyncio.sleep(_EVERY)


async def go_round(desk: Desk) -> None:
    """Do for each group what is due by its clock, each in one transaction: once, or not at all."""
    async with desk.store.read() as conn:
        waiting = await group_replies.kept_groups(conn)
        fleeting = [each for each in await groups.listed(conn) if each.settings.delete_after_hours]
    for chat_key in waiting:
        async with desk.store.write() as conn:
            await _tell_morning(conn, desk, chat_key)
    for group in fleeting:
        async with desk.store.write() as conn:
            await _delete_old(conn, desk, group)
    desk.on_posted()


async def _tell_morning(conn: AsyncConnection, desk: Desk, chat_key: str) -> None:
    group, now = await groups.find(conn, chat_key), desk.clock()
    kept = await group_replies.kept_in(conn, chat_key)
    if not kept or (group is not None and is_quiet(group.settings, now)):
        return
    wanted = group is not None and group.reachable and group.settings.morning_digest
    found: list[Found] = []
    if group is not None and wanted and group.settings.mode is Mode.AUTO:
        # What has no place in the digest was not told, and is told when it comes up again.
        found = (await _worth_telling(conn, desk, group, kept))[:MOST_LISTED]
    for each in kept:
        await group_replies.forget_message(conn, chat_key, each.question_id, unasked=True)
    if group is None or not found:
        return
    language = _language_of(group, found)
    token = await replies.remember_plain(
        conn, chat_key=chat_key, asker_key=chat_key, language=language.value, now=now
    )
    listed = {each.debunk.id for each in found}
    for each in kept:
        if debunk_ids := tuple(name for name in each.debunk_ids if name in listed):
            morning = Told(each.question_id, Kind.MORNING, each.words, token, debunk_ids, True, now)
            await group_replies.record(conn, chat_key, morning)
    await outbox.post(
        conn,
        key=f"morning:{chat_key}:{kept[0].question_id}",
        chat_id=group.chat_id,
        method="send_message",
        params=morning_reply(found, language).new_params(),
        now=now,
        reply_token=token,
    )


async def _worth_telling(
    conn: AsyncConnection, desk: Desk, group: Group, kept: Sequence[Told]
) -> list[Found]:
    """Return what was kept and is still news: each debunk once, with the first message that it is about."""
    now = desk.clock()
    first: dict[str, Told] = {}
    for each in kept:
        for name in each.debunk_ids if now - each.made < TOO_OLD_TO_TELL else ():
            first.setdefault(name, each)
    past = await group_replies.past_of(conn, group.chat_key, list(first), now, kept=False)
    cooldown = timedelta(hours=group.settings.cooldown_hours)
    found = []
    for name, each in first.items():
        debunk = desk.checker.debunk(name)
        told_at = past.told.get(name)
        # The settings hold as they are now: they may have been changed over night.
        if debunk is None or not is_wanted(group.settings, debunk):
            continue
        if told_at is None or now - told_at >= cooldown:
            link = message_link(group.chat_id, "", each.question_id)
            found.append(Found(debunk, link, desk.checker.way(debunk)))
    return found


def _language_of(group: Group, found: Sequence[Found]) -> Language:
    """Return the language of the group: the chosen one, else that of its title, else that of the claims."""
    text = group.title if script_of(group.title) else found[0].debunk.claim
    return choose_language(group.settings.language or "", "", text)


async def _delete_old(conn: AsyncConnection, desk: Desk, group: Group) -> None:
    before = desk.clock() - timedelta(hours=group.settings.delete_after_hours)
    for token, number in await group_replies.stale(conn, group.chat_key, before):
        if group.reachable:
            await post_deletion(conn, f"old:{token}", group.chat_id, number)
        await group_replies.detach(conn, token)
        await told.note(conn, desk.store, token, group.chat_id, {})

"""Correct what was told: a debunk is withdrawn or its verdict changes, and earlier replies are edited."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import groups, outbox, replies, told
from bot.desk import Desk
from bot.exchange import Exchange
from bot.group_settings import Mode
from bot.groups import Group
from bot.language import Language
from bot.question import Question
from bot.quiet import quiet_until
from bot.reply import Reply
from bot.succession import once_a_version
from bot.told import DOUBTED, WITHDRAWN, Standing
from bot.wording import say
from corpus.debunk import Debunk

log = logging.getLogger(__name__)

#: A reply that Telegram has not taken by then never reached anybody.
_UNSENT_FOR = timedelta(hours=1)
#: More debunks than this, and more than half of all that were told, are not withdrawn at once: somebody has
#: built an index of another corpus.
_MOST_LOST = 20


async def keep_correcting(desk: Desk) -> None:
    """Compare each index version, once it answers, with what was told; never returns."""
    await once_a_version(desk.checker, lambda: correct(desk), "replies cannot be corrected yet")


async def correct(desk: Desk) -> bool:
    """Edit every reply whose debunk says something else now; return False if some are still to be sent."""
    async with desk.store.read() as conn:
        stale = stale_verdicts(await told.verdicts(conn), desk.checker.debunk)
        found = [each for pair in stale for each in await told.standing(conn, desk.store, *pair)]
    chats: dict[str, dict[str, Standing]] = {}
    for each in found:
        chats.setdefault(each.chat_key, {})[each.token] = each
    lost = {debunk_id for debunk_id, _ in stale if desk.checker.debunk(debunk_id) is None}
    whole = True
    for chat_key, standing in chats.items():
        correction = _Correction(desk, chat_key, lost)
        await correction.look_for_others(list(standing.values()))
        async with desk.store.write() as conn:
            whole &= await correction.settle(conn, list(standing.values()))
        desk.on_posted()
    if chats:
        log.info("replies in %d chats are corrected by index version %s", len(chats), desk.checker.version)
    return whole


def stale_verdicts(
    told_before: Sequence[tuple[str, str]], debunk: Callable[[str], Debunk | None]
) -> list[tuple[str, str]]:
    """Return those debunks, with the verdict that was told, of which something else holds now. Pure.

    :param told_before: ids with verdicts as they were told, or `WITHDRAWN`
    :param debunk: gives what the current index has under an id
    """
    now = {debunk_id: debunk(debunk_id) for debunk_id, _ in told_before}
    lost = [debunk_id for debunk_id, found in now.items() if found is None]
    newly_lost = {debunk_id for debunk_id, verdict in told_before if verdict != WITHDRAWN} & set(lost)
    too_many = len(newly_lost) > _MOST_LOST and 2 * len(lost) > len(now)
    if too_many:
        log.error(
            "%d of the %d debunks that people were told are not in the index: expected a few at a time, so "
            "nobody is told that they were withdrawn; build the index of the whole corpus",
            len(lost),
            len(now),
        )
    stale = []
    for debunk_id, verdict in told_before:
        found = now[debunk_id]
        if verdict != (WITHDRAWN if found is None else found.verdict.value) and not (
            too_many and found is None
        ):
            stale.append((debunk_id, verdict))
    return stale


class _Correction:
    """The corrections in one chat, with one notice for all of them, in one transaction.

    :param lost: ids of debunks that were withdrawn
    """

    def __init__(self, desk: Desk, chat_key: str, lost: set[str]) -> None:
        self._desk = desk
        self._chat_key = chat_key
        self._lost = lost
        self._now = desk.clock()
        self._others: dict[str, int] = {}

    async def look_for_others(self, standing: Sequence[Standing]) -> None:
        """Ask the index again where nothing of a reply stands: another publisher may have checked the claim.

        Only what the reply could have named counts, and only where the index is sure of it.
        """
        for each in standing:
            if not self._lost.issuperset(each.verdicts):
                continue
            async with self._desk.store.read() as conn:
                kept = await replies.find(conn, each.token, self._chat_key, self._now)
            if kept is None or not kept.offers:
                continue
            answer = await self._desk.check(self._chat_key, Question(kept.text, kept.links))
            sure = {match.debunk.id for match in answer.answers}
            for place, offer in enumerate(kept.offers):
                if offer.debunk_id in sure:
                    self._others.setdefault(each.token, place)

    async def settle(self, conn: AsyncConnection, standing: Sequence[Standing]) -> bool:
        """Edit the replies; return False if one of them is not sent yet."""
        group = await groups.find(conn, self._chat_key)
        edited: list[tuple[Standing, Language]] = []
        whole = True
        for each in standing:
            if each.message_id is None and self._now - each.made < _UNSENT_FOR:
                whole = False
                continue
            kept = await replies.find(conn, each.token, self._chat_key, self._now)
            # Without offers, the message has become something else since.
            reply = self._corrected(kept, each) if kept is not None and kept.offers else None
            await self._renew(conn, each)
            if kept is None or reply is None or each.message_id is None or _is_out_of_reach(group):
                continue
            if each.token in self._others:
                places = [self._others[each.token]]
                await Exchange(self._desk, kept, 0).note_told(conn, each.chat_id, places)
            await self._post_edit(conn, each, reply)
            edited.append((each, Language(kept.language)))
        if edited and not (_is_out_of_reach(group) or (group and group.settings.mode is Mode.SILENT)):
            await self._post_notice(conn, edited, group)
        return whole

    async def _renew(self, conn: AsyncConnection, standing: Standing) -> None:
        for debunk_id in standing.verdicts:
            debunk = self._desk.checker.debunk(debunk_id)
            if debunk is not None:
                await told.renew(conn, standing.token, debunk_id, debunk.verdict.value)
            elif debunk_id in self._lost:
                await told.renew(conn, standing.token, debunk_id, WITHDRAWN)

    def _corrected(self, kept: replies.Reply, standing: Standing) -> Reply | None:
        language = Language(kept.language)
        places = [place for debunk_id, place in standing.places.items() if debunk_id not in self._lost]
        other = self._others.get(standing.token)
        shown = Exchange(self._desk, kept, 0).show(places if other is None else [other])
        if shown is None:
            return Reply(say(language, "correction-withdrawn"))
        if other is not None:
            title = say(language, "correction-other")
        elif any(debunk_id in self._lost for debunk_id in standing.verdicts):
            title = say(language, "correction-part")
        else:
            title = say(language, "correction-changed" if self._is_other(standing) else "correction-edited")
        return Reply(f"{title}\n\n{shown.text}", shown.buttons, shown.preview if standing.chat_id > 0 else "")

    def _is_other(self, standing: Standing) -> bool:
        """Tell whether a verdict is another than was told, not only the words around it."""
        now = {debunk_id: self._desk.checker.debunk(debunk_id) for debunk_id in standing.verdicts}
        return any(
            found is not None and standing.verdicts[debunk_id] not in {DOUBTED, found.verdict.value}
            for debunk_id, found in now.items()
        )

    async def _post_edit(self, conn: AsyncConnection, standing: Standing, reply: Reply) -> None:
        await outbox.post(
            conn,
            key=f"correct:{standing.token}:{_stamp(self._now)}",
            # Answers to those who ask now go first.
            urgency=-1,
            chat_id=standing.chat_id,
            method="edit_message_text",
            params={"message_id": standing.message_id, **reply.params()},
            now=self._now,
            reply_token=standing.token,
        )

    async def _post_notice(
        self, conn: AsyncConnection, edited: Sequence[tuple[Standing, Language]], group: Group | None
    ) -> None:
        """An edit makes no sound: tell once, in the day, that something was corrected."""
        latest, language = max(edited, key=lambda each: each[0].made)
        params = Reply(say(language, "correction-notice", count=len(edited))).new_params()
        await outbox.post(
            conn,
            key=f"corrected:{self._chat_key}:{_stamp(self._now)}",
            # A level of its own: what waits for the morning must hold nothing else up.
            urgency=-2,
            chat_id=latest.chat_id,
            method="send_message",
            # Where the reply is gone, there is nothing to point at.
            params={**params, "reply_parameters": {"message_id": latest.message_id}},
            now=self._now,
            due=quiet_until(group.settings, self._now) if group else None,
        )


def _is_out_of_reach(group: Group | None) -> bool:
    return group is not None and not group.reachable


def _stamp(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)

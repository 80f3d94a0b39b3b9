"""Answer who asks in a group, in whatever band the answer is, and each person in turn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import group_replies, groups, replies
from bot.addressed import Addressed
from bot.desk import Desk, Errand, post_edit, post_reply
from bot.exchange import Asked, begin
from bot.group_replies import Kind, Told
from bot.group_settings import GroupSettings
from bot.group_words import message_link, reminder_reply
from bot.handlers.asker import hint_for, refusal_of
from bot.handlers.overhear import album_key, language_in, words_key
from bot.language import Language
from bot.lead import Near
from bot.messenger import Call
from bot.question import Question
from bot.quiet import is_quiet
from bot.reply import Reply, plain_reply
from bot.told import note as note_told
from bot.week import count_heard
from index.decision import Answer, Band

__all__ = ["answer_in_group"]

#: One person, and all of a group, may ask so often within so long; the others are answered all the same.
MOST_OF_ONE, MOST_OF_ALL, FLOOD = 10, 100, timedelta(minutes=10)
#: So long a reply to the very same message is pointed at instead of given again, where nothing is set.
_POINTED_AT = timedelta(hours=24)


async def answer_in_group(
    update_id: int,
    message: telegram.Message,
    desk: Desk,
    addressed: Addressed,
    before: Told | None = None,
) -> Errand | None:
    """Return the errand that answers who asks in a group; None where the bot may not write.

    :param before: what was answered when the message had other words: it becomes the new answer
    """
    chat_key = desk.chat_key(message.chat)
    async with desk.store.read() as conn:
        group = await groups.find(conn, chat_key)
    if group is not None and not group.reachable:
        return None
    settings = group.settings if group is not None else GroupSettings()
    question = addressed.question or Question("")
    language = language_in(settings, message, question.text)
    asks = addressed.question is not None
    fixed = refusal_of(question, language, place="group-") if asks else plain_reply(language, "group-how")
    found: Answer | None = None
    near: Near | None = None
    if fixed is None:
        found = await desk.check(chat_key, question)
        fixed = hint_for(question, language, place="group-") if found.band is Band.UNKNOWN else None
        near = await desk.near(question, found) if fixed is None else None
    where = Asked(update_id, message, desk.asker_key(message), language)
    return _Request(desk, where, settings, question, addressed.about, found, fixed, before, near).settle


@dataclass(frozen=True, slots=True)
class _Request:
    """A question asked in a group.

    :ivar about: number of the message whose words are looked up
    :ivar found: None where nothing was looked up
    :ivar fixed: what is said instead of what was found
    :ivar near: leads that make the same claim
    """

    desk: Desk
    asked: Asked
    settings: GroupSettings
    question: Question
    about: int
    found: Answer | None
    fixed: Reply | None
    before: Told | None
    near: Near | None

    async def settle(self, conn: AsyncConnection) -> Sequence[Call]:
        if self.before is not None:
            kept = await replies.find(conn, self.before.token, self._chat_key, self.desk.clock())
            if kept is not None:
                await self._answer_anew(conn, kept)
            return ()
        room = await self._room(conn)
        if room == 0:
            await self._say(conn, plain_reply(self.asked.language, "group-busy"))
        elif room > 0 and self.fixed is None and (reminder := await self._reminder(conn)):
            await self._say(conn, reminder)
        elif room > 0:
            if self.found is not None:
                now, matches = self.desk.clock(), self.found.answers
                await count_heard(conn, self._chat_key, self.settings, matches, now, asked=True)
            reply, token = await self._reply(conn)
            await self._post(conn, reply, token)
        return ()

    async def _answer_anew(self, conn: AsyncConnection, kept: replies.Reply) -> None:
        """Make an earlier reply the new answer; who asked stays, though another changed the words."""
        asked = replace(self.asked, asker_key=kept.asker_key, language=Language(kept.language))
        chat_id = self.asked.message.chat.id
        # Of what it told before, no correction is due any more.
        await note_told(conn, self.desk.store, kept.token, chat_id, {})
        reply, token = await replace(self, asked=asked)._reply(conn, kept.token)
        await post_edit(conn, f"{self._key}:{token}", chat_id, None, reply, token=token)

    @property
    def _chat_key(self) -> str:
        return self.desk.chat_key(self.asked.message.chat)

    @property
    def _album(self) -> str:
        """Keyed hash of the album whose words are looked up, or ""."""
        message = self.asked.message
        pointed_at = message.reply_to_message if self.about != message.message_id else None
        return album_key(self.desk, pointed_at or message)

    @property
    def _key(self) -> str:
        return f"update:{self.asked.update_id}"

    async def _room(self, conn: AsyncConnection) -> int:
        """Return how many answers are left to this person and group; 0: one that says so; -1: none."""
        since = self.desk.clock() - FLOOD
        one = await replies.asked_since(conn, self._chat_key, since, self.asked.asker_key)
        everybody = await replies.asked_since(conn, self._chat_key, since)
        return max(-1, min(MOST_OF_ONE - one, MOST_OF_ALL - everybody))

    async def _reply(self, conn: AsyncConnection, token: str = "") -> tuple[Reply, str]:
        """Remember the reply, and what it is about; return it with its token."""
        debunk_ids: tuple[str, ...] = ()
        if self.fixed is not None or self.found is None:
            reply = self.fixed or plain_reply(self.asked.language, "group-how")
            token = await self._remember(conn, token)
            if self.before is None and self.about != self.asked.message.message_id:
                # Of the message that was pointed at, nothing was said.
                return reply, token
        else:
            chat = self.asked.message.chat
            if self.found.band is Band.UNKNOWN and await groups.find(conn, self._chat_key) is None:
                # Known from before the bot kept its groups: what is found out later must reach it.
                await groups.note(conn, self._chat_key, chat.id, chat.title or "", now=self.desk.clock())
            exchange, reply = await begin(
                conn, self.desk, self.asked, self.question, self.found, token=token, near=self.near
            )
            token = exchange.kept.token
            debunk_ids = tuple(match.debunk.id for match in self.found.answers)
        words, now = words_key(self.desk, self.question), self.desk.clock()
        told = Told(self.about, Kind.REPLY, words, token, debunk_ids, unasked=False, made=now)
        await group_replies.record(conn, self._chat_key, told, album=self._album)
        return reply, token

    async def _say(self, conn: AsyncConnection, reply: Reply) -> None:
        """Say what is no answer; it counts as one, so that nobody can have it said without end."""
        await self._post(conn, reply, await self._remember(conn))

    async def _remember(self, conn: AsyncConnection, token: str = "") -> str:
        return await replies.remember_plain(
            conn,
            chat_key=self._chat_key,
            asker_key=self.asked.asker_key,
            language=self.asked.language.value,
            now=self.desk.clock(),
            token=token,
        )

    async def _post(self, conn: AsyncConnection, reply: Reply, token: str) -> None:
        silently = is_quiet(self.settings, self.desk.clock())
        await post_reply(conn, self._key, self.asked.message, reply, token=token, silently=silently)

    async def _reminder(self, conn: AsyncConnection) -> Reply | None:
        """Return the reply that points at the answer which stands under this very message already."""
        message = self.asked.message
        lately = timedelta(hours=self.settings.cooldown_hours) or _POINTED_AT
        words = words_key(self.desk, self.question)
        here = await group_replies.told_about(conn, self._chat_key, self.about)
        beside = await group_replies.asked_of_album(conn, self._chat_key, self._album)
        for told in [*here, *beside]:
            debunk = self.desk.checker.debunk(told.debunk_ids[0]) if told.debunk_ids else None
            number = await replies.message_of(conn, told.token)
            stands = told.kind is Kind.REPLY and told.words == words and debunk is not None
            if stands and debunk and number and self.desk.clock() - told.made <= lately:
                link = message_link(message.chat.id, message.chat.username or "", number)
                return reminder_reply(debunk, self.asked.language, link) if link else None
        return None

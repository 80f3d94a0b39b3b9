"""What a group said without asking: told to it, kept for the morning, or let go, in one transaction."""

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import group_replies, groups, outbox, replies
from bot.desk import Desk, post_edit, post_reply
from bot.exchange import Asked, begin
from bot.group_replies import Kind, Told
from bot.group_settings import GroupSettings, Mode
from bot.group_words import changed_reply, message_link, reaction_to, reminder_reply
from bot.question import Question
from bot.reply import Reply
from bot.speaking import Act, Plan, plan
from bot.told import note as note_told
from corpus.debunk import Verdict
from index.decision import Answer, Band, Match

__all__ = ["Overheard"]


@dataclass(frozen=True, slots=True)
class Overheard:
    """A message of a group that the bot has looked at, with what it found.

    :ivar asked: in the group's name: anybody there may press the buttons, and nobody is noted as having asked
    :ivar matches: what may be told to the group
    :ivar words: keyed hash of the text
    :ivar album: keyed hash of the album that it belongs to, or ""
    """

    desk: Desk
    asked: Asked
    question: Question
    settings: GroupSettings
    found: Answer
    matches: tuple[Match, ...]
    words: str
    album: str

    async def settle(self, conn: AsyncConnection) -> None:
        """Do what is to be done about a message that is looked at for the first time."""
        if self.matches and not await group_replies.album_told(conn, self._chat_key, self.album):
            await self._do(conn, await self._plan(conn))

    async def settle_again(self, conn: AsyncConnection, before: Told) -> None:
        """Do what is to be done when a message was changed after something came of it.

        What was said becomes something else; nothing is said once more.
        """
        if before.kind in {Kind.REPLY, Kind.REMIND}:
            if before.token:
                await self._say_otherwise(conn, before)
            return
        if before.kind is Kind.MORNING:
            return
        found = await self._plan(conn)
        if before.kind is Kind.REACT and found.act is not Act.REACT:
            await self._react(conn, None)
        await group_replies.forget_message(conn, self._chat_key, self._number, unasked=True)
        await self._do(conn, found)

    @property
    def _chat_key(self) -> str:
        return self.desk.chat_key(self.asked.message.chat)

    @property
    def _number(self) -> int:
        return self.asked.message.message_id

    @property
    def _key(self) -> str:
        return f"update:{self.asked.update_id}"

    async def _plan(self, conn: AsyncConnection) -> Plan:
        now = self.desk.clock()
        debunk_ids = [match.debunk.id for match in self.matches]
        past = await group_replies.past_of(conn, self._chat_key, debunk_ids, now, but=self._number)
        return plan(self.settings, self.matches, past, now)

    async def _do(self, conn: AsyncConnection, planned: Plan) -> None:
        if planned.act is Act.REPLY:
            await self._reply(conn, planned.matches)
        elif planned.act is Act.REMIND:
            await self._remind(conn, planned.matches)
        elif planned.act is Act.REACT:
            await self._react(conn, reaction_to([Verdict(each.debunk.verdict) for each in planned.matches]))
            await self._record(conn, Kind.REACT, "", planned.matches)
        elif planned.act is Act.KEEP:
            await self._keep(conn, planned.matches)

    async def _reply(self, conn: AsyncConnection, matches: tuple[Match, ...]) -> None:
        reply, token = await self._answer(conn, matches)
        await post_reply(conn, self._key, self.asked.message, reply, token=token, alone=False)
        await self._record(conn, Kind.REPLY, token, matches)

    async def _remind(self, conn: AsyncConnection, matches: tuple[Match, ...]) -> None:
        message, debunk = self.asked.message, matches[0].debunk
        number = await group_replies.whole_reply(conn, self._chat_key, debunk.id)
        if number is None:
            await self._reply(conn, matches)
            return
        link = message_link(message.chat.id, message.chat.username or "", number)
        reply = reminder_reply(debunk, self.asked.language, link)
        token = await self._remember_plain(conn)
        beside = None if link else number
        await post_reply(conn, self._key, message, reply, token=token, beside=beside, alone=False)
        await self._record(conn, Kind.REMIND, token, matches)

    async def _react(self, conn: AsyncConnection, emoji: str | None) -> None:
        await outbox.post(
            conn,
            key=f"{self._key}:reaction:{emoji or ''}",
            # However many there are, answers to those who ask go first.
            urgency=-1,
            chat_id=self.asked.message.chat.id,
            method="set_message_reaction",
            params={"message_id": self._number, "reaction": emoji},
            now=self.desk.clock(),
        )

    async def _keep(self, conn: AsyncConnection, matches: tuple[Match, ...]) -> None:
        chat = self.asked.message.chat
        if await groups.find(conn, self._chat_key) is None:
            # Known from before the bot kept its groups: the digest must reach it.
            await groups.note(conn, self._chat_key, chat.id, chat.title or "", now=self.desk.clock())
        await self._record(conn, Kind.KEPT, "", matches)

    async def _say_otherwise(self, conn: AsyncConnection, before: Told) -> None:
        chat_id = self.asked.message.chat.id
        # Of what it told before, no correction is due any more.
        await note_told(conn, self.desk.store, before.token, chat_id, {})
        if self.matches and self.settings.mode is Mode.AUTO:
            reply, token = await self._answer(conn, self.matches, token=before.token)
            await self._record(conn, Kind.REPLY, token, self.matches)
        else:
            reply, token = changed_reply(self.asked.language), await self._remember_plain(conn, before.token)
            # Still told, as far as the cool-down goes, but nothing that a reminder could link to.
            withdrawn = replace(before, kind=Kind.REMIND, words=self.words)
            await group_replies.record(conn, self._chat_key, withdrawn, album=self.album)
        await post_edit(conn, f"{self._key}:{token}", chat_id, None, reply, token=token)

    async def _answer(
        self, conn: AsyncConnection, matches: tuple[Match, ...], *, token: str = ""
    ) -> tuple[Reply, str]:
        told = replace(self.found, band=Band.ANSWER, claims=matches)
        exchange, reply = await begin(conn, self.desk, self.asked, self.question, told, token=token)
        # The picture of a page takes a screen of everybody's phone.
        return replace(reply, preview=""), exchange.kept.token

    async def _remember_plain(self, conn: AsyncConnection, token: str = "") -> str:
        """Remember a reply that offers nothing, so that its number is known, and return its token."""
        return await replies.remember_plain(
            conn,
            chat_key=self._chat_key,
            asker_key=self._chat_key,
            language=self.asked.language.value,
            now=self.desk.clock(),
            token=token,
        )

    async def _record(
        self, conn: AsyncConnection, kind: Kind, token: str, matches: tuple[Match, ...]
    ) -> None:
        debunk_ids = tuple(match.debunk.id for match in matches)
        made = self.desk.clock()
        told = Told(self._number, kind, self.words, token, debunk_ids, unasked=True, made=made)
        await group_replies.record(conn, self._chat_key, told, album=self.album)

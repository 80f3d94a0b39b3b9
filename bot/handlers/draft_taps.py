"""Tap on a draft: choose, edit, show, cancel, and publish what it has become."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import telegram
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import told
from bot.desk import Desk, Errand, post_edit
from bot.errors import BotError
from bot.language import Language
from bot.lead_tables import leads as lead_rows
from bot.messenger import Call
from bot.newsroom import changes, drafts, publishing, standing
from bot.newsroom.draft_faults import fault_words, faults_of, shape_fault
from bot.newsroom.draft_page import FIELDS, VERB, debunk_of, draft_page, finished_reply
from bot.newsroom.drafting import Place, is_answered_in, post
from bot.newsroom.drafts import Draft
from bot.newsroom.telling import answer_lead, count_told
from bot.newsroom.units_file import TOPICS
from bot.question import Question
from bot.reply import Reply
from bot.wording import label, say
from corpus.debunk import Debunk, Verdict
from corpus.errors import CorpusError, Refused
from corpus.local import UNNAMED, LocalCorpus
from index.decision import Band, Match
from index.errors import SearchError

__all__ = ["TROUBLES", "faulty_words", "pressed"]

log = logging.getLogger(__name__)

#: What can go wrong when something is published.
TROUBLES = (CorpusError, SearchError, BotError)


async def pressed(update_id: int, query: telegram.CallbackQuery, desk: Desk) -> Errand | None:
    """Return the errand of a button of a draft; None for all other buttons."""
    verb, token, action, value = [*(query.data or "").split(":", 3), "", "", ""][:4]
    message = query.message
    if verb != VERB or message is None:
        return None
    language = await desk.language_of(message.chat.id, query.from_user)
    async with desk.store.read() as conn:
        key = desk.store.key("chat", message.chat.id)
        draft = await drafts.find(conn, token, key, message.message_id, desk.clock())
    if draft is None or not desk.room.is_open_to(message.chat.id):
        return _toast(query, label(language, "draft-gone"))
    thread = message.message_thread_id if isinstance(message, telegram.Message) else None
    place = Place(f"update:{update_id}", message.chat.id, language, message.message_id, thread)
    tap = _Tap(query, draft, place, desk.person_key(query.from_user), desk)
    if action == "cancel":
        return tap.cancel()
    if not await is_answered_in(desk, draft.lead_number, message.chat.id):
        text = label(language, "draft-not-yours", number=str(draft.lead_number))
        return _toast(query, text, alert=True)
    if action == "verdict" and value in set(Verdict):
        return tap.become(replace(draft, fields={**draft.fields, "verdict": value}, awaits=""))
    if action == "edit" and value in FIELDS:
        return tap.become(replace(draft, awaits=value))
    if refusal := faulty_words(draft, desk, language):
        return _toast(query, refusal, alert=True)
    made = debunk_of(draft.fields)
    assert isinstance(made, Debunk)
    if action == "show":
        return tap.show(made)
    if action == "publish":
        return await (tap.correct(made) if made.id != UNNAMED else tap.publish(made))
    return _toast(query, label(language, "draft-gone"))


@dataclass(frozen=True, slots=True)
class _Tap:
    """A tap on a draft, by somebody of the room."""

    query: telegram.CallbackQuery
    draft: Draft
    place: Place
    person: str
    desk: Desk

    def become(self, draft: Draft) -> Errand:
        async def errand(conn: AsyncConnection) -> Sequence[Call]:
            await drafts.keep(conn, draft, self.desk.clock())
            occupied = await drafts.others_at(conn, draft.lead_number, draft.person_key, self.desk.clock())
            page = draft_page(draft, self.place.language, occupied=occupied)
            await self._edit(conn, page)
            return _answered(self.query)

        return errand

    def cancel(self) -> Errand:
        async def errand(conn: AsyncConnection) -> Sequence[Call]:
            await drafts.close(conn, self.draft.token)
            await self._edit(conn, Reply(say(self.place.language, "draft-cancelled")))
            return _answered(self.query)

        return errand

    def show(self, debunk: Debunk) -> Errand:
        reply = finished_reply(debunk, self._read_in(debunk), self.desk.clock().date())

        async def errand(conn: AsyncConnection) -> Sequence[Call]:
            await drafts.keep(conn, replace(self.draft, awaits=""), self.desk.clock())
            await post(conn, self.desk, self.place, reply)
            return _answered(self.query)

        return errand

    async def publish(self, debunk: Debunk) -> Errand:
        """Publish first; what follows is one transaction. Killed between, the tap is handled again."""
        language, number = self.place.language, self.draft.lead_number
        async with self.desk.store.read() as conn:
            found = await standing.find(conn, number) if number is not None else None
        if number is None or found is None:
            return _toast(self.query, label(language, "draft-no-lead", number=str(number)), alert=True)
        cause = f"lead:{found.number}:{self.draft.token}"
        try:
            before = await asyncio.to_thread(LocalCorpus(self.desk.room.home).history.published_by, cause)
            if found.debunk_id and (before is None or before.id != found.debunk_id):
                text = label(language, "draft-answered-meanwhile", number=str(number), id=found.debunk_id)
                return _toast(self.query, text, alert=True)
            published = await publishing.publish(self.desk, debunk, cause=cause)
        except Refused as error:
            # What was imported and not built in yet answers nothing.
            answers = self.desk.checker.debunk(error.debunk_id) is not None
            key = "draft-known" if answers else "draft-known-unbuilt"
            return self._say(say(language, key, id=error.debunk_id, number=str(number)))
        except TROUBLES as error:
            return self._trouble(error)
        match, version = Match(published, 1.0), self.desk.checker.version
        fits = await self._fits(published)

        async def errand(conn: AsyncConnection) -> Sequence[Call]:
            await answer_lead(conn, self.desk, number, [match], version=version, who=self.person)
            # The new version may have been asked about the lead before, by bot/news.py.
            hearers = await count_told(conn, found.number, published.id)
            text = say(
                language,
                "draft-published",
                id=published.id,
                number=str(number),
                people=hearers.people,
                groups=hearers.groups,
            )
            if not fits:
                text += "\n\n" + say(language, "draft-unfit", id=published.id)
            await drafts.close(conn, self.draft.token)
            await self._edit(conn, Reply(text))
            return _answered(self.query)

        return errand

    async def correct(self, debunk: Debunk) -> Errand:
        """Correct first; what follows is one transaction. Killed between, the tap is handled again."""
        language, local = self.place.language, LocalCorpus(self.desk.room.home)
        cause = f"draft:{self.draft.token}"
        try:
            old = await asyncio.to_thread(local.find, debunk.id)
            if old is not None and len(old.variants) > 1:
                debunk = debunk.model_copy(update={"variants": (*debunk.variants, *old.variants[1:])})
            before = await asyncio.to_thread(local.history.corrected_by, cause) if old == debunk else None
            if before is not None:
                old = before[0]
            changed = [] if old is None else [n for n in FIELDS if _part(n, old) != _part(n, debunk)]
            if changed and "verdict" not in changed and before is None:
                # Before the version with the correction answers: from then on earlier replies are edited, as
                # those that told another verdict are without this.
                async with self.desk.store.write() as conn:
                    await told.doubt(conn, debunk.id)
            await publishing.correct(self.desk, debunk, cause=cause)
        except Refused as error:
            return self._say(say(language, "draft-known-other", id=error.debunk_id))
        except TROUBLES as error:
            return self._trouble(error)
        key = "draft-corrected" if changed else "draft-unchanged"
        arguments = {"fields": names_of(changed, language)} if changed else {}
        text = say(language, key, id=debunk.id, **arguments)

        async def errand(conn: AsyncConnection) -> Sequence[Call]:
            await drafts.close(conn, self.draft.token)
            if self.draft.lead_number is not None and changed:
                note = f"{debunk.id}: {names_of(changed, Language.ENGLISH)}"
                now = self.desk.clock()
                await changes.note(conn, self.draft.lead_number, note, now=now, who=self.person)
            await self._edit(conn, Reply(text))
            return _answered(self.query)

        return errand

    async def _fits(self, debunk: Debunk) -> bool:
        """Tell whether who asks again in the lead's own words is answered with the debunk."""
        async with self.desk.store.read() as conn:
            row = (
                await conn.execute(
                    select(lead_rows.c.text, lead_rows.c.links).where(
                        lead_rows.c.number == self.draft.lead_number
                    )
                )
            ).first()
        if row is None:
            return True
        answer = await self.desk.checker.check(Question(row.text, tuple(row.links)))
        return answer.band is Band.ANSWER and any(each.debunk.id == debunk.id for each in answer.answers)

    def _read_in(self, debunk: Debunk) -> Language:
        return Language(debunk.lang) if debunk.lang in set(Language) else self.place.language

    def _trouble(self, error: Exception) -> Errand:
        log.error("a debunk is not published: %s", error)
        return self._say(say(self.place.language, "draft-trouble", reason=str(error)))

    def _say(self, text: str) -> Errand:
        async def errand(conn: AsyncConnection) -> Sequence[Call]:
            await drafts.keep(conn, replace(self.draft, awaits=""), self.desk.clock())
            await post(conn, self.desk, self.place, Reply(text))
            return _answered(self.query)

        return errand

    async def _edit(self, conn: AsyncConnection, reply: Reply) -> None:
        assert self.place.message_id is not None
        await post_edit(conn, self.place.key, self.place.chat_id, self.place.message_id, reply)


def _part(name: str, debunk: Debunk) -> object:
    return debunk.variants if name == "wording" else getattr(debunk, name)


def names_of(fields: Sequence[str], language: Language) -> str:
    return label(language, "draft-comma").join(label(language, "draft-field", field=name) for name in fields)


def faulty_words(draft: Draft, desk: Desk, language: Language, only: str = "") -> str:
    """Return why a draft cannot be published as it is, in plain text; "" if nothing is wrong.

    :param only: of all fields just this one
    """
    made = debunk_of(draft.fields)
    missing = [] if isinstance(made, Debunk) else made
    if missing and not only:
        return label(language, "draft-missing", fields=names_of(missing, language))
    topics, today = {*TOPICS, *desk.checker.topics}, desk.clock().date()
    faults = faults_of(draft.fields, topics, today, loopback_port=desk.room.loopback_port)
    for name, fault in faults.items():
        if only in {"", name}:
            return fault_words(name, fault, draft.fields[name], language)
    if only not in missing:
        return ""
    return fault_words(only, shape_fault(only, draft.fields[only]), draft.fields[only], language)


def _toast(query: telegram.CallbackQuery, text: str, *, alert: bool = False) -> Errand:
    async def errand(_: AsyncConnection) -> Sequence[Call]:
        return _answered(query, text, alert=alert)

    return errand


def _answered(query: telegram.CallbackQuery, text: str = "", *, alert: bool = False) -> Sequence[Call]:
    params = {"callback_query_id": query.id, "text": text[:200] or None, "show_alert": alert}
    return (Call("answer_callback_query", params),)

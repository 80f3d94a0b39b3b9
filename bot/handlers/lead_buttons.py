"""Tap on a card or a list of leads: looked up by its token, bound to chat and message, and never trusted."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk import Desk, Errand, post_edit
from bot.language import Language
from bot.messenger import Call
from bot.newsroom import card, card_store, list_page, lists, sheets
from bot.newsroom.card import Page, unit_named
from bot.newsroom.card_store import Card, Found
from bot.newsroom.cards import look_up, post_card, redraw, view_in
from bot.newsroom.changes import Reason, Refusal
from bot.newsroom.deeds import Deeds
from bot.newsroom.drafting import Place, begin
from bot.newsroom.places import place_named
from bot.newsroom.telling import Told
from bot.newsroom.units_file import TOPICS
from bot.wording import label
from corpus.debunk import Debunk

__all__ = ["pressed"]

_PAGES = {"", "assign", "dismiss", "topic", "region", "merge", "split", "mute"}
_LOOKING = {"look", "renew"}


async def pressed(update_id: int, query: telegram.CallbackQuery, desk: Desk) -> Errand | None:
    """Return the errand of a button of a card or a list of leads; None for all other buttons."""
    verb, _, rest = (query.data or "").partition(":")
    message = query.message
    if verb not in {card.VERB, list_page.VERB} or message is None:
        return None
    language = await desk.language_of(message.chat.id, query.from_user)
    if not desk.room.is_open_to(message.chat.id):
        # The same words whether there is such a card or not.
        return _toast(query, label(language, "card-not-here"))
    token, _, rest = rest.partition(":")
    if verb == list_page.VERB:
        return await _turn_list(update_id, query, token, rest, language, desk)
    action, _, argument = rest.partition(":")
    async with desk.store.read() as conn:
        shown = await card_store.find(
            conn, token, desk.store.key("chat", message.chat.id), message.message_id, desk.clock()
        )
    if shown is None:
        return _toast(query, label(language, "card-old"))
    # Asking the index takes its time, and belongs before the transaction.
    found = await look_up(desk, shown.lead_number) if action in _LOOKING else None
    tap = _Tap(update_id, query, message, shown, found, language, desk)
    if action == "write":
        return await tap.write()
    return tap.errand(action, argument)


@dataclass(frozen=True, slots=True)
class _Tap:
    """A tap on a card, in a chat of the room."""

    update_id: int
    query: telegram.CallbackQuery
    message: telegram.MaybeInaccessibleMessage
    card: Card
    found: Found | None
    language: Language
    desk: Desk

    @property
    def _key(self) -> str:
        return f"update:{self.update_id}"

    def errand(self, action: str, argument: str) -> Errand:
        async def errand(conn: AsyncConnection) -> Sequence[Call]:
            deeds = self._deeds(conn)
            if self.card.message_id is None:
                await card_store.attach_message(conn, self.card.token, self.message.message_id)
            if await deeds.own(self.card.lead_number) is None:
                await redraw(conn, self.desk, self.card.lead_number, key=self._key)
                return _answered(self.query, label(self.language, "card-not-yours"))
            deed = _DEEDS.get(action)
            said = label(self.language, "card-old") if deed is None else await deed(self, deeds, argument)
            return _answered(self.query, said)

        return errand

    async def write(self) -> Errand:
        """Begin an answer, which has a message of its own."""
        thread = self.message.message_thread_id if isinstance(self.message, telegram.Message) else None
        place = Place(self._key, self.message.chat.id, self.language, self.message.message_id, thread)
        beginning = await begin(
            self.desk, self.card.lead_number, place, self.desk.person_key(self.query.from_user)
        )

        async def errand(conn: AsyncConnection) -> Sequence[Call]:
            return (*await beginning(conn), *_answered(self.query, ""))

        return errand

    def _deeds(self, conn: AsyncConnection) -> Deeds:
        who = self.desk.person_key(self.query.from_user)
        return Deeds(conn, self.desk, self._key, who, self.message.chat.id)

    async def turn(self, deeds: Deeds, argument: str) -> str:
        """Turn this card to another page; the other cards of the lead stay as they are."""
        name, _, rest = argument.partition(".")
        first, _, below = rest.partition(".")
        if name not in _PAGES or not (first == "" or (first.isascii() and first.isdigit())):
            return label(self.language, "card-old")
        await self._show(deeds, Page(name, int(first or 0), place_named(below) or ""))
        return ""

    async def renew(self, deeds: Deeds, _: str) -> str:
        if self.found is not None:
            await card_store.keep_found(deeds.conn, self.card.token, self.found)
        await redraw(deeds.conn, self.desk, self.card.lead_number, key=self._key)
        return ""

    async def use(self, deeds: Deeds, argument: str) -> str:
        """Show the answer with a candidate as people will read it."""
        place = int(argument) if argument.isascii() and argument.isdigit() and len(argument) < 3 else -1
        if self._candidate(place) is None:
            return label(self.language, "desk-lost")
        await self._show(deeds, Page("use", place))
        return ""

    async def publish(self, deeds: Deeds, argument: str) -> str:
        """Answer with the candidate that was shown, as long as nothing has changed meanwhile."""
        first, _, code = argument.partition(".")
        place = int(first) if first.isascii() and first.isdigit() and len(first) < 3 else -1
        debunk = self._candidate(place)
        sheet = await sheets.read(deeds.conn, self.desk, self.card.lead_number)
        if debunk is None or sheet is None or code != card.answer_code(sheet, debunk):
            return label(self.language, "desk-lost")
        told = await deeds.answer(self.card.lead_number, debunk)
        if isinstance(told, Told):
            words = label(self.language, "desk-told", people=told.people, groups=told.groups)
            return words + (
                label(self.language, "desk-told-before", count=told.before) if told.before else ""
            )
        return self._said(told)

    def _candidate(self, place: int) -> Debunk | None:
        debunks = self.card.found.debunks if self.card.found is not None else ()
        return self.desk.checker.debunk(debunks[place].debunk_id) if 0 <= place < len(debunks) else None

    async def check(self, deeds: Deeds, _: str) -> str:
        return self._said(await deeds.check(self.card.lead_number))

    async def assign(self, deeds: Deeds, code: str) -> str:
        unit = unit_named(self.desk.room.units, code)
        if unit is None:
            return label(self.language, "desk-lost")
        here = self.desk.room.unit_in(self.message.chat.id)
        standing = await deeds.own(self.card.lead_number)
        if here is not None and (standing is None or not unit.takes(standing.topic, standing.region)):
            return self._said(Refusal.UNFIT)
        return self._said(await deeds.assign(self.card.lead_number, unit))

    async def give_back(self, deeds: Deeds, _: str) -> str:
        return self._said(await deeds.give_back(self.card.lead_number))

    async def dismiss(self, deeds: Deeds, reason: str) -> str:
        if reason not in set(Reason):
            return label(self.language, "desk-lost")
        return self._said(await deeds.dismiss(self.card.lead_number, Reason(reason)))

    async def reopen(self, deeds: Deeds, _: str) -> str:
        return self._said(await deeds.reopen(self.card.lead_number))

    async def topic(self, deeds: Deeds, code: str) -> str:
        if code not in TOPICS:
            return label(self.language, "desk-lost")
        return self._said(await deeds.place(self.card.lead_number, topic=code))

    async def region(self, deeds: Deeds, argument: str) -> str:
        """Choose a place, or look at the places below it."""
        if argument == "=":
            return self._said(await deeds.place(self.card.lead_number, region=""))
        place = place_named(argument.removeprefix("="))
        if place is None:
            return label(self.language, "desk-lost")
        if argument.startswith("="):
            return self._said(await deeds.place(self.card.lead_number, region=place))
        await self._show(deeds, Page("region", below=place))
        return ""

    async def merge(self, deeds: Deeds, argument: str) -> str:
        numbers = self.card.found.leads if self.card.found is not None else ()
        place = int(argument) if argument.isascii() and argument.isdigit() else len(numbers)
        if place >= len(numbers) or await deeds.own(numbers[place]) is None:
            return label(self.language, "desk-lost")
        into = await deeds.merge(self.card.lead_number, numbers[place])
        if into is None:
            return label(self.language, "merge-same")
        return label(self.language, "merged", number=str(self.card.lead_number), head=str(into.number))

    async def split(self, deeds: Deeds, argument: str) -> str:
        number = int(argument) if argument.isascii() and argument.isdigit() and len(argument) < 10 else 0
        mine, other = await deeds.own(self.card.lead_number), await deeds.own(number)
        if mine is None or other is None or mine.number != other.number:
            return label(self.language, "desk-lost")
        parted = await deeds.split(number)
        if parted is None:
            return label(self.language, "desk-lost")
        standing, head = parted
        return label(self.language, "split-done", number=str(standing.number), head=str(head))

    async def mute(self, deeds: Deeds, argument: str) -> str:
        if argument not in {*map(str, card.MUTES), "off"}:
            return label(self.language, "desk-lost")
        days = None if argument == "off" else int(argument)
        return self._said(await deeds.mute(self.card.lead_number, days))

    async def _show(self, deeds: Deeds, page: Page) -> None:
        await redraw(
            deeds.conn, self.desk, self.card.lead_number, key=self._key, only=(self.card.token, page)
        )

    def _said(self, outcome: object) -> str:
        if isinstance(outcome, Refusal):
            return label(self.language, "desk-refused", why=outcome.value)
        return label(self.language, "desk-done")


_DEEDS: dict[str, Callable[[_Tap, Deeds, str], Awaitable[str]]] = {
    "page": _Tap.turn,
    "renew": _Tap.renew,
    "look": _Tap.renew,
    "use": _Tap.use,
    "publish": _Tap.publish,
    "check": _Tap.check,
    "assign": _Tap.assign,
    "return": _Tap.give_back,
    "dismiss": _Tap.dismiss,
    "reopen": _Tap.reopen,
    "topic": _Tap.topic,
    "region": _Tap.region,
    "merge": _Tap.merge,
    "split": _Tap.split,
    "mute": _Tap.mute,
}


async def _turn_list(
    update_id: int,
    query: telegram.CallbackQuery,
    token: str,
    argument: str,
    language: Language,
    desk: Desk,
) -> Errand:
    """Turn a list to another page, or post the card of one of its leads."""
    message = query.message
    assert message is not None
    chat_id, now, number = message.chat.id, desk.clock(), argument.removeprefix("n")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return _toast(query, label(language, "leads-old"))
    wants_card = argument.startswith("n")
    found = await look_up(desk, int(number)) if wants_card else None

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        wanted = await lists.find(conn, token, desk.store.key("chat", chat_id), now)
        if wanted is None:
            return _answered(query, label(language, "leads-old"))
        key = f"update:{update_id}"
        if wants_card:
            more = {}
            if isinstance(message, telegram.Message) and message.is_topic_message:
                more["message_thread_id"] = message.message_thread_id
            posted = await post_card(conn, desk, int(number), chat_id, key=key, found=found, more=more)
            gone = "card-not-yours" if desk.room.unit_in(chat_id) is not None else "desk-lead-gone"
            return _answered(query, "" if posted else label(language, gone))
        first, view = int(number), view_in(desk, chat_id, language)
        lines = await lists.listed(conn, wanted, now, first, list_page.A_PAGE + 1)
        more_follow, lines = len(lines) > list_page.A_PAGE, lines[: list_page.A_PAGE]
        page = list_page.list_reply(lines, wanted, token, view, first=first, more=more_follow)
        await post_edit(conn, key, chat_id, message.message_id, page)
        return _answered(query, "")

    return errand


def _toast(query: telegram.CallbackQuery, text: str) -> Errand:
    async def errand(_: AsyncConnection) -> Sequence[Call]:
        return _answered(query, text)

    return errand


def _answered(query: telegram.CallbackQuery, text: str) -> Sequence[Call]:
    return (Call("answer_callback_query", {"callback_query_id": query.id, "text": text[:200] or None}),)

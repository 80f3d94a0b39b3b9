"""A Telegram of our own on loopback: the Bot API, the people who write to the bot, and all that it sent them.

    async with TelegramServer() as telegram:            # a bot with telegram.token at telegram.base_url
        telegram.say(42, "喝热水能治感冒吗？")
        reply = await telegram.next_reply(42)           # reply.text, reply.links, reply.labels
        telegram.press("有用", chat_id=42)

It runs in the event loop of the test; the bot may be in the same loop or in another process. As with the
real one, a bot can write only to chats that it has heard of: from an update, or by ``telegram.meet(...)``.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, Self, TypeVar

from tests.telegram import people, updates
from tests.telegram.api import BotApi, Call
from tests.telegram.messages import Sent

JSON = dict[str, Any]
T = TypeVar("T")

LOOK_AGAIN = 0.02  # seconds, for conditions that look at something else than the server


class TelegramServer(BotApi):
    """Telegram for one bot, with everything that a person could do there and see there."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.people: dict[int, JSON] = {}
        self._read: Counter[int] = Counter()

    # What people do.

    def push(self, update: JSON) -> int:
        """Give the bot an update; its chats, people and queries are known from now on.

        :returns: the ``update_id`` that it was given
        """
        self.chats.learn(update)
        self.queries.learn(update)
        for payload in update.values():
            if isinstance(payload, dict) and "from" in payload:
                self.people[payload["from"]["id"]] = payload["from"]
        update_id = self.pending.push(update)
        self._notice()
        return update_id

    def meet(self, place: int | JSON) -> None:
        """Let the bot write to a chat, or to a person, without anybody having written before."""
        self.chats.meet(self._person(place) if isinstance(place, int) else place)

    def _person(self, who: int | JSON) -> JSON:
        if isinstance(who, dict):
            return who
        return self.people.get(who) or people.user(who)

    def say(self, who: int | JSON, text: str = "", **more: Any) -> JSON:
        """Somebody writes: in private, or in ``chat``; takes what ``updates.message`` takes.

        :param who: a person from ``people.user``, or an id: of one seen before, or of a new one
        :returns: the message
        """
        person = self._person(who)
        message = updates.message(text, sender=person, **more)
        if message["chat"]["id"] == person["id"]:
            self.chats.closed.pop(person["id"], None)
        self.push(updates.update("message", message))
        return message

    def edit(self, message: JSON, text: str) -> None:
        """The sender changes the words of a message."""
        self.push(updates.edited_message(message, text))

    def press(
        self,
        button: str,
        *,
        chat_id: int | None = None,
        message: Sent | None = None,
        by: int | JSON | None = None,
    ) -> str:
        """Somebody presses a button of the bot's: the latest that has these words or this callback data.

        A button that shares opens an inline query, as it does in a person's own chat list.

        :param button: its words, its data, or a part of its words
        :param chat_id: only in this chat
        :param message: only under this message
        :param by: who; in a private chat the person of that chat when left out, else required
        :returns: the id of the query
        """
        sent, found = self._find_button(button, chat_id, message)
        if by is None and sent.chat_id < 0:
            raise ValueError("expected who presses a button in a group, got nobody: name it with by=...")
        person = self._person(sent.chat_id if by is None else by)
        for switch in ("switch_inline_query", "switch_inline_query_current_chat"):
            if switch in found:
                return self.ask_inline(person, found[switch])
        if "callback_data" not in found:
            raise ValueError(f"expected a button with callback data, got {found}")
        update = updates.callback_query(found["callback_data"], message=dict(sent.message), sender=person)
        self.push(update)
        query_id: str = update["callback_query"]["id"]
        return query_id

    def _find_button(self, words: str, chat_id: int | None, message: Sent | None) -> tuple[Sent, JSON]:
        shown = [
            sent
            for sent in reversed(self.sent)
            if not sent.deleted and chat_id in (None, sent.chat_id) and message in (None, sent)
        ]
        tests: tuple[Callable[[JSON], bool], ...] = (
            lambda one: one["text"] == words or one.get("callback_data") == words,
            lambda one: words in one["text"],
        )
        for fits in tests:
            for sent in shown:
                for button in sent.buttons:
                    if fits(button):
                        return sent, button
        labels = [label for sent in shown for label in sent.labels]
        raise AssertionError(f"expected a button {words!r}, got {labels}")

    def ask_inline(self, who: int | JSON, text: str, *, offset: str = "") -> str:
        """Somebody types ``@bot text`` in any chat.

        :returns: the id of the query; the answer will be in ``telegram.queries.inline_answers``
        """
        update = updates.inline_query(text, sender=self._person(who), offset=offset)
        self.push(update)
        query_id: str = update["inline_query"]["id"]
        return query_id

    def choose(self, query_id: str, result_id: str, who: int | JSON) -> str | None:
        """Somebody sends one of the results of an inline query.

        :returns: the ``inline_message_id`` by which the bot can edit it; None for a result without buttons
        """
        results = {result["id"]: result for result in self.queries.inline_answers[query_id]["results"]}
        result = results[result_id]
        inline_message_id = None
        if "reply_markup" in result:
            inline_message_id = f"inline-{query_id}-{result_id}"
            text = result.get("input_message_content", {}).get("message_text", "")
            self.messages.inline[inline_message_id] = {"text": text, "reply_markup": result["reply_markup"]}
        self.push(
            updates.chosen_inline_result(
                result_id, "", sender=self._person(who), inline_message_id=inline_message_id
            )
        )
        return inline_message_id

    def block(self, who: int | JSON) -> None:
        """Somebody blocks the bot: what it sends there from now on is forbidden."""
        person = self._person(who)
        chat = people.private_chat(person)
        self.push(updates.my_chat_member(chat, "member", "kicked", sender=person))
        self.chats.closed[person["id"]] = "bot was blocked by the user"

    def unblock(self, who: int | JSON) -> None:
        person = self._person(who)
        self.chats.closed.pop(person["id"], None)
        self.push(updates.my_chat_member(people.private_chat(person), "kicked", "member", sender=person))

    def add_bot(self, chat: JSON, by: int | JSON, status: str = "member", **rights: Any) -> None:
        """Somebody adds the bot to a group, or gives it other rights there."""
        self.chats.closed.pop(chat["id"], None)
        before = self.chats.members.get(chat["id"], {}).get(people.ME_ID, {}).get("status", "left")
        self.push(updates.my_chat_member(chat, before, status, sender=self._person(by), **rights))

    def remove_bot(self, chat: JSON, by: int | JSON) -> None:
        """Somebody puts the bot out of a group."""
        self.push(updates.my_chat_member(chat, "member", "kicked", sender=self._person(by)))
        self.chats.closed[chat["id"]] = f"bot was kicked from the {chat['type']} chat"

    def migrate(self, chat: JSON) -> JSON:
        """A group becomes a supergroup: the old id is answered with the new one from now on.

        :returns: the supergroup
        """
        new = people.supergroup(-1_000_000_000_000 + chat["id"], chat["title"])
        for update in updates.migration(chat, new):
            self.push(update)
        self.chats.members[new["id"]] = dict(self.chats.members[chat["id"]])
        self.chats.moved[chat["id"]] = new["id"]
        return new

    # What the bot did.

    @property
    def sent(self) -> list[Sent]:
        """All messages of the bot's, as they stand now, in the order in which they were sent."""
        return self.messages.sent

    def sent_to(self, chat_id: int) -> list[Sent]:
        return [sent for sent in self.sent if sent.chat_id == chat_id]

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    @property
    def toasts(self) -> dict[str, str]:
        """What pressed buttons were answered with, by the query's id; "" for a silent answer."""
        return {
            query_id: answer.get("text", "") for query_id, answer in self.queries.callback_answers.items()
        }

    @property
    def confirmed(self) -> bool:
        """Whether the bot has confirmed all that it was given."""
        return not self.pending.waiting

    async def wait_for(self, condition: Callable[[Self], T | None], timeout: float = 5.0) -> T:
        """Wait until a condition holds; it is asked again whenever something happens here.

        :param timeout: seconds
        :returns: what the condition gave
        :raises AssertionError: when it does not hold in time, with the bot's latest calls
        """
        end = time.monotonic() + timeout
        while True:
            self._changed.clear()
            if found := condition(self):
                return found
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"waited {timeout} s in vain; the latest calls: {self._latest_calls()}")
            try:
                async with asyncio.timeout(min(left, LOOK_AGAIN)):
                    await self._changed.wait()
            except TimeoutError:
                continue

    def _latest_calls(self) -> str:
        latest = self.calls[-12:]
        return (
            ", ".join(
                f"{call.method} {'...' if call.ok is None else call.refused or 'ok'}" for call in latest
            )
            or "none"
        )

    async def next_reply(self, chat_id: int, timeout: float = 5.0) -> Sent:
        """The first message in a chat that was not asked for yet; each is given once.

        :raises AssertionError: when there is none in time
        """
        number = self._read[chat_id]
        sent = await self.wait_for(lambda server: server.sent_to(chat_id)[number:], timeout)
        self._read[chat_id] += 1
        return sent[0]

    async def stays_quiet(self, seconds: float = 0.3, chat_id: int | None = None) -> None:
        """Nothing is sent or edited meanwhile, in one chat or in all.

        :raises AssertionError: when something is
        """
        before = self._visible(chat_id)
        await asyncio.sleep(seconds)
        if (after := self._visible(chat_id)) != before:
            raise AssertionError(f"expected quiet, got {after[len(before) :] or after}")

    async def falls_quiet(self, seconds: float = 0.5, timeout: float = 15.0) -> None:
        """Return when nothing was sent or edited for so long.

        :raises TimeoutError: when that takes too long
        """
        async with asyncio.timeout(timeout):
            before = None
            while before != (before := self._visible(None)):
                await asyncio.sleep(seconds)

    def _visible(self, chat_id: int | None) -> list[str]:
        return [sent.text for sent in self.sent if chat_id in (None, sent.chat_id) and not sent.deleted]

"""What somebody said to the desk: a command with its words, in a chat of the room."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk import Desk, Errand, post_reply
from bot.language import Language
from bot.messenger import Call
from bot.newsroom.card_store import Found
from bot.newsroom.cards import post_card
from bot.newsroom.deeds import Deeds
from bot.reply import Reply
from bot.wording import say

__all__ = ["Said", "number_in", "say_once", "say_there"]


@dataclass(frozen=True, slots=True)
class Said:
    """A command of the desk, in a chat of the room.

    :ivar words: those behind the command
    """

    update_id: int
    message: telegram.Message
    words: list[str]
    language: Language
    desk: Desk

    @property
    def key(self) -> str:
        return f"update:{self.update_id}"

    @property
    def chat_id(self) -> int:
        return self.message.chat.id

    @property
    def unit(self) -> str:
        """The unit whose leads alone are seen here; "": all."""
        unit = self.desk.room.unit_in(self.chat_id)
        return "" if unit is None else unit.name

    def number(self, place: int = 0) -> int | None:
        """The number that a word behind the command is."""
        return number_in(self.words[place]) if place < len(self.words) else None

    def say(self, key: str, **arguments: str | int) -> Errand:
        return say_there(self.key, self.message, Reply(say(self.language, key, **arguments)))

    def deeds(self, conn: AsyncConnection) -> Deeds:
        return Deeds(conn, self.desk, self.key, self.desk.asker_key(self.message), self.chat_id)

    async def post(self, conn: AsyncConnection, reply: Reply) -> None:
        await post_reply(conn, self.key, self.message, reply)

    async def post_text(self, conn: AsyncConnection, key: str, **arguments: str | int) -> None:
        await self.post(conn, Reply(say(self.language, key, **arguments)))

    async def post_card(self, conn: AsyncConnection, number: int, found: Found | None = None) -> bool:
        more: dict[str, object] = {
            "reply_parameters": {"message_id": self.message.message_id, "allow_sending_without_reply": True}
        }
        if self.message.is_topic_message and self.message.message_thread_id is not None:
            more["message_thread_id"] = self.message.message_thread_id
        return await post_card(conn, self.desk, number, self.chat_id, key=self.key, found=found, more=more)


def number_in(word: str) -> int | None:
    """Return the number that a word is, with or without #, also in the wide digits of Chinese keyboards."""
    digits = unicodedata.normalize("NFKC", word).lstrip("#")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def say_there(key: str, message: telegram.Message, reply: Reply) -> Errand:
    """Return the errand that replies to a message.

    :param key: names the update, such as ``update:123``
    """

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        await post_reply(conn, key, message, reply)
        return ()

    return errand


def say_once(message: telegram.Message, reply: Reply, desk: Desk) -> Errand:
    """Return the errand that says to a chat that something is not for it: once, however often it is tried."""
    return say_there(f"not-for-you:{desk.chat_key(message.chat)}", message, reply)

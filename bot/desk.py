"""What the handlers work with: state, checker, messenger, and how a reply is posted and remembered."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.error import TelegramError

from bot import chats, outbox, suppressed
from bot.albums import Albums
from bot.checker import Checker
from bot.language import Language, choose_language
from bot.lead import Near
from bot.messenger import Call, Identity, Messenger
from bot.newsroom.gathering import Gathering
from bot.newsroom.reindexing import Reindexing
from bot.newsroom.room import Room
from bot.popular import Popular
from bot.question import Question
from bot.reply import Reply
from bot.store import Store
from bot.suppressed import Fingerprint
from index.decision import Answer, Band

#: What an update brings about, done in one transaction together with marking it as handled; returns calls to
#: make afterwards that nobody misses if they fail (toasts, menus).
Errand = Callable[[AsyncConnection], Awaitable[Sequence[Call]]]


def wall_clock() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """The tools of the handlers, opened at start.

    :ivar on_posted: tells the sender that something lies in the outbox
    :ivar on_forgotten: has deleted texts wiped from the database's files, too
    :ivar albums: those that were answered lately
    :ivar popular: what was asked most of late
    :ivar room: where leads are worked on
    :ivar gathering: finds the lead of a message that is worded otherwise
    :ivar reindexing: builds index versions on request
    :ivar unanswered: key of a group -> when Telegram last did not tell who its admins are
    :ivar clock: the present moment in UTC; all that depends on the time of day, or on how long ago, asks it
    """

    store: Store
    checker: Checker
    messenger: Messenger
    identity: Identity
    on_posted: Callable[[], None]
    on_forgotten: Callable[[], None]
    albums: Albums = field(default_factory=Albums)
    popular: Popular = field(default_factory=Popular)
    room: Room = field(default_factory=Room)
    gathering: Gathering = field(default_factory=Gathering)
    reindexing: Reindexing = field(default_factory=Reindexing)
    unanswered: dict[str, datetime] = field(default_factory=dict)
    clock: Callable[[], datetime] = wall_clock

    def chat_key(self, chat: telegram.Chat) -> str:
        """Return the keyed hash under which a chat is remembered."""
        return self.store.key("chat", chat.id)

    def asker_key(self, message: telegram.Message) -> str:
        """Return the keyed hash of who asks: a person, or the chat in whose name an admin writes unnamed."""
        if message.sender_chat is not None or message.from_user is None:
            return self.chat_key(message.sender_chat or message.chat)
        return self.person_key(message.from_user)

    def person_key(self, user: telegram.User) -> str:
        """Return the keyed hash under which a person is remembered."""
        return self.store.key("user", user.id)

    async def language_of(self, chat_id: int, user: telegram.User | None, text: str = "") -> Language:
        """Return the language in which to answer a text in a chat."""
        async with self.store.read() as conn:
            settings = await chats.settings_of(conn, self.store.key("chat", chat_id))
        return choose_language(settings.language, (user.language_code if user else None) or "", text)

    async def check(self, chat_key: str, question: Question) -> Answer:
        """Return what the index says to a question, without what that chat has called wrong for it."""
        answer = await self.checker.check(question)
        async with self.store.read() as conn:
            called_wrong = await suppressed.about(
                conn, chat_key, [match.debunk.id for match in answer.matches]
            )
        if not called_wrong:
            return answer
        message = Fingerprint.of(self.store, question.text, question.links)
        wrong = frozenset(
            debunk_id for debunk_id, others in called_wrong.items() if any(map(message.is_same, others))
        )
        return suppressed.without(answer, wrong, self.checker.suggest_at)

    async def near(self, question: Question, answer: Answer | None = None) -> Near | None:
        """Return which leads make the claim of a question, before it is logged.

        :param answer: None is returned for one that says something, since it makes no lead
        """
        if answer is not None and answer.band is not Band.UNKNOWN:
            return None
        return await self.gathering.near(
            self.store, self.checker, question.text, question.links, self.clock()
        )

    async def show_typing(self, update: dict[str, Any]) -> None:
        """Let the person see at once that something is going on; of no consequence if it fails."""
        chat_id = update["message"]["chat"]["id"]
        try:
            await self.messenger.call("send_chat_action", {"chat_id": chat_id, "action": "typing"})
        except TelegramError:
            return


async def post_reply(
    conn: AsyncConnection,
    key: str,
    message: telegram.Message,
    reply: Reply,
    *,
    token: str = "",
    part: int = 0,
    silently: bool = False,
    beside: int | None = None,
    alone: bool = True,
) -> None:
    """Post a reply to a message; posting it twice under the same key and part does nothing.

    :param key: names the cause, such as ``update:123``
    :param token: of the remembered reply, which learns the id of the message that was sent
    :param silently: no phone rings
    :param beside: number of another message of the chat to which it is shown as a reply
    :param alone: it is sent even if the message was deleted meanwhile
    """
    params = reply.new_params()
    answered = message.message_id if beside is None else beside
    params["reply_parameters"] = {"message_id": answered, "allow_sending_without_reply": alone}
    if silently:
        params["disable_notification"] = True
    if message.is_topic_message and message.message_thread_id is not None:
        params["message_thread_id"] = message.message_thread_id
    await outbox.post(
        conn,
        key=f"{key}:{part}",
        chat_id=message.chat.id,
        method="send_message",
        params=params,
        now=datetime.now(UTC),
        reply_token=token,
    )


async def post_deletion(conn: AsyncConnection, key: str, chat_id: int, message_id: int) -> None:
    """Post that one of our messages is deleted."""
    await outbox.post(
        conn,
        key=f"{key}:delete",
        chat_id=chat_id,
        method="delete_message",
        params={"message_id": message_id},
        now=datetime.now(UTC),
    )


async def post_edit(
    conn: AsyncConnection, key: str, chat_id: int, message_id: int | None, reply: Reply, *, token: str = ""
) -> None:
    """Post that one of our messages becomes `reply`.

    :param message_id: None: the message that carries the reply of that token, which may not be sent yet
    """
    await outbox.forget_edits(conn, chat_id, message_id, token)
    await outbox.post(
        conn,
        key=f"{key}:edit",
        chat_id=chat_id,
        method="edit_message_text",
        params={**({} if message_id is None else {"message_id": message_id}), **reply.params()},
        now=datetime.now(UTC),
        reply_token=token,
    )

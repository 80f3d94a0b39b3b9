"""The chats that a bot knows: who is in them, what was said, and whether the bot may write there."""

from __future__ import annotations

from typing import Any

from tests.telegram import people
from tests.telegram.refusals import Refusal, bad_request, forbidden
from tests.telegram.wire import Params

JSON = dict[str, Any]


class Chats:
    """Chats, their members and messages.

    A bot can write only where it was met before: in a chat that an update came from or that was made known.
    """

    def __init__(self) -> None:
        self.known: dict[int, JSON] = {}
        self.members: dict[int, dict[int, JSON]] = {}
        self.messages: dict[tuple[int, int], JSON] = {}
        self.closed: dict[int, str] = {}  # why the bot may not write there
        self.moved: dict[int, int] = {}  # a group's id to its supergroup's

    def meet(self, chat: JSON) -> None:
        """Make a chat known, or a person's private chat when a person is given."""
        place = chat if "type" in chat else people.private_chat(chat)
        self.known[place["id"]] = place
        if place["id"] < 0:
            self.members.setdefault(place["id"], {}).setdefault(people.ME_ID, people.member(people.ME))

    def learn(self, update: JSON) -> None:
        """Take from an update whom and what it tells of."""
        for payload in update.values():
            if not isinstance(payload, dict):
                continue
            if "message_id" in payload:
                self.keep(payload)
            elif "message" in payload:
                self.meet(payload["message"]["chat"])
            elif "chat" in payload:
                self.meet(payload["chat"])
            if (change := payload.get("new_chat_member")) and "chat" in payload:
                self.set_member(payload["chat"]["id"], change)

    def keep(self, message: JSON) -> None:
        """Remember a message, its chat and its sender."""
        chat_id = message["chat"]["id"]
        self.meet(message["chat"])
        self.messages[chat_id, message["message_id"]] = message
        if chat_id < 0 and (sender := message.get("from")):
            self.members[chat_id].setdefault(sender["id"], people.member(sender))

    def set_member(self, chat_id: int, member: JSON) -> None:
        """A person's standing, from ``people.member``."""
        self.members.setdefault(chat_id, {})[member["user"]["id"]] = member

    def chat_of(self, params: Params) -> JSON:
        """The chat that a call is about.

        :raises Refusal: 400 when it is not known or has moved, 403 when the bot was put out of it
        """
        chat_id = params.get("chat_id", "")
        if chat_id == "":
            raise bad_request("chat_id is empty")
        chat = self.known.get(chat_id) if isinstance(chat_id, int) else self._named(str(chat_id))
        if chat is None:
            raise bad_request("chat not found")
        if (moved := self.moved.get(chat["id"])) is not None:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": moved},
            )
        if (reason := self.closed.get(chat["id"])) is not None:
            raise forbidden(reason)
        return chat

    def _named(self, name: str) -> JSON | None:
        return next((chat for chat in self.known.values() if f"@{chat.get('username')}" == name), None)

    def message_of(self, params: Params, absent: str) -> JSON:
        """The message that a call is about.

        :param absent: the reason to give when there is none
        """
        chat = self.chat_of(params)
        message = self.messages.get((chat["id"], params.integer("message_id")))
        if message is None:
            raise bad_request(absent)
        return message

    def get_chat(self, params: Params) -> JSON:
        return self.chat_of(params) | {
            "accent_color_id": 3,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(
                (
                    "unlimited_gifts",
                    "limited_gifts",
                    "unique_gifts",
                    "premium_subscription",
                    "gifts_from_channels",
                ),
                True,
            ),
        }

    def get_chat_member(self, params: Params) -> JSON:
        chat = self.chat_of(params)
        user_id = params.integer("user_id")
        if chat["type"] == "private" and user_id in (chat["id"], people.ME_ID):
            return people.member(people.ME if user_id == people.ME_ID else people.user(user_id))
        member = self.members.get(chat["id"], {}).get(user_id)
        if member is None:
            raise bad_request("member not found")
        return member

    def get_chat_administrators(self, params: Params) -> list[JSON]:
        """Owner and administrators, other bots left out as Telegram does."""
        chat = self.chat_of(params)
        if chat["type"] == "private":
            raise bad_request("there are no administrators in the private chat")
        return [
            member
            for member in self.members.get(chat["id"], {}).values()
            if member["status"] in ("creator", "administrator")
            and (not member["user"]["is_bot"] or member["user"]["id"] == people.ME_ID)
        ]

    def get_chat_member_count(self, params: Params) -> int:
        chat = self.chat_of(params)
        return 2 if chat["type"] == "private" else len(self.members.get(chat["id"], {}))

    def leave_chat(self, params: Params) -> bool:
        chat = self.chat_of(params)
        if chat["type"] == "private":
            raise bad_request("chat member status can't be changed in private chats")
        self.closed[chat["id"]] = f"bot is not a member of the {chat['type']} chat"
        return True

"""What a bot sends: messages checked, delivered, edited and deleted as Telegram does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from telegram.constants import ChatAction, ReactionEmoji

from tests.telegram import people, updates
from tests.telegram.chats import Chats
from tests.telegram.markup import check_keyboard, read_formatted
from tests.telegram.refusals import bad_request
from tests.telegram.wire import Params, Upload

JSON = dict[str, Any]

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


@dataclass(slots=True)
class Sent:
    """A message of the bot's as it stands in the chat now.

    :param message: Telegram's Message
    :param params: what the bot sent, decoded; ``params["text"]`` is the HTML as it was written
    :param earlier: its texts before it was edited, oldest first
    :param deleted: it is no longer to be seen
    """

    message: JSON
    params: JSON
    uploads: dict[str, Upload] = field(default_factory=dict)
    earlier: list[str] = field(default_factory=list)
    deleted: bool = False

    @property
    def chat_id(self) -> int:
        chat_id: int = self.message["chat"]["id"]
        return chat_id

    @property
    def message_id(self) -> int:
        message_id: int = self.message["message_id"]
        return message_id

    @property
    def text(self) -> str:
        """The words that people see: text or caption, without markup."""
        text: str = self.message.get("text") or self.message.get("caption", "")
        return text

    @property
    def html(self) -> str:
        """The words as the bot wrote them last, with their markup."""
        html: str = self.params.get("text") or self.params.get("caption", "")
        return html

    @property
    def entities(self) -> list[JSON]:
        marked: list[JSON] = self.message.get("entities") or self.message.get("caption_entities", [])
        return marked

    @property
    def links(self) -> list[str]:
        """The addresses behind words and those written out, in their order."""
        units = self.text.encode("utf-16-le")
        found = []
        for entity in self.entities:
            if entity["type"] == "text_link":
                found.append(entity["url"])
            elif entity["type"] == "url":
                end = entity["offset"] + entity["length"]
                found.append(units[2 * entity["offset"] : 2 * end].decode("utf-16-le"))
        return found

    @property
    def buttons(self) -> list[JSON]:
        """Its inline buttons, row after row."""
        rows = self.message.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    @property
    def labels(self) -> list[str]:
        """The words on its buttons."""
        return [button["text"] for button in self.buttons]

    @property
    def reply_to(self) -> int | None:
        """The id of the message that it replies to."""
        answered: JSON | None = self.message.get("reply_to_message")
        return answered["message_id"] if answered else None


class Messages:
    """The bot's side of the chats.

    :param admit: told the chat's id before a message goes there; raises a Refusal when it may not yet
    """

    def __init__(self, chats: Chats, admit: Callable[[int], None]) -> None:
        self._chats = chats
        self._admit = admit
        self.sent: list[Sent] = []
        self._by_id: dict[tuple[int, int], Sent] = {}
        self.inline: dict[str, JSON] = {}  # messages sent through the bot, by inline_message_id
        self.reactions: dict[tuple[int, int], list[str]] = {}
        self.actions: list[tuple[int, str]] = []

    def send_message(self, params: Params, _: dict[str, Upload]) -> JSON:
        content = self._text(params)
        options = params.get("link_preview_options")
        if options is not None and not isinstance(options, dict):
            raise bad_request("can't parse link preview options: expected an Object")
        return self._deliver(params, content | ({"link_preview_options": options} if options else {}))

    def send_photo(self, params: Params, uploads: dict[str, Upload]) -> JSON:
        caption = self._caption(params)
        photo = uploads.get("photo") or uploads.get(str(params.get("photo", "")).removeprefix("attach://"))
        if photo is not None:
            if not photo.content:
                raise bad_request("file must be non-empty")
            if not photo.content.startswith((b"\x89PNG", b"\xff\xd8", b"RIFF", b"GIF8", b"BM")):
                raise bad_request("IMAGE_PROCESS_FAILED")
        elif not params.get("photo"):
            raise bad_request("there is no photo in the request")
        width, height = _size(photo.content if photo else b"")
        size = {"file_id": f"sent-photo-{len(self.sent)}", "file_unique_id": f"sent{len(self.sent)}"}
        return self._deliver(
            params, {"photo": [size | {"width": width, "height": height}], **caption}, uploads
        )

    def _text(self, params: Params) -> JSON:
        if not params.text("text"):
            raise bad_request("message text is empty")
        text, entities = read_formatted(
            params.text("text"), params.text("parse_mode"), params.get("entities"), LONGEST_TEXT
        )
        if not text:
            raise bad_request("text must be non-empty")
        return {"text": text} | ({"entities": entities} if entities else {})

    def _caption(self, params: Params) -> JSON:
        caption, entities = read_formatted(
            params.text("caption"), params.text("parse_mode"), params.get("caption_entities"), LONGEST_CAPTION
        )
        return ({"caption": caption} if caption else {}) | (
            {"caption_entities": entities} if entities else {}
        )

    def _deliver(self, params: Params, content: JSON, uploads: dict[str, Upload] | None = None) -> JSON:
        keyboard = check_keyboard(params.get("reply_markup"))
        chat = self._chats.chat_of(params)
        answered = self._answered(chat, params)
        self._admit(chat["id"])
        message: JSON = {
            "message_id": updates.next_message_id(),
            "from": people.ME,
            "chat": chat,
            "date": updates.now(),
        }
        if chat["type"] == "channel":
            del message["from"]
            message["sender_chat"] = chat
        if answered is not None:
            message["reply_to_message"] = {k: v for k, v in answered.items() if k != "reply_to_message"}
        if (thread := params.get("message_thread_id")) is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        message |= content
        if keyboard is not None and "inline_keyboard" in keyboard:
            message["reply_markup"] = keyboard
        self._chats.keep(message)
        sent = Sent(message, dict(params), dict(uploads or {}))
        self.sent.append(sent)
        self._by_id[chat["id"], message["message_id"]] = sent
        return message

    def _answered(self, chat: JSON, params: Params) -> JSON | None:
        reply = params.get("reply_parameters") or {}
        if "message_id" not in reply and "reply_to_message_id" not in params:
            return None
        message_id = reply.get("message_id") or params.integer("reply_to_message_id")
        place = reply.get("chat_id") or chat["id"]
        answered = self._chats.messages.get((int(place), int(message_id)))
        if answered is None:
            if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
                return None
            raise bad_request("message to be replied not found")
        quote = reply.get("quote", "")
        if quote and not reply.get("quote_parse_mode"):
            words = answered.get("text") or answered.get("caption", "")
            if quote not in words:
                raise bad_request("QUOTE_TEXT_INVALID")
        return answered

    def _own(self, params: Params, absent: str, foreign: str) -> Sent:
        message = self._chats.message_of(params, absent)
        sent = self._by_id.get((message["chat"]["id"], message["message_id"]))
        if sent is None:
            raise bad_request(foreign)
        return sent

    def _edit(self, params: Params, content: JSON, replaced: tuple[str, ...]) -> JSON | bool:
        keyboard = check_keyboard(params.get("reply_markup"))
        sent: Sent | None = None
        if inline_message_id := params.text("inline_message_id"):
            if inline_message_id not in self.inline:
                raise bad_request("MESSAGE_ID_INVALID")
            message = self.inline[inline_message_id]
        else:
            sent = self._own(params, "message to edit not found", "message can't be edited")
            message = sent.message
        if "text" in content and "text" not in message and sent is not None:
            raise bad_request("there is no text in the message to edit")
        fields = (*replaced, "reply_markup")
        new = content | ({"reply_markup": keyboard} if keyboard else {})
        if {name: message[name] for name in fields if name in message} == new:
            raise bad_request(NOT_MODIFIED)
        if sent is not None:
            self._admit(sent.chat_id)
            if replaced:
                sent.earlier.append(sent.text)
            sent.params |= params
        for name in fields:
            message.pop(name, None)
        message |= new | {"edit_date": updates.now()}
        return message if sent is not None else True

    def edit_message_text(self, params: Params, _: dict[str, Upload]) -> JSON | bool:
        return self._edit(params, self._text(params), ("text", "entities"))

    def edit_message_caption(self, params: Params, _: dict[str, Upload]) -> JSON | bool:
        return self._edit(params, self._caption(params), ("caption", "caption_entities"))

    def edit_message_reply_markup(self, params: Params, _: dict[str, Upload]) -> JSON | bool:
        return self._edit(params, {}, ())

    def delete_message(self, params: Params, _: dict[str, Upload]) -> bool:
        message = self._chats.message_of(params, "message to delete not found")
        chat_id = message["chat"]["id"]
        sent = self._by_id.get((chat_id, message["message_id"]))
        if sent is not None:
            sent.deleted = True
        else:
            me = self._chats.members.get(chat_id, {}).get(people.ME_ID, {})
            if chat_id < 0 and not me.get("can_delete_messages"):
                raise bad_request("message can't be deleted")
        del self._chats.messages[chat_id, message["message_id"]]
        return True

    def send_chat_action(self, params: Params, _: dict[str, Upload]) -> bool:
        chat = self._chats.chat_of(params)
        if params.text("action") not in list(ChatAction):
            raise bad_request("wrong parameter action in request")
        self.actions.append((chat["id"], params.text("action")))
        return True

    def set_message_reaction(self, params: Params, _: dict[str, Upload]) -> bool:
        """One emoji of Telegram's own at most; an empty list takes the reaction away."""
        message = self._chats.message_of(params, "message to react not found")
        reactions = params.get("reaction") or []
        emoji = [reaction.get("emoji", "") for reaction in reactions]
        if len(emoji) > 1:
            raise bad_request("REACTIONS_TOO_MANY")
        if any(one not in list(ReactionEmoji) for one in emoji):
            raise bad_request("REACTION_INVALID")
        self.reactions[message["chat"]["id"], message["message_id"]] = emoji
        return True


def _size(picture: bytes) -> tuple[int, int]:
    """Width and height in pixels: a PNG's own, a usual one for any other picture."""
    if picture.startswith(b"\x89PNG"):
        return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")
    return 1280, 720

"""Telegram's updates as the Bot API gives them: messages of every kind and all that can happen to them."""

from __future__ import annotations

import itertools
import time
from typing import Any

from tests.telegram import people
from tests.telegram.markup import utf16_length, written_entities

JSON = dict[str, Any]

# One count for all chats: a message that a test makes never takes the id of one that the server makes.
_message_ids = itertools.count(1)
_update_ids = itertools.count(1)
_query_ids = itertools.count(4_000_000_000_000_000_001)


def next_message_id() -> int:
    return next(_message_ids)


def next_query_id() -> str:
    return str(next(_query_ids))


def now() -> int:
    """Seconds since 1970, as in every date of Telegram's."""
    return int(time.time())


def entity(kind: str, text: str, part: str, **more: Any) -> JSON:
    """An entity over the first occurrence of ``part`` in ``text``, counted in UTF-16 code units.

    :raises ValueError: when the part is not in the text
    """
    start = text.index(part)
    return {"type": kind, "offset": utf16_length(text[:start]), "length": utf16_length(part), **more}


def from_user(person: JSON, *, date: int | None = None) -> JSON:
    """Where a forwarded message came from: a person who shows the name."""
    return {"type": "user", "sender_user": person, "date": date or now()}


def from_hidden_user(name: str = "隐姓", *, date: int | None = None) -> JSON:
    """A person who hides the account behind a forward."""
    return {"type": "hidden_user", "sender_user_name": name, "date": date or now()}


def from_chat(chat: JSON, *, signature: str | None = None, date: int | None = None) -> JSON:
    """A group in whose name an anonymous admin wrote."""
    signed = {"author_signature": signature} if signature else {}
    return {"type": "chat", "sender_chat": chat, "date": date or now(), **signed}


def from_channel(
    chat: JSON, message_id: int = 77, *, signature: str | None = None, date: int | None = None
) -> JSON:
    signed = {"author_signature": signature} if signature else {}
    return {"type": "channel", "chat": chat, "message_id": message_id, "date": date or now(), **signed}


def _forward_fields(origin: JSON | None) -> JSON:
    """The origin, with the older fields that the API still gives beside it."""
    if origin is None:
        return {}
    fields: JSON = {"forward_origin": origin, "forward_date": origin["date"]}
    if origin["type"] == "user":
        fields["forward_from"] = origin["sender_user"]
    elif origin["type"] == "hidden_user":
        fields["forward_sender_name"] = origin["sender_user_name"]
    elif origin["type"] == "chat":
        fields["forward_from_chat"] = origin["sender_chat"]
    else:
        fields |= {"forward_from_chat": origin["chat"], "forward_from_message_id": origin["message_id"]}
    return fields


def message(
    text: str = "",
    *,
    sender: JSON | None = None,
    chat: JSON | None = None,
    media: JSON | None = None,
    entities: list[JSON] | None = None,
    origin: JSON | None = None,
    reply_to: JSON | None = None,
    thread: int | None = None,
    sender_chat: JSON | None = None,
    via_bot: JSON | None = None,
    album: str | None = None,
    date: int | None = None,
    message_id: int | None = None,
    **more: Any,
) -> JSON:
    """A message as a bot receives it; links, commands and mentions are marked unless entities are given.

    :param text: the text, or the caption when there is media
    :param chat: the sender's private chat when left out
    :param media: from ``tests.telegram.media``
    :param origin: where it was forwarded from, by ``from_user`` and the like
    :param thread: the topic of a forum
    :param album: the id that the messages of one media group share
    :param more: any other field of a message, as it stands
    """
    person = sender or people.user()
    body: JSON = {
        "message_id": message_id or next_message_id(),
        "from": person,
        "chat": chat or people.private_chat(person),
        "date": date or now(),
        **_forward_fields(origin),
        **(media or {}),
    }
    if text:
        body["caption" if media else "text"] = text
        if marked := (written_entities(text) if entities is None else entities):
            body["caption_entities" if media else "entities"] = marked
    if reply_to is not None:
        body["reply_to_message"] = {
            name: value for name, value in reply_to.items() if name != "reply_to_message"
        }
    if thread is not None:
        body |= {"message_thread_id": thread, "is_topic_message": True}
    optional = {"sender_chat": sender_chat, "via_bot": via_bot, "media_group_id": album}
    return body | {name: value for name, value in optional.items() if value is not None} | more


def anonymous_admin_message(text: str, *, chat: JSON, **more: Any) -> JSON:
    """What an admin writes who does not show who it is: sent by the group itself."""
    return message(text, sender=people.ANONYMOUS_ADMIN, sender_chat=chat, chat=chat, **more)


def channel_sender_message(text: str, *, chat: JSON, sender_chat: JSON, **more: Any) -> JSON:
    """What somebody writes in a group in the name of a channel."""
    return message(text, sender=people.CHANNEL_SENDER, sender_chat=sender_chat, chat=chat, **more)


def automatic_forward(text: str, *, chat: JSON, linked_channel: JSON, **more: Any) -> JSON:
    """A post of the linked channel, as it appears in the discussion group."""
    origin = from_channel(linked_channel)
    return message(
        text,
        sender=people.SERVICE,
        sender_chat=linked_channel,
        chat=chat,
        origin=origin,
        is_automatic_forward=True,
        **more,
    )


def channel_message(
    text: str = "", *, chat: JSON | None = None, signature: str | None = None, **more: Any
) -> JSON:
    """A post in a channel: nobody is named as its sender."""
    where = chat or people.channel()
    post = message(text, sender=people.SERVICE, chat=where, sender_chat=where, **more)
    del post["from"]
    return post | ({"author_signature": signature} if signature else {})


def update(kind: str, payload: JSON) -> JSON:
    """An update of one kind. The server gives it its final id when it is pushed."""
    return {"update_id": next(_update_ids), kind: payload}


def message_update(text: str = "", **more: Any) -> JSON:
    """A new message; takes what ``message`` takes."""
    return update("message", message(text, **more))


def channel_post(text: str = "", **more: Any) -> JSON:
    return update("channel_post", channel_message(text, **more))


def edited_message(before: JSON, text: str, *, entities: list[JSON] | None = None) -> JSON:
    """The sender changed the words of a message, or of its caption."""
    field = "caption" if "text" not in before else "text"
    marks = "entities" if field == "text" else "caption_entities"
    after = {name: value for name, value in before.items() if name != marks} | {
        field: text,
        "edit_date": now(),
    }
    if marked := (written_entities(text) if entities is None else entities):
        after[marks] = marked
    return update("edited_channel_post" if before["chat"]["type"] == "channel" else "edited_message", after)


def album(captions: list[str], media: list[JSON], **more: Any) -> list[JSON]:
    """A media group: one update for each of its parts, in their order."""
    name = str(130_000_000_000_000 + next_message_id())
    return [
        message_update(caption, media=part, album=name, **more)
        for caption, part in zip(captions, media, strict=True)
    ]


def callback_query(
    button_data: str, *, message: JSON, sender: JSON | None = None, query_id: str | None = None
) -> JSON:
    """Somebody pressed a button under ``message``."""
    query: JSON = {"id": query_id or next_query_id(), "from": sender or people.user()}
    return update("callback_query", query | {"message": message, "chat_instance": "-77", "data": button_data})


def inline_callback_query(button_data: str, *, inline_message_id: str, sender: JSON | None = None) -> JSON:
    """Somebody pressed a button under a message that was sent through the bot."""
    query: JSON = {
        "id": next_query_id(),
        "from": sender or people.user(),
        "inline_message_id": inline_message_id,
    }
    return update("callback_query", query | {"chat_instance": "-78", "data": button_data})


def inline_query(
    text: str, *, sender: JSON | None = None, offset: str = "", chat_type: str = "sender"
) -> JSON:
    """Somebody typed ``@bot text``; ``chat_type`` is where."""
    query: JSON = {"id": next_query_id(), "from": sender or people.user(), "query": text, "offset": offset}
    return update("inline_query", query | {"chat_type": chat_type})


def chosen_inline_result(
    result_id: str, text: str, *, sender: JSON | None = None, inline_message_id: str | None = None
) -> JSON:
    result: JSON = {"result_id": result_id, "from": sender or people.user(), "query": text}
    return update(
        "chosen_inline_result",
        result | ({"inline_message_id": inline_message_id} if inline_message_id else {}),
    )


def my_chat_member(chat: JSON, before: str, after: str, *, sender: JSON | None = None, **rights: Any) -> JSON:
    """The bot's own standing in a chat changed; ``rights`` are those that it has afterwards."""
    change = {
        "old_chat_member": people.member(people.ME, before),
        "new_chat_member": people.member(people.ME, after, **rights),
    }
    return update("my_chat_member", {"chat": chat, "from": sender or people.user(), "date": now(), **change})


def chat_member(chat: JSON, person: JSON, before: str, after: str, *, sender: JSON | None = None) -> JSON:
    """Somebody else's standing changed. Bots hear of it only when they ask for it."""
    change = {
        "old_chat_member": people.member(person, before),
        "new_chat_member": people.member(person, after),
    }
    return update("chat_member", {"chat": chat, "from": sender or person, "date": now(), **change})


def new_members(chat: JSON, people: list[JSON], *, sender: JSON | None = None) -> JSON:
    """The service message of people who were added."""
    return message_update(chat=chat, sender=sender or people[0], new_chat_members=people)


def migration(old: JSON, new: JSON) -> list[JSON]:
    """A group became a supergroup: the last message of the old one and the first of the new one."""
    return [
        message_update(chat=old, migrate_to_chat_id=new["id"]),
        message_update(
            chat=new, sender=people.ANONYMOUS_ADMIN, sender_chat=new, migrate_from_chat_id=old["id"]
        ),
    ]

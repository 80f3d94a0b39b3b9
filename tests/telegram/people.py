"""Who is on Telegram and where they meet: people, private chats, groups, channels, and standing in them."""

from __future__ import annotations

from typing import Any

JSON = dict[str, Any]

ME_ID = 123_456_789
ME: JSON = {"id": ME_ID, "is_bot": True, "first_name": "真的吗", "username": "zhendema_bot"}
# Telegram's own accounts, which stand in for those who do not show themselves.
ANONYMOUS_ADMIN: JSON = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
CHANNEL_SENDER: JSON = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
SERVICE: JSON = {"id": 777000, "is_bot": False, "first_name": "Telegram"}


def user(
    user_id: int = 42,
    first_name: str = "小明",
    *,
    language_code: str | None = "zh-hans",
    username: str | None = None,
    last_name: str | None = None,
    is_bot: bool = False,
) -> JSON:
    """A person; ``language_code`` is an IETF tag such as "zh-hans", or None when the client gives none."""
    person: JSON = {"id": user_id, "is_bot": is_bot, "first_name": first_name}
    optional = {"last_name": last_name, "username": username, "language_code": language_code}
    return person | {name: value for name, value in optional.items() if value is not None}


def private_chat(person: JSON) -> JSON:
    """The chat of a person with the bot: its id is the person's."""
    names: JSON = {name: person[name] for name in ("first_name", "last_name", "username") if name in person}
    return {"id": person["id"], **names, "type": "private"}


def group(chat_id: int = -4001, title: str = "相亲相爱一家人") -> JSON:
    return {"id": chat_id, "title": title, "type": "group", "all_members_are_administrators": False}


def supergroup(
    chat_id: int = -1001234567890,
    title: str = "小区业主群",
    *,
    username: str | None = None,
    forum: bool = False,
) -> JSON:
    chat: JSON = {"id": chat_id, "title": title, "type": "supergroup"}
    return chat | ({"username": username} if username else {}) | ({"is_forum": True} if forum else {})


def channel(
    chat_id: int = -1009876543210, title: str = "每日健康", *, username: str | None = "meiri"
) -> JSON:
    return {"id": chat_id, "title": title, "type": "channel"} | ({"username": username} if username else {})


def member(person: JSON, status: str = "member", **rights: Any) -> JSON:
    """A person's standing in a chat: creator, administrator, member, restricted, left or kicked.

    An administrator has no right but those named, for example ``can_delete_messages=True``.
    """
    standing: JSON = {"user": person, "status": status}
    if status == "creator":
        standing["is_anonymous"] = False
    elif status == "administrator":
        standing |= dict.fromkeys(ADMIN_RIGHTS, False) | {"can_manage_chat": True}
    elif status == "restricted":
        standing |= dict.fromkeys(MEMBER_RIGHTS, False) | {"is_member": True, "until_date": 0}
    elif status == "kicked":
        standing["until_date"] = 0
    return standing | rights


ADMIN_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
MEMBER_RIGHTS = (
    "can_change_info", "can_invite_users", "can_pin_messages", "can_send_messages", "can_send_polls",
    "can_send_other_messages", "can_add_web_page_previews", "can_manage_topics", "can_send_audios",
    "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes",
    "can_send_voice_notes", "can_edit_tag", "can_react_to_messages",
)  # fmt: skip

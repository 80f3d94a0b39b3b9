"""Come and go: the bot is added to a group or turned out, its rights change, and new members join."""

import html
from collections.abc import Sequence
from datetime import datetime

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import ChatMigrated

from bot import followers, group_replies, groups, outbox
from bot.admins import is_admin
from bot.desk import Desk, Errand, post_reply
from bot.group_settings import Mode
from bot.language import Language, choose_language
from bot.messenger import Call
from bot.panel import settings_link, shown_title
from bot.quiet import is_quiet
from bot.reply import Reply
from bot.selftest import examine
from bot.standing import Standing, trouble_lines
from bot.wording import label, say

__all__ = ["come_or_go", "greet", "rename"]

_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
#: One introduction in an hour however often somebody adds the bot anew, one greeting in ten minutes however
#: many come.
_INTRODUCTION_SECONDS, _GREETING_SECONDS = 3_600, 600


async def come_or_go(update_id: int, change: telegram.ChatMemberUpdated, desk: Desk) -> Errand | None:
    """Return the errand for a change of the bot's own standing in a chat."""
    inside = _is_inside(change.new_chat_member)
    if change.chat.type not in _GROUPS:
        return None if inside else _turned_out(change, desk)
    if not inside:
        return _turned_out(change, desk)
    if _is_inside(change.old_chat_member):
        return _noted(change, desk)
    try:
        standing = await examine(desk, change.chat.id)
    except ChatMigrated:
        # It has become a supergroup since, of which other updates tell.
        return _noted(change, desk)
    # Whoever runs the group finds it in the private list of groups from now on.
    await is_admin(desk, change.chat.id, desk.person_key(change.from_user))
    return _introduced(update_id, change, standing, desk)


async def greet(update_id: int, message: telegram.Message, desk: Desk) -> Errand | None:
    """Return the errand that greets new members of a group with the words of its admins, if there are any."""
    people = [user for user in message.new_chat_members if not user.is_bot]
    chat_key, now = desk.chat_key(message.chat), desk.clock()
    async with desk.store.read() as conn:
        group = await groups.find(conn, chat_key)
    if not people or group is None or not group.reachable or not group.settings.welcome:
        return None
    if is_quiet(group.settings, now):
        return None
    reply = Reply(html.escape(group.settings.welcome))

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        await post_reply(conn, _slot("welcome", chat_key, _GREETING_SECONDS, now), message, reply)
        return ()

    return errand


def rename(message: telegram.Message, desk: Desk) -> Errand:
    """Return the errand that keeps a group's new title, by which its admins find it."""

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        await groups.rename(conn, desk.chat_key(message.chat), message.new_chat_title or "")
        return ()

    return errand


def _turned_out(change: telegram.ChatMemberUpdated, desk: Desk) -> Errand:
    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        now = desk.clock()
        await groups.leave(conn, desk.chat_key(change.chat), now)
        # Who has turned the bot out does not want to hear any outcome, nor what still waits to be sent.
        await followers.unfollow_all(conn, change.chat.id)
        unseen = await outbox.drop_chat(conn, change.chat.id, "the chat has turned the bot out", now)
        await group_replies.forget_unseen(conn, unseen)
        return ()

    return errand


def _noted(change: telegram.ChatMemberUpdated, desk: Desk) -> Errand:
    """The bot was restricted, promoted or demoted: nothing is said about it."""

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        await _note(conn, change, desk)
        return ()

    return errand


def _introduced(update_id: int, change: telegram.ChatMemberUpdated, standing: Standing, desk: Desk) -> Errand:
    chat, adder = change.chat, change.from_user

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        group = await _note(conn, change, desk)
        chosen = group.settings.language or ""
        language = choose_language(
            chosen, adder.language_code or "", "" if adder.language_code else group.title
        )
        now = desk.clock()
        if standing.writes:
            link = settings_link(desk.identity.username, group.chat_key)
            introduction = _introduction(language, standing, link, group.settings.mode)
            key = _slot("joined", group.chat_key, _INTRODUCTION_SECONDS, now)
            # Turned out before it was sent, the bot has not introduced itself yet.
            await outbox.forget_dropped(conn, key)
            await _post(conn, key, chat.id, introduction, now)
        elif not adder.is_bot:
            reply = Reply(say(language, "joined-muted", title=shown_title(group.title)))
            await _post(conn, f"update:{update_id}:muted", adder.id, reply, now)
        return ()

    return errand


def _introduction(language: Language, standing: Standing, link: str, mode: Mode) -> Reply:
    """Return the introduction; a group that had turned the bot out has kept its mode."""
    lines = [
        say(language, "joined-title"),
        say(language, "joined", mode=mode.value),
        say(language, "joined-admins"),
    ]
    button = {"text": label(language, "joined-button"), "url": link}
    return Reply("\n\n".join([*lines, *trouble_lines(standing, language)]), ((button,),))


async def _note(conn: AsyncConnection, change: telegram.ChatMemberUpdated, desk: Desk) -> groups.Group:
    # Telegram tells when the bot itself may write again, but not when all members may: what was taken from
    # all of them is not kept, or the bot would stay silent for ever.
    may_write = getattr(change.new_chat_member, "can_send_messages", None) is not False
    chat = change.chat
    return await groups.note(
        conn, desk.chat_key(chat), chat.id, chat.title or "", now=desk.clock(), may_write=may_write
    )


async def _post(conn: AsyncConnection, key: str, chat_id: int, reply: Reply, now: datetime) -> None:
    params = reply.new_params()
    await outbox.post(conn, key=key, chat_id=chat_id, method="send_message", params=params, now=now)


def _slot(kind: str, chat_key: str, seconds: int, now: datetime) -> str:
    """Return a key that is the same for all of a chat in a span of time, so that it gets only one."""
    return f"{kind}:{chat_key}:{int(now.timestamp()) // seconds}"


def _is_inside(member: telegram.ChatMember) -> bool:
    if member.status == ChatMemberStatus.RESTRICTED:
        return bool(getattr(member, "is_member", True))
    return member.status not in {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}

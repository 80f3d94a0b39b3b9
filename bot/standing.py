"""What the bot may do in a group, read from what Telegram says: hear, write, react, delete. Pure."""

from dataclasses import dataclass
from typing import Any

from telegram.constants import ChatMemberStatus

from bot.language import Language
from bot.wording import say

__all__ = ["Standing", "read_standing", "standing_lines", "trouble_lines"]

_ADMINS = {ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the bot may do in a group.

    Its own messages it may always delete, for 48 hours; others' it never wants to.

    :ivar hears: it gets all messages, not only those that address it
    """

    hears: bool
    writes: bool
    reacts: bool

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return self.hears and self.writes and self.reacts


def read_standing(me: dict[str, Any], chat: dict[str, Any], *, hears_groups: bool) -> Standing:
    """Return what the bot may do.

    :param me: its ChatMember, as Telegram wrote it
    :param chat: the ChatFullInfo of the group; {} when it is not known
    :param hears_groups: its privacy mode is off
    """
    status = me.get("status")
    if status in _ADMINS:
        return Standing(hears=True, writes=True, reacts=_has_reactions(chat))
    rights = me if status == ChatMemberStatus.RESTRICTED else chat.get("permissions") or {}
    inside = status in {ChatMemberStatus.MEMBER, ChatMemberStatus.RESTRICTED} and me.get("is_member", True)
    return Standing(
        hears=bool(inside and hears_groups),
        writes=bool(inside and rights.get("can_send_messages", True)),
        reacts=bool(inside and rights.get("can_react_to_messages", True) and _has_reactions(chat)),
    )


def standing_lines(standing: Standing, language: Language) -> list[str]:
    """Return a line of Telegram HTML for each right: it is there, or how to grant it."""
    facts = {"hears": standing.hears, "writes": standing.writes, "reacts": standing.reacts, "deletes": True}
    return [say(language, f"test-{name}", ok="yes" if ok else "no") for name, ok in facts.items()]


def trouble_lines(standing: Standing, language: Language) -> list[str]:
    """Return only the lines of what is missing, or a single one that nothing is."""
    if standing.whole:
        return [say(language, "test-fine")]
    facts = {"hears": standing.hears, "writes": standing.writes, "reacts": standing.reacts}
    return [say(language, f"test-{name}", ok="no") for name, ok in facts.items() if not ok]


def _has_reactions(chat: dict[str, Any]) -> bool:
    # Telegram leaves the list out where all are allowed.
    return chat.get("available_reactions") != []

"""What the bot says in a group beside answers: a reminder, the morning's digest, a reply taken back. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language import Language
from bot.reply import Reply, claim_words
from bot.wording import label, say
from corpus.debunk import Debunk, Verdict
from corpus.link_book import Way, WayKind

__all__ = [
    "MOST_LISTED",
    "Found",
    "changed_reply",
    "message_link",
    "morning_reply",
    "reaction_to",
    "reminder_reply",
]

#: The digest of a morning lists so many claims at most.
MOST_LISTED = 10
#: Supergroups and channels have ids below this one.
_SUPERGROUPS = -1_000_000_000_000

#: Of the emoji that Telegram offers to everybody; none of them mocks who passed the message on.
_REACTIONS = {Verdict.TRUE: "👌", Verdict.SCAM: "😱"}
_DOUBT = "🤔"
_MORNING = {WayKind.PAGE: "morning-line", WayKind.COPY: "morning-copy", WayKind.SITE: "morning-site"}


@dataclass(frozen=True, slots=True)
class Found:
    """A debunk that was kept for the morning.

    :ivar link: address of the message that it is about, or "" where it has none
    :ivar elsewhere: what to link while the page of the debunk is dead; None: the page
    """

    debunk: Debunk
    link: str
    elsewhere: Way | None = None


def message_link(chat_id: int, username: str, message_id: int) -> str:
    """Return the address of a message in a group (core.telegram.org/api/links#message-links).

    :param username: of a public group, or ""
    :returns: "" for a group that is no supergroup: its messages have no address
    """
    if username:
        return f"https://t.me/{username}/{message_id}"
    return f"https://t.me/c/{_SUPERGROUPS - chat_id}/{message_id}" if chat_id < _SUPERGROUPS else ""


def reaction_to(verdicts: Sequence[Verdict]) -> str:
    """Return the emoji that stands for what was found: the gravest counts.

    :param verdicts: at least one
    """
    if Verdict.SCAM in verdicts:
        return _REACTIONS[Verdict.SCAM]
    return _REACTIONS[Verdict.TRUE] if set(verdicts) == {Verdict.TRUE} else _DOUBT


def reminder_reply(debunk: Debunk, language: Language, link: str) -> Reply:
    """Return the short reply that points at an earlier one.

    :param link: address of the earlier reply; "" when this one is shown as a reply to it
    """
    verdict = label(language, "verdict-plain", verdict=debunk.verdict.value)
    lines = [
        say(language, "remind-title", verdict=verdict),
        say(language, "claim", text=claim_words(debunk)),
        say(language, "remind-link", url=link) if link else say(language, "remind-above"),
    ]
    return Reply("\n".join(lines))


def changed_reply(language: Language) -> Reply:
    """Return what becomes of a reply when the message was changed and nothing fits it any more."""
    return Reply(say(language, "group-changed"))


def morning_reply(found: Sequence[Found], language: Language) -> Reply:
    """Return the digest after the quiet hours; `found` holds at least one debunk, none twice."""
    listed = found[:MOST_LISTED]
    lines = [
        say(
            language,
            _MORNING[each.elsewhere.kind if each.elsewhere else WayKind.PAGE],
            number=str(number),
            verdict=label(language, "verdict-plain", verdict=each.debunk.verdict.value),
            claim=claim_words(each.debunk),
            url=each.elsewhere.url if each.elsewhere else each.debunk.url,
        )
        + (say(language, "morning-where", url=each.link) if each.link else "")
        for number, each in enumerate(listed, 1)
    ]
    return Reply("\n\n".join([say(language, "morning-title", count=len(listed)), *lines]))

"""Decide when the bot speaks in a group by itself, and how: pure, from settings, answer, past and clock."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.group_settings import GroupSettings, Mode, Sensitivity
from bot.heard import Heard, Sender
from bot.quiet import is_quiet
from corpus.debunk import Debunk, Verdict
from corpus.links import canonical_url
from index.decision import Answer, Band, Match

__all__ = ["Act", "Past", "Plan", "Thresholds", "is_wanted", "looks_at", "plan", "tellable"]

#: A text that is neither forwarded nor holds a link is looked at from so many letters and digits on.
SHORTEST_TEXT = 15
#: An answer to what was written longer ago comes into another conversation: the bot had stood still.
TOO_LATE = timedelta(minutes=15)
#: A reminder links to a reply that is at most so old; whoever joined since never saw it.
REMIND_FOR = timedelta(days=30)
#: How far a cautious or eager bot moves the threshold of the band `answer`: towards 1, towards `suggest`.
_CAUTION, _EAGERNESS = 0.5, 0.25


class Act(StrEnum):
    """What the bot does about a message that nobody asked it about."""

    NOTHING = "nothing"
    REPLY = "reply"
    REMIND = "remind"
    REACT = "react"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Confidences (0 to 1) from which the index calls a match an answer, or worth showing."""

    answer_at: float
    suggest_at: float

    def speak_at(self, sensitivity: Sensitivity) -> float:
        """Return the confidence from which the bot speaks by itself."""
        if sensitivity is Sensitivity.CAUTIOUS:
            return self.answer_at + _CAUTION * (1.0 - self.answer_at)
        if sensitivity is Sensitivity.EAGER:
            return self.answer_at - _EAGERNESS * (self.answer_at - self.suggest_at)
        return self.answer_at


@dataclass(frozen=True, slots=True)
class Past:
    """What the bot has said in a group.

    :ivar told: debunk id -> when the group was last told of it, or when it was kept for the morning
    :ivar linkable: debunk id -> when the latest whole reply was given that a reminder can link to
    :ivar lately: replies that nobody asked for in the last hour
    """

    told: Mapping[str, datetime] = field(default_factory=dict)
    linkable: Mapping[str, datetime] = field(default_factory=dict)
    lately: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do, and about which matches; there are some unless it is nothing."""

    act: Act
    matches: tuple[Match, ...] = ()


_NOTHING = Plan(Act.NOTHING)


def looks_at(settings: GroupSettings, heard: Heard, now: datetime) -> bool:
    """Tell whether the bot may look at a message that nobody asked it about."""
    if settings.mode is Mode.MENTION or (settings.mode is Mode.SILENT and not settings.collect_leads):
        return False
    allowed = {
        Sender.MEMBER: True,
        Sender.ADMIN: settings.check_admins,
        Sender.LINKED_CHANNEL: settings.check_channel,
        Sender.BOT: False,
    }
    if heard.own or not allowed[heard.sender] or now - heard.at > TOO_LATE:
        return False
    return heard.forwarded or heard.links or heard.characters >= SHORTEST_TEXT


def tellable(
    settings: GroupSettings, answer: Answer, thresholds: Thresholds, links: Collection[str] = ()
) -> tuple[Match, ...]:
    """Return the matches of an answer that the bot may tell a group by itself, one for each claim.

    Who passes a debunk on, by its words or its link, needs no telling.

    :param links: addresses in the message
    """
    if answer.refutes:
        return ()
    passed_on = {canonical_url(link) for link in links}
    least = thresholds.speak_at(settings.sensitivity)
    sure = answer.answers
    if answer.band is Band.SUGGEST and settings.sensitivity is Sensitivity.EAGER:
        # Only the first: the others may be of the same claim.
        sure = answer.matches[:1]
    return tuple(
        match
        for match in sure
        if match.confidence >= least
        and match.differs is None
        and is_wanted(settings, match.debunk)
        and canonical_url(match.debunk.url) not in passed_on
    )


def plan(settings: GroupSettings, matches: Sequence[Match], past: Past, now: datetime) -> Plan:
    """Return what to do about what was found in a message that nobody asked about.

    :param matches: what `tellable` gave
    """
    if not matches or settings.mode not in {Mode.AUTO, Mode.REACTION}:
        return _NOTHING
    if settings.mode is Mode.REACTION:
        # A reaction disturbs nobody: it stands under each message of a rumor, at any hour.
        return Plan(Act.REACT, tuple(matches))
    cooldown = timedelta(hours=settings.cooldown_hours)
    due = [match for match in matches if not _within(past.told, match, cooldown, now)]
    if not due:
        return _NOTHING
    if is_quiet(settings, now):
        return Plan(Act.KEEP, tuple(due)) if settings.morning_digest else _NOTHING
    if past.lately >= settings.hourly:
        return _NOTHING
    fresh = [match for match in due if not (cooldown and _within(past.linkable, match, REMIND_FOR, now))]
    return Plan(Act.REPLY, tuple(fresh)) if fresh else Plan(Act.REMIND, tuple(due))


def is_wanted(settings: GroupSettings, debunk: Debunk) -> bool:
    """Tell whether a group wants to hear of a debunk unasked: of its verdict, and of its topic."""
    return Verdict(debunk.verdict) in settings.verdicts and debunk.topic not in settings.without_topics


def _within(moments: Mapping[str, datetime], match: Match, span: timedelta, now: datetime) -> bool:
    then = moments.get(match.debunk.id)
    return then is not None and now - then < span

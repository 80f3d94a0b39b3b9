"""A lead: an unanswered claim, with how often it was asked about."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Lead", "Logged", "Status"]


class Status(StrEnum):
    """Where a lead stands."""

    NEW = "new"
    ASSIGNED = "assigned"
    CHECKING = "checking"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Lead:
    """An unanswered claim. `text`: the earliest wording of those who asked, masked; `asks`: how often it was
    asked; `askers`, `chats`: by how many different people, in how many chats. Who had themselves forgotten is
    still counted, and counts anew when asking again."""

    number: int
    text: str
    status: Status
    asks: int
    askers: int
    chats: int
    first_asked: datetime
    last_asked: datetime
    links: tuple[str, ...]
    topic: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """The lead that a message went into; `new`: the message opened it."""

    lead: Lead
    new: bool

"""A lead: an unanswered claim, with how often it was asked about."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Lead", "Logged", "Near", "Status"]


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
    asked, in any of its wordings; `askers`, `chats`: by how many different people, in how many chats. Who had
    themselves forgotten is still counted, and counts anew when asking again. `reason`: why it is not checked,
    where it was dismissed, else ""."""

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
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """The lead that a message went into; `new`: the message opened it; `wording`: number of the row under
    which the ask itself is kept, which is another one where the lead has several wordings."""

    lead: Lead
    new: bool
    wording: int


@dataclass(frozen=True, slots=True)
class Near:
    """What a message is near to, as it was found before the transaction that logs it.

    :ivar heads: numbers of leads that make the same claim, the surest first
    :ivar encoder: fingerprint of the encoder of the vector
    :ivar vector: of the message, one signed byte a dimension; empty: none
    """

    heads: tuple[int, ...] = ()
    encoder: str = ""
    vector: bytes = b""

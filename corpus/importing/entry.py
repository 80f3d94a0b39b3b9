"""What a source says of one fact-check, as it says it, and what is said of one that is not taken."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["FIELDS", "Entries", "Entry", "Formula", "Rejection", "Skipped", "StillSame", "shown"]

FIELDS = (
    "id", "claim", "rating", "verdict", "summary", "variants", "url", "publisher", "published", "lang",
    "topic", "region",
)  # fmt: skip
"""What an entry may say. `id` is the publisher's own, `rating` a verdict in the publisher's words."""

_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact-check as its source has it; nothing of it is checked yet.

    :ivar place: where it stands, for people: ``feed.xml, entry 3``
    :ivar told: by the names of FIELDS; the values are of any type, "" and None are the same as nothing
    :ivar number: ratingValue, worstRating and bestRating, where the rating is a number
    :ivar usual: what holds where `told` says nothing: the feed's publisher, language and so on
    :ivar page: the address that was fetched for it, or ""
    :ivar date_format: of `published`, as strptime wants it; "" for the usual ones
    :ivar ratings: what words mean in this source alone, normalised -> verdict or "skip"
    """

    place: str
    told: Mapping[str, Any]
    number: tuple[Any, Any, Any] | None = None
    usual: Mapping[str, Any] = field(default_factory=dict)
    page: str = ""
    date_format: str = ""
    ratings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something of a source that is not taken.

    :ivar place: as in `Entry`
    :ivar field: one of FIELDS, or what else is meant; "" for the whole
    :ivar cure: what somebody can do about it; "" where nobody can
    :ivar about: the claim or title, short; "" where none is known
    :ivar rating: the words that no table has, where that is the reason
    :ivar page: the address that was fetched for it, or ""
    """

    place: str
    field: str
    expected: str
    got: str
    cure: str = ""
    about: str = ""
    rating: str = ""
    page: str = ""

    def __str__(self) -> str:
        about = f" “{self.about}”" if self.about else ""
        field = f"{self.field}: " if self.field else ""
        return f"{self.place}{about}: {field}{self.fault}"

    @property
    def fault(self) -> str:
        """What was expected, what was got, and the cure."""
        cure = f"; {self.cure}" if self.cure else ""
        return f"expected {self.expected}, got {self.got}{cure}"


@dataclass(frozen=True, slots=True)
class Skipped:
    """What is no fact-check by its own words, such as a message that is none: left out without a fuss."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class StillSame:
    """A page that has not changed since it was fetched before."""

    place: str
    page: str


class Formula(str):
    """What a table works out, and no text of its own."""

    __slots__ = ()


Entries = Iterator[Entry | Rejection | Skipped | StillSame]


def shown(value: object) -> str:
    """A value as JSON writes it, in one line of at most 80 characters, without control characters."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        text = repr(value)
    text = "".join(
        each if each.isprintable() else each.encode("unicode_escape", "replace").decode()
        for each in text[: _LONGEST_SHOWN + 1]
    )
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"

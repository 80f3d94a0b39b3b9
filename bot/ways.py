"""What to link for a debunk in a list while its page is dead, and the words that say so; pure."""

from collections.abc import Callable
from typing import TypedDict

from bot.language import Language
from bot.wording import label
from corpus.debunk import Debunk
from corpus.link_book import Way

__all__ = ["Link", "Ways", "link_of", "to_its_page"]

#: What to link for a debunk while its page is dead; None while it is not known to be.
Ways = Callable[[Debunk], Way | None]


class Link(TypedDict):
    """The link of a line. `note`: stands behind it, "" for the page itself; not escaped."""

    url: str
    note: str


def to_its_page(_: Debunk) -> None:
    """Link every debunk to its own page."""


def link_of(debunk: Debunk, ways: Ways, language: Language) -> Link:
    """Return what a line about a debunk links, and what it says of that."""
    way = ways(debunk) or Way(debunk.url)
    return {"url": way.url, "note": label(language, "link-note", kind=way.kind.value)}

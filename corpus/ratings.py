"""What the ratings of publishers mean: a table that ships, and the maintainer's own before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.debunk import Verdict
from corpus.errors import CorpusError
from corpus.text import normalise
from corpus.toml_file import read_toml

__all__ = ["MEANINGS", "SHIPPED_RATINGS", "SKIP", "Ratings", "by_number", "rating_key", "read_words"]

SHIPPED_RATINGS = Path(__file__).parent / "ratings.toml"
"""The table that comes with the project."""

SKIP = "skip"
"""In the place of a verdict: what is rated so is no check of a claim."""

MEANINGS = (*Verdict, SKIP)
"""What a rating can mean."""
_LONGEST = 200  # characters of a rating; a longer one is a sentence
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")

Words = Mapping[str, str]
"""Normalised rating -> verdict, or SKIP."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """The meanings of ratings.

    :ivar general: for every publisher
    :ivar of_publisher: by `rating_key` of the publisher's name; they come first
    """

    general: Words
    of_publisher: Mapping[str, Words]

    @classmethod
    def read(cls, *files: Path) -> Ratings:
        """Read the shipped table and further ones, of which the last counts most; one that is not there is
        left out.

        :raises CorpusError: a table cannot be read, or says of one rating two things
        """
        general: dict[str, str] = {}
        of_publisher: dict[str, dict[str, str]] = {}
        for file in (SHIPPED_RATINGS, *files):
            told = read_toml(file) if file.exists() else {}
            place = str(file)
            own = read_words(told.get("ratings", {}), f"{place}: ratings")
            named = _table(told.get("publisher", {}), f"{place}: publisher")
            if more := sorted(set(told) - {"ratings", "publisher"}):
                raise CorpusError(f"{place}: expected the tables ratings and publisher, got {more[0]!r}")
            general |= own
            if file != SHIPPED_RATINGS:
                # What the maintainer says counts for every publisher, unless that says it of one.
                for words in of_publisher.values():
                    for rating in own:
                        words.pop(rating, None)
            for name, words in named.items():
                read = read_words(words, f'{place}: publisher."{name}"')
                of_publisher.setdefault(rating_key(name), {}).update(read)
        return cls(general, of_publisher)

    def meaning(self, rating: str, publisher: str = "", first: Words | None = None) -> Verdict | str | None:
        """Return what a rating means: a verdict, SKIP, or None where no table has it.

        :param first: words of the source alone, before all others
        """
        key = rating_key(rating)
        of_publisher = self.of_publisher.get(rating_key(publisher), {})
        found = (first or {}).get(key) or of_publisher.get(key) or self.general.get(key)
        return found if found is None or found == SKIP else Verdict(found)


@lru_cache(maxsize=4096)
def rating_key(rating: str) -> str:
    """A rating in the form in which two are compared: one case, script and width, no marks around it."""
    words = normalise(rating[:_LONGEST])
    return _AROUND.sub("", words) or words.strip()


def by_number(value: Any, worst: Any, best: Any) -> Verdict | None:
    """Return what a rating of numbers means: false at the worst end, true at the best, else nobody knows."""
    try:
        number, lowest, highest = (float(each) for each in (value, worst, best))
    except (TypeError, ValueError, OverflowError):
        return None
    if not lowest < highest:
        return None
    return {lowest: Verdict.FALSE, highest: Verdict.TRUE}.get(number)


def read_words(told: Any, place: str) -> dict[str, str]:
    """Read a table of verdicts with their ratings.

    :param place: for the message of an error
    :raises CorpusError: it is another thing, or names a rating twice
    """
    words: dict[str, str] = {}
    for meaning, ratings in _table(told, place).items():
        if meaning not in MEANINGS:
            raise CorpusError(f"{place}: expected one of {', '.join(MEANINGS)}, got {meaning!r}")
        if not isinstance(ratings, list) or not all(
            isinstance(each, str) and each.strip() for each in ratings
        ):
            raise CorpusError(f"{place}.{meaning}: expected a list of texts, got {ratings!r}"[:200])
        for rating in ratings:
            before = words.setdefault(rating_key(rating), meaning)
            if before != meaning:
                raise CorpusError(f"{place}: expected one meaning of {rating!r}, got {before} and {meaning}")
    return words


def _table(told: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(told, Mapping):
        raise CorpusError(f"{place}: expected a table, got {told!r}"[:200])
    return told

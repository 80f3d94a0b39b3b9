"""Dates in a text, and whether two texts can be of one day."""

from __future__ import annotations

import re

_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年?[-/.]?)?(?<!\d)(?P<month>1[0-2]|0?[1-9])(?:月(?:份)?|[/.-](?=\d))(?:(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)[日号]?)?"
    r"|(?<!\d)(?P<alone>(?:19|20)\d\d)年"
)

Date = tuple[int | None, int | None, int | None]
"""Year, month and day; None where the text does not say."""


def dates_in(text: str) -> list[tuple[Date, str]]:
    """:returns: the dates of a normalised text in order, each with its words"""
    found = []
    for match in _DATE.finditer(text):
        year, month, day = match["year"] or match["alone"], match["month"], match["day"]
        if not year and not day and "月" not in match[0]:
            continue
        if "月" not in match[0] and not year:
            continue
        found.append(((_number(year), _number(month), _number(day)), match[0]))
    return found


def other_date(claim: str, statement: str) -> tuple[str, str] | None:
    """Find a date of a statement that is none of a claim's, which has dates, too.

    :returns: the claim's date, and the statement's; None when they may be of one day
    """
    ours, theirs = dates_in(claim), dates_in(statement)
    if not ours or not theirs:
        return None
    for date, _ in theirs:
        if any(_may_be_one(date, other) for other, _ in ours):
            return None
    return ours[0][1], theirs[0][1]


def _may_be_one(one: Date, other: Date) -> bool:
    shared = [(here, there) for here, there in zip(one, other, strict=True) if here and there]
    return bool(shared) and all(here == there for here, there in shared)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None

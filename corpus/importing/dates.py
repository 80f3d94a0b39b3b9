"""The day on which something was published, in the ways in which sources write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

__all__ = ["day_of"]

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?", re.ASCII | re.DOTALL)
_CHINESE = re.compile(r"(\d{4}) ?年(?: ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?[日号號])?)?.{0,20}", re.DOTALL)
_ENGLISH = ("%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%b. %d, %Y")
_MILLIS = 10**11
_MOMENTS = range(10**8, 10**13)  # seconds or milliseconds since 1970; smaller numbers are years


def day_of(value: Any, form: str = "") -> str:
    """Return YYYY, YYYY-MM or YYYY-MM-DD; "" for nothing.

    :param value: a text, a date, or a number of seconds or milliseconds since 1970
    :param form: of a text, as strptime wants it; "" for ISO 8601, RFC 822 and the usual ways to write a day
        in Chinese and English
    :raises ValueError: it is no day, or written in another way
    """
    if value is None or value == "":
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[: len("2026-11-22")]
    if isinstance(value, int) and not isinstance(value, bool) and value in _MOMENTS:
        return datetime.fromtimestamp(value / 1000 if value > _MILLIS else value, UTC).date().isoformat()
    text = str(value).strip()
    if form:
        return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - of a day alone
    if match := _ISO.fullmatch(text) or _CHINESE.fullmatch(text):
        parts = [int(part) for part in match.groups() if part]
        date(*parts, *[1] * (3 - len(parts)))
        return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])
    for english in _ENGLISH:
        try:
            return datetime.strptime(text, english).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    moment = parsedate_to_datetime(text)
    return moment.date().isoformat()

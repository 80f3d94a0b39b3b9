"""Dates of debunks as people read them."""

from datetime import date

from bot.language import Language
from bot.wording import label


def date_words(published: str, language: Language) -> str:
    """Return a debunk's date (YYYY[-MM[-DD]]) as one reads it."""
    year, month, day = (*published.split("-"), "", "")[:3]
    if day:
        return label(language, "date-day", year=year, month=int(month), day=str(int(day)))
    if month:
        return label(language, "date-month", year=year, month=int(month))
    return label(language, "date-year", year=year)


def years_since(published: str, today: date) -> int | None:
    """Return whole years from a date (YYYY[-MM[-DD]]) to today; a missing month or day counts as the last."""
    if not published:
        return None
    parts = [int(part) for part in published.split("-")]
    year, month, day = (*parts, *(12, 31)[len(parts) - 1 :])
    return max(0, today.year - year - ((today.month, today.day) < (month, day)))

"""Lengths of time in words, such as "5 分钟" or "3 days"; pure."""

from datetime import timedelta

from bot.language import Language
from bot.wording import label

__all__ = ["span_words"]

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def span_words(span: timedelta, language: Language) -> str:
    """Return a length of time, rounded: minutes up to an hour and a half, hours up to two days, then days; at
    least a minute. Not escaped."""
    for unit, length, least in (("days", _DAY, 2 * _DAY), ("hours", _HOUR, 1.5 * _HOUR)):
        if span >= least:
            return label(language, f"for-{unit}", count=round(span / length))
    return label(language, "for-minutes", count=max(1, round(span / _MINUTE)))

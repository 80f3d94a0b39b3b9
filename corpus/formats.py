"""The forms in which debunks are exported, and those in which they are brought in."""

from enum import StrEnum

__all__ = ["Format", "SourceFormat", "other_form"]


class Format(StrEnum):
    """How debunks are exported: schema.org's ClaimReview in a DataFeed, JSON Feed 1.1, RSS 2.0."""

    CLAIMREVIEW = "claimreview"
    JSONFEED = "jsonfeed"
    RSS = "rss"


class SourceFormat(StrEnum):
    """What a source of debunks is written in."""

    CLAIMREVIEW = "claimreview"
    FEED = "feed"
    CSV = "csv"
    XLSX = "xlsx"
    COFACTS = "cofacts"
    JIAOZHEN = "jiaozhen"
    JSONL = "jsonl"


_ENDINGS = {
    ".csv": SourceFormat.CSV,
    ".tsv": SourceFormat.CSV,
    ".xlsx": SourceFormat.XLSX,
    ".rss": SourceFormat.FEED,
    ".atom": SourceFormat.FEED,
    ".xml": SourceFormat.FEED,
}


def other_form(source: str) -> SourceFormat | None:
    """Return what a source is written in by the end of its name, where that is certainly no ClaimReview."""
    return next((form for ending, form in _ENDINGS.items() if source.lower().endswith(ending)), None)

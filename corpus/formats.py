"""The forms in which debunks are exported, and those in which they are brought in."""

from enum import StrEnum

__all__ = ["Format", "SourceFormat"]


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

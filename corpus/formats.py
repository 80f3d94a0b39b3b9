"""The forms in which debunks are exported."""

from enum import StrEnum

__all__ = ["Format"]


class Format(StrEnum):
    """How debunks are exported: schema.org's ClaimReview in a DataFeed, JSON Feed 1.1, RSS 2.0."""

    CLAIMREVIEW = "claimreview"
    JSONFEED = "jsonfeed"
    RSS = "rss"

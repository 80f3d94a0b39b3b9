"""How many debunks a corpus holds by publisher, verdict, topic, language and year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.debunk import Debunk

__all__ = ["Statistics", "count_debunks"]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of debunks; each table from the greatest count to the smallest, the years in their order.

    :param total: number of debunks, 0 or more; the sum of each table.
    :param tables: by the names ``publisher``, ``verdict``, ``topic``, ``lang`` and ``year``; the value ""
        stands for debunks that do not say.
    """

    total: int
    tables: dict[str, dict[str, int]]


def count_debunks(debunks: Iterable[Debunk]) -> Statistics:
    """Count debunks by publisher, verdict, topic, language and year of publication."""
    counted = tuple(debunks)
    tables = {
        "publisher": _by_count(debunk.publisher for debunk in counted),
        "verdict": _by_count(debunk.verdict.value for debunk in counted),
        "topic": _by_count(debunk.topic for debunk in counted),
        "lang": _by_count(debunk.lang for debunk in counted),
        "year": dict(sorted(Counter(debunk.published[:4] for debunk in counted).items())),
    }
    return Statistics(len(counted), tables)


def _by_count(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))

"""Small counts: how many there are in a place, told so that nobody can be found out by being one of few."""

from collections.abc import Mapping

__all__ = ["FEWEST", "shown", "shown_by_region"]

#: The smallest count of a place that is told as it is.
FEWEST = 3


def shown(count: int) -> str:
    """Return a count of people, asks or leads in one region as it may be told: "<3", or the number.

    For every export, digest and picture that counts by region (times to answer, monthly lists). None is told
    as few, too: else a reader could tell nobody from somebody. Counts of the whole country, of a topic or of
    a unit need no hiding.

    :param count: 0 or more
    """
    return f"<{FEWEST}" if count < FEWEST else str(count)


def shown_by_region(counts: Mapping[str, int]) -> dict[str, str]:
    """Return the counts of regions as they may be told beside their sum, in the same order.

    One small count alone could be found by taking the others from the sum. So the smallest of the others is
    then told no more exactly either: "<" and the next multiple of 10 above it.
    """
    told = {region: shown(count) for region, count in counts.items()}
    if sum(count < FEWEST for count in counts.values()) == 1 and len(counts) > 1:
        others = (region for region, count in counts.items() if count >= FEWEST)
        least = min(others, key=lambda region: counts[region])
        told[least] = f"<{counts[least] // 10 * 10 + 10}"
    return told

"""Surges: which of many counts has risen beyond what chance and the day would explain. Pure.

What is expected of one count is the greatest of three: its own earlier rate; that rate times the growth of
all others, since people ask more by day than by night; and what most others have in the same time, so that
something new is not measured against nothing. The tail of a Poisson distribution says how likely the count
would be then; the limit is divided by how many counts are looked at.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["CHANCE", "LEAST", "Past", "Surge", "most_have", "poisson_tail", "surges"]

K = TypeVar("K")

#: Chance of a false alarm that is taken for all counts together, each time that a window has passed.
CHANCE = 0.001
#: A smaller count never is a surge.
LEAST = 5
#: A count stands for the growth of all up to so many times what is usual for it: beyond, it is its own.
_OF_ITSELF = 3.0
#: Share of the counts that tells what most have.
_MOST = 0.9
#: Counts added to both sides, so that the growth of next to nothing is no growth.
_SMOOTH = 3.0


@dataclass(frozen=True, slots=True)
class Past:
    """What came before: `count` in a time of so many `windows` (of the length of the one looked at)."""

    count: int
    windows: float

    @property
    def rate(self) -> float:
        """Count a window, as high as it may well have been: one standard deviation above what was seen."""
        return (self.count + math.sqrt(self.count) + 1) / max(1.0, self.windows)


@dataclass(frozen=True, slots=True)
class Surge:
    """A count that has risen. `expected`: what it would have been; `chance`: how likely it was then."""

    count: int
    expected: float
    chance: float


def poisson_tail(count: int, expected: float) -> float:
    """Return the chance of at least so many when so many are expected (more than 0), 0 to 1."""
    if count <= 0:
        return 1.0
    if count <= expected:
        return 1.0 - math.fsum(_probabilities(range(count), expected))
    total, number = 0.0, count
    while True:
        part = next(_probabilities([number], expected))
        total += part
        if part <= total * 1e-12:
            return min(1.0, total)
        number += 1


def surges(
    counts: Mapping[K, int], past: Mapping[K, Past], stream_before: float, chance: float = CHANCE
) -> dict[K, Surge]:
    """Return those of the counts that have risen.

    :param counts: of everything that was counted at all in the window; each 1 or more
    :param past: of those that may have risen, and of no others; a `count` below LEAST never has
    :param stream_before: what was counted a window before, all together
    :param chance: of a false alarm among all
    """
    if not past:
        return {}
    steady = {key: min(count, _steady(count, past.get(key))) for key, count in counts.items()}
    stream = sum(steady.values())
    found = {}
    for key, before in past.items():
        count = counts.get(key, 0)
        others_now = stream - steady.get(key, 0)
        others_before = max(0.0, stream_before - before.count / max(1.0, before.windows))
        growth = max(1.0, (others_now + _SMOOTH) / (others_before + _SMOOTH))
        usual = most_have(value for other, value in steady.items() if other != key)
        expected = max(before.rate * growth, usual)
        tail = poisson_tail(count, expected)
        if count >= LEAST and tail < chance / len(counts):
            found[key] = Surge(count, expected, tail)
    return found


def most_have(counts: Iterable[float]) -> float:
    """Return the mean of the lower nine tenths of counts: a few that rise do not raise it. 0 for none."""
    lower = sorted(counts)
    lower = lower[: max(1, math.ceil(len(lower) * _MOST))]
    return sum(lower) / len(lower) if lower else 0.0


def _steady(count: int, before: Past | None) -> float:
    return count if before is None else max(LEAST, _OF_ITSELF * before.rate)


def _probabilities(numbers: Iterable[int], expected: float) -> Iterator[float]:
    logarithm = math.log(expected)
    return (math.exp(number * logarithm - expected - math.lgamma(number + 1)) for number in numbers)

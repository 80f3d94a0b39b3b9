"""Two texts laid side by side: the runs of letters that they share, in order."""

from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

__all__ = ["Run", "shared_runs", "without_chance_runs"]

ANCHOR = 8  # letters: runs of this length that occur once in each of two long texts belong together
SMALL = 40_000  # letters times letters: so small a pair is compared letter by letter, without anchors

Run = tuple[int, int, int]  # where it begins in the one text and in the other, and its length


def without_chance_runs(runs: Sequence[Run], ends: Run) -> list[Run]:
    """Drop shared runs of one or two letters that stand apart from the others: they agree by chance."""
    kept: list[Run] = []
    for before, (i, j, n), after in zip(((0, 0, 0), *runs), runs, (*runs[1:], ends), strict=False):
        left = max(i - before[0] - before[2], j - before[1] - before[2])
        right = max(after[0] - i - n, after[1] - j - n)
        apart = max(left, right) > 2 * n or (n == 1 and min(left, right) > 0)
        if n > 2 or not apart:
            kept.append((i, j, n))
    return kept


def shared_runs(a: str, b: str) -> list[Run]:
    """The runs of letters that both texts share, in order, touching none of the other."""
    ends = [(0, 0, 0), *_anchors(a, b), (len(a), len(b), 0)]
    runs: list[Run] = []
    for (i, j, n), (k, m, _) in pairwise(ends):
        if n:
            runs.append((i, j, n))
        x, y = a[i + n : k], b[j + n : m]
        # Between anchors texts differ little; where they do not, the whole stretch counts as different.
        if x and y and len(x) * len(y) <= 2 * SMALL:
            blocks = SequenceMatcher(None, x, y, autojunk=False).get_matching_blocks()
            runs += [(i + n + block.a, j + n + block.b, block.size) for block in blocks if block.size]
    return _joined(runs)


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Runs that touch in both texts, made one."""
    whole: list[Run] = []
    for i, j, n in runs:
        if whole and whole[-1][0] + whole[-1][2] == i and whole[-1][1] + whole[-1][2] == j:
            i, j, n = whole[-1][0], whole[-1][1], whole[-1][2] + n
            whole.pop()
        whole.append((i, j, n))
    return whole


def _anchors(a: str, b: str) -> list[Run]:
    """Runs that occur once in each of two long texts, in the longest order of both (patience diff)."""
    if len(a) * len(b) <= SMALL:
        return []
    once_a, once_b = _once(a), _once(b)
    pairs = sorted((place, once_b[run]) for run, place in once_a.items() if run in once_b)
    ordered = _longest_rise(pairs)
    runs: list[Run] = []
    for i, j in ordered:
        if runs and i < runs[-1][0] + runs[-1][2]:
            last = runs[-1]
            if i - last[0] == j - last[1]:
                runs[-1] = (last[0], last[1], i - last[0] + ANCHOR)
            continue
        if runs and j < runs[-1][1] + runs[-1][2]:
            continue
        runs.append((i, j, ANCHOR))
    return runs


def _once(text: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for place in range(len(text) - ANCHOR + 1):
        run = text[place : place + ANCHOR]
        places[run] = -1 if run in places else place
    return {run: place for run, place in places.items() if place >= 0}


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `pairs`, sorted by their first numbers, whose second numbers rise too."""
    tops: list[int] = []  # least last second number of a rise of each length
    ends: list[int] = []  # which pair that is
    before: list[int] = []
    for place, (_, second) in enumerate(pairs):
        length = bisect_left(tops, second)
        before.append(ends[length - 1] if length else -1)
        if length == len(tops):
            tops.append(second)
            ends.append(place)
        else:
            tops[length] = second
            ends[length] = place
    rise: list[tuple[int, int]] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        rise.append(pairs[place])
        place = before[place]
    return rise[::-1]

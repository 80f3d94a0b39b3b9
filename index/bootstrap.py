"""How far a figure may be off by chance: resample the messages, and see how far it moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from index.tally import Tally, Values

RESAMPLES = 2000
CONFIDENCE = 0.95
"""Share of the resamples whose figure lies in the interval."""

Interval = tuple[float, float]

_SEED = 20_261_122
_NUMBERS = 4_000_000  # of a matrix of weights: 32 MB, however many messages there are


def intervals(tally: Tally, groups: Sequence[str]) -> dict[str, Interval]:
    """The percentile interval of each figure (Efron: Bootstrap Methods, 1979), over groups of messages.

    Messages that share a debunk stand or fall together, so whole groups are drawn: else the interval would
    be too narrow (Davison and Hinkley: Bootstrap Methods and their Application, 1997, section 3.8).

    :param groups: of each message; equal names are drawn together
    :returns: for each figure with something to be a share of; the same at each call
    """
    return _intervals([tally.figures(weights) for weights in draw_weights(groups)])


def gains(tally: Tally, baseline: Tally, groups: Sequence[str]) -> dict[str, Interval]:
    """Intervals of the figures minus those of a baseline, both on the same resamples.

    :param baseline: of the same messages in the same order
    """
    differences = []
    for weights in draw_weights(groups):
        ours, theirs = tally.figures(weights), baseline.figures(weights)
        differences.append({name: ours[name] - theirs[name] for name in ours})
    return _intervals(differences)


def draw_weights(groups: Sequence[str], resamples: int = RESAMPLES) -> Iterator[Values]:
    """Draw as many groups as there are, with replacement, again and again.

    :returns: parts of (resamples, messages), how many times each message was drawn
    """
    names, group_of = np.unique(np.asarray(groups), return_inverse=True)
    chance = np.random.default_rng(_SEED)
    batch = max(1, min(resamples, _NUMBERS // max(1, len(groups))))
    for start in range(0, resamples, batch):
        rows = min(batch, resamples - start)
        drawn = chance.integers(len(names), size=(rows, len(names)))
        drawn += np.arange(rows)[:, None] * len(names)
        counts = np.bincount(drawn.ravel(), minlength=rows * len(names)).reshape(rows, len(names))
        yield counts[:, group_of].astype(np.float64)


def share_interval(hits: int, of: int) -> Interval:
    """Wilson's score interval of a share (1927), which resampling cannot give where nothing was hit.

    :param of: 1 or more
    """
    z = 1.959964
    share, middle = hits / of, (hits + z * z / 2) / (of + z * z)
    half = z / (1 + z * z / of) * float(np.sqrt(share * (1 - share) / of + z * z / (4 * of * of)))
    return max(0.0, middle - half), min(1.0, middle + half)


def _intervals(parts: Sequence[dict[str, Values]]) -> dict[str, Interval]:
    found: dict[str, Interval] = {}
    tail = (1.0 - CONFIDENCE) / 2.0
    for name in parts[0]:
        values = np.concatenate([part[name] for part in parts])
        # A resample may happen to hold nothing that the figure is a share of.
        defined = values[~np.isnan(values)]
        if len(defined):
            low, high = np.quantile(defined, (tail, 1.0 - tail)).tolist()
            found[name] = (low, high)
    return found

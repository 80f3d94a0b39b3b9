"""How far long work is, told to whoever waits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

__all__ = ["Progress", "Tell", "step"]

Tell = Callable[[int, int], None]
"""Called with how much of a step is done, of how much; of 0 where that is not known."""

Progress = Callable[[str, int, int], None]
"""The same for work of several steps; called with what is done in this one, first."""


def step(on_progress: Progress | None, what: str) -> Tell | None:
    """:param what: is done in the step, such as "embedding texts"

    :returns: what tells of that step alone; None where nobody waits
    """
    return None if on_progress is None else partial(on_progress, what)

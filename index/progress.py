"""How far long work is, told to whoever waits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

__all__ = ["Progress", "Tell", "begin", "step"]

Tell = Callable[[int, int], None]
"""Called with how much of a step is done, of how much; of 0 where that is not known."""

Progress = Callable[[str, int, int], None]
"""The same for work of several steps; called with what is done in this one, first."""


def step(on_progress: Progress | None, what: str) -> Tell | None:
    """:param what: is done in the step, such as "embedding texts"

    :returns: what tells of that step alone; None where nobody waits
    """
    return None if on_progress is None else partial(on_progress, what)


def begin(on_progress: Progress | None, what: str) -> None:
    """Tell that a step has begun of which nobody can say how long it is."""
    if on_progress is not None:
        on_progress(what, 0, 0)

"""How much worse a new version may be than the current one and still answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Shares from 0 to 1; what three messages or fewer tell is taken for chance.

    Chosen so that changes as maintainers make them pass, and imports that spoil answers do not
    (benchmarks/gate.py).
    """

    fewer_helped: float = 0.03
    """Of the labelled messages with an answer: how many fewer may be answered rightly."""
    more_misled: float = 0.01
    """Of all labelled messages: how many more may be answered wrongly."""
    questions_lost: float = 0.02
    """Of the questions: how many may be answered no more, or only with a choice."""
    questions_moved: float = 0.02
    """Of the questions: how many may be answered by another debunk."""
    debunks_gone: float = 0.1
    """Of the current debunks: how many may be missing."""


LIMITS = Limits()
"""Those of a build that is told no others."""

"""Which debunk is closest to a message: index versions, search, and the decision whether it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.decision import Answer, Band, Match
    from index.search import ClaimIndex

__all__ = ["Answer", "Band", "ClaimIndex", "Match"]

_HOMES = {
    "Answer": "index.decision",
    "Band": "index.decision",
    "ClaimIndex": "index.search",
    "Match": "index.decision",
}


def __getattr__(name: str) -> object:
    """Import on first use: searching needs libraries that a command's `--help` must not wait for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'index' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)

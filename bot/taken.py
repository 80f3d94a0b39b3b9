"""An index version as the checker holds it: loaded, warmed and looked through before anybody is answered."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from corpus.debunk import Debunk
from index.search import ClaimIndex

__all__ = ["Refusal", "Taken", "let_go"]

#: Seconds after which a thread that loads hands the processor over to one that answers.
_TURN = 0.0005
#: At most so many debunks tell in which language nearly all are, and what share of them that is.
_ASKED, _NEARLY_ALL = 200, 0.9


@dataclass(frozen=True, slots=True)
class Refusal:
    """A version that cannot be used."""

    version: str
    reason: str
    """For maintainers to read."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A version from which every question can be answered at once.

    :ivar topics: of the debunks, the most frequent first; without ""
    :ivar in_chinese: nearly all debunks are, so that hardly a message in another language finds one
    """

    index: ClaimIndex
    topics: tuple[str, ...]
    in_chinese: bool

    @classmethod
    def of(cls, index: ClaimIndex) -> Self:
        """Look through a loaded index."""
        counts = index.debunks.topics.items()
        topics = tuple(topic for topic, _ in sorted(counts, key=lambda one: (-one[1], one[0])))
        return cls(index, topics, _in_chinese(index.debunks))

    @classmethod
    def load(cls, folder: Path, load: Callable[[Path], ClaimIndex]) -> Self:
        """Load a version beside the one that answers, in a thread of its own, and ask it a first question.

        :raises: whatever is wrong with it
        """
        with _giving_way():
            taken = cls.of(load(folder))
            # What is slow only once must not meet a person; nor must a version that cannot answer.
            claim = taken.index.debunks[0].claim
            taken.index.check(claim)
            taken.index.topic_of(claim)
            return taken


def _in_chinese(debunks: Sequence[Debunk]) -> bool:
    """Tell whether nearly all debunks are in Chinese, from some of them at even distances."""
    asked = range(0, len(debunks), -(-len(debunks) // _ASKED))
    return sum(debunks[row].lang.startswith("zh") for row in asked) >= _NEARLY_ALL * len(asked)


def let_go(old: list[Taken]) -> None:
    """Free the version that answered before, here and not on the event loop.

    :param old: holds the only reference, and is emptied
    """
    with _giving_way():
        old.clear()
    # glibc keeps what was freed for itself; other systems have no such call.
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def _giving_way() -> Iterator[None]:
    """Let other threads run often, and no collection of garbage stop them all in the midst of a load."""
    turn, collects = sys.getswitchinterval(), gc.isenabled()
    sys.setswitchinterval(_TURN)
    gc.disable()
    try:
        yield
    finally:
        sys.setswitchinterval(turn)
        if collects:
            gc.enable()

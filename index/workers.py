"""Processes beside this one that share the work of a build; what comes of it is the same however many."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self, TypeVar

from index.errors import BuildError

__all__ = ["MOST_WORKERS", "Workers", "cores"]

MOST_WORKERS = 4
"""Unless told otherwise: each takes memory of its own."""

_AHEAD = 2  # pieces of work for each process that wait or are done

Task = TypeVar("Task")
Result = TypeVar("Result")


class Workers:
    """Processes that are started when there is work for them, and end with this one, however it ends."""

    def __init__(self, count: int = 1) -> None:
        """:param count: of processes; 1 does everything in this one"""
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def share(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Do work piece by piece; few pieces are in memory at a time.

        :param work: a function that other processes can import
        :returns: what comes of each piece, in their order
        :raises BuildError: when a process was killed, as for want of memory
        """
        if self.count == 1:
            yield from map(work, tasks)
            return
        if self._pool is None:
            # New processes, not copies of this one: its threads and locks would be copied with it.
            self._pool = ProcessPoolExecutor(self.count, get_context("spawn"), _begin)
        waiting: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                waiting.append(self._pool.submit(work, task))
                if len(waiting) > _AHEAD * self.count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise BuildError(
                f"expected {self.count} processes to share the work, got one that was killed; "
                "build with one, which takes less memory: zhendema index build --workers 1"
            ) from error


def cores() -> int:
    """:returns: how many processes are worth their memory on this machine, 1 to MOST_WORKERS"""
    # Not every system tells which cores a process may use.
    usable = getattr(os, "sched_getaffinity", None)
    return min(MOST_WORKERS, len(usable(0)) if usable else os.cpu_count() or 1)


def _begin() -> None:
    """Prepare a process for its work."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked for the build ends it
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that builds was killed: nobody else would tell it."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)

"""One index version after another: what is to be done once for each, when it answers."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.checker import Checker
from bot.errors import StoreError

__all__ = ["once_a_version"]

log = logging.getLogger(__name__)

#: Seconds between two looks at whether another version answers.
_LOOK_EVERY = 2.0


async def once_a_version(checker: Checker, work: Callable[[], Awaitable[bool]], trouble: str) -> None:
    """Do a work for each index version, once it answers; never returns.

    :param work: returns False if something is left to do, which is tried again
    :param trouble: what cannot be done while the store fails, for the log
    """
    done = ""
    while True:
        version = checker.version
        if version != done:
            try:
                if await work():
                    done = version
            except StoreError as error:
                log.error("%s: %s", trouble, error)
        await asyncio.sleep(_LOOK_EVERY)

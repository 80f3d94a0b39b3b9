"""Publish a debunk: into the local corpus, into a new index version, until the running bot answers from it.

Every step may be done again after a kill: a debunk is published once for its cause, a version is built only
where the current one lacks something, and who is to hear of it is told in one transaction (telling.py).
"""

import asyncio
import logging
from collections.abc import Callable
from functools import partial

from bot.desk import Desk
from bot.errors import BotError
from bot.privacy import mask
from corpus.debunk import Debunk
from corpus.errors import Refused
from corpus.local import LocalCorpus
from index.errors import SearchError
from index.upkeep import renew
from index.versions import prune_versions

__all__ = ["NotTaken", "correct", "publish", "withdraw"]

log = logging.getLogger(__name__)

#: Old versions that stay, for taking one back; each publication adds one.
_VERSIONS_KEPT = 20
_LOOKS, _SECONDS_BETWEEN = 50, 0.1


class NotTaken(BotError):  # noqa: N818 (a state of the index, like StaleIndex)
    """The new index version is built, but the running bot does not answer from it."""


async def publish(desk: Desk, debunk: Debunk, *, cause: str) -> Debunk:
    """Publish a debunk and return it, with its id, once the bot answers from it.

    :param cause: names what brings this about; again under it, the same debunk is returned
    :raises Refused: its page or its claim is known already
    :raises CorpusError: the local corpus cannot be read or written
    :raises SearchError: no version can be built; doing it again finishes it
    :raises NotTaken: the new version cannot be used
    """
    local = LocalCorpus(desk.room.home)
    add = partial(local.publish, debunk, cause=cause, beside=desk.checker.debunks, now=desk.clock())
    published = await asyncio.to_thread(add)
    await _renew(desk, lambda: desk.checker.debunk(published.id) == published)
    return published


async def correct(desk: Desk, debunk: Debunk, *, cause: str = "") -> Debunk:
    """Put a debunk in the place of the local one with its id, and return once the bot answers from it.

    :param cause: names what brings this about, in the history
    :raises: as `publish`
    """
    local = LocalCorpus(desk.room.home)
    await asyncio.to_thread(partial(local.correct, debunk, cause=cause, now=desk.clock()))
    await _renew(desk, lambda: desk.checker.debunk(debunk.id) == debunk)
    return debunk


async def withdraw(desk: Desk, debunk_id: str, why: str) -> None:
    """Take a local debunk out, and return once the bot does not answer from it any more.

    Again for one that was withdrawn before, it finishes what is left of that.

    :param why: masked before it is kept

    :raises: as `publish`
    """
    local = LocalCorpus(desk.room.home)
    try:
        await asyncio.to_thread(partial(local.withdraw, debunk_id, mask(why), now=desk.clock()))
    except Refused:
        # Killed after this, somebody does it again, and what hangs on it is still to be done.
        changes = await asyncio.to_thread(local.history.changes)
        last = next((each for each in reversed(changes) if each.get("id") == debunk_id), None)
        if last is None or last.get("what") != "withdrawn":
            raise
    await _renew(desk, lambda: desk.checker.debunk(debunk_id) is None)


async def _renew(desk: Desk, is_taken: Callable[[], bool]) -> None:
    version = await asyncio.to_thread(renew, desk.room.home, desk.checker.encoder)
    for _ in range(_LOOKS):
        await desk.checker.refresh()
        if is_taken():
            break
        await asyncio.sleep(_SECONDS_BETWEEN)
    else:
        raise NotTaken(
            f"expected the bot to answer from index version {version.name}, got {desk.checker.version}; "
            "see the log for the reason, then: zhendema index build"
        )
    try:
        await asyncio.to_thread(prune_versions, desk.room.home / "index", _VERSIONS_KEPT)
    except (SearchError, OSError) as error:
        log.warning("old index versions are not deleted: %s", type(error).__name__)

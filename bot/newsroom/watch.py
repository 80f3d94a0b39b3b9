"""Keep watch: alerts and due digests every minute, priorities every quarter of an hour."""

import asyncio
import logging
from datetime import datetime, timedelta

from bot import gallery
from bot.desk import Desk
from bot.errors import StoreError
from bot.newsroom.alerts import tell_alerts
from bot.newsroom.editions import tell_channel
from bot.newsroom.priority import refresh_open
from bot.newsroom.subscriptions import tell_subscribers

__all__ = ["keep_watching", "watch"]

log = logging.getLogger(__name__)

#: Seconds between two rounds.
_EVERY = 60.0
_PRIORITIES_EVERY = timedelta(minutes=15)
#: Pictures that could not be sent for so long never will be.
_PICTURES_KEPT = timedelta(days=7)


async def keep_watching(desk: Desk) -> None:
    """Go round for ever."""
    ordered: datetime | None = None
    while True:
        try:
            ordered = await watch(desk, ordered)
        except StoreError as error:
            log.error("nobody watches what rises: %s", error)
        except Exception as error:  # noqa: BLE001 - to end here would leave the maintainers without alerts
            log.error("nobody watches what rises: %s", type(error).__name__)
        await asyncio.sleep(_EVERY)


async def watch(desk: Desk, ordered: datetime | None) -> datetime:
    """Do what is due now; return when the leads were last put in the order of their priority.

    :param ordered: what the last call returned; None for the first
    """
    now = desk.clock()
    await tell_alerts(desk)
    await tell_channel(desk)
    if ordered is not None and now - ordered < _PRIORITIES_EVERY:
        return ordered
    await tell_subscribers(desk)
    await refresh_open(desk.store, now)
    await asyncio.to_thread(gallery.purge, desk.room.home, now - _PICTURES_KEPT)
    return now

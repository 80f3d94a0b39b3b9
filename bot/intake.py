"""Take updates from Telegram into the inbox, before Telegram is told that we have them."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot import inbox
from bot.backoff import back_off
from bot.errors import StoreError, TokenRefused
from bot.messenger import Identity, Messenger, TelegramMessenger
from bot.store import Store

log = logging.getLogger(__name__)

#: One refusal may come from something between here and Telegram; so many in a row are meant.
_REFUSALS = 3


def lane_of(update: dict[str, Any], store: Store) -> str:
    """Return the keyed hash of what keeps its order: the chat of an update, or the person if it has none."""
    content = next((part for part in update.values() if isinstance(part, dict)), {})
    for kind, holder in (("chat", content), ("chat", content.get("message")), ("user", content)):
        place = holder.get("from" if kind == "user" else "chat") if isinstance(holder, dict) else None
        if isinstance(place, dict) and "id" in place:
            return store.key(kind, place["id"])
    return store.key("update", "of an unknown kind")


async def keep(store: Store, updates: Sequence[dict[str, Any]]) -> list[str]:
    """Write updates to the inbox in one transaction; returns the lanes of those that are new."""
    lanes = [lane_of(update, store) for update in updates]
    async with store.write() as conn:
        return await inbox.keep(conn, updates, lanes)


async def identify(messenger: Messenger) -> Identity:
    """Return who the bot is, waiting for the network if need be.

    :raises TokenRefused: Telegram does not know the token, however often it is asked
    """
    failures = refusals = 0
    while True:
        try:
            return await messenger.identify()
        except InvalidToken as error:
            refusals += 1
            if refusals == _REFUSALS:
                raise TokenRefused from None
            await _pause(error, refusals)
        except TelegramError as error:
            failures += 1
            await _pause(error, failures)


async def poll(
    store: Store, messenger: TelegramMessenger, on_kept: Callable[[Sequence[str]], None], heartbeat: Path
) -> None:
    """Take updates by long polling until cancelled.

    The first call names no offset: Telegram then begins with the oldest update that was not confirmed, also
    when its numbering has jumped in the meantime. What was kept before and comes again is recognised by its
    id.

    :param on_kept: called with the lanes of new updates
    :param heartbeat: file whose time of change says when Telegram last answered
    """
    offset: int | None = None
    failures = 0
    while True:
        try:
            updates = await messenger.updates(offset)
            if updates:
                lanes = await keep(store, updates)
                offset = updates[-1]["update_id"] + 1
                on_kept(lanes)
            await asyncio.to_thread(heartbeat.touch)
            failures = 0
        except (TelegramError, StoreError, OSError) as error:
            failures += 1
            await _pause(error, failures)


async def _pause(error: Exception, failures: int) -> None:
    wait: float = back_off(failures)
    if isinstance(error, RetryAfter):
        asked = error.retry_after
        wait = max(wait, asked if isinstance(asked, int) else asked.total_seconds())
    if isinstance(error, Conflict):
        log.error("another program takes this bot's messages: stop it, or give this one a token of its own")
    elif isinstance(error, InvalidToken):
        log.error("Telegram does not accept the token (or something between here and there is off)")
    elif isinstance(error, StoreError | OSError):
        log.error("updates cannot be kept, so Telegram keeps them: %s", error)
    else:
        log.warning("Telegram cannot be reached (%s); again in %.0f s", type(error).__name__, wait)
    await asyncio.sleep(wait)


def age_of(heartbeat: Path) -> float | None:
    """Return the seconds since Telegram last answered; None if it never did."""
    try:
        return datetime.now(UTC).timestamp() - heartbeat.stat().st_mtime
    except FileNotFoundError:
        return None

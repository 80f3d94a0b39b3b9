"""Look whether the pages of debunks are still there: all sites side by side, each in its turns."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from corpus.errors import CorpusError
from corpus.feeds import Fetcher, Refusal
from corpus.journal import Journal
from corpus.link_book import LinkBook, Outcome, Seen

__all__ = ["Looks", "look_at", "outcome_of", "with_copies"]

#: What an unfinished run saw counts so long.
FRESH = timedelta(days=1)
_MOST_SITES = 24  # at a time
_GONE = frozenset({404, 410})
_UNCLEAR = frozenset({"robots", "busy", "address", "insecure"})


@dataclass(frozen=True, slots=True)
class Looks:
    """What a run has seen.

    :ivar seen: by address, in no order
    """

    seen: Mapping[str, Seen] = field(default_factory=dict)

    @property
    def counts(self) -> Counter[Outcome]:
        """How many links gave what."""
        return Counter(each.outcome for each in self.seen.values())

    @property
    def sites(self) -> int:
        """How many hosts there are."""
        return len({_host(url) for url in self.seen})

    @property
    def cut_off(self) -> bool:
        """No site at all answered, of two or more: it is this machine that has no way to the web."""
        return self.sites > 1 and all(
            each.outcome is Outcome.FAILING and not each.status for each in self.seen.values()
        )


async def look_at(
    urls: Iterable[str],
    fetcher: Fetcher,
    journal: Journal,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    told: Callable[[int, int], object] = lambda done, whole: None,
) -> Looks:
    """Look at each link once.

    :param journal: what an earlier run that did not come to its end has seen is taken from it
    :param told: is told after each look how many are done, and of how many
    :raises CorpusError: the journal cannot be written
    """
    wanted = list(dict.fromkeys(urls))
    oldest = clock() - FRESH
    before = (_read(url, journal.done.get(url)) for url in wanted)
    seen = {look.url: look for look in before if look is not None and look.at >= oldest}
    by_host: dict[str, list[str]] = {}
    for url in wanted:
        if url not in seen:
            by_host.setdefault(_host(url), []).append(url)
    told(len(seen), len(wanted))
    places = asyncio.Semaphore(_MOST_SITES)

    async def go_through(links: list[str]) -> None:
        async with places:
            for url in links:
                look = outcome_of(url, await fetcher.look(url), clock())
                journal.note(url, [look.outcome.value, look.at.isoformat(), look.status, look.reason])
                seen[url] = look
                told(len(seen), len(wanted))

    try:
        async with asyncio.TaskGroup() as group:
            # The longest first: the whole takes as long as the site with the most links.
            for links in sorted(by_host.values(), key=len, reverse=True):
                group.create_task(go_through(links))
    except* CorpusError as errors:
        raise CorpusError(str(errors.exceptions[0])) from None
    return Looks(seen)


async def with_copies(book: LinkBook, template: str, fetcher: Fetcher) -> LinkBook:
    """Return a book that names copies of its dead links in an archive, where the archive has them.

    :param template: address in the archive, with {url} in the place of the link
    """
    states = dict(book.states)
    for url, state in book.states.items():
        copy = template.replace("{url}", url)
        if state.dead and not state.archive and await fetcher.look(copy) is None:
            states[url] = replace(state, archive=copy)
    return LinkBook(states)


def outcome_of(url: str, refusal: Refusal | None, at: datetime) -> Seen:
    """Return what a look means for the link."""
    if refusal is None:
        return Seen(url, Outcome.THERE, at)
    reason, status = refusal.reason, refusal.status
    if status in _GONE:
        outcome = Outcome.GONE
    elif status >= 500 or (not status and reason not in _UNCLEAR):
        outcome = Outcome.FAILING
    else:
        # Forbidden, too many requests, a certificate that browsers know to complete: people may well read it.
        outcome = Outcome.UNCLEAR
    return Seen(url, outcome, at, status, reason)


def _read(url: str, told: object) -> Seen | None:
    """Return what an earlier run noted of a link; None if it did not look, or noted something else."""
    if not isinstance(told, list) or len(told) != 4:
        return None
    try:
        at = datetime.fromisoformat(told[1]).astimezone(UTC)
        return Seen(url, Outcome(told[0]), at, int(told[2]), str(told[3]))
    except (ValueError, TypeError):
        return None


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()

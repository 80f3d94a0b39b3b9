"""The pages that an import fetches: what is known of them from before, and what to know the next time."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.feeds import Page, Refusal, Stamp, Unchanged
from corpus.importing.kept import Kept
from corpus.importing.shelf import PageKnown
from corpus.importing.source import Web

__all__ = ["Visits"]


class Visits:
    """Fetches pages through a web, and asks for newer ones only where nothing else would come of them.

    :param web: what fetches
    :param known: pages as they were, by the addresses asked for
    :param kept: the debunks that are there
    """

    def __init__(self, web: Web, known: Mapping[str, PageKnown], kept: Kept) -> None:
        self._web = web
        # A page whose debunks are gone from the file is fetched as if for the first time.
        self._known = {
            url: page
            for url, page in known.items()
            if page.ids and all(kept.of_id(each) is not None for each in page.ids)
        }
        self._stamps: dict[str, Stamp] = {}
        self._asked: dict[str, str] = {}
        self._unchanged: set[str] = set()

    def fetch(
        self, url: str, since: Stamp | None = None, *, data: bool = False
    ) -> Page | Unchanged | Refusal:
        """Fetch a page, as `corpus.feeds.BlockingFetcher`; `since` is known here."""
        known = self._known.get(url)
        stamp = known.stamp if known and known.stamp != Stamp() else None
        found = self._web.fetch(url, since or stamp, data=data)
        if isinstance(found, Page):
            self._stamps[url] = found.stamp
            self._asked.setdefault(found.url, url)
        elif isinstance(found, Unchanged):
            self._unchanged.add(url)
        return found

    def ids_of(self, url: str) -> tuple[str, ...]:
        """Return the debunks of a page that has not changed."""
        known = self._known.get(url)
        return known.ids if known else ()

    def learned(self, source: str, pages: Mapping[str, list[str]]) -> dict[str, PageKnown]:
        """Return what to know of the pages the next time.

        :param source: the address that names the others; where it has not changed, they were not asked
        :param pages: of each the debunks that came of it, by the address where it was found
        """
        still = self._known if source in self._unchanged else self._unchanged & self._known.keys()
        found = {url: self._known[url] for url in still}
        for place, ids in pages.items():
            url = self._asked.get(place, place)
            if url in self._stamps and self._stamps[url] != Stamp():
                found[url] = PageKnown(self._stamps[url], tuple(ids))
        return found

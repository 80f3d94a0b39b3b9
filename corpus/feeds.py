"""Fetch pages of publishers, politely and carefully: the way of the corpus to the web."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, Self, TypeVar

from corpus.addresses import Names, find, parted
from corpus.begun import Begun, BrokenOff
from corpus.errors import Unfetched
from corpus.page import Page, Refusal, Stamp, Unchanged, read_page
from corpus.robots import Robots, Sites
from corpus.turns import Turns, retry_after
from corpus.wire import PROGRAM, Heard, Wire, agent

__all__ = ["BlockingFetcher", "Fetcher", "Page", "Refusal", "Stamp", "Unchanged", "fetch"]

T = TypeVar("T")

#: Of one page that somebody asks for.
MOST_BYTES = 2_000_000
MOST_SECONDS = 10.0
#: Of a page or feed in a long run.
MOST_OF_MANY = 20_000_000
SECONDS_OF_MANY = 60.0
#: Of tables and archives.
MOST_OF_DATA = 300_000_000
SECONDS_OF_DATA = 900.0
MOST_REDIRECTS = 5
MOST_ROBOTS = 512_000
#: Seconds: the longest pause between two requests that a site may ask for, and the longest wait for it.
MOST_DELAY = 30.0
MOST_WAIT = 120.0
_GLANCE = 1_024  # bytes of a page that is only looked at
_BACK_OFF = 2.0  # seconds, doubled with each try
_BUSY = frozenset({429, 503})


async def fetch(
    url: str,
    *,
    contact: str = "",
    proxy: str = "",
    seconds: float = MOST_SECONDS,
    loopback_port: int | None = None,
) -> Page:
    """Fetch one page at somebody's request: at most 2 MB, 10 seconds and 5 redirects in all.

    Each host is looked up first and must be a public one (see `Wire`). It is asked once, and robots.txt,
    which is for programs that go through sites by themselves, is not asked for.

    :param contact: as for `Fetcher`
    :param proxy: as for `Wire`
    :param seconds: in all
    :param loopback_port: a port on loopback that may be asked besides, for tests
    :raises Unfetched: with the reason
    :raises ValueError: contact or proxy cannot be used
    """
    way = Wire(agent(contact), proxy=proxy, loopback_port=loopback_port)
    try:
        async with asyncio.timeout(seconds), way as wire:
            for _ in range(MOST_REDIRECTS + 1):
                heard = await wire.ask(url, most_bytes=MOST_BYTES)
                if target := heard.target:
                    url = target
                    continue
                if heard.status != 200:
                    raise Unfetched("status", f"expected status 200, got {heard.status}")
                return read_page(url, heard.headers, heard.body)
    except TimeoutError:
        raise Unfetched("slow", f"expected the page within {seconds:g} seconds") from None
    raise _too_many()


class Fetcher:
    """Fetches many pages: asks robots.txt, asks each host in turns, tries again; an async context manager.

    A host is asked once in `every` seconds, whoever asks, or as rarely as its robots.txt wants, up to 30
    seconds. What robots.txt forbids is not asked; one that cannot be read (no answer, status 5xx) forbids all
    for ten minutes, and one that is not there nothing. Statuses 429 and 503 and failed connections are tried
    again after a while that doubles, or as long as Retry-After says, up to two minutes.

    :param contact: who can be written to about it, a mail address or page, told to each server
    :param proxy: as for `Wire`
    :param every: seconds between two requests to one host
    :param seconds: for each request
    :param tries: of each request
    :param loopback_port: a port on loopback that may be asked besides, for tests
    :param names: gives the addresses of a host and port
    :param clock: seconds that never go back
    :param sleep: waits for seconds
    :param chance: a number from 0 to 1, by which waits differ
    :raises ValueError: contact or proxy cannot be used
    """

    def __init__(
        self,
        *,
        contact: str = "",
        proxy: str = "",
        every: float = 1.0,
        seconds: float = SECONDS_OF_MANY,
        tries: int = 3,
        loopback_port: int | None = None,
        names: Names = find,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._wire = Wire(agent(contact), proxy=proxy, loopback_port=loopback_port, names=names)
        self._turns = Turns(clock, sleep)
        self._every, self._seconds, self._tries = every, seconds, tries
        self._clock, self._sleep, self._chance = clock, sleep, chance
        self._sites = Sites(self._read_robots, clock)

    async def __aenter__(self) -> Self:
        await self._wire.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._wire.__aexit__()

    async def fetch(
        self,
        url: str,
        since: Stamp | None = None,
        *,
        data: bool = False,
        most_bytes: int = 0,
    ) -> Page | Unchanged | Refusal:
        """Fetch a page; nothing is raised.

        :param since: the stamp of the page when it was fetched before
        :param data: take other kinds than html, xml and json as well, such as CSV and ZIP
        :param most_bytes: of the body, unpacked; 0: 20 MB, and 300 MB of data
        """
        most = most_bytes or (MOST_OF_DATA if data else MOST_OF_MANY)
        seconds = max(self._seconds, SECONDS_OF_DATA) if data else self._seconds
        try:
            heard = await self._follow("GET", url, since.headers() if since else {}, most, seconds=seconds)
            if heard.status == 304 and since is not None:
                return Unchanged(heard.url)
            if heard.status != 200:
                return _refused(url, heard.status)
            return read_page(heard.url, heard.headers, heard.body, data=data)
        except Unfetched as error:
            return Refusal(url, error.reason, str(error))

    async def look(self, url: str) -> Refusal | None:
        """Return why a page is not there; None if it is. Nothing is raised.

        Asks for the head alone, and for the beginning of the page where that gives none: many servers refuse
        to tell heads.
        """
        try:
            heard = await self._follow("HEAD", url, {}, 0, cut=True)
            if heard.status < 400:
                return None
        except Unfetched as error:
            if error.reason not in {"failed", "slow"}:
                return _unpacked(url, error)
        try:
            heard = await self._follow("GET", url, {}, _GLANCE, cut=True)
        except Unfetched as error:
            return _unpacked(url, error)
        return None if heard.status < 400 else _refused(url, heard.status)

    async def _follow(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        most_bytes: int,
        *,
        cut: bool = False,
        seconds: float = 0.0,
    ) -> Heard:
        """Ask and follow redirects, where robots.txt of each site allows it.

        :raises Unfetched: with the reason
        """
        for _ in range(MOST_REDIRECTS + 1):
            robots = await self._sites.of(url)
            if not robots.allows(url):
                raise Unfetched(
                    "robots", "expected a page that may be fetched, got a robots.txt that forbids it"
                )
            heard = await self._patiently(
                method, url, headers, most_bytes, cut=cut, delay=robots.delay, seconds=seconds
            )
            if not (target := heard.target):
                return heard
            url = target
        raise _too_many()

    async def _patiently(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        most_bytes: int,
        *,
        cut: bool = False,
        delay: float = 0.0,
        seconds: float = 0.0,
    ) -> Heard:
        """Ask when it is the host's turn, and again if it is busy or does not answer: for the rest, where a
        server that gives parts broke off.

        :raises Unfetched: with the reason
        """
        host = (parted(url).hostname or "").lower()
        seconds = seconds or self._seconds
        pause = max(self._every, min(delay, MOST_DELAY))
        begun: Begun | None = None
        for attempt in range(1, self._tries + 1):
            if (left := self._turns.left(host)) > MOST_WAIT + pause:
                raise _busy(left)
            await self._turns.wait(host, pause)
            last = attempt == self._tries
            wait = _BACK_OFF * 2 ** (attempt - 1) * (0.5 + self._chance())
            try:
                async with asyncio.timeout(seconds):
                    heard = await self._wire.ask(
                        url,
                        method=method,
                        headers=headers,
                        most_bytes=most_bytes,
                        cut=cut,
                        begun=begun,
                    )
            except TimeoutError:
                raise Unfetched("slow", f"expected the page within {seconds:g} seconds") from None
            except Unfetched as error:
                if error.reason != "failed" or last:
                    raise
                if isinstance(error, BrokenOff):
                    begun = error.begun
            else:
                if heard.status not in _BUSY:
                    return heard
                told = retry_after(heard.headers.get("retry-after", ""))
                if told is not None:
                    self._turns.hold(host, told)
                    if told > MOST_WAIT:
                        raise _busy(told)
                    wait = told
                if last:
                    return heard
            self._turns.hold(host, wait)
        raise AssertionError("the last try returns or raises")

    async def _read_robots(self, url: str) -> Robots:
        for _ in range(MOST_REDIRECTS + 1):
            try:
                heard = await self._patiently("GET", url, {}, MOST_ROBOTS, cut=True)
            except Unfetched as error:
                if error.reason == "kind":  # packed in a way that nobody reads: it says nothing
                    return Robots()
                raise
            if target := heard.target:
                url = target
                continue
            if heard.status == 200:
                return Robots.read(heard.body.decode("utf-8", "replace"), PROGRAM)
            if heard.status == 429 or heard.status >= 500:
                reason = "busy" if heard.status == 429 else "failed"
                raise Unfetched(reason, f"expected its robots.txt first, got status {heard.status}")
            return Robots()
        return Robots()


class BlockingFetcher:
    """A `Fetcher` for programs without an event loop; a context manager.

    :param options: as for `Fetcher`
    """

    def __init__(self, **options: Any) -> None:
        self._fetcher = Fetcher(**options)
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        self.run(self._fetcher.__aenter__())
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.run(self._fetcher.__aexit__())
        finally:
            self._runner.close()

    def fetch(
        self, url: str, since: Stamp | None = None, *, data: bool = False, most_bytes: int = 0
    ) -> Page | Unchanged | Refusal:
        """Fetch a page, as `Fetcher.fetch`."""
        return self.run(self._fetcher.fetch(url, since, data=data, most_bytes=most_bytes))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something with the event loop of this fetcher and return what comes of it."""
        return self._runner.run(work)


def _unpacked(url: str, error: Unfetched) -> Refusal | None:
    """Return why a page is not there: one in a packing that nobody reads is."""
    return None if error.reason == "kind" else Refusal(url, error.reason, str(error))


def _refused(url: str, status: int) -> Refusal:
    if status in _BUSY:
        return Refusal(url, "busy", f"expected status 200, got {status} again and again", status)
    return Refusal(url, "status", f"expected status 200, got {status}", status)


def _busy(seconds: float) -> Unfetched:
    return Unfetched("busy", f"expected an answer now, got a request to come again in {seconds:.0f} seconds")


def _too_many() -> Unfetched:
    return Unfetched("redirects", f"expected at most {MOST_REDIRECTS} redirects, got more")

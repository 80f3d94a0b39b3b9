"""Fetching by the clock of a test."""

from __future__ import annotations

from corpus.feeds import Fetcher, Page, Refusal, Unchanged
from tests.corpus.site import Clock, Site, answer

HERE = answer("好".encode(), etag='"v1"', last_modified="Sun, 22 Nov 2026 08:00:00 GMT")
SECRET = answer("只给自己看".encode())


def patient(site: Site, clock: Clock, **more: object) -> Fetcher:
    """A fetcher that waits by a clock of the test."""
    options = {"loopback_port": site.port, "clock": clock, "sleep": clock.sleep, "chance": lambda: 0.5}
    return Fetcher(**{**options, **more})  # type: ignore[arg-type]


async def fetched(site: Site, path: str = "/page", **more: object) -> Page | Unchanged | Refusal:
    async with patient(site, Clock(), **more) as fetcher:
        return await fetcher.fetch(site.url(path))


async def refused(site: Site, path: str = "/page", **more: object) -> tuple[str, int]:
    got = await fetched(site, path, **more)
    assert isinstance(got, Refusal)
    assert got.url == site.url(path)
    return got.reason, got.status

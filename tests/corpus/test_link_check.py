"""Looking whether the pages of debunks are still there."""

from __future__ import annotations

from pathlib import Path

from corpus.debunk import Debunk
from corpus.feeds import Fetcher
from corpus.link_book import LinkBook, Outcome, Way, WayKind, link_file
from corpus.link_check import Looks
from corpus.links_cli import check_links
from tests.corpus.site import Clock, Site, answer, serving


def debunk(number: int, url: str) -> Debunk:
    fields = {
        "claim": f"喝第{number}种醋能软化血管",
        "verdict": "false",
        "publisher": "某处",
        "lang": "zh-Hans",
    }
    return Debunk.model_validate({"id": f"d-{number}", "url": url, **fields})


def debunks(site: Site, *paths: str) -> list[Debunk]:
    return [debunk(number, site.url(path)) for number, path in enumerate(paths, 1)]


def fetcher(site: Site) -> Fetcher:
    clock = Clock()
    return Fetcher(loopback_port=site.port, clock=clock, sleep=clock.sleep)


async def checked(site: Site, home: Path, *paths: str, archive: str = "") -> tuple[Looks, LinkBook]:
    return await check_links(debunks(site, *paths), home, fetcher(site), archive=archive)


async def test_what_the_site_says_is_gone_is_dead_and_linked_by_its_home_page(tmp_path: Path) -> None:
    async with serving(here=answer(b"here"), left=answer(status="410 Gone")) as site:
        looks, book = await checked(site, tmp_path, "/here", "/left", "/never")
        found = {url.rpartition("/")[2]: each.outcome for url, each in looks.seen.items()}
        assert found == {"here": Outcome.THERE, "left": Outcome.GONE, "never": Outcome.GONE}
        assert book == LinkBook.read(link_file(tmp_path))
        assert book.elsewhere(site.url("/here")) is None
        assert book.elsewhere(site.url("/left")) == Way(site.url("/"), WayKind.SITE)
        assert book.states[site.url("/never")].status == 404
        assert not (tmp_path / "cache" / "links.journal").exists()

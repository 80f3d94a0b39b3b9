"""Downloads that broke off: the rest is asked for, and taken only if it is the very rest."""

from __future__ import annotations

import pytest

from corpus.feeds import MOST_ROBOTS, Page
from tests.corpus.fetching import HERE, SECRET, fetched, refused
from tests.corpus.site import Serve, answer, reset, serving, then


def broken_off(body: bytes, etag: str = '"v1"') -> Serve:
    """Ten bytes are promised, and fewer come."""
    return answer(body, Content_Length="10", etag=etag, accept_ranges="bytes")


def rest(body: bytes, begins: int) -> Serve:
    """The rest of ten bytes, of which fewer may come."""
    return part(body, f"bytes {begins}-9/10", Content_Length=str(10 - begins))


def part(body: bytes, where: str, etag: str = '"v1"', **headers: str) -> Serve:
    told = {"content_range": where, "etag": etag, "accept_ranges": "bytes", **headers}
    return answer(body, "206 Partial Content", kind="", **told)


async def test_where_a_server_broke_off_it_is_asked_for_the_rest() -> None:
    parts = then(broken_off(b"01234"), reset, rest(b"56", 5), rest(b"789", 7))
    async with serving(page=parts) as site:
        got = await fetched(site, tries=4)
        assert isinstance(got, Page)
        assert got.body == b"0123456789"
        asked = [each.headers for each in site.asked if each.path == "/page"]
        assert [headers.get("range") for headers in asked] == [None, "bytes=5-", "bytes=5-", "bytes=7-"]
        assert [headers.get("if-range") for headers in asked] == [None, '"v1"', '"v1"', '"v1"']
        assert (got.stamp.etag, asked[-1]["accept-encoding"]) == ('"v1"', "identity")


async def test_what_has_changed_meanwhile_is_taken_as_a_whole() -> None:
    async with serving(page=then(broken_off(b"01234"), HERE)) as site:
        got = await fetched(site)
        assert isinstance(got, Page)
        assert got.text == "好"


@pytest.mark.parametrize(
    "begins",
    [broken_off(b"01234", 'W/"v1"'), answer(b"01234", Content_Length="10", etag='"v1"'), broken_off(b"")],
)
async def test_without_a_state_to_the_byte_or_parts_it_begins_anew(begins: Serve) -> None:
    async with serving(page=then(begins, HERE)) as site:
        assert isinstance(await fetched(site), Page)
        assert site.paths() == ["/robots.txt", "/page", "/page"]
        assert "range" not in site.asked[-1].headers


@pytest.mark.parametrize(
    "unfit",
    [
        rest(b"789", 7),
        part(b"567", "bytes 5-7/10"),
        part(b"56789", "bytes 5-9/*"),
        part(b"56789", "bytes 5-9/10", '"v2"'),
        answer(status="416 Range Not Satisfiable", content_range="bytes */5"),
    ],
)
async def test_where_another_part_than_the_rest_comes_it_begins_anew(unfit: Serve) -> None:
    async with serving(page=then(broken_off(b"01234"), unfit, HERE)) as site:
        got = await fetched(site)
        assert isinstance(got, Page)
        assert got.text == "好"
        asked = [each.headers.get("range") for each in site.asked if each.path == "/page"]
        assert asked == [None, "bytes=5-", None]


async def test_a_part_that_nobody_asked_for_is_no_page() -> None:
    async with serving(page=rest(b"56789", 5)) as site:
        assert await refused(site) == ("status", 206)


async def test_long_rules_hold_though_they_broke_off() -> None:
    rules = b"User-agent: *\nDisallow: /secret\n".ljust(MOST_ROBOTS + 10, b"#")
    length = len(rules)
    begins = answer(rules[:20], Content_Length=str(length), etag='"v1"', accept_ranges="bytes")
    ends = part(rules[20:], f"bytes 20-{length - 1}/{length}")
    async with serving(robots=then(begins, ends), secret=SECRET) as site:
        assert await refused(site, "/secret") == ("robots", 0)
        assert site.paths() == ["/robots.txt", "/robots.txt"]

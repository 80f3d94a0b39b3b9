"""Fetching many pages: what sites allow, in turns, only what is new, and nothing inside a network."""

from __future__ import annotations

import asyncio
import gzip
import io
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from corpus.feeds import BlockingFetcher, Fetcher, Page, Refusal, Stamp, Unchanged, fetch
from tests.corpus.fetching import HERE, SECRET, fetched, patient, refused
from tests.corpus.site import Clock, Request, Serve, Site, answer, reset, serving, then


def robots(text: str) -> Serve:
    return answer(text.encode(), kind="text/plain")


async def test_what_robots_txt_forbids_is_not_asked_for() -> None:
    rules = robots("User-agent: *\nDisallow: /secret\n\nUser-agent: other\nDisallow: /\n")
    async with serving(robots=rules, page=HERE, secret=SECRET) as site:
        assert isinstance(await fetched(site), Page)
        assert await refused(site, "/secret") == ("robots", 0)
        assert site.paths() == ["/robots.txt", "/page", "/robots.txt"]


async def test_a_site_without_rules_or_with_none_that_can_be_read_allows_all() -> None:
    unreadable = [
        answer(status="404 Not Found"),
        answer(status="403 Forbidden"),
        robots("<html>Disallow everything!</html>\x00\xff"),
        robots("Disallow: /\n"),
        answer(b"no gzip", content_encoding="gzip"),
        answer(status="301 Moved", location="/robots.txt"),
        answer(b"User-agent: *\nAllow: /\n" + b"# long\n" * 100_000 + b"Disallow: /\n"),
    ]
    for rules in unreadable:
        async with serving(robots=rules, page=HERE) as site:
            assert isinstance(await fetched(site), Page)


async def test_rules_that_cannot_be_reached_close_their_site_for_ten_minutes() -> None:
    clock = Clock()
    rules = then(answer(status="500 Oh"), robots("User-agent: *\nDisallow:\n"))
    async with serving(robots=rules, page=HERE) as site, patient(site, clock) as fetcher:
        for _ in range(2):
            got = await fetcher.fetch(site.url("/page"))
            assert isinstance(got, Refusal)
            assert (got.reason, "robots.txt" in got.message) == ("failed", True)
        assert site.paths() == ["/robots.txt"]
        clock.now += 601
        assert isinstance(await fetcher.fetch(site.url("/page")), Page)
    async with serving(robots=reset, page=HERE) as site:
        assert await refused(site) == ("failed", 0)
        assert set(site.paths()) == {"/robots.txt"}


async def test_rules_are_read_once_a_day_however_many_want_to_know() -> None:
    clock = Clock()
    pages = {f"p{number}": HERE for number in range(5)}
    async with serving(robots=robots(""), **pages) as site, patient(site, clock) as fetcher:
        await asyncio.gather(*(fetcher.fetch(site.url(f"/{name}")) for name in pages))
        assert site.paths().count("/robots.txt") == 1
        clock.now += 24 * 3600
        await fetcher.fetch(site.url("/p0"))
        assert site.paths().count("/robots.txt") == 2


async def test_where_a_redirect_leads_to_is_asked_only_if_its_site_allows_it() -> None:
    rules = robots("User-agent: zhendema\nDisallow: /secret\nUser-agent: *\nDisallow: /")
    away = answer(status="302 Found", location="/secret")
    async with serving(robots=rules, page=away, secret=SECRET) as site:
        assert await refused(site) == ("robots", 0)
        assert site.paths() == ["/robots.txt", "/page"]


async def test_a_page_that_has_not_changed_is_not_sent_again() -> None:
    async def serve(writer: asyncio.StreamWriter, request: Request) -> None:
        known = request.headers.get("if-none-match") == '"v1"'
        await (answer(status="304 Not Modified", etag='"v1"') if known else HERE)(writer, request)

    async with serving(page=serve) as site, patient(site, Clock()) as fetcher:
        first = await fetcher.fetch(site.url("/page"))
        assert isinstance(first, Page)
        assert first.stamp == Stamp('"v1"', "Sun, 22 Nov 2026 08:00:00 GMT")
        assert await fetcher.fetch(site.url("/page"), first.stamp) == Unchanged(site.url("/page"))
        assert site.asked[-1].headers["if-modified-since"] == "Sun, 22 Nov 2026 08:00:00 GMT"
        changed = await fetcher.fetch(site.url("/page"), Stamp('"v0"'))
        assert isinstance(changed, Page)
        assert changed.text == "好"


async def test_a_stamp_that_would_break_a_request_is_no_stamp() -> None:
    async with serving(page=answer(b"x", etag='"' + "e" * 600 + '"', last_modified="周日")) as site:
        got = await fetched(site)
        assert isinstance(got, Page)
        assert got.stamp == Stamp()


async def test_a_host_is_asked_once_a_second_whoever_asks() -> None:
    clock = Clock()
    pages = {f"p{number}": HERE for number in range(4)}
    async with serving(robots=robots(""), **pages) as site, patient(site, clock) as fetcher:
        began = clock.now
        await asyncio.gather(*(fetcher.fetch(site.url(f"/{name}")) for name in pages))
        assert clock.now - began == pytest.approx(4.0)
        # Another name is another host, and need not wait; its rules and its page are two requests.
        await fetcher.fetch(site.url("/p0", host="localhost"))
        assert clock.now - began == pytest.approx(5.0)


async def test_pauses_hold_by_the_clock_on_the_wall_too() -> None:
    pages = {f"p{number}": HERE for number in range(4)}
    async with serving(robots=robots(""), **pages) as site:
        async with Fetcher(loopback_port=site.port, every=0.05) as fetcher:
            await asyncio.gather(*(fetcher.fetch(site.url(f"/{name}")) for name in pages))
        times = [request.at for request in site.asked]
    pauses = [later - earlier for earlier, later in pairwise(times)]
    assert len(pauses) == 4
    assert sum(pauses) >= 0.19


@pytest.mark.parametrize(("asked", "pause"), [("5", 5.0), ("0.2", 1.0), ("86400", 30.0), ("soon", 1.0)])
async def test_the_pause_that_a_site_asks_for_is_kept_within_reason(asked: str, pause: float) -> None:
    clock = Clock()
    rules = robots(f"User-agent: *\nCrawl-delay: {asked}\n")
    async with serving(robots=rules, page=HERE) as site, patient(site, clock) as fetcher:
        await fetcher.fetch(site.url("/page"))
        began = clock.now
        await fetcher.fetch(site.url("/page"))
        assert clock.now - began == pytest.approx(pause)


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://localhost:81/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://10.0.0.1/",
        "http://0.0.0.0/",
        "http://user:word@127.0.0.1/",
        "http://1.1.1.1:22/",
        "//192.168.0.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://[/",
    ],
)
async def test_a_redirect_into_a_network_is_not_followed(target: str) -> None:
    async with serving(page=answer(status="302 Found", location=target)) as site:
        assert await refused(site) == ("address", 0)
        assert site.paths() == ["/robots.txt", "/page"]


async def test_rules_do_not_lead_into_a_network_either() -> None:
    inside = answer(status="302 Found", location="http://169.254.169.254/robots.txt")
    async with serving(robots=inside, page=HERE) as site:
        assert await refused(site) == ("address", 0)
        assert site.paths() == ["/robots.txt"]


async def test_redirects_come_to_an_end() -> None:
    async def further(writer: asyncio.StreamWriter, request: Request) -> None:
        await answer(status="307 On", location=request.path)(writer, request)

    async with serving(page=further) as site:
        assert await refused(site) == ("redirects", 0)
        assert site.paths().count("/page") == 6


async def test_what_never_ends_and_what_swells_is_left() -> None:
    async def endless(writer: asyncio.StreamWriter, request: Request) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"a" * 65_536)
            await writer.drain()

    bomb = answer(gzip.compress(b"a" * 60_000_000), content_encoding="gzip")
    async with serving(page=endless, bomb=bomb) as site, patient(site, Clock()) as fetcher:
        for path in ("/page", "/bomb"):
            got = await fetcher.fetch(site.url(path))
            assert isinstance(got, Refusal)
            assert (got.reason, got.message) == ("long", "expected at most 20,000,000 bytes, got more")
            got = await fetcher.fetch(site.url(path), data=True, most_bytes=100)
            assert isinstance(got, Refusal)
            assert got.reason == "long"


async def test_a_server_that_drips_is_left_in_time() -> None:
    async def drip(writer: asyncio.StreamWriter, request: Request) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"a")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with serving(page=drip) as site:
        assert await refused(site, seconds=0.3) == ("slow", 0)
        assert site.paths().count("/page") == 1


async def test_half_a_packed_page_is_no_page() -> None:
    half = answer(gzip.compress(bytes(range(256)) * 40)[:-20], content_encoding="gzip")
    async with serving(page=half) as site:
        assert await refused(site) == ("failed", 0)


@pytest.mark.parametrize("status", ["429 Slow down", "503 Later"])
async def test_a_busy_site_is_asked_again_when_it_wants(status: str) -> None:
    clock = Clock()
    page = then(answer(status=status, retry_after="7"), answer(status=status, retry_after=" 11 "), HERE)
    async with serving(robots=robots(""), page=page) as site, patient(site, clock) as fetcher:
        await fetcher.fetch(site.url("/robots.txt"))
        began = clock.now
        assert isinstance(await fetcher.fetch(site.url("/page")), Page)
        assert clock.now - began == pytest.approx(1 + 7 + 11)
        assert site.paths().count("/page") == 3


async def test_a_busy_site_may_name_a_moment() -> None:
    clock = Clock()
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    async with (
        serving(page=then(answer(status="429 Slow down", retry_after=moment), HERE)) as site,
        patient(site, clock) as fetcher,
    ):
        assert isinstance(await fetcher.fetch(site.url("/page")), Page)
        assert 50 < sum(clock.slept) < 65


async def test_a_site_that_asks_for_long_is_left_alone_so_long() -> None:
    clock = Clock()
    page = then(answer(status="429 Slow down", retry_after="3600"), HERE)
    async with serving(page=page, other=HERE) as site, patient(site, clock) as fetcher:
        for path in ("/page", "/other"):
            got = await fetcher.fetch(site.url(path))
            assert isinstance(got, Refusal)
            assert got.reason == "busy"
        assert site.paths() == ["/robots.txt", "/page"]
        clock.now += 3600
        assert isinstance(await fetcher.fetch(site.url("/page")), Page)


async def test_without_a_word_when_waits_double_and_end() -> None:
    clock = Clock()
    async with serving(page=answer(status="503 Later")) as site, patient(site, clock) as fetcher:
        got = await fetcher.fetch(site.url("/page"))
        assert got == Refusal(site.url("/page"), "busy", "expected status 200, got 503 again and again", 503)
        assert clock.slept == pytest.approx([1.0, 2.0, 4.0])
        assert site.paths().count("/page") == 3


async def test_a_connection_that_breaks_is_tried_again() -> None:
    async with serving(page=then(reset, reset, HERE)) as site:
        assert isinstance(await fetched(site), Page)
    async with serving(page=reset) as site:
        assert await refused(site) == ("failed", 0)
        assert site.paths().count("/page") == 3


async def test_what_is_not_there_is_asked_for_once() -> None:
    async with serving() as site:
        assert await refused(site) == ("status", 404)
        assert site.paths() == ["/robots.txt", "/page"]


async def test_tables_and_archives_are_fetched_as_data() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", "x")
    table = answer(b"id,text\n1,x\n", kind="text/csv")
    zipped = answer(packed.getvalue(), kind="application/zip")
    async with serving(table=table, zipped=zipped, page=HERE) as site, patient(site, Clock()) as fetcher:
        got = [await fetcher.fetch(site.url(path), data=True) for path in ("/table", "/zipped", "/page")]
        assert [(each.kind, each.body[:2]) for each in got if isinstance(each, Page)] == [
            ("data", b"id"),
            ("data", b"PK"),
            ("html", "好".encode()[:2]),
        ]
        without = await fetcher.fetch(site.url("/table"))
        assert isinstance(without, Refusal)
        assert without.reason == "kind"


async def test_it_says_who_it_is_and_whom_to_write_to(monkeypatch: pytest.MonkeyPatch) -> None:
    # What other programs use as a proxy is none of this one's.
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    async with serving(page=HERE) as site:
        assert isinstance(await fetched(site, contact="https://rumors.example/bot"), Page)
        agent = site.asked[-1].headers["user-agent"]
        assert agent.startswith("zhendema/")
        assert agent.endswith(" (+https://rumors.example/bot)")
        assert site.asked[-1].headers["host"] == f"127.0.0.1:{site.port}"
    for contact in ("two words", "a\r\nX-Evil: 1", "邮箱", "a" * 300):
        with pytest.raises(ValueError, match="as the contact"):
            Fetcher(contact=contact)


async def test_an_address_in_chinese_is_asked_for_as_the_web_writes_it() -> None:
    async with serving() as site:
        site.pages["/%E8%B0%A3%E8%A8%80?q=%E9%86%8B"] = HERE
        assert isinstance(await fetched(site, "/谣言?q=醋"), Page)


async def test_a_look_asks_for_the_head_alone_where_that_is_told() -> None:
    async def only_get(writer: asyncio.StreamWriter, request: Request) -> None:
        refuse = answer(status="405 No heads")
        await (refuse if request.method == "HEAD" else answer(b"a" * 3_000_000))(writer, request)

    async with serving(page=HERE, sulky=only_get, odd=answer(b"x", content_encoding="br")) as site:
        async with patient(site, Clock()) as fetcher:
            found = {
                path: await fetcher.look(site.url(path)) for path in ("/page", "/sulky", "/odd", "/none")
            }
        assert found["/page"] is found["/sulky"] is found["/odd"] is None
        gone = found["/none"]
        assert gone is not None
        assert (gone.reason, gone.status) == ("status", 404)
        assert site.paths("GET") == ["/robots.txt", "/sulky", "/none"]


def test_a_program_without_an_event_loop_fetches_too() -> None:
    with BlockingFetcher(every=0.01) as fetcher:
        for url in ("http://127.0.0.1/", "no address"):
            got = fetcher.fetch(url)
            assert isinstance(got, Refusal)
            assert got.reason == "address"


@asynccontextmanager
async def proxy(welcome: bytes = b"HTTP/1.1 200 Connected\r\n\r\n") -> AsyncIterator[tuple[str, list[str]]]:
    """A proxy on loopback; gives its address, and what it was asked for."""
    asked: list[str] = []
    busy: list[asyncio.Task[None]] = []

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while part := await reader.read(4_096):
                writer.write(part)
                await writer.drain()
        writer.close()

    async def tunnel(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        asked.append(head)
        host, _, port = head.split()[1].rpartition(":")
        writer.write(welcome)
        if b" 200 " not in welcome:
            writer.close()
            return
        inward, outward = await asyncio.open_connection(host, int(port))
        await asyncio.gather(pump(reader, outward), pump(inward, writer))

    server = await asyncio.start_server(
        lambda reader, writer: busy.append(asyncio.create_task(tunnel(reader, writer))), "127.0.0.1", 0
    )
    try:
        yield f"http://name:word@127.0.0.1:{server.sockets[0].getsockname()[1]}", asked
    finally:
        server.close()
        for task in busy:
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)


async def test_a_proxy_is_told_addresses_that_were_checked_and_no_names() -> None:
    async with serving(page=HERE, away=answer(status="302 Found", location="http://10.0.0.1/")) as site:
        async with proxy() as (address, asked), patient(site, Clock(), proxy=address) as fetcher:
            assert isinstance(await fetcher.fetch(site.url("/page", host="localhost")), Page)
            assert {head.split()[1] for head in asked} == {f"127.0.0.1:{site.port}"}
            assert "Proxy-Authorization: Basic bmFtZTp3b3Jk" in asked[0]
            many = len(asked)
            got = await fetcher.fetch(site.url("/away", host="localhost"))
            assert isinstance(got, Refusal)
            assert got.reason == "address"
            assert {head.split()[1] for head in asked[many:]} <= {f"127.0.0.1:{site.port}"}
        assert site.asked[1].headers["host"] == f"localhost:{site.port}"


async def test_one_page_goes_the_same_way_as_many() -> None:
    async with serving(page=HERE) as site, proxy() as (address, asked):
        url, port = site.url("/page", host="localhost"), site.port
        page = await fetch(url, contact="desk@check.example", proxy=address, loopback_port=port)
        assert page.url == url
        assert [head.split()[1] for head in asked] == [f"127.0.0.1:{port}"]
        assert "(+desk@check.example)" in site.asked[0].headers["user-agent"]


async def test_a_proxy_that_does_not_connect_is_a_failure_and_one_that_is_none_an_error() -> None:
    async with serving(page=HERE) as site:
        for welcome in (b"HTTP/1.1 407 Who?\r\n\r\n", b"220 mail\r\n\r\n", b"x" * 20_000):
            async with proxy(welcome) as (address, _):
                assert await refused(site, proxy=address) == ("failed", 0)
    for wrong in ("socks5://127.0.0.1:1080", "127.0.0.1:8080", "http://", "http://h:1/path"):
        with pytest.raises(ValueError, match="expected a proxy"):
            Fetcher(proxy=wrong)


async def test_a_name_is_looked_up_once_for_each_connection_and_nowhere_else() -> None:
    asked: list[str] = []

    async def names(host: str, port: int) -> list[str]:
        asked.append(host)
        # Public enough for the first two requests, the rules and a page; then it points into the network.
        return ["127.0.0.1"] if len(asked) < 3 else ["10.0.0.1"]

    async with serving(page=HERE) as site, patient(site, Clock(), names=names) as fetcher:
        # A name that nobody else knows: what was looked up is what is connected to.
        url = site.url("/page", host="rebound.invalid")
        assert isinstance(await fetcher.fetch(url), Page)
        got = await fetcher.fetch(url)
        assert isinstance(got, Refusal)
        assert got.reason == "address"
        assert (asked, len(site.asked)) == (["rebound.invalid"] * 3, 2)


async def test_a_name_with_one_address_inside_a_network_is_not_asked_at_the_others_either() -> None:
    async def names(host: str, port: int) -> list[str]:
        return ["93.184.215.14", "192.168.0.1"]

    async with Fetcher(names=names, every=0.0) as fetcher:
        got = await fetcher.fetch("http://two.invalid/")
    assert isinstance(got, Refusal)
    assert got.reason == "address"


async def test_a_host_is_asked_at_the_next_of_its_addresses_where_one_does_not_answer() -> None:
    async def names(host: str, port: int) -> list[str]:
        return ["::1", "127.0.0.1"]

    async with serving(page=HERE) as site:
        got = await fetched(site, names=names)
        assert isinstance(got, Page)


async def test_a_site_that_cannot_prove_what_it_is_is_told_apart_and_asked_once() -> None:
    met = 0

    async def in_the_clear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal met
        met += 1
        await reader.read(100)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(in_the_clear, "127.0.0.1", 0)
    async with server:
        site = Site(port=server.sockets[0].getsockname()[1])
        async with patient(site, Clock()) as fetcher:
            got = await fetcher.fetch(site.url("/page").replace("http:", "https:"))
    assert isinstance(got, Refusal)
    assert (got.reason, met) == ("insecure", 1)


async def test_a_redirect_to_an_address_in_plain_chinese_is_followed() -> None:
    async def away(writer: asyncio.StreamWriter, request: Request) -> None:
        writer.write("HTTP/1.1 301 Moved\r\nConnection: close\r\nLocation: /谣言\r\n\r\n".encode())
        await writer.drain()

    async with serving(page=away) as site:
        site.pages["/%E8%B0%A3%E8%A8%80"] = HERE
        assert isinstance(await fetched(site), Page)

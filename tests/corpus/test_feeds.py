"""Fetching a page: what is taken, and what hostile servers and addresses cannot do."""

from __future__ import annotations

import asyncio
import gzip
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest

from corpus.errors import Unfetched
from corpus.feeds import Page, fetch

Serve = Callable[[asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(serve: Serve) -> AsyncIterator[int]:
    """A server on loopback that answers every request in the same way; gives its port."""
    seen: list[asyncio.Task[None]] = []

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        with suppress(ConnectionError, asyncio.CancelledError):
            await serve(writer)
        writer.close()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(asyncio.create_task(handle(reader, writer)))

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in seen:
            task.cancel()
        await asyncio.gather(*seen, return_exceptions=True)


def page(
    body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> Serve:
    async def serve(writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
        writer.write(head.encode() + body)
        await writer.drain()

    return serve


async def fetched(serve: Serve) -> Page:
    async with serving(serve) as port:
        return await fetch(f"http://127.0.0.1:{port}/a?b=1", loopback_port=port)


async def reason(url: str, port: int | None = None) -> str:
    with pytest.raises(Unfetched) as caught:
        await fetch(url, loopback_port=port)
    return caught.value.reason


async def refused(serve: Serve) -> str:
    async with serving(serve) as port:
        return await reason(f"http://127.0.0.1:{port}/", port)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("谣言".encode(), "text/html; charset=utf-8"),
        ("谣言".encode(), "text/html"),
        ("谣言".encode("gb18030"), "text/html; charset=GBK"),
        ("謠言".encode("big5"), "text/html; charset=big5"),
        (b"<meta charset=gb2312>" + "谣言".encode("gbk"), "text/html"),
        ("谣言，有人说喝酒能防病".encode("gb18030"), "text/html"),
        ("謠言，有人說喝酒能防病".encode("big5"), "text/html"),
        ("谣言".encode("utf-16"), "text/html"),
        ("谣言".encode(), "text/html; charset=no-such-charset"),
        (b'<?xml version="1.0" encoding="gb18030"?>' + "谣言".encode("gb18030"), "application/xml"),
        ('{"a": "谣言"}'.encode(), "application/ld+json"),
        ("谣言".encode() + "长".encode()[:2], "text/html"),
    ],
)
async def test_a_page_is_read_in_its_own_charset(body: bytes, kind: str) -> None:
    assert "言" in (await fetched(page(body, kind))).text


async def test_a_packed_page_is_unpacked() -> None:
    packed = gzip.compress("谣言".encode())
    assert (await fetched(page(packed, more="Content-Encoding: gzip\r\n"))).text == "谣言"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://1.1.1.1:22/",
        "http://name:word@1.1.1.1/",
        "ftp://1.1.1.1/",
        "file:///etc/passwd",
        "check.example",
        "http://",
        "http://1.1.1.1:99999/",
        "http://[",
    ],
)
async def test_addresses_inside_a_network_are_not_asked(url: str) -> None:
    assert await reason(url) == "address"


async def test_a_loopback_server_is_asked_at_its_port_alone() -> None:
    async with serving(page(b"x")) as port, serving(page(b"x")) as other:
        assert await reason(f"http://127.0.0.1:{other}/", port) == "address"


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1/", "http://169.254.169.254/", "file:///etc/passwd", "//10.1.1.1/"]
)
async def test_a_redirect_is_looked_at_like_the_first_address(target: str) -> None:
    moved = page(b"", status="302 Found", more=f"Location: {target}\r\n")
    assert await refused(moved) == "address"


async def test_a_redirect_in_a_circle_ends() -> None:
    assert await refused(page(b"", status="301 Moved", more="Location: /again\r\n")) == "redirects"


async def test_what_is_no_text_is_left() -> None:
    assert await refused(page(b"%PDF-1.7", "application/pdf")) == "kind"
    assert await refused(page(b"\x89PNG\x00\x00\x00", "text/html")) == "kind"
    assert await refused(page(b"x", "")) == "kind"
    assert await refused(page(b"x", more="Content-Encoding: br\r\n")) == "kind"
    assert await refused(page(b"no gzip", more="Content-Encoding: gzip\r\n")) == "kind"
    assert await refused(page(b"gone", status="404 Not Found")) == "status"


async def test_a_page_that_is_too_long_is_left_packed_or_not() -> None:
    bomb = gzip.compress(b"a" * 50_000_000)
    assert await refused(page(bomb, more="Content-Encoding: gzip\r\n")) == "long"

    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"a" * 65_536)
            await writer.drain()

    assert await refused(endless) == "long"


async def test_a_server_that_never_ends_its_headers_is_left_in_time() -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"X-More: 1\r\n")
            await writer.drain()
            await asyncio.sleep(0.05)

    began = time.monotonic()
    async with serving(slow) as port:
        with pytest.raises(Unfetched, match=r"within 0\.3 seconds"):
            await fetch(f"http://127.0.0.1:{port}/", seconds=0.3, loopback_port=port)
    assert time.monotonic() - began < 5


async def test_nobody_there_and_no_http_are_failures() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        assert await reason(f"http://127.0.0.1:{port}/", port) == "failed"

    async def other(writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ESMTP\r\n")

    assert await refused(other) == "failed"

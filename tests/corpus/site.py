"""A site on loopback: answers real requests as a test says, and remembers them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

__all__ = ["Clock", "Request", "Serve", "Site", "answer", "reset", "serving", "then"]


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came; `at`: of time.monotonic; headers with names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    at: float


Serve = Callable[[asyncio.StreamWriter, Request], Awaitable[None]]


@dataclass(slots=True)
class Site:
    """The pages of a site by their paths; others are not there (404)."""

    pages: dict[str, Serve] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    port: int = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self, method: str = "") -> list[str]:
        """Return what was asked for, in order."""
        return [each.path for each in self.asked if method in {"", each.method}]


def answer(
    body: bytes = b"", status: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str
) -> Serve:
    """:param headers: `retry_after="2"` is Retry-After: 2"""

    async def serve(writer: asyncio.StreamWriter, request: Request) -> None:
        told = {"Content-Type": kind, "Content-Length": str(len(body))}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        writer.write(f"HTTP/1.1 {status}\r\nConnection: close\r\n{lines}\r\n".encode())
        if request.method != "HEAD":
            writer.write(body)
        await writer.drain()

    return serve


def then(*serves: Serve) -> Serve:
    """Answer in one way after the other, and ever after in the last one."""
    left = list(serves)

    async def serve(writer: asyncio.StreamWriter, request: Request) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(writer, request)

    return serve


async def reset(writer: asyncio.StreamWriter, request: Request) -> None:
    """Break the connection off."""
    writer.transport.abort()


@asynccontextmanager
async def serving(**pages: Serve) -> AsyncIterator[Site]:
    """:param pages: by their paths without the slash before; `robots` is robots.txt"""
    site = Site({("/robots.txt" if name == "robots" else f"/{name}"): each for name, each in pages.items()})
    seen: list[asyncio.Task[None]] = []

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.CancelledError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            method, path, _ = head[0].split()
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
            request = Request(method, path, headers, time.monotonic())
            site.asked.append(request)
            await site.pages.get(path, answer(b"no such page", "404 Not Found"))(writer, request)
        writer.close()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(asyncio.create_task(handle(reader, writer)))

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()
        for task in seen:
            task.cancel()
        await asyncio.gather(*seen, return_exceptions=True)


class Clock:
    """A clock that goes on only while somebody sleeps, and then at once."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)

"""One request and its answer, within limits: the only file of the corpus that opens a connection."""

from __future__ import annotations

import re
import ssl
import zlib
from base64 import b64encode
from collections.abc import AsyncIterable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Self
from urllib.parse import unquote, urljoin, urlsplit

import httpcore
import httpx

from corpus.addresses import PORTS, Names, find, look_up, parted
from corpus.begun import Begun, BrokenOff, gives_parts
from corpus.errors import Unfetched

__all__ = ["PROGRAM", "Heard", "Wire", "agent"]

#: As sites call this program in their robots.txt.
PROGRAM = "zhendema"
CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
_MOST_ADDRESSES = 4  # of one host that are tried
_LONGEST_WELCOME = 8_192  # bytes that a proxy may say before the connection stands
_CONNECTIONS = 32
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Heard:
    """A server's answer.

    :ivar headers: with names in lower case; of several of one name the last
    :ivar body: unpacked; b"" unless the status is 200
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def target(self) -> str:
        """Where a redirect leads; "" if nowhere.

        :raises Unfetched: that is no address
        """
        target = self.headers.get("location", "") if self.status in _REDIRECTS else ""
        try:
            return urljoin(self.url, target) if target else ""
        except ValueError as error:
            raise Unfetched("address", f"expected an address, got one with {error}") from None


class Wire:
    """Asks servers on the public web; an async context manager.

    Each host is looked up when a connection to it is made; all its addresses must be public, and the
    connection goes to one of those, so that a name cannot point elsewhere a moment later.

    :param agent: as which it names itself
    :param proxy: http://[name:password@]host:port through which all connections go; it is told the address
        that was looked up here, never a name. Nothing is taken from the environment.
    :param loopback_port: a port on loopback that may be asked besides, for tests
    :param names: as for `look_up`
    :raises ValueError: the proxy is no such address
    """

    def __init__(
        self, agent: str, *, proxy: str = "", loopback_port: int | None = None, names: Names = find
    ) -> None:
        self._agent = agent
        self._network = _Checked(_Tunnel.of(proxy) if proxy else None, loopback_port, names)
        self._pool: httpcore.AsyncConnectionPool | None = None

    async def __aenter__(self) -> Self:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=_trust(), max_connections=_CONNECTIONS, network_backend=self._network
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._pool is not None:
            await self._pool.aclose()

    async def ask(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        most_bytes: int,
        cut: bool = False,
        begun: Begun | None = None,
    ) -> Heard:
        """Ask once: no redirect is followed.

        :param most_bytes: of the body, also when it is unpacked
        :param cut: leave what is beyond `most_bytes`, instead of an error
        :param begun: what came of it before; then the rest is asked for, and the whole is returned
        :raises BrokenOff: when the rest can be asked for, or was and did not come
        :raises Unfetched: with the reason
        """
        assert self._pool is not None, "a wire is opened by `async with`"
        parted(url)
        # Unpacked here, where it is known how much is too much.
        told = {"Accept-Encoding": "gzip"} | dict(headers or {})
        told |= begun.headers_for_the_rest() if begun else {}
        try:
            target = httpx.URL(url.strip())
            request = httpcore.Request(
                method,
                httpcore.URL(
                    scheme=target.raw_scheme,
                    host=target.raw_host,
                    port=target.port,
                    target=target.raw_path or b"/",
                ),
                headers=[(name.encode(), value.encode()) for name, value in self._headers(target, told)],
                extensions={
                    "timeout": {
                        "connect": CONNECT_SECONDS,
                        "read": READ_SECONDS,
                        "write": READ_SECONDS,
                        "pool": None,
                    }
                },
            )
            answer = await self._pool.handle_async_request(request)
            try:
                return await _heard(url, answer, most_bytes, cut, begun)
            finally:
                await answer.aclose()
        except (httpcore.ReadTimeout, httpcore.WriteTimeout):
            raise Unfetched("slow", f"expected an answer within {READ_SECONDS:g} seconds") from None
        except httpx.InvalidURL:
            raise Unfetched("address", "expected an address as the web has them") from None
        except _TROUBLES as error:
            if isinstance(error.__cause__, ssl.SSLError) or isinstance(error.__context__, ssl.SSLError):
                raise Unfetched("insecure", "expected a page whose site can prove what it is") from error
            raise Unfetched("failed", f"expected a page, got {type(error).__name__}") from error

    def _headers(self, target: httpx.URL, more: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        yield "Host", target.netloc.decode("ascii")
        yield "User-Agent", self._agent
        yield (
            "Accept",
            "text/html, application/xhtml+xml, application/json;q=0.8, application/xml;q=0.8, */*;q=0.1",
        )
        yield from more.items()


_TROUBLES = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    OSError,
    UnicodeError,
)


async def _heard(
    url: str, answer: httpcore.Response, most_bytes: int, cut: bool, begun: Begun | None
) -> Heard:
    headers = {name.decode("latin-1").lower(): _text(value) for name, value in answer.headers}
    if begun is not None and begun.is_missed_by(answer.status, headers):
        raise BrokenOff(None)
    rest = begun if answer.status == httpx.codes.PARTIAL_CONTENT else None
    if rest is not None:
        headers |= rest.headers  # of the rest a server need not tell the kind again
    elif answer.status != httpx.codes.OK:
        return Heard(url, answer.status, headers, b"")
    packing = headers.get("content-encoding", "identity").lower().strip()
    if packing not in {"identity", "gzip", "x-gzip", ""}:
        raise Unfetched("kind", f"expected a page as it is or gzip, got {packing[:20]}")
    assert isinstance(answer.stream, AsyncIterable)
    body = bytearray(rest.body if rest else b"")
    unpack = zlib.decompressobj(31) if "gzip" in packing else None
    try:
        async for part in answer.stream:
            body += part if unpack is None else unpack.decompress(part, most_bytes + 1 - len(body))
            if len(body) > most_bytes:
                if cut:
                    return Heard(url, httpx.codes.OK, headers, bytes(body[:most_bytes]))
                raise Unfetched("long", f"expected at most {most_bytes:,} bytes, got more")
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        if unpack is None and body and gives_parts(headers):
            raise BrokenOff(Begun(headers, bytes(body))) from error
        raise
    except zlib.error:
        raise Unfetched("kind", "expected gzip, got other bytes") from None
    if unpack is not None and body and not unpack.eof:
        raise Unfetched("failed", "expected gzip to its end, got a part of it")
    return Heard(url, httpx.codes.OK, headers, bytes(body))


def _text(value: bytes) -> str:
    """Read a header: many sites write the addresses that they lead to in UTF-8, plainly."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


class _Checked(httpcore.AsyncNetworkBackend):
    """Connects to addresses that were checked, and to no names."""

    def __init__(self, tunnel: _Tunnel | None, loopback_port: int | None, names: Names) -> None:
        self._under = httpcore.AnyIOBackend()
        self._tunnel = tunnel
        self._loopback_port = loopback_port
        self._names = names

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - as httpcore calls it
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        trouble: Exception | None = None
        for address in (await look_up(host, port, self._loopback_port, self._names))[:_MOST_ADDRESSES]:
            try:
                if self._tunnel is not None:
                    return await self._tunnel.connect(self._under, address, port, timeout)
                return await self._under.connect_tcp(address, port, timeout=timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        assert trouble is not None
        raise trouble

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        raise Unfetched("address", "expected an address on the web")

    async def sleep(self, seconds: float) -> None:
        await self._under.sleep(seconds)


@dataclass(frozen=True, slots=True)
class _Tunnel:
    """A way through a proxy (RFC 9110, 9.3.6)."""

    host: str
    port: int
    pass_word: str

    @classmethod
    def of(cls, proxy: str) -> _Tunnel:
        parts = urlsplit(proxy)
        if parts.scheme != "http" or not parts.hostname or parts.path.strip("/"):
            raise ValueError("expected a proxy as in http://host:port")
        named = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
        pass_word = b64encode(named.encode()).decode() if parts.username else ""
        return cls(parts.hostname, parts.port or PORTS["http"], pass_word)

    async def connect(
        self, under: httpcore.AsyncNetworkBackend, address: str, port: int, seconds: float | None
    ) -> httpcore.AsyncNetworkStream:
        stream = await under.connect_tcp(self.host, self.port, timeout=seconds)
        goal = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
        known = f"Proxy-Authorization: Basic {self.pass_word}\r\n" if self.pass_word else ""
        try:
            await stream.write(f"CONNECT {goal} HTTP/1.1\r\nHost: {goal}\r\n{known}\r\n".encode(), seconds)
            welcome = b""
            while b"\r\n\r\n" not in welcome and len(welcome) <= _LONGEST_WELCOME:
                part = await stream.read(1_024, seconds)
                if not part:
                    break
                welcome += part
            status = welcome.partition(b"\r\n")[0].split()[1:2]
            if b"\r\n\r\n" not in welcome or status != [b"200"]:
                raise httpcore.ConnectError("the proxy does not connect")
        except BaseException:
            await stream.aclose()
            raise
        return stream


def agent(contact: str) -> str:
    """Return as which this program names itself to servers.

    :param contact: who can be written to about it: a mail address or a page
    :raises ValueError: it is none
    """
    if contact and not re.fullmatch(r"[\x21-\x7e]{1,200}", contact):
        raise ValueError("expected a mail address or the address of a page as the contact")
    try:
        number = version(PROGRAM)
    except PackageNotFoundError:
        number = "0"
    return (
        f"{PROGRAM}/{number} (+{contact})"
        if contact
        else f"{PROGRAM}/{number} (Telegram bot for fact-checks)"
    )


@cache
def _trust() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)

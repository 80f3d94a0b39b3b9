"""Fetch one page of a publisher, carefully: the only file of the corpus that reaches the web."""

from __future__ import annotations

import asyncio
import codecs
import ipaddress
import re
import socket
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

from corpus.errors import Unfetched

__all__ = ["Page", "fetch"]

MOST_BYTES = 2_000_000
MOST_SECONDS = 10.0
MOST_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_TYPES = re.compile(r"text/html|application/xhtml\+xml|(?:application|text)/(?:[\w.-]+\+)?(?:xml|json)")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{1,40})", re.IGNORECASE)
#: What pages are called that hold more characters than their name says.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso8859-1": "cp1252", "ascii": "utf-8"}
_HEAD = 4_096  # bytes in which a page says its charset


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched.

    :ivar url: where it was found, after redirects
    :ivar kind: html, xml or json
    """

    url: str
    kind: str
    text: str


async def fetch(url: str, *, seconds: float = MOST_SECONDS, loopback_port: int | None = None) -> Page:
    """Fetch a page: http or https, at most 2 MB, 10 seconds and 5 redirects in all, html, xml or json.

    Each address is looked up first and must be a public one; the connection goes to the address that was
    looked up, so that a name cannot point elsewhere a moment later.

    :param seconds: in all
    :param loopback_port: a port on loopback that may be asked besides, for tests
    :raises Unfetched: with the reason
    """
    try:
        async with asyncio.timeout(seconds):
            return await _follow(url, loopback_port)
    except TimeoutError:
        raise Unfetched("slow", f"expected the page within {seconds:g} seconds") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        raise Unfetched("failed", f"expected a page, got {type(error).__name__}") from error


async def _follow(url: str, loopback_port: int | None) -> Page:
    # Nothing of the environment: a proxy would look the name up again, and go wherever it points.
    async with httpx.AsyncClient(trust_env=False, follow_redirects=False) as client:
        for _ in range(MOST_REDIRECTS + 1):
            parts = _parts(url)
            address, port = await _look_up(parts, loopback_port)
            request = _request(client, parts, address, port)
            answer = await client.send(request, stream=True)
            try:
                target = answer.headers.get("location", "")
                if answer.is_redirect and target:
                    url = urljoin(url, target)
                    continue
                return await _read(answer, url)
            finally:
                await answer.aclose()
    raise Unfetched("redirects", f"expected at most {MOST_REDIRECTS} redirects, got more")


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise Unfetched("address", f"expected an address, got one with {error}") from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise Unfetched("address", "expected an address that begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise Unfetched("address", "expected an address without a name and password")
    if port == 0:
        raise Unfetched("address", "expected port 80 or 443")
    return parts


async def _look_up(parts: SplitResult, loopback_port: int | None) -> tuple[str, int]:
    """Return the address to connect to, and the port.

    :raises Unfetched: one of the addresses of the name is not public
    """
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not addresses:
        raise Unfetched("failed", "expected a host that is known")
    for_tests = port == loopback_port and all(ipaddress.ip_address(each).is_loopback for each in addresses)
    if not for_tests:
        if port not in _PORTS.values():
            raise Unfetched("address", f"expected port 80 or 443, got {port}")
        if not all(_is_public(each) for each in addresses):
            raise Unfetched("address", "expected a public address, got one inside a network")
    return addresses[0], port


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        # Addresses of the old internet within those of the new one lead to the old one.
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return _is_public(str(inner))
        if ip in _NAT64:
            return _is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _request(client: httpx.AsyncClient, parts: SplitResult, address: str, port: int) -> httpx.Request:
    host = parts.hostname or ""
    shown = f"[{address}]" if ":" in address else address
    target = f"{parts.scheme}://{shown}:{port}{parts.path or '/'}"
    return client.build_request(
        "GET",
        target + (f"?{parts.query}" if parts.query else ""),
        headers={
            "Host": parts.netloc,
            "User-Agent": f"zhendema/{_version()} (Telegram bot for fact-checks; one page on request)",
            "Accept": "text/html, application/xhtml+xml, application/json;q=0.8, application/xml;q=0.8",
            # Unpacked here, where it is known how much is too much.
            "Accept-Encoding": "gzip",
        },
        extensions={"sni_hostname": host},
    )


async def _read(answer: httpx.Response, url: str) -> Page:
    if answer.status_code != httpx.codes.OK:
        raise Unfetched("status", f"expected status 200, got {answer.status_code}")
    content_type = answer.headers.get("content-type", "").lower()
    kind = content_type.partition(";")[0].strip()
    if not _TYPES.fullmatch(kind):
        raise Unfetched("kind", f"expected html, xml or json, got {kind[:60] or 'no type'}")
    packing = answer.headers.get("content-encoding", "identity").lower().strip()
    if packing not in {"identity", "gzip", "x-gzip", ""}:
        raise Unfetched("kind", f"expected a page as it is or gzip, got {packing[:20]}")
    raw = bytearray()
    unpack = zlib.decompressobj(31) if "gzip" in packing else None
    try:
        async for part in answer.aiter_raw():
            raw += part if unpack is None else unpack.decompress(part, MOST_BYTES + 1 - len(raw))
            if len(raw) > MOST_BYTES:
                raise Unfetched("long", f"expected at most {MOST_BYTES:,} bytes, got more")
    except zlib.error:
        raise Unfetched("kind", "expected gzip, got other bytes") from None
    body = bytes(raw)
    if b"\x00" in body[:_HEAD] and not body.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        raise Unfetched("kind", "expected text, got binary data")
    spoken = "html" if "html" in kind else ("json" if "json" in kind else "xml")
    return Page(url, spoken, _decode(body, content_type))


def _decode(body: bytes, content_type: str) -> str:
    """Read bytes as the header says, or the page itself; else as UTF-8, else in the commonest old way."""
    if body.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return body.decode("utf-16", "replace")
    named = re.search(r"charset\s*=\s*[\"']?([\w:.-]{1,40})", content_type)
    inside = _META.search(body[:_HEAD]) or _XML.search(body[:_HEAD])
    names: Sequence[str] = [
        *([named[1]] if named else ()),
        *([inside[1].decode("ascii", "ignore")] if inside else ()),
    ]
    for name in names:
        try:
            known = codecs.lookup(name).name
            return body.decode(_WIDER.get(known, known), "replace").removeprefix("\ufeff")
        except (LookupError, UnicodeError):  # a name that nobody knows, or of no charset
            continue
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A page that was cut off within a character is UTF-8 all the same.
        unread = len(body) - error.start
        return body.decode("utf-8" if unread < 4 else "gb18030", "replace")


def _version() -> str:
    try:
        return version("zhendema")
    except PackageNotFoundError:
        return "0"

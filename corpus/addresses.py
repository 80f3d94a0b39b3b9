"""Which addresses may be asked: http and https on their ports, of public hosts alone."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from urllib.parse import SplitResult, urlsplit

from corpus.errors import Unfetched

__all__ = ["PORTS", "Names", "find", "is_public", "look_up", "parted"]

Names = Callable[[str, int], Awaitable[list[str]]]

PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def parted(url: str) -> SplitResult:
    """Return the parts of an address that begins with http:// or https:// and names a host.

    :raises Unfetched: it is another one, or holds a name and password
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise Unfetched("address", f"expected an address, got one with {error}") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise Unfetched("address", "expected an address that begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise Unfetched("address", "expected an address without a name and password")
    if port == 0:
        raise Unfetched("address", "expected port 80 or 443")
    return parts


async def find(host: str, port: int) -> list[str]:
    """Return the addresses that this machine knows for a host, the preferred first.

    :raises OSError: none
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


async def look_up(host: str, port: int, loopback_port: int | None = None, names: Names = find) -> list[str]:
    """Return the addresses of a host, at least one, the preferred first.

    :param loopback_port: a port on loopback that may be asked besides, for tests
    :param names: gives the addresses of a host and port
    :raises Unfetched: the port is another than 80 and 443, the host is not known, or one of its addresses is
        not public
    """
    try:
        addresses = await names(host, port)
    except (OSError, UnicodeError) as error:
        raise _unknown(host) from error
    if not addresses:
        raise _unknown(host)
    if port == loopback_port and all(ipaddress.ip_address(each).is_loopback for each in addresses):
        return addresses
    if port not in PORTS.values():
        raise Unfetched("address", f"expected port 80 or 443, got {port}")
    if not all(is_public(each) for each in addresses):
        raise Unfetched("address", "expected a public address, got one inside a network")
    return addresses


def _unknown(host: str) -> Unfetched:
    return Unfetched("failed", f"expected a host that is known, got no address for {host[:100]!r}")


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public web."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        # Addresses of the old internet within those of the new one lead to the old one.
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved

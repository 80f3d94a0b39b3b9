"""The beginning of a body that a connection broke off, and what asks for the rest (RFC 9110, 14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.errors import Unfetched

__all__ = ["Begun", "BrokenOff", "gives_parts"]


@dataclass(frozen=True, slots=True)
class Begun:
    """The beginning of a body whose rest the server can give.

    :ivar headers: of the answer, with names in lower case; the ETag names this state to the byte
    """

    headers: Mapping[str, str]
    body: bytes

    def headers_for_the_rest(self) -> dict[str, str]:
        """Return the headers that ask for the rest, or for the whole where it has changed."""
        return {
            "Range": f"bytes={len(self.body)}-",
            "If-Range": self.headers["etag"],
            "Accept-Encoding": "identity",
        }


class BrokenOff(Unfetched):
    """The connection ended within a body.

    :ivar begun: what came of it
    """

    def __init__(self, begun: Begun) -> None:
        super().__init__("failed", f"expected a page, got its first {len(begun.body):,} bytes")
        self.begun = begun


def gives_parts(headers: Mapping[str, str]) -> bool:
    """Tell whether a server gives parts of a page, and names its state to the byte: a weak ETag does not.

    :param headers: of its answer, with names in lower case
    """
    return headers.get("accept-ranges", "") == "bytes" and headers.get("etag", "").startswith('"')

"""The beginning of a body that a connection broke off, and what asks for the rest (RFC 9110, 14)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from corpus.errors import Unfetched

__all__ = ["Begun", "BrokenOff", "gives_parts"]

_PART = re.compile(r"bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15})")


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

    def is_missed_by(self, status: int, headers: Mapping[str, str]) -> bool:
        """Tell whether an answer has no part, or another one than the rest: from where this ends to the very
        end, of the same state.

        :param headers: of the answer, with names in lower case
        """
        if status != HTTPStatus.PARTIAL_CONTENT:
            return status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        part = _PART.fullmatch(headers.get("content-range", ""))
        if part is None or headers.get("etag", self.headers["etag"]) != self.headers["etag"]:
            return True
        begins, ends, length = map(int, part.groups())
        return begins != len(self.body) or ends + 1 != length


class BrokenOff(Unfetched):
    """The connection ended within a body, or what came is not the rest of one.

    :ivar begun: what came of it; None where it must begin anew
    """

    def __init__(self, begun: Begun | None) -> None:
        got = f"its first {len(begun.body):,} bytes" if begun else "another part of it than its rest"
        super().__init__("failed", f"expected a page, got {got}")
        self.begun = begun


def gives_parts(headers: Mapping[str, str]) -> bool:
    """Tell whether a server gives parts of a page, and names its state to the byte: a weak ETag does not.

    :param headers: of its answer, with names in lower case
    """
    return headers.get("accept-ranges", "") == "bytes" and headers.get("etag", "").startswith('"')

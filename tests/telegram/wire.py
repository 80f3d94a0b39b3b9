"""HTTP/1.1 as a Bot API server speaks it: request after request on a kept connection, in three encodings."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.telegram.refusals import Refusal, bad_request

# Parameters that are strings even where they look like a number or like JSON. All others are decoded.
TEXT_PARAMETERS = frozenset(
    {
        "action", "callback_query_id", "caption", "description", "inline_message_id", "inline_query_id",
        "language_code", "name", "next_offset", "parse_mode", "secret_token", "short_description", "text",
        "url",
    }
)  # fmt: skip
LONGEST_HEAD = 64 * 1024


class Params(dict[str, Any]):
    """The decoded parameters of one call: numbers, booleans, objects and texts by name."""

    def integer(self, name: str, default: int = 0) -> int:
        value = self.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise bad_request(f"{name} must be an integer")
        return value

    def text(self, name: str) -> str:
        """The text, or "" when it was left out."""
        value = self.get(name, "")
        if not isinstance(value, str):
            raise bad_request(f"{name} must be a string")
        return value

    def flag(self, name: str) -> bool:
        return self.get(name, False) in (True, 1, "true", "True")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a multipart call."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Request:
    """One call as it came over the wire, ``path`` without its query."""

    path: str
    params: Params
    uploads: dict[str, Upload] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """What goes back; ``whole`` False sends only the first half of the body and hangs up."""

    status: int
    body: bytes
    media_type: str = "application/json"
    whole: bool = True

    def encoded(self) -> bytes:
        phrase = HTTPStatus(self.status).phrase
        head = (
            f"HTTP/1.1 {self.status} {phrase}\r\nServer: nginx/1.18.0\r\nContent-Type: {self.media_type}\r\n"
            f"Content-Length: {len(self.body)}\r\nConnection: keep-alive\r\n\r\n"
        )
        return head.encode("ascii") + (self.body if self.whole else self.body[: len(self.body) // 2])


def json_response(payload: dict[str, Any], status: int = 200) -> Response:
    return Response(status, json.dumps(payload, ensure_ascii=True).encode("ascii"))


def refusal_response(refusal: Refusal) -> Response:
    """``{"ok": false, ...}`` with the HTTP status that Telegram gives it."""
    payload: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    if refusal.parameters:
        payload["parameters"] = refusal.parameters
    return json_response(payload, refusal.code)


def html_response(status: int) -> Response:
    """The page of the proxy before Telegram's servers: no JSON in it."""
    title = f"{status} {HTTPStatus(status).phrase}"
    page = (
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n"
        "<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
    )
    return Response(status, page.encode("ascii"), "text/html")


def _decoded(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    if name in TEXT_PARAMETERS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _multipart(body: bytes, media_type: str) -> tuple[dict[str, str], dict[str, Upload]]:
    boundary = re.search(r'boundary="?([^";]+)"?', media_type)
    if boundary is None:
        raise bad_request("can't parse multipart body: no boundary")
    fields: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode("ascii"))[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        text = head.decode("utf-8")
        name = re.search(r'[; ]name="([^"]*)"', text)
        if name is None:
            raise bad_request("can't parse multipart body: a part has no name")
        file_name = re.search(r'filename="([^"]*)"', text)
        if file_name is None:
            fields[name[1]] = content.decode("utf-8")
        else:
            kind = re.search(r"(?i)content-type:\s*(\S+)", text)
            uploads[name[1]] = Upload(file_name[1], content, kind[1] if kind else "application/octet-stream")
    return fields, uploads


def read_request(target: str, media_type: str, body: bytes) -> Request:
    """Decode one request: query, form, multipart or JSON, whichever it is.

    :raises Refusal: 400 when the body is not what its media type says
    """
    parts = urlsplit(target)
    uploads: dict[str, Upload] = {}
    try:
        fields: dict[str, Any] = dict(parse_qsl(parts.query, keep_blank_values=True, errors="strict"))
        if media_type.startswith("application/json"):
            fields |= json.loads(body or b"{}")
        elif media_type.startswith("multipart/form-data"):
            sent, uploads = _multipart(body, media_type)
            fields |= sent
        else:
            fields |= parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    except (ValueError, TypeError):
        raise bad_request("can't parse request body") from None
    return Request(
        parts.path, Params({name: _decoded(name, value) for name, value in fields.items()}), uploads
    )


class Connection(asyncio.Protocol):
    """One client's connection: requests are answered in their order, one at a time.

    :param answer: gives the response for target, media type and body, or None to hang up without one
    :param kept: the connections that are open or still at work; this one adds and removes itself
    """

    def __init__(
        self,
        answer: Callable[[Connection, str, str, bytes], Awaitable[Response | None]],
        kept: set[Connection],
    ) -> None:
        self._answer = answer
        self._kept = kept
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None
        self.task: asyncio.Task[None] | None = None
        self.lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._kept.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        if not self.lost.done():
            self.lost.set_result(None)
        if self.task is None:
            self._kept.discard(self)

    def data_received(self, received: bytes) -> None:
        self._received += received
        self._next()

    def hang_up(self) -> None:
        """Close at once, without sending what is still waiting to be sent."""
        if self._transport is not None:
            self._transport.abort()

    def _next(self) -> None:
        if self.task is not None or self._transport is None:
            return
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            if len(self._received) > LONGEST_HEAD:
                self._send(html_response(400), last=True)
            return
        try:
            request_line, *lines = self._received[:end].decode("latin-1").split("\r\n")
            _, target, _ = request_line.split(" ")
            headers = {name.lower(): value.strip() for name, _, value in (ln.partition(":") for ln in lines)}
            length = int(headers.get("content-length", "0"))
        except ValueError:
            self._send(html_response(400), last=True)
            return
        if "transfer-encoding" in headers:
            self._send(html_response(411), last=True)
            return
        if len(self._received) < end + 4 + length:
            return
        body = bytes(self._received[end + 4 : end + 4 + length])
        del self._received[: end + 4 + length]
        self.task = asyncio.get_running_loop().create_task(
            self._serve(target, headers.get("content-type", ""), body)
        )
        self.task.add_done_callback(self._finished)

    def _finished(self, _: asyncio.Task[None]) -> None:
        self.task = None
        if self.lost.done():
            self._kept.discard(self)
        else:
            self._next()

    async def _serve(self, target: str, media_type: str, body: bytes) -> None:
        response = await self._answer(self, target, media_type, body)
        if response is None:
            self.hang_up()
        else:
            self._send(response, last=not response.whole)

    def _send(self, response: Response, *, last: bool) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        self._transport.write(response.encoded())
        if last:
            self._transport.close()

"""What a Bot API server says when it will not do what it was asked."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):  # noqa: N818 - the word for what it is
    """An answer with ``"ok": false``.

    :param code: HTTP status and ``error_code``, for example 400 or 429
    :param description: the sentence that Telegram gives, with its opening ("Bad Request: ...")
    :param parameters: ``retry_after`` in seconds or ``migrate_to_chat_id``; None when there are none
    """

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


# How Telegram words a failure when nothing more is known about it.
DESCRIPTIONS = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    413: "Request Entity Too Large",
    420: "Flood",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


def bad_request(reason: str, parameters: dict[str, Any] | None = None) -> Refusal:
    """400, for a call that can never succeed as it is."""
    return Refusal(400, f"Bad Request: {reason}", parameters)


def forbidden(reason: str) -> Refusal:
    """403, for a chat that the bot may not write to."""
    return Refusal(403, f"Forbidden: {reason}")


def conflict(reason: str) -> Refusal:
    """409, for two who want the same updates."""
    return Refusal(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> Refusal:
    """429, with the seconds to wait."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})

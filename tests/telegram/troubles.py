"""What can go wrong between a bot and Telegram, ordered in advance by a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from tests.telegram.refusals import DESCRIPTIONS, Refusal
from tests.telegram.wire import Response, html_response, refusal_response

Cut = Literal["before", "after", "half"]


@dataclass(slots=True)
class Trouble:
    """One kind of failure, for the next ``left`` calls that it fits.

    :param method: the method that it hits, "*" for every one
    :param left: how many calls it still hits; None for all until it is stopped
    :param error: HTTP status to answer with; None to let the call through
    :param cut: hang up ``before`` the effect, ``after`` it without an answer, or after ``half`` of the answer
    :param delay: seconds to wait before anything happens
    :param chat_id: only calls for this chat; None for all
    :param met: how many calls it has hit
    """

    method: str
    left: int | None
    error: int | None = None
    description: str | None = None
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None
    html: bool | None = None
    cut: Cut | None = None
    delay: float = 0.0
    chat_id: int | None = None
    met: int = 0

    def __post_init__(self) -> None:
        if self.error is None and self.cut is None and not self.delay:
            raise ValueError("expected an error, a cut or a delay, got none of them")
        if self.error is not None and self.cut is not None:
            raise ValueError("expected either an error or a cut, got both")

    def stop(self) -> None:
        """Hit no more calls."""
        self.left = 0

    def fits(self, method: str, params: dict[str, Any]) -> bool:
        if self.left == 0 or self.method not in ("*", method):
            return False
        return self.chat_id is None or params.get("chat_id") == self.chat_id

    def hit(self) -> None:
        self.met += 1
        if self.left is not None:
            self.left -= 1

    def response(self) -> Response | None:
        """The failure as Telegram, or the proxy before it, would word it; None when the call goes through."""
        if self.error is None:
            return None
        html = self.error >= 500 if self.html is None else self.html
        if html:
            return html_response(self.error)
        parameters: dict[str, Any] = {}
        description = self.description or DESCRIPTIONS.get(self.error, "Bad Request")
        if self.retry_after is not None:
            parameters["retry_after"] = self.retry_after
            description = self.description or f"Too Many Requests: retry after {self.retry_after}"
        if self.migrate_to_chat_id is not None:
            parameters["migrate_to_chat_id"] = self.migrate_to_chat_id
            description = self.description or "Bad Request: group chat was upgraded to a supergroup chat"
        return refusal_response(Refusal(self.error, description, parameters or None))

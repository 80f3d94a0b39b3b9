"""The Bot API over HTTP on loopback: a port, a table of methods, and calls that go wrong when told to."""

from __future__ import annotations

import asyncio
import re
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from tests.telegram import people
from tests.telegram.chats import Chats
from tests.telegram.limits import Limits, RateLimiter
from tests.telegram.messages import Messages
from tests.telegram.pending import PendingUpdates
from tests.telegram.profile import Profile
from tests.telegram.queries import Queries
from tests.telegram.refusals import Refusal
from tests.telegram.troubles import Cut, Trouble
from tests.telegram.wire import (
    Connection,
    Params,
    Request,
    Response,
    Upload,
    json_response,
    read_request,
    refusal_response,
)

JSON = dict[str, Any]

TOKEN = f"{people.ME_ID}:AAE-test_token-of_thirty-five_letters0"
HOST = "127.0.0.1"
BACKLOG = 1024
PATH = re.compile(r"/bot([^/]+)/(\w+)")


Method = Callable[[Request, Connection], Any]


def _with_params(answer: Callable[[Params], Any]) -> Method:
    return lambda request, _: answer(request.params)


def _with_uploads(answer: Callable[[Params, dict[str, Upload]], Any]) -> Method:
    return lambda request, _: answer(request.params, request.uploads)


@dataclass(slots=True)
class Call:
    """One call of a method.

    :param method: as Telegram spells it
    :param params: decoded: numbers, objects and texts
    :param at: when it came, in seconds of ``time.monotonic()``
    :param ok: whether it had its effect; None while it is still being worked on
    :param refused: the description of the refusal, or which trouble hit it
    :param result: what was given back
    """

    method: str
    params: JSON
    at: float
    ok: bool | None = None
    refused: str = ""
    result: Any = None


class BotApi:
    """Telegram's side of the wire, for one bot.

    :param limits: True to enforce Telegram's rate limits with 429, or limits of one's own
    :param reads_all_group_messages: whether the bot's privacy mode is off
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        limits: bool | Limits = False,
        reads_all_group_messages: bool = False,
    ) -> None:
        self.token = token
        self.calls: list[Call] = []
        self.pending = PendingUpdates()
        self.profile = Profile(reads_all_group_messages=reads_all_group_messages)
        self.chats = Chats()
        self.queries = Queries()
        self._limiter = RateLimiter(limits if isinstance(limits, Limits) else Limits()) if limits else None
        self.messages = Messages(self.chats, self._admit)
        self._troubles: list[Trouble] = []
        self._connections: set[Connection] = set()
        self._defects: list[Exception] = []
        self._changed = asyncio.Event()
        self._listener: asyncio.Server | None = None
        # Holds the port while nobody listens on it, so that no other process is given it.
        self._port_holder = socket.socket()
        self._methods = self._method_table()

    def _method_table(self) -> dict[str, tuple[str, Method]]:
        pending, profile, chats, queries = self.pending, self.profile, self.chats, self.queries
        plain: dict[str, Callable[..., Any]] = {
            "getMe": profile.get_me, "setMyCommands": profile.set_my_commands,
            "getMyCommands": profile.get_my_commands, "deleteMyCommands": profile.delete_my_commands,
            "setMyName": profile.set_my_name, "getMyName": profile.get_my_name,
            "setMyDescription": profile.set_my_description, "getMyDescription": profile.get_my_description,
            "setMyShortDescription": profile.set_my_short_description,
            "getMyShortDescription": profile.get_my_short_description,
            "setWebhook": pending.set_webhook, "deleteWebhook": pending.delete_webhook,
            "getWebhookInfo": pending.get_webhook_info, "logOut": lambda _: True, "close": lambda _: True,
            "getChat": chats.get_chat, "getChatMember": chats.get_chat_member,
            "getChatAdministrators": chats.get_chat_administrators,
            "getChatMemberCount": chats.get_chat_member_count, "leaveChat": chats.leave_chat,
            "answerCallbackQuery": queries.answer_callback_query,
            "answerInlineQuery": queries.answer_inline_query,
        }  # fmt: skip
        sent = self.messages
        sending: dict[str, Callable[..., Any]] = {
            "sendMessage": sent.send_message, "sendPhoto": sent.send_photo,
            "editMessageText": sent.edit_message_text, "editMessageCaption": sent.edit_message_caption,
            "editMessageReplyMarkup": sent.edit_message_reply_markup, "deleteMessage": sent.delete_message,
            "sendChatAction": sent.send_chat_action, "setMessageReaction": sent.set_message_reaction,
        }  # fmt: skip

        def get_updates(request: Request, link: Connection) -> Awaitable[list[JSON]]:
            return pending.get_updates(request.params, link.lost)

        table: dict[str, tuple[str, Method]] = {"getupdates": ("getUpdates", get_updates)}
        table |= {name.lower(): (name, _with_params(answer)) for name, answer in plain.items()}
        table |= {name.lower(): (name, _with_uploads(answer)) for name, answer in sending.items()}
        return table

    async def __aenter__(self) -> Self:
        self._port_holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._port_holder.bind((HOST, 0))
        self.port: int = self._port_holder.getsockname()[1]
        await self.open_port()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close_port()
        self._port_holder.close()
        if self._defects and error is None:
            raise self._defects[0]

    @property
    def base_url(self) -> str:
        """Where the Bot API is, without a slash at the end; a bot adds ``/bot<token>/<method>``."""
        return f"http://{HOST}:{self.port}"

    async def open_port(self) -> None:
        """Listen, again on the same port."""
        if self._listener is None:
            self._listener = await asyncio.get_running_loop().create_server(
                lambda: Connection(self._answer, self._connections),
                HOST,
                self.port,
                backlog=BACKLOG,
                reuse_address=True,
            )

    async def close_port(self) -> None:
        """Refuse connections and cut those that there are. What was taken stays taken."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        self.pending.release()
        links = list(self._connections)
        tasks = [link.task for link in links if link.task is not None]
        for link in links:
            link.hang_up()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, *(link.lost for link in links), return_exceptions=True)

    @asynccontextmanager
    async def unreachable(self) -> AsyncIterator[None]:
        """Nobody listens meanwhile: connections are cut and refused."""
        await self.close_port()
        try:
            yield
        finally:
            await self.open_port()

    async def _answer(self, link: Connection, target: str, media_type: str, body: bytes) -> Response | None:
        try:
            return await self._carry_out(link, target, media_type, body)
        except Refusal as refusal:
            return refusal_response(refusal)
        except Exception as defect:  # noqa: BLE001 - raised again when the server closes
            self._defects.append(defect)
            return refusal_response(Refusal(500, f"Internal Server Error: {defect!r}"))
        finally:
            self._notice()

    async def _carry_out(
        self, link: Connection, target: str, media_type: str, body: bytes
    ) -> Response | None:
        request = read_request(target, media_type, body)
        path = PATH.fullmatch(request.path)
        if path is None or re.fullmatch(r"\d+:[\w-]{30,}", path[1]) is None:
            raise Refusal(404, "Not Found")
        method, carry_out = self._methods.get(path[2].lower(), (path[2], None))
        call = Call(method, dict(request.params), time.monotonic())
        self.calls.append(call)
        self._notice()
        trouble = next((one for one in self._troubles if one.fits(method, call.params)), None)
        if trouble is not None:
            trouble.hit()
            if trouble.delay:
                await asyncio.sleep(trouble.delay)
            response = trouble.response()
            if response is not None or trouble.cut == "before":
                call.ok, call.refused = False, f"trouble: {trouble.error or 'cut before'}"
                return response
        try:
            if path[1] != self.token:
                raise Refusal(401, "Unauthorized")
            if carry_out is None:
                raise Refusal(404, "Not Found: method not found")
            result = carry_out(request, link)
            result = await result if isinstance(result, Awaitable) else result
            # A copy: the message itself changes when it is edited.
            call.result = dict(result) if isinstance(result, dict) else result
        except Refusal as refusal:
            call.ok, call.refused = False, refusal.description
            raise
        call.ok = True
        if trouble is not None and trouble.cut == "after":
            return None
        response = json_response({"ok": True, "result": call.result})
        if trouble is not None and trouble.cut == "half":
            return Response(response.status, response.body, response.media_type, whole=False)
        return response

    def _admit(self, chat_id: int) -> None:
        if self._limiter is not None:
            self._limiter.admit(chat_id, time.monotonic())

    def _notice(self) -> None:
        self._changed.set()

    def fail(
        self,
        method: str = "*",
        *,
        times: int | None = 1,
        error: int | None = None,
        description: str | None = None,
        retry_after: int | None = None,
        migrate_to_chat_id: int | None = None,
        html: bool | None = None,
        cut: Cut | None = None,
        delay: float = 0.0,
        chat_id: int | None = None,
    ) -> Trouble:
        """Let the next calls go wrong; what was ordered first comes first.

        :param method: a method's name, "*" for all
        :param times: how many calls; None for all until ``stop()`` of what is returned, or ``heal()``
        :param error: HTTP status, answered before any effect: 429, 403, 400, 401, 409, 500, 502...
        :param description: Telegram's sentence; a usual one for the status when left out
        :param retry_after: seconds; makes it a 429
        :param html: answer with the proxy's page instead of JSON; by default from 500 on
        :param cut: hang up ``before`` the effect, ``after`` it without an answer, or after ``half`` of it
        :param delay: seconds to wait first, alone or with one of the others
        :param chat_id: only calls for this chat
        """
        if method != "*" and method.lower() not in self._methods:
            raise ValueError(f"expected a method that the server knows, got {method!r}")
        status = 429 if error is None and retry_after is not None else error
        trouble = Trouble(
            method, times, status, description, retry_after, migrate_to_chat_id, html, cut, delay, chat_id
        )
        self._troubles.append(trouble)
        return trouble

    def heal(self) -> None:
        """End all troubles."""
        self._troubles.clear()

"""The two kinds of questions that want an answer by their id: pressed buttons and inline queries."""

from __future__ import annotations

from typing import Any

from tests.telegram.markup import check_keyboard, read_formatted
from tests.telegram.refusals import bad_request
from tests.telegram.wire import Params

JSON = dict[str, Any]

EXPIRED = "query is too old and response timeout expired or query ID is invalid"
MOST_RESULTS = 50


class Queries:
    """Queries that wait for an answer, and the answers: each is answered once, and not after it expired."""

    def __init__(self) -> None:
        self.open: dict[str, JSON] = {}
        self.callback_answers: dict[str, JSON] = {}
        self.inline_answers: dict[str, JSON] = {}

    def learn(self, update: JSON) -> None:
        """Wait for an answer to the query that an update brings."""
        for kind in ("callback_query", "inline_query"):
            if kind in update:
                self.open[update[kind]["id"]] = update[kind]

    def expire(self) -> None:
        """Nobody waits for an answer any more: Telegram gives up after a short while."""
        self.open.clear()

    def answer_callback_query(self, params: Params) -> bool:
        query_id = params.text("callback_query_id")
        if len(params.text("text")) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        if self.open.pop(query_id, None) is None:
            raise bad_request(EXPIRED)
        self.callback_answers[query_id] = dict(params)
        return True

    def answer_inline_query(self, params: Params) -> bool:
        query_id = params.text("inline_query_id")
        results = params.get("results")
        if not isinstance(results, list):
            raise bad_request("can't parse inline query results: expected an Array")
        if len(results) > MOST_RESULTS:
            raise bad_request("RESULTS_TOO_MUCH")
        if len({result.get("id") for result in results}) < len(results):
            raise bad_request("RESULT_ID_DUPLICATE")
        for result in results:
            _check_result(result)
        if self.open.pop(query_id, None) is None:
            raise bad_request(EXPIRED)
        self.inline_answers[query_id] = dict(params)
        return True


def _check_result(result: JSON) -> None:
    if not 1 <= len(str(result.get("id", "")).encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    check_keyboard(result.get("reply_markup"))
    if result.get("type") != "article":
        return
    if not result.get("title"):
        raise bad_request('can\'t parse inline query result: Field "title" must be of type String')
    content = result.get("input_message_content")
    if not isinstance(content, dict):
        raise bad_request("can't parse inline query result: article must have input_message_content")
    if "message_text" in content:
        text, _ = read_formatted(
            content["message_text"], content.get("parse_mode") or "", content.get("entities"), 4096
        )
        if not text:
            raise bad_request("message text is empty")

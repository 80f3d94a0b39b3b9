"""What a bot says of itself: name, descriptions and the commands it offers, per language and scope."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.telegram.people import ME
from tests.telegram.refusals import bad_request
from tests.telegram.wire import Params

JSON = dict[str, Any]

SCOPES = frozenset(
    {
        "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat",
        "chat_administrators", "chat_member",
    }
)  # fmt: skip
LONGEST = {"name": 64, "description": 512, "short_description": 120}


def _language(params: Params) -> str:
    language = params.text("language_code")
    # Telegram takes two letters here and nothing else, although users' own codes may be longer ("zh-hans").
    if language and re.fullmatch("[a-z]{2}", language) is None:
        raise bad_request("invalid language code specified")
    return language


def _scope(params: Params) -> str:
    scope = params.get("scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise bad_request("unsupported type specified")
    return json.dumps(scope, sort_keys=True)


class Profile:
    """The bot's account: ``commands`` by scope and language, ``texts`` by field and language."""

    def __init__(self, *, reads_all_group_messages: bool = False, inline: bool = True) -> None:
        self.reads_all_group_messages = reads_all_group_messages
        self.inline = inline
        self.commands: dict[tuple[str, str], list[JSON]] = {}
        self.texts: dict[tuple[str, str], str] = {}

    def get_me(self, _: Params) -> JSON:
        return ME | {
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all_group_messages,
            "supports_inline_queries": self.inline,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def set_my_commands(self, params: Params) -> bool:
        commands = params.get("commands")
        if not isinstance(commands, list):
            raise bad_request("can't parse commands: expected an Array")
        if len(commands) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if re.fullmatch("/?[a-z0-9_]{1,32}", str(command.get("command", ""))) is None:
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(command.get("description", "")) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[_scope(params), _language(params)] = commands
        return True

    def get_my_commands(self, params: Params) -> list[JSON]:
        return self.commands.get((_scope(params), _language(params)), [])

    def delete_my_commands(self, params: Params) -> bool:
        self.commands.pop((_scope(params), _language(params)), None)
        return True

    def _set(self, field: str, params: Params) -> bool:
        text = params.text(field)
        if len(text) > LONGEST[field]:
            raise bad_request(f"{field} is too long")
        self.texts[field, _language(params)] = text
        return True

    def _get(self, field: str, params: Params) -> JSON:
        language = _language(params)
        return {field: self.texts.get((field, language)) or self.texts.get((field, ""), "")}

    def set_my_name(self, params: Params) -> bool:
        return self._set("name", params)

    def get_my_name(self, params: Params) -> JSON:
        return {"name": self._get("name", params)["name"] or ME["first_name"]}

    def set_my_description(self, params: Params) -> bool:
        return self._set("description", params)

    def get_my_description(self, params: Params) -> JSON:
        return self._get("description", params)

    def set_my_short_description(self, params: Params) -> bool:
        return self._set("short_description", params)

    def get_my_short_description(self, params: Params) -> JSON:
        return self._get("short_description", params)

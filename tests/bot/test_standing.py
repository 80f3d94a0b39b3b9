"""What the bot may do in a group, read from every standing that Telegram gives."""

from typing import Any

import pytest

from bot.language import Language
from bot.standing import Standing, read_standing, standing_lines, trouble_lines

OPEN: dict[str, Any] = {"permissions": {"can_send_messages": True}}
CLOSED: dict[str, Any] = {"permissions": {"can_send_messages": False}}
RESTRICTED: dict[str, Any] = {"status": "restricted", "is_member": True, "can_send_messages": False}
ALL, NONE, NO_EMOJI = Standing(True, True, True), Standing(False, False, False), Standing(True, True, False)


@pytest.mark.parametrize(
    ("me", "chat", "hears_groups", "standing"),
    [
        ({"status": "member"}, OPEN, True, ALL),
        ({"status": "member"}, OPEN, False, Standing(False, True, True)),
        ({"status": "member"}, {}, True, ALL),
        # Privacy mode does not hold for admins, nor do the permissions of members.
        ({"status": "administrator"}, CLOSED, False, ALL),
        ({"status": "administrator"}, {"available_reactions": []}, False, NO_EMOJI),
        ({"status": "member"}, CLOSED, True, Standing(True, False, True)),
        (RESTRICTED, OPEN, True, Standing(True, False, True)),
        (RESTRICTED | {"can_send_messages": True, "can_react_to_messages": False}, OPEN, True, NO_EMOJI),
        (RESTRICTED | {"can_send_messages": True, "is_member": False}, OPEN, True, NONE),
        ({"status": "left"}, OPEN, True, NONE),
        ({"status": "kicked"}, OPEN, True, NONE),
        ({}, {}, True, NONE),
    ],
)  # fmt: skip
def test_a_standing_is_read(
    me: dict[str, Any], chat: dict[str, Any], hears_groups: bool, standing: Standing
) -> None:
    assert read_standing(me, chat, hears_groups=hears_groups) == standing


def test_what_is_whole_takes_one_line_and_what_is_missing_one_each() -> None:
    assert trouble_lines(ALL, Language.HANS) == ["✅ 自检正常：看得到消息，能回复、点表情、删自己的回复。"]
    missing = trouble_lines(Standing(False, True, False), Language.ENGLISH)
    assert [line[:2] for line in missing] == ["⚠️", "⚠️"]
    assert [line[0] for line in standing_lines(Standing(True, False, True), Language.HANT)] == list("✅⚠✅✅")

"""Conversations that the bot overhears: each file says what members say and what the bot must do, or leave.

A file may give the group `settings`, as its admins would choose them, and `admins` (ids). A step is one of

    say = "…"            by = id of a member (5); origin = "hidden"; thread = a topic; reply_to = name of a
                         message; name = "…" by which later steps call the message
    edit = "…"           the message of that name gets the words of `to`
    press = "…"          the words of a button under the latest reply, or a part of them; by = who
    hours = 25           so much time goes by

and expects ``has`` (parts of the reply's plain text), ``lacks``, ``buttons`` (their words, all of them),
``links`` (addresses in it), ``under`` (name of the message that it replies to), ``topic``, ``edits = true``
(the latest reply has changed instead of a new one being sent), ``reaction`` (the emoji under the message of
this step, "" for none any more), ``quiet = true`` (nothing was said), ``toast`` (what the one who pressed
sees), ``gone = true`` (the latest reply was deleted).
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.group_settings import GroupSettings
from tests.bot.group_state import choose, let_pass
from tests.telegram import people, updates
from tests.telegram.messages import Sent
from tests.telegram.server import TelegramServer

JSON = dict[str, Any]
CONVERSATIONS = sorted((Path(__file__).parent / "conversations" / "overheard").glob("*.toml"))
GROUP = people.supergroup()


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
async def test_overheard_conversation(path: Path, telegram: TelegramServer, bot: Path) -> None:
    script = tomllib.loads(path.read_text(encoding="utf-8"))
    if chosen := script.get("settings"):
        settings = GroupSettings.from_json(chosen)
        await choose(bot, GROUP, **{name: getattr(settings, name) for name in chosen})
    for admin in script.get("admins", []):
        telegram.meet(GROUP)
        telegram.chats.set_member(GROUP["id"], people.member(people.user(admin), "administrator"))
    named: dict[str, JSON] = {}
    for number, step in enumerate(script["step"], 1):
        try:
            await play(telegram, bot, step, named)
        except AssertionError as error:
            raise AssertionError(f"{path.name}, step {number}: {error}") from error


async def play(telegram: TelegramServer, home: Path, step: JSON, named: dict[str, JSON]) -> None:
    """Let a step happen, and see what the bot makes of it."""
    if "hours" in step:
        await telegram.wait_for(lambda server: server.confirmed)
        await let_pass(home, step["hours"])
        return
    if "press" in step:
        await press(telegram, step)
        return
    before = [sent.text for sent in telegram.sent_to(GROUP["id"])]
    message = act(telegram, step, named)
    if step.get("quiet"):
        await telegram.stays_quiet(0.4)
    elif "reaction" in step:
        place, expected = (GROUP["id"], message["message_id"]), [step["reaction"]] if step["reaction"] else []
        await telegram.wait_for(lambda server: server.messages.reactions.get(place) == expected)
    else:
        check(await latest(telegram, before, edits=step.get("edits", False)), step, named)


def act(telegram: TelegramServer, step: JSON, named: dict[str, JSON]) -> JSON:
    """Do what a member does; returns the message that it is about."""
    if "edit" in step:
        telegram.edit(named[step["edit"]], step["to"])
        return named[step["edit"]]
    more: JSON = {"thread": step.get("thread")}
    if step.get("origin") == "hidden":
        more["origin"] = updates.from_hidden_user()
    if answered := step.get("reply_to"):
        more["reply_to"] = named[answered]
    member = people.user(step.get("by", 5), language_code="zh-hans")
    message = telegram.say(member, step["say"], chat=GROUP, **more)
    named[step.get("name", "")] = message
    return message


async def press(telegram: TelegramServer, step: JSON) -> None:
    """Let a member press a button under the latest reply, and see what becomes of it."""
    sent = telegram.sent_to(GROUP["id"])[-1]
    query = telegram.press(step["press"], message=sent, by=step.get("by", 5))
    assert step["toast"] in await telegram.wait_for(lambda server: server.toasts.get(query))
    if step.get("edits"):
        await telegram.wait_for(lambda _: sent.earlier)
        check(sent, step, {})
    elif step.get("gone"):
        await telegram.wait_for(lambda _: sent.deleted)
    else:
        await telegram.stays_quiet(0.3)
        assert not sent.deleted


async def latest(telegram: TelegramServer, before: list[str], *, edits: bool) -> Sent:
    """The reply that a step brings about: a new one, or an earlier one that changes."""

    def changed(server: TelegramServer) -> bool:
        return [sent.text for sent in server.sent_to(GROUP["id"])] != before

    await telegram.wait_for(changed, timeout=8)
    sent = telegram.sent_to(GROUP["id"])
    assert len(sent) == len(before) + (not edits)
    return sent[-1]


def check(sent: Sent, step: JSON, named: dict[str, JSON]) -> None:
    for part in step.get("has", []):
        assert part in sent.text
    for part in step.get("lacks", []):
        assert part not in sent.text
    if "buttons" in step:
        assert sent.labels == step["buttons"]
    for link in step.get("links", []):
        assert link in sent.links
    if "under" in step:
        assert sent.reply_to == named[step["under"]]["message_id"]
    if "topic" in step:
        assert sent.message["message_thread_id"] == step["topic"]


def test_there_is_a_conversation_for_each_way_to_speak() -> None:
    assert len(CONVERSATIONS) >= 8

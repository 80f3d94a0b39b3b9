"""Conversations about the panel: each file says what people of a group do and what the bot must answer.

A file may name ``chat`` ("supergroup", "group" or "forum"), ``rights`` of the bot ("member" or
"administrator") and the ``language_code`` of all people. The bot is added before the first step; "admin" may
change its settings, "anna" and "bert" may not. A step is one of

    say = "…"                  a text; with reply_to = "bot" (its latest message), topic = 7
    press = "…"                the words of a button of the bot's latest message
    join = "…"                 somebody of that name joins
    kick = true, add = true    what happens to the bot

``by`` is "admin" (when left out), "anna", "bert" or "unnamed" (an admin in the group's name);
``where = "private"`` plays in the private chat of ``by``. It expects ``has``, ``lacks``, ``buttons`` (all of
them), ``button`` (one of them), ``toast``, ``topic``, ``edits = true`` (the latest message changed instead of
a new one being sent), ``gone = true`` (it was deleted) or ``quiet = true`` (nothing was said).
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.telegram import people, updates
from tests.telegram.messages import Sent
from tests.telegram.server import TelegramServer

JSON = dict[str, Any]
CONVERSATIONS = sorted((Path(__file__).parent / "conversations" / "panel").glob("*.toml"))
CHATS = {
    "supergroup": people.supergroup(),
    "group": people.group(),
    "forum": people.supergroup(-1009, "论坛", forum=True),
}


class Play:
    """One conversation: who takes part, and what was said last."""

    def __init__(self, telegram: TelegramServer, script: JSON) -> None:
        self.telegram = telegram
        self.chat = CHATS[script.get("chat", "supergroup")]
        code = script.get("language_code", "zh-hans")
        names = enumerate(("admin", "anna", "bert"), 4711)
        self.people = {name: people.user(number, name, language_code=code) for number, name in names}
        self.rights = script.get("rights", "administrator")
        admin = people.member(self.people["admin"], "administrator")
        telegram.chats.set_member(self.chat["id"], admin)

    def add(self) -> None:
        self.telegram.add_bot(self.chat, self.people["admin"], self.rights)

    def place(self, step: JSON) -> int:
        own = step.get("where") == "private"
        place: int = self.person(step)["id"] if own else self.chat["id"]
        return place

    def person(self, step: JSON) -> JSON:
        name = step.get("by", "admin")
        return self.people["admin" if name == "unnamed" else name]

    def latest(self, step: JSON) -> Sent:
        return self.telegram.sent_to(self.place(step))[-1]

    def act(self, step: JSON) -> str:
        """Do what the step says; returns the id of the query of a pressed button, else ""."""
        telegram, person = self.telegram, self.person(step)
        if "press" in step:
            return telegram.press(step["press"], message=self.latest(step), by=person)
        if "join" in step:
            telegram.push(updates.new_members(self.chat, [people.user(99, step["join"])]))
        elif step.get("kick"):
            telegram.remove_bot(self.chat, person)
        elif step.get("add"):
            self.add()
        else:
            self.say(step, person)
        return ""

    def say(self, step: JSON, person: JSON) -> None:
        more: JSON = {} if step.get("where") == "private" else {"chat": self.chat}
        if "topic" in step:
            more["thread"] = step["topic"]
        if "reply_to" in step:
            more["reply_to"] = dict(self.latest(step).message)
        if step.get("by") == "unnamed":
            message = updates.anonymous_admin_message(step["say"], **more)
            self.telegram.push(updates.update("message", message))
        else:
            self.telegram.say(person, step["say"], **more)


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
async def test_conversation_about_the_panel(path: Path, telegram: TelegramServer, bot: Path) -> None:
    script = tomllib.loads(path.read_text(encoding="utf-8"))
    play = Play(telegram, script)
    play.add()
    await telegram.next_reply(play.chat["id"])
    for number, step in enumerate(script["step"], 1):
        try:
            await play_step(play, step)
        except AssertionError as error:
            raise AssertionError(f"{path.name}, step {number}: {error}") from error


async def play_step(play: Play, step: JSON) -> None:
    telegram, place = play.telegram, play.place(step)
    before = len(telegram.sent_to(place))
    seen = (telegram.sent_to(place)[-1].text, telegram.sent_to(place)[-1].labels) if before else ("", [])
    query_id = play.act(step)
    if step.get("quiet"):
        await telegram.stays_quiet(0.5, place)
    elif step.get("gone"):
        await telegram.wait_for(lambda _: play.latest(step).deleted)
    elif step.get("edits"):
        await telegram.wait_for(lambda _: (play.latest(step).text, play.latest(step).labels) != seen)
        check(play.latest(step), step)
    elif "press" not in step:
        await telegram.wait_for(lambda server: server.sent_to(place)[before:], timeout=8)
        assert len(telegram.sent_to(place)) == before + 1
        check(play.latest(step), step)
    if "toast" in step:
        toast = await telegram.wait_for(lambda server: server.toasts.get(query_id))
        assert step["toast"] in toast


def check(sent: Sent, step: JSON) -> None:
    for part in step.get("has", []):
        assert part in sent.text
    for part in step.get("lacks", []):
        assert part not in sent.text
    if "buttons" in step:
        assert sent.labels == step["buttons"]
    if "button" in step:
        assert step["button"] in sent.labels
    if "topic" in step:
        assert sent.params["message_thread_id"] == step["topic"]


def test_there_are_conversations_about_the_panel() -> None:
    assert len(CONVERSATIONS) >= 8

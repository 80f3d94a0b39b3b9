"""Conversations as people have them: each file says what a person does and what the bot must answer.

A step is one of

    say = "…"            a text; with origin = "hidden" | "bot", media = "photo" | …, link = [words, address]
    press = "…"          the words of a button, or a part of them
    together = ["…"]     several messages at once, which are one question

and expects ``has`` (parts of the reply's plain text), ``lacks``, ``buttons`` (their words, all of them),
``links`` (addresses in it), ``toast``, ``edits = true`` (the latest message changed instead of a new one
being sent), ``quiet = true`` (nothing was said).
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.telegram import media, people, updates
from tests.telegram.messages import Sent
from tests.telegram.server import TelegramServer

JSON = dict[str, Any]
CONVERSATIONS = sorted((Path(__file__).parent / "conversations").glob("*.toml"))


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
async def test_conversation(path: Path, telegram: TelegramServer, bot: Path) -> None:
    script = tomllib.loads(path.read_text(encoding="utf-8"))
    person = people.user(4711, language_code=script.get("language_code", "zh-hans"))
    for number, step in enumerate(script["step"], 1):
        before = len(telegram.sent_to(4711))
        query_id = act(telegram, person, step)
        try:
            if step.get("quiet"):
                await telegram.stays_quiet(0.5)
            elif step.get("edits"):
                await check_edit(telegram, step)
            else:
                await check_reply(telegram, step, before)
            if "toast" in step:
                assert step["toast"] in await toast_of(telegram, query_id)
        except AssertionError as error:
            raise AssertionError(f"{path.name}, step {number}: {error}") from error


async def toast_of(telegram: TelegramServer, query_id: str) -> str:
    return await telegram.wait_for(lambda server: server.toasts.get(query_id))


def act(telegram: TelegramServer, person: JSON, step: JSON) -> str:
    """Do what the person does; returns the id of the query of a pressed button, else ""."""
    if "press" in step:
        return telegram.press(step["press"], chat_id=person["id"])
    for text in step.get("together", [step.get("say", "")]):
        more: JSON = {}
        if kind := step.get("media"):
            more["media"] = getattr(media, kind)()
        if origin := step.get("origin"):
            hidden, own = (
                updates.from_hidden_user(),
                updates.from_user(people.user(people.ME_ID, is_bot=True)),
            )
            more["origin"] = hidden if origin == "hidden" else own
        if link := step.get("link"):
            more["entities"] = [updates.entity("text_link", text, link[0], url=link[1])]
        telegram.say(person, text, **more)
    return ""


async def check_reply(telegram: TelegramServer, step: JSON, before: int) -> None:
    sent = await telegram.wait_for(lambda server: server.sent_to(4711)[before:], timeout=8)
    assert len(sent) == 1
    check_words(sent[0], step)


async def check_edit(telegram: TelegramServer, step: JSON) -> None:
    def edited(server: TelegramServer) -> bool:
        latest = server.sent_to(4711)[-1]
        return bool(latest.earlier) and all(part in latest.text for part in step.get("has", []))

    await telegram.wait_for(edited)
    check_words(telegram.sent_to(4711)[-1], step)


def check_words(sent: Sent, step: JSON) -> None:
    for part in step.get("has", []):
        assert part in sent.text
    for part in step.get("lacks", []):
        assert part not in sent.text
    if "buttons" in step:
        assert sent.labels == step["buttons"]
    for link in step.get("links", []):
        assert link in sent.links


def test_there_are_conversations_for_every_band_and_language() -> None:
    assert len(CONVERSATIONS) >= 10

"""A group's messages are read for what decides whether the bot may look at them."""

from __future__ import annotations

from typing import Any

import pytest
import telegram

from bot.heard import Sender, read_heard
from bot.question import read_question
from tests.telegram import media, people, updates

GROUP, CHANNEL = people.supergroup(), people.channel()
TEXT = "听说喝水能治百病！"


def read(message: dict[str, Any]) -> Any:
    found = telegram.Message.de_json(message, None)
    question = read_question(found, people.ME_ID)
    assert question is not None
    return read_heard(found, question)


@pytest.mark.parametrize(
    ("message", "sender"),
    [
        (updates.message(TEXT, chat=GROUP), Sender.MEMBER),
        (updates.message(TEXT, chat=GROUP, sender=people.user(7, is_bot=True)), Sender.BOT),
        (updates.message(TEXT, chat=GROUP, via_bot=people.user(8, is_bot=True)), Sender.BOT),
        (updates.anonymous_admin_message(TEXT, chat=GROUP), Sender.ADMIN),
        (updates.channel_sender_message(TEXT, chat=GROUP, sender_chat=CHANNEL), Sender.MEMBER),
        (updates.automatic_forward(TEXT, chat=GROUP, linked_channel=CHANNEL), Sender.LINKED_CHANNEL),
    ],
    ids=["person", "bot", "via a bot", "unnamed admin", "as a channel", "linked channel"],
)
def test_the_sender_is_who_it_really_is(message: dict[str, Any], sender: Sender) -> None:
    assert read(message).sender is sender


def test_only_letters_and_digits_count() -> None:
    heard = read(updates.message(TEXT, chat=GROUP))
    assert (heard.characters, heard.links, heard.forwarded, heard.own) == (8, False, False, False)


def test_links_are_found_in_the_text_behind_words_and_in_captions() -> None:
    hidden = updates.entity("text_link", TEXT, "治百病", url="https://rumor.example/1")
    assert read(updates.message(TEXT, chat=GROUP, entities=[hidden])).links is True
    assert read(updates.message("看 https://rumor.example/1", chat=GROUP)).links is True
    assert read(updates.message("看 https://rumor.example/1", chat=GROUP, media=media.photo())).links is True


def test_a_forward_is_one_and_a_changed_message_is_as_old_as_its_change() -> None:
    message = updates.message(TEXT, chat=GROUP, origin=updates.from_hidden_user(), date=1_790_000_000)
    heard = read(message)
    assert heard.forwarded is True
    assert heard.at.timestamp() == 1_790_000_000
    changed = updates.edited_message(message, "又改了")["edited_message"]
    assert read(changed).at.timestamp() == changed["edit_date"] > 1_790_000_000


def test_our_own_words_are_recognised_when_they_come_back() -> None:
    origin = updates.from_user(people.user(people.ME_ID, is_bot=True))
    assert read(updates.message(TEXT, chat=GROUP, origin=origin)).own is True

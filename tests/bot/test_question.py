"""What is read out of a message, and what of several sent together."""

from __future__ import annotations

import pytest
import telegram as ptb

from bot.question import MAX_TEXT, Question, join_questions, read_question
from tests.telegram import media, people, updates

ME = people.ME_ID


def read(message: dict[str, object]) -> Question | None:
    read_message = ptb.Message.de_json(message, None)
    assert read_message is not None
    return read_question(read_message, ME)


def test_a_typed_text_is_the_question() -> None:
    assert read(updates.message("喝热水能治感冒吗？")) == Question("喝热水能治感冒吗？")


def test_a_forwarded_text_is_the_question() -> None:
    message = updates.message("喝热水能治感冒", origin=updates.from_hidden_user())
    assert read(message) == Question("喝热水能治感冒")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (media.photo(), "photo"),
        (media.video(), "video"),
        (media.animation(), "video"),
        (media.video_note(), "video"),
        (media.voice(), "voice"),
        (media.audio(), "voice"),
        (media.sticker(), "sticker"),
        (media.document(), "document"),
        (media.location(), "location"),
        (media.contact(), "contact"),
        (media.dice(), "other"),
        (media.venue(), "location"),
    ],
)
def test_what_cannot_be_read_is_named(content: dict[str, object], kind: str) -> None:
    question = read(updates.message(media=content))
    assert question is not None
    # What stands beside its own kind (a document beside an animation) may be named instead.
    assert question.media in {kind, "document"}
    assert question.readable is False


@pytest.mark.parametrize("content", [media.photo(), media.video(), media.document()])
def test_a_caption_is_the_question(content: dict[str, object]) -> None:
    question = read(updates.message("这张图是真的吗", media=content))
    assert question is not None
    assert question.text == "这张图是真的吗"
    assert question.readable is True


def test_a_poll_asks_its_question_and_its_options() -> None:
    question = read(updates.message(media=media.poll("喝热水能治感冒吗？", ("能", "不能"))))
    assert question is not None
    assert question.text == "喝热水能治感冒吗？\n能\n不能"


def test_links_behind_words_are_found_and_counted_in_utf16() -> None:
    text = "😀😀 点这里看"
    entities = [updates.entity("text_link", text, "点这里", url="https://x.example/a")]
    question = read(updates.message(text, entities=entities))
    assert question is not None
    assert question.links == ("https://x.example/a",)


def test_our_own_message_that_is_forwarded_back_is_known() -> None:
    me = people.user(ME, is_bot=True)
    question = read(updates.message("❌ 不是真的", origin=updates.from_user(me)))
    assert question is not None
    assert question.own is True


def test_a_message_of_another_bot_is_not_ours() -> None:
    other = people.user(999, is_bot=True)
    question = read(updates.message("某条消息", origin=updates.from_user(other)))
    assert question is not None
    assert question.own is False


def test_a_service_message_asks_nothing() -> None:
    change = updates.new_members(people.group(), [people.user(5)])
    message = change.get("message", change)
    assert read(message) is None


def test_messages_sent_together_are_one_question() -> None:
    joined = join_questions([Question("这是真的吗"), Question("喝热水能治感冒", ("https://a.example",))])
    assert joined == Question(
        "这是真的吗\n\n喝热水能治感冒", ("https://a.example",), parts=("这是真的吗", "喝热水能治感冒")
    )


def test_a_photo_beside_a_text_leaves_the_text_readable() -> None:
    joined = join_questions([Question("", media="photo"), Question("喝热水能治感冒")])
    assert joined.text == "喝热水能治感冒"
    assert joined.readable is True


def test_our_own_words_are_left_out_unless_there_is_nothing_else() -> None:
    own, other = Question("我的回复", own=True), Question("喝热水能治感冒")
    assert join_questions([own, other]) == other
    assert join_questions([own]).own is True


def test_a_question_is_never_longer_than_its_limit() -> None:
    joined = join_questions([Question("长" * 4096)] * 20)
    assert len(joined.text) == MAX_TEXT

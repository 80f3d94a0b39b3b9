"""The updates that tests make are read by python-telegram-bot as what they are meant to be."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Message, Update
from telegram.constants import MessageEntityType

from tests.telegram import media, people, updates

JSON = dict[str, Any]

HOME = people.supergroup()
CHANNEL = people.channel()
PERSON = people.user(7, "阿明", last_name="王", username="aming", language_code="zh-hant")


def read(update: JSON) -> Update:
    found = Update.de_json(update, None)
    assert found is not None
    assert not found.api_kwargs
    return found


def read_message(update: JSON) -> Message:
    message = read(update).effective_message
    assert isinstance(message, Message)
    return message


@pytest.mark.parametrize(
    "kind",
    [
        "animation", "audio", "contact", "dice", "document", "location", "photo", "poll", "sticker", "venue",
        "video", "video_note", "voice",
    ],
)  # fmt: skip
def test_every_kind_of_content_is_read_as_itself(kind: str) -> None:
    message = read_message(updates.message_update(media=getattr(media, kind)()))
    assert message.effective_attachment
    assert getattr(message, kind)
    assert message.text is None


def test_a_story_is_read_as_a_story() -> None:
    message = read_message(updates.message_update(media=media.story(CHANNEL)))
    assert message.story is not None
    assert message.story.chat.title == "每日健康"


def test_a_text_in_private_comes_from_the_person_of_the_chat() -> None:
    message = read_message(updates.message_update("喝热水治感冒", sender=PERSON))
    assert message.text == "喝热水治感冒"
    assert message.from_user is not None
    assert (message.from_user.full_name, message.from_user.language_code) == ("阿明 王", "zh-hant")
    assert (message.chat.id, message.chat.type, message.chat.first_name) == (7, "private", "阿明")


def test_words_under_a_photo_are_its_caption() -> None:
    message = read_message(updates.message_update("看 https://a.example.com/x", media=media.photo()))
    assert message.caption == "看 https://a.example.com/x"
    assert message.parse_caption_entities() == {message.caption_entities[0]: "https://a.example.com/x"}


@pytest.mark.parametrize(
    ("origin", "kind", "name"),
    [
        (updates.from_user(PERSON), "user", "阿明"),
        (updates.from_hidden_user("隐姓"), "hidden_user", "隐姓"),
        (updates.from_chat(HOME, signature="群主"), "chat", "小区业主群"),
        (updates.from_channel(CHANNEL, signature="编辑"), "channel", "每日健康"),
    ],
)
def test_a_forward_tells_where_it_came_from(origin: JSON, kind: str, name: str) -> None:
    message = read_message({"update_id": 1, "message": updates.message("x", origin=origin)})
    assert message.forward_origin is not None
    assert message.forward_origin.type == kind
    assert name in str(message.forward_origin.to_dict())


def test_entities_count_in_utf16_units_behind_emoji() -> None:
    text = "😀👨‍👩‍👧 看这里 and 粗"
    entities = [
        updates.entity("text_link", text, "这里", url="https://a.example/y"),
        updates.entity("bold", text, "粗"),
    ]
    message = read_message(updates.message_update(text, entities=entities))
    assert list(message.parse_entities().values()) == ["这里", "粗"]
    assert message.entities[0].url == "https://a.example/y"


def test_links_commands_mentions_and_tags_are_marked_as_telegram_marks_them() -> None:
    text = "😀/check@zhendema_bot 看 https://t.example/a?b=1。 @someone #辟谣 www.who.org/x, a.b@c.org 1/2"
    message = read_message(updates.message_update(text))
    assert {entity.type: words for entity, words in message.parse_entities().items()} == {
        MessageEntityType.BOT_COMMAND: "/check@zhendema_bot",
        MessageEntityType.MENTION: "@someone",
        MessageEntityType.HASHTAG: "#辟谣",
        MessageEntityType.URL: "www.who.org/x",
        MessageEntityType.EMAIL: "a.b@c.org",
    }


def test_groups_topics_and_those_who_do_not_show_themselves() -> None:
    forum = people.supergroup(forum=True)
    topic = read_message(updates.message_update("x", chat=forum, thread=5))
    assert (topic.message_thread_id, topic.is_topic_message, topic.chat.is_forum) == (5, True, True)
    anonymous = read_message({"update_id": 1, "message": updates.anonymous_admin_message("x", chat=HOME)})
    assert anonymous.sender_chat == anonymous.chat
    assert anonymous.from_user is not None
    assert anonymous.from_user.username == "GroupAnonymousBot"
    through_channel = updates.channel_sender_message("x", chat=HOME, sender_chat=CHANNEL)
    assert read_message({"update_id": 1, "message": through_channel}).sender_chat is not None
    linked = updates.automatic_forward("x", chat=HOME, linked_channel=CHANNEL)
    assert read_message({"update_id": 1, "message": linked}).is_automatic_forward is True
    by_bot = read_message(updates.message_update("x", chat=people.group(), via_bot=people.ME))
    assert by_bot.via_bot is not None
    assert by_bot.chat.type == "group"


def test_a_channel_post_has_no_sender_but_the_channel() -> None:
    update = read(updates.channel_post("x", signature="编辑"))
    assert update.channel_post is not None
    assert update.channel_post.from_user is None
    assert update.channel_post.author_signature == "编辑"


def test_an_edit_keeps_the_message_and_changes_its_words() -> None:
    before = updates.message("旧 /a", sender=PERSON)
    after = read(updates.edited_message(before, "新")).edited_message
    assert after is not None
    assert (after.message_id, after.text, after.entities) == (before["message_id"], "新", ())
    assert after.edit_date is not None
    caption = updates.edited_message(updates.message("旧", media=media.photo()), "新")
    assert read(caption).edited_message.caption == "新"  # type: ignore[union-attr]
    post = updates.edited_message(updates.channel_message("旧"), "新")
    assert read(post).edited_channel_post is not None


def test_the_parts_of_an_album_share_its_id() -> None:
    parts = [read_message(part) for part in updates.album(["一", ""], [media.photo(), media.video()])]
    assert parts[0].media_group_id == parts[1].media_group_id
    assert [part.caption for part in parts] == ["一", None]
    assert parts[0].message_id < parts[1].message_id


def test_buttons_and_inline_queries() -> None:
    message = updates.message("x", sender=people.ME, chat=people.private_chat(PERSON))
    pressed = read(updates.callback_query("v1:yes", message=message, sender=PERSON)).callback_query
    assert pressed is not None
    assert isinstance(pressed.message, Message)
    assert (pressed.data, pressed.message.message_id) == ("v1:yes", message["message_id"])
    inline = read(updates.inline_callback_query("d", inline_message_id="i1")).callback_query
    assert inline is not None
    assert inline.inline_message_id == "i1"
    query = read(updates.inline_query("热水", sender=PERSON, offset="10")).inline_query
    assert query is not None
    assert (query.query, query.offset, query.from_user.id) == ("热水", "10", 7)
    chosen = read(updates.chosen_inline_result("r1", "热水", inline_message_id="i1")).chosen_inline_result
    assert chosen is not None
    assert (chosen.result_id, chosen.inline_message_id) == ("r1", "i1")


@pytest.mark.parametrize("status", ["creator", "administrator", "member", "restricted", "left", "kicked"])
def test_every_standing_in_a_chat_is_read(status: str) -> None:
    mine = read(updates.my_chat_member(HOME, "left", status)).my_chat_member
    assert mine is not None
    assert (mine.old_chat_member.status, mine.new_chat_member.status) == ("left", status)
    theirs = read(updates.chat_member(HOME, PERSON, "left", status)).chat_member
    assert theirs is not None
    assert theirs.new_chat_member.user.id == 7


def test_rights_are_those_that_were_named() -> None:
    update = updates.my_chat_member(HOME, "member", "administrator", can_delete_messages=True)
    rights = read(update).my_chat_member.new_chat_member.to_dict()  # type: ignore[union-attr]
    assert (rights["can_delete_messages"], rights["can_pin_messages"]) == (True, False)


def test_a_migration_names_both_ids() -> None:
    old, new = (read_message(update) for update in updates.migration(people.group(), HOME))
    assert (old.chat.id, old.migrate_to_chat_id) == (-4001, HOME["id"])
    assert (new.chat.id, new.migrate_from_chat_id) == (HOME["id"], -4001)


def test_new_members_are_named() -> None:
    message = read_message(updates.new_members(HOME, [PERSON, people.ME]))
    assert [member.id for member in message.new_chat_members] == [7, people.ME_ID]

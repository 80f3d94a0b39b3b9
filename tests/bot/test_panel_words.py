"""The panel's pages in words and buttons: whole in every language, within Telegram's limits, harmless."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from bot.choices import Page
from bot.group_settings import GroupSettings, QuietHours
from bot.groups import Group
from bot.language import Language
from bot.panel import View, list_reply, panel_reply, settings_link, shown_title
from bot.reply import Button, Reply
from bot.standing import Standing
from tests.bot.state import NOW
from tests.bot.test_group_settings import SETTINGS
from tests.telegram.markup import check_keyboard, read_formatted

TOPICS = ("health", "food", "something_new")
KEY = "0123456789abcdef" * 2


def group(settings: GroupSettings, title: str = "小区业主群") -> Group:
    return Group(KEY, -5, title, settings, True, None)


def view(language: Language = Language.HANS, *, private: bool = False) -> View:
    return View("tokentokent", language, private, "zhendema_bot", TOPICS, NOW)


def buttons(reply: Reply) -> list[Button]:
    return [button for row in reply.buttons for button in row]


def page(which: Page, settings: GroupSettings, language: Language = Language.HANS) -> list[str]:
    return [button["text"] for button in buttons(panel_reply(which, group(settings), view(language)))]


@examples(deadline=None, max_examples=60)
@given(SETTINGS, st.sampled_from(Page), st.sampled_from(Language), st.booleans(), st.text(max_size=200))
def test_every_page_can_be_sent(
    settings: GroupSettings, which: Page, language: Language, private: bool, title: str
) -> None:
    shown = view(language, private=private)
    reply = panel_reply(which, group(settings, title), shown, Standing(True, False, True))
    text, _ = read_formatted(reply.text, "HTML", None, 4096)
    assert text.startswith("⚙️ ")
    assert check_keyboard(reply.params()["reply_markup"]) is not None
    assert all(button["text"].strip() for button in buttons(reply))
    assert all(len(row) <= 8 for row in reply.buttons)


def test_the_first_page_says_what_holds() -> None:
    settings = GroupSettings(quiet=QuietHours(22, 7), without_topics=frozenset({"food"}), welcome="欢迎")
    assert page(Page.MAIN, settings) == [
        "什么时候说话：自动",
        "多有把握才说：适中",
        "结论：5 种",
        "话题：除去 1 个",
        "不重复：24 小时",
        "每小时：6 次",
        "安静时段：22:00–7:00",
        "文字：跟着原文",
        "回复：不删",
        "欢迎词：有",
        "更多",
        "🩺 自检",
        "🔒 在私聊里设置，群里看不到",
        "✖ 关闭",
    ]


def test_pages_mark_what_is_chosen() -> None:
    plain = GroupSettings()
    assert page(Page.MODE, plain) == ["✅ 自动", "只点表情", "有人问才说", "不出声", "◀ 返回"]
    assert page(Page.COOLDOWN, plain)[:6] == ["每次都说", "6 小时", "✅ 24 小时", "3 天", "7 天", "30 天"]
    assert page(Page.TOPICS, plain, Language.HANT)[:3] == ["✅ 健康", "✅ 食品", "✅ something_new"]
    assert page(Page.MORE, plain)[:3] == ["✅ 早上汇总", "每周小结", "收集线索"]
    assert page(Page.QUIET, plain)[-3:] == ["自己选几点到几点…", "时间：北京", "◀ 返回"]
    assert page(Page.HOURLY, plain, Language.ENGLISH)[0] == "1 an hour"
    assert len(page(Page.QUIET_FROM, plain)) == 25


def test_the_clock_of_the_group_is_shown_where_quiet_hours_are_chosen() -> None:
    settings = GroupSettings(zone="America/New_York")
    shown = panel_reply(Page.QUIET, group(settings), view(Language.ENGLISH))
    assert "It is 03:30 in the group (New York)." in shown.text


def test_the_self_test_says_what_is_missing_and_how_to_grant_it() -> None:
    shown = panel_reply(Page.TEST, group(GroupSettings()), view(), Standing(False, True, False)).text
    assert "⚠️ 看不到群里的消息" in shown
    assert "@BotFather" in shown
    assert "✅ 能回复" in shown
    assert "⚠️ 不能点表情" in shown
    assert "✅ 能删自己的回复" in shown


def test_a_greeting_is_shown_as_text_and_can_be_taken_away() -> None:
    settings = GroupSettings(welcome="<b>欢迎</b> & 你好")
    shown = panel_reply(Page.WELCOME, group(settings), view())
    assert "<i>&lt;b&gt;欢迎&lt;/b&gt; &amp; 你好</i>" in shown.text
    assert page(Page.WELCOME, settings) == ["🗑 不要欢迎词", "◀ 返回"]
    assert page(Page.WELCOME, GroupSettings()) == ["◀ 返回"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("小区业主群", "小区业主群"),
        ("\u202e群主业\u202c", "群主业"),
        ("一\u200b家\u200d人\n\n新", "一 家 人 新"),
        ("\u2066\u200f", "…"),
        ("", "…"),
        ("\u3164\u2800", "…"),
        ("\u0301", "…"),
        ("长" * 50, "长" * 39 + "…"),
        ("A\ud83d", "A"),
    ],
)
def test_a_hostile_title_is_shown_without_what_cannot_be_seen(title: str, shown: str) -> None:
    assert shown_title(title) == shown


def test_a_title_stays_text() -> None:
    reply = panel_reply(Page.MAIN, group(GroupSettings(), '<a href="x">点我</a>'), view())
    assert "&lt;a href=&quot;x&quot;&gt;点我&lt;/a&gt;" in reply.text


def test_in_private_one_gets_back_to_the_list_and_in_the_group_into_private() -> None:
    own = panel_reply(Page.MAIN, group(GroupSettings()), view(private=True))
    assert [button["text"] for button in buttons(own)][-2:] == ["◀ 我管理的群", "✖ 关闭"]
    there = panel_reply(Page.MAIN, group(GroupSettings()), view())
    assert settings_link("zhendema_bot", KEY) in [button.get("url") for button in buttons(there)]
    assert settings_link("zhendema_bot", KEY) == f"https://t.me/zhendema_bot?start=settings-{KEY}"


def test_many_groups_are_leafed_through() -> None:
    many = [replace(group(GroupSettings(), f"群 {n}"), chat_key=f"{n:032x}") for n in range(19)]

    def listed(first: int) -> list[str]:
        return [button["text"] for button in buttons(list_reply(many, view(private=True), first))]

    assert listed(0) == [*(f"群 {n}" for n in range(8)), "▶", "✖ 关闭"]
    assert listed(8)[8:] == ["◀", "▶", "✖ 关闭"]
    assert listed(16) == ["群 16", "群 17", "群 18", "◀", "✖ 关闭"]
    assert listed(999) == listed(0)


def test_who_has_no_group_is_told_how_to_get_one() -> None:
    reply = list_reply([], view(private=True))
    assert "/settings" in reply.text
    assert buttons(reply)[0]["url"] == "https://t.me/zhendema_bot?startgroup=settings"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.HANS, "没有名字的群（第 2 个）"),
        (Language.HANT, "沒有名字的群組（第 2 個）"),
        (Language.ENGLISH, "Group without a name (no. 2)"),
    ],
)
def test_groups_without_a_name_are_told_apart_by_their_places(language: Language, words: str) -> None:
    found = [
        group(GroupSettings(), "小区业主群"),
        group(GroupSettings(), "\u3164"),
        group(GroupSettings(), ""),
    ]
    shown = list_reply(found, view(language))
    assert [row[0]["text"] for row in shown.buttons[:3]] == ["小区业主群", words, words.replace("2", "3")]

"""The card of a lead: all that a maintainer needs, in their language, within one message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import Language
from bot.lead import Status
from bot.newsroom.card import Page, card_reply, unit_code, unit_named
from bot.newsroom.card_words import ALWAYS, View, ago, card_text
from bot.newsroom.places import place_code, place_named, place_words, places_below
from bot.newsroom.sheets import Like, Sheet
from bot.newsroom.units import Level, Unit, Units
from bot.newsroom.wordings import Wording, central_wording, most_different
from bot.reply import MAX_MESSAGE, Reply
from corpus.debunk import Debunk
from index.near_texts import to_bytes

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
CITY = Unit("杭州市", Level.CITY, ("CN-ZJ/杭州市",), chat_id=-5)
HEALTH = Unit("省卫健委", Level.PROVINCE, ("CN-ZJ",), ("health",))
FAR = Unit("福州市", Level.CITY, ("CN-FJ/福州市",))
UNITS = Units((FAR, HEALTH, CITY))
LEMON = Debunk.model_validate(
    {
        "id": "check:lemon",
        "claim": "喝热柠檬水可以杀死癌细胞",
        "verdict": "false",
        "summary": "没有证据。",
        "url": "https://check.example/lemon",
        "publisher": "查证网",
        "topic": "food",
        "lang": "zh-Hans",
    }
)
SHEET = Sheet(
    number=12,
    text="转给家人！医院的朋友说，杭州西湖区的自来水喝了会得肺炎。大家这几天千万别喝自来水",
    status=Status.NEW,
    asks=15,
    askers=9,
    chats=4,
    first_asked=NOW - timedelta(days=3),
    last_asked=NOW - timedelta(hours=3, minutes=20),
    today=12,
    yesterday=3,
    topic="health",
    region="CN-ZJ/杭州市/西湖区",
    guessed=True,
    unit="",
    due_at=None,
    muted_until=None,
    reason="",
    priority=60,
    links=("https://rumor.example/water?a=1&b=2",),
    wordings=(
        Wording(12, "转给家人！医院的朋友说，杭州西湖区的自来水喝了会得肺炎。大家这几天千万别喝自来水", 10),
        Wording(14, "西湖区的水有病毒，喝了肺会坏掉", 3),
        Wording(15, "大家注意，水厂被污染了，杭州人买桶装水吧", 2),
    ),
)


def view(language: Language = Language.HANS, unit: Unit | None = None) -> View:
    return View(language, NOW, ZoneInfo("Asia/Shanghai"), UNITS, unit)


def labels(reply: Reply) -> list[str]:
    return [button["text"] for row in reply.buttons for button in row]


def data(reply: Reply) -> dict[str, str]:
    return {button["text"]: button["callback_data"] for row in reply.buttons for button in row}


class Read(HTMLParser):
    """What Telegram shows of its HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(text)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_card_says_all_that_is_known_in_plain_words() -> None:
    sheet = replace(
        SHEET,
        debunks=((LEMON, "unsure"), (None, "likely")),
        likes=(Like(20, "自来水里有毒，喝了得肺炎", 2, Status.NEW), None),
        looked=True,
        noted="已经问过疾控",
        unit="杭州市",
        due_at=NOW + timedelta(hours=2),
        status=Status.ASSIGNED,
    )
    assert Read(card_text(sheet, view())).text.splitlines() == [
        "🔎 第 12 号线索 · 已交给单位",
        "说法：医院的朋友说，杭州西湖区的自来水喝了会得肺炎。",
        "",
        "👥 问了 15 次：9 个人，4 个聊天",
        "🕒 最早 3 天前，最近 3 小时前",
        "📈 今天 12 次，昨天 3 次",
        "🏷 健康 · 📍 浙江 杭州市 西湖区（猜的）",
        "🏢 杭州市，11 月 22 日 18:30 之前",
        "",
        "💬 别的说法：",
        "• 大家注意，水厂被污染了，杭州人买桶装水吧",
        "• 西湖区的水有病毒，喝了肺会坏掉",
        "",
        "🔗 里面的链接：",
        "• https://rumor.example/water?a=1&b=2",
        "",
        "📎 最接近的辟谣：",
        "1. 不一定是它：❌ 不是真的 · 喝热柠檬水可以杀死癌细胞（查证网）",
        "",
        "🔁 可能是同一件事：",
        "• 第 20 号（新的，2 次）：自来水里有毒，喝了得肺炎",
        "",
        "📝 已经问过疾控",
    ]


def test_what_comes_from_outside_stays_text_and_links_cannot_be_tapped() -> None:
    sheet = replace(SHEET, text="<b>x</b> & <a href='https://evil.example'>点这里领一百块钱</a>", wordings=())
    text = card_text(sheet, view())
    assert "&lt;b&gt;x&lt;/b&gt; &amp; &lt;a href=" in text
    assert "<code>https://rumor.example/water?a=1&amp;b=2</code>" in text


@pytest.mark.parametrize("language", Language)
def test_a_closed_lead_says_why_and_can_only_be_opened_again(language: Language) -> None:
    dismissed = replace(SHEET, status=Status.DISMISSED, reason="advert")
    shown = card_reply(dismissed, "TOKEN", view(language))
    reasons = {Language.HANS: "（是广告）", Language.HANT: "（是廣告）", Language.ENGLISH: "(an advert)"}
    assert reasons[language] in shown.text
    assert list(data(shown).values()) == ["lead:TOKEN:reopen:", "lead:TOKEN:renew:"]
    found: dict[str, Any] = {
        "looked": True,
        "debunks": ((LEMON, "sure"),),
        "likes": (Like(20, "说法", 2, Status.NEW),),
    }
    late: dict[str, Any] = {"unit": "杭州市", "due_at": NOW - timedelta(hours=2)}
    answered = card_text(
        replace(SHEET, status=Status.ANSWERED, answer=LEMON, **found, **late), view(language)
    )
    assert answered.count("喝热柠檬水可以杀死癌细胞") == 1, "the answer is not a candidate besides"
    assert "🔁" not in answered
    assert "\n🏢 杭州市\n" in answered, "nothing is overdue any more"


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        ({}, ["👥 问了 1 次", "🕒 3 小时前"]),
        ({"topic": "health"}, ["👥 问了 1 次", "🕒 3 小时前", "🏷 健康（猜的）"]),
        ({"asks": 3, "askers": 2, "today": 3}, ["👥 问了 3 次：2 个人，1 个聊天", "🕒 3 小时前"]),
        (
            {"asks": 3, "askers": 2, "today": 2},
            ["👥 问了 3 次：2 个人，1 个聊天", "🕒 3 小时前", "📈 今天 2 次，昨天 0 次"],
        ),
    ],
)
def test_a_card_has_no_line_that_says_nothing_or_the_same_again(
    columns: dict[str, Any], lines: list[str]
) -> None:
    asked: dict[str, Any] = {
        "asks": 1,
        "askers": 1,
        "chats": 1,
        "today": 1,
        "yesterday": 0,
        "topic": "",
        "region": "",
    }
    sheet = replace(SHEET, first_asked=SHEET.last_asked, wordings=(), links=(), **{**asked, **columns})
    assert card_text(sheet, view()).split("\n\n")[1].splitlines() == lines


def test_the_first_page_has_a_button_for_each_candidate_and_for_all_that_can_be_done() -> None:
    sheet = replace(
        SHEET,
        debunks=((LEMON, "sure"), (None, "likely"), (LEMON, "unsure")),
        likes=(Like(20, "x", 2, Status.NEW),),
        looked=True,
    )
    assert data(card_reply(sheet, "T", view())) == {
        "✅ 用第 1 条回答": "lead:T:use:0",
        "✅ 用第 3 条回答": "lead:T:use:2",
        "🔗 用链接回答": "lead:T:write:",
        "🏢 交给…": "lead:T:page:assign",
        "🔍 我来查": "lead:T:check:",
        "⭐ 健康": "lead:T:topic:health",
        "⭐ 食品": "lead:T:topic:food",
        "⭐ 浙江 杭州市 西湖区": f"lead:T:region:={place_code(SHEET.region)}",
        "🏷 话题": "lead:T:page:topic",
        "📍 地区": "lead:T:page:region",
        "🔁 合并…": "lead:T:page:merge",
        "✂️ 拆开…": "lead:T:page:split",
        "🗑 不查…": "lead:T:page:dismiss",
        "🔕 静音…": "lead:T:page:mute",
        "🔄 刷新": "lead:T:renew:",
    }


def test_a_guess_is_made_sure_or_put_right_by_one_tap_until_somebody_has_done_so() -> None:
    guessed = replace(SHEET, topics=("scam", "health", "law", "food"), region="")
    rows = card_reply(guessed, "T", view()).buttons
    assert [[button["text"] for button in row] for row in rows[2:4]] == [
        ["⭐ 健康", "⭐ 骗局", "⭐ 法律"],
        ["⭐ 浙江 杭州市 西湖区"],
    ]
    assert not [
        text for text in labels(card_reply(replace(guessed, guessed=False), "T", view())) if "⭐" in text
    ]


def kept(*rows: tuple[float, float]) -> list[bytes]:
    return to_bytes(np.array(rows, dtype=np.float32))


def test_the_wording_in_the_middle_of_all_speaks_for_the_lead_and_what_is_far_from_it_is_told() -> None:
    middle, left, again, right = kept((1, 0), (0.6, 0.8), (0.61, 0.79), (0.5, -0.87))
    wordings = (
        Wording(12, "水厂出事了，谁知道是真是假", 1, left),
        Wording(13, "西湖区的自来水喝了会得肺炎", 1, middle),
        Wording(14, "水厂出事啦，有没有人知道真假", 1, again),
        Wording(15, "桶装水都卖光了，因为自来水有毒", 1, right),
    )
    assert central_wording(wordings).number == 13
    # 14 says the same as 12, in other letters.
    texts = most_different((wordings[0], *wordings[2:]), wordings[1], 3)
    assert texts == ["桶装水都卖光了，因为自来水有毒", "水厂出事了，谁知道是真是假"]
    sheet = replace(SHEET, text=wordings[0].text, wordings=wordings)
    assert "说法：西湖区的自来水喝了会得肺炎" in Read(card_text(sheet, view())).text
    asked = (replace(wordings[0], asks=20), *wordings[1:])
    assert central_wording(asked).number == 12


def test_without_vectors_letters_tell_wordings_apart() -> None:
    one, other, copy = (
        Wording(1, "今天停水三天", 1),
        Wording(2, "水厂出事了", 1),
        Wording(3, "今天停水三天!", 1),
    )
    assert central_wording((one, other, copy)) == one
    assert most_different((other, copy), one, 3) == ["水厂出事了"]


def test_units_that_fit_come_first_and_a_unit_hands_over_only_to_those() -> None:
    shown = labels(card_reply(SHEET, "T", view(), Page("assign")))
    assert shown == ["✓ 杭州市", "✓ 省卫健委", "福州市", "◀ 返回"]
    with_city = replace(SHEET, unit="杭州市", status=Status.ASSIGNED)
    shown = labels(card_reply(with_city, "T", view(unit=CITY), Page("assign")))
    assert shown == ["✓ 省卫健委", "⬆️ 交回上一级", "◀ 返回"]
    assert unit_named(UNITS, unit_code(CITY)) == CITY
    assert unit_named(UNITS, "0") is None


def test_twenty_units_are_turned_over_page_by_page() -> None:
    units = Units(tuple(Unit(f"单位{number}", Level.NATIONAL) for number in range(20)))
    seen: list[str] = []
    first = 0
    while True:
        shown = card_reply(SHEET, "T", replace(view(), units=units), Page("assign", first))
        seen += [text for text in labels(shown) if "单位" in text]
        if "▶" not in labels(shown):
            break
        first = int(data(shown)["▶"].split(".")[1])
    assert seen == [f"✓ 单位{number}" for number in range(20)]


def test_places_that_are_named_are_proposed_and_all_others_can_be_reached() -> None:
    sheet = replace(SHEET, region="", wordings=(Wording(12, "福州昨天地震，杭州也震了", 1),))
    shown = data(card_reply(sheet, "T", view(), Page("region")))
    assert shown["⭐ 福建 福州市"] == f"lead:T:region:={place_code('CN-FJ/福州市')}"
    assert "⭐ 浙江 杭州市" in shown
    below = data(card_reply(sheet, "T", view(), Page("region", below="CN-ZJ")))
    assert below["✔ 浙江 整个"] == f"lead:T:region:={place_code('CN-ZJ')}"
    assert below["杭州市 ›"] == f"lead:T:region:{place_code('CN-ZJ/杭州市')}"
    assert place_named(place_code("CN-ZJ/杭州市")) == "CN-ZJ/杭州市"
    assert len(places_below("")) == 55
    assert place_words("CN-ZJ/杭州市", Language.ENGLISH) == "Zhejiang · 杭州市"


def test_every_button_fits_into_telegrams_64_bytes() -> None:
    token = "x" * 11
    likes = tuple(Like(10**9 + number, "说法" * 100, 1, Status.NEW) for number in range(3))
    sheet = replace(SHEET, likes=likes, muted_until=NOW + ALWAYS, unit="杭州市")
    pages = [Page(name) for name in ("", "assign", "dismiss", "topic", "merge", "split", "mute")]
    pages += [Page("region", first, below) for below in ("", *places_below("")) for first in (0, 24)]
    for page in pages:
        reply = card_reply(sheet, token, view(), page)
        assert all(len(value.encode()) <= 64 for value in data(reply).values()), page
        assert sum(len(row) for row in reply.buttons) <= 100


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=59), "刚刚"),
        (timedelta(minutes=59), "59 分钟前"),
        (timedelta(hours=23), "23 小时前"),
        (timedelta(days=60), "60 天前"),
        (timedelta(days=61), "2026 年 9 月 22 日"),
        (timedelta(seconds=-5), "刚刚"),
    ],
)
def test_moments_are_told_as_people_do(passed: timedelta, words: str) -> None:
    assert ago(NOW - passed, view()) == words


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(min_size=1, max_size=4_096), min_size=1, max_size=5),
    st.text(max_size=2_000),
    st.sampled_from(Language),
    st.integers(0, 10**9),
)
def test_no_card_is_longer_than_telegram_takes(
    texts: list[str], noted: str, language: Language, count: int
) -> None:
    long = LEMON.model_copy(update={"claim": "假" * 1_000, "publisher": "查" * 300})
    sheet = replace(
        SHEET,
        text=texts[0],
        noted=noted,
        asks=count,
        unit="单" * 64,
        due_at=NOW,
        links=tuple(f"https://rumor.example/{text}" for text in texts),
        wordings=tuple(Wording(number, text, 1) for number, text in enumerate(texts)),
        debunks=((long, "sure"),) * 3,
        likes=tuple(Like(number, text, 1, Status.NEW) for number, text in enumerate(texts[:3])),
        looked=True,
    )
    shown = Read(card_text(sheet, view(language))).text
    assert len(shown.encode("utf-16-le", "replace")) // 2 <= MAX_MESSAGE

"""What a draft must not hold: inner addresses, passwords, unseen signs, days to come, made-up codes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directions import STEERING, undirected
from bot.language import Language
from bot.newsroom.draft_faults import fault_words, faults_of, shape_fault
from bot.newsroom.draft_page import debunk_of, put_field
from bot.newsroom.units_file import TOPICS
from bot.wording import label, say

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("url", "https://check.example/egg", ""),
        ("url", "http://8.8.8.8/egg", ""),
        ("url", "https://查证.example/蛋", ""),
        ("url", "https://check.example:443/egg", ""),
        ("url", "http://127.0.0.1/egg", "private"),
        ("url", "http://10.0.0.8/egg", "private"),
        ("url", "http://192.168.1.1/", "private"),
        ("url", "http://169.254.169.254/latest", "private"),
        ("url", "http://[::1]/egg", "private"),
        ("url", "http://[::ffff:10.0.0.1]/egg", "private"),
        ("url", "http://[fd00::1]/egg", "private"),
        ("url", "http://2130706433/egg", "private"),
        ("url", "http://0x7f.1/egg", "private"),
        ("url", "http://0177.0.0.1/egg", "private"),
        ("url", "http://localhost./egg", "private"),
        ("url", "http://router/egg", "private"),
        ("url", "http://wiki.corp/egg", "private"),
        ("url", "https://me:secret@check.example/egg", "login"),
        ("url", "https://check.example@evil.example/egg", "login"),
        ("url", "https://check.example:8443/egg", "port"),
        ("url", "ftp://check.example/egg", "web"),
        ("url", "check.example/egg", "web"),
        ("url", "https://check.example/\u202egge", "unseen"),
        ("claim", "城东的粮仓\u202e里有蛋", "unseen"),
        ("summary", "没有\u2066这回事", "unseen"),
        ("publisher", "真实查证网", ""),
        ("published", "2026-11-22", ""),
        ("published", "2026-11-23", ""),
        ("published", "2026-11-24", "future"),
        ("published", "2026-12", "future"),
        ("published", "2026", ""),
        ("published", "2099", "future"),
        ("region", "CN-ZJ", ""),
        ("region", "TW-TPE", ""),
        ("region", "HK", ""),
        ("region", "JP", ""),
        ("region", "US-NY", ""),
        ("region", "CN-XX", "region"),
        ("region", "XX", "region"),
        ("region", "火星", "region"),
        ("lang", "zh-Hant", ""),
        ("lang", "tlh", "lang"),
        ("topic", "health", ""),
        ("topic", "horoscopes", "topic"),
    ],
)
def test_each_field_is_looked_at(name: str, text: str, fault: str) -> None:
    assert faults_of({name: text}, TOPICS, TODAY) == ({name: fault} if fault else {})


def test_a_port_on_loopback_may_be_let_through_and_no_other() -> None:
    assert faults_of({"url": "http://127.0.0.1:8123/x"}, TOPICS, TODAY, loopback_port=8123) == {}
    assert faults_of({"url": "http://127.0.0.1:8124/x"}, TOPICS, TODAY, loopback_port=8123) == {"url": "port"}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "fault",
    ["unseen", "web", "login", "port", "private", "future", "region", "lang", "date", "address", "topic"],
)
def test_what_was_got_is_named_and_fits_into_what_pops_up(language: Language, fault: str) -> None:
    words = fault_words("region", fault, "abc\u202e" + "长" * 500, language)
    assert "abcU+202E长" in words
    assert len(words) <= 200
    assert not set(words) & set(STEERING)


@given(st.text(max_size=60), st.sampled_from(["url", "published", "region", "lang", "topic", "claim"]))
def test_no_text_brings_it_down(text: str, name: str) -> None:
    assert set(faults_of({name: text}, TOPICS, TODAY)) <= {name}


@given(st.text(alphabet=st.sampled_from("蛋a😀\u200d" + STEERING)))
def test_nothing_that_is_said_holds_signs_that_steer_its_direction(text: str) -> None:
    plain = undirected(text)
    assert [sign for sign in text if sign not in STEERING] == list(plain)
    for said in (
        say(Language.ENGLISH, "card-claim", text=text),
        label(Language.ENGLISH, "card-merge-with", number="1", claim=text),
    ):
        assert not set(said) & set(STEERING)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026-11-17", "2026-11-17"),
        ("2026/11/7", "2026-11-07"),
        ("2026.11.17", "2026-11-17"),
        ("2026年11月17日", "2026-11-17"),
        ("2026 年 11 月 7 日", "2026-11-07"),
        ("２０２６年１１月", "2026-11"),
        ("2026年", "2026"),
        ("昨天", "昨天"),
        ("17/11/2026", "17/11/2026"),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, kept: str) -> None:
    assert put_field({}, "published", typed, ()) == {"published": kept}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("浙江", "CN-ZJ"),
        ("杭州", "CN-ZJ"),
        ("Zhejiang", "CN-ZJ"),
        ("臺北", "TW-TPE"),
        ("日本", "JP"),
        ("Japan", "JP"),
        ("the United States", "US"),
        ("us-ny", "US-NY"),
        ("全国", "CN"),
        ("nationwide", "CN"),
        ("火星", "火星"),
    ],
)
def test_a_region_is_read_as_people_write_it(typed: str, kept: str) -> None:
    assert put_field({"region": "CN-SH"}, "region", typed, ()) == {"region": kept}


@pytest.mark.parametrize("typed", ["全球", "不限", "不分地區", "Worldwide", "-"])
def test_what_is_of_no_place_leaves_the_region_empty(typed: str) -> None:
    assert put_field({"region": "CN-SH"}, "region", typed, ()) == {}


def test_a_region_that_is_not_known_is_told_with_what_is() -> None:
    assert fault_words("region", "region", "火星", Language.HANS) == (
        "不认得「火星」这个地方。请写省份或国家，比如 浙江、日本；不分地区就写 -。"
    )


@pytest.mark.parametrize(
    ("name", "text", "fault", "words"),
    [
        ("published", "昨天", "date", "看不懂日期「昨天」。请写成 2026-11-22"),
        ("published", "2026-02-30", "date", "看不懂日期「2026-02-30」"),
        ("url", "https://check.example/a 看这里", "address", "请只发网址"),
        ("claim", "长" * 5_000, "long", "「说法」太长了"),
        ("publisher", "长" * 201, "long", "「谁查的」太长了"),
        ("claim", "?!", "unclear", "「说法」要能看出说的是什么；收到的是「?!」"),
        ("wording", "?!", "unclear", "「另一种说法」要能看出"),
    ],
)
def test_what_no_debunk_can_have_is_told_with_the_cure(name: str, text: str, fault: str, words: str) -> None:
    made = debunk_of({name: text})
    assert isinstance(made, list)
    assert name in made
    assert shape_fault(name, text) == fault
    assert words in fault_words(name, fault, text, Language.HANS)

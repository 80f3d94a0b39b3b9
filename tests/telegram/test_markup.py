"""Telegram's HTML, read as strictly as Telegram reads it."""

from __future__ import annotations

from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.telegram.markup import check_keyboard, is_http_url, read_formatted, utf16_length
from tests.telegram.refusals import Refusal

PLAIN = st.text(st.characters(exclude_categories=["Cs"]))


def read(html: str) -> tuple[str, list[dict[str, Any]]]:
    return read_formatted(html, "HTML", None, 4096)


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("a &lt;b&gt; &amp;amp; &quot;&#x4e2d;&#25991; &nbsp; &", 'a <b> &amp; "中文 &nbsp; &', []),
        ("😀<b>粗</b>", "😀粗", [{"type": "bold", "offset": 2, "length": 1}]),
        (
            "<B>a<i>b</i></B>",
            "ab",
            [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 1}],
        ),
        (
            '<a href="https://a.example/?x=1&amp;y=2">看</a>',
            "看",
            [{"type": "text_link", "offset": 0, "length": 1, "url": "https://a.example/?x=1&y=2"}],
        ),
        ('<a href="no address">看</a>', "看", []),
        ("<b></b>x", "x", []),
        ("  <b> x </b> \n", "x", [{"type": "bold", "offset": 0, "length": 1}]),
        (
            "<blockquote expandable>x</blockquote>",
            "x",
            [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
        ),
        ('<span class="tg-spoiler">x</span>', "x", [{"type": "spoiler", "offset": 0, "length": 1}]),
        (
            '<pre><code class="language-python">x</code></pre>',
            "x",
            [{"type": "pre", "offset": 0, "length": 1, "language": "python"}],
        ),
        ("见 https://a.example/x", "见 https://a.example/x", [{"type": "url", "offset": 2, "length": 19}]),
        (
            '<a href="tg://user?id=7">他</a>',
            "他",
            [
                {
                    "type": "text_mention",
                    "offset": 0,
                    "length": 1,
                    "user": {"id": 7, "is_bot": False, "first_name": ""},
                }
            ],
        ),
    ],
)
def test_html_becomes_words_and_entities(html: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert read(html) == (text, entities)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("中</b>", "Unexpected end tag at byte offset 3"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("x<br/>", 'Unsupported start tag "br/" at byte offset 1'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a href="x>看</a>', "Unclosed start tag at byte offset 0"),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(html: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(html)
    assert refused.value.code == 400
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


@given(PLAIN)
def test_escaped_text_is_read_as_itself(text: str) -> None:
    plain, entities = read_formatted(escape(text), "HTML", None, 0)
    assert plain == text.strip()
    assert all(entity["type"] in {"url", "email", "bot_command", "mention", "hashtag"} for entity in entities)


@given(PLAIN)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        plain, entities = read_formatted(text, "HTML", None, 0)
    except Refusal as refused:
        assert refused.description.startswith("Bad Request: can't parse entities: ")  # noqa: PT017
    else:
        end = utf16_length(plain)
        assert all(0 <= entity["offset"] < entity["offset"] + entity["length"] <= end for entity in entities)


@given(st.text())
def test_utf16_length_is_that_of_the_encoding(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_length_counts_after_the_markup_is_read() -> None:
    assert len(read(f"<b>{'长' * 4096}</b>")[0]) == 4096
    with pytest.raises(Refusal, match="message is too long"):
        read("长" * 4097)
    with pytest.raises(Refusal, match="message is too long"):
        read("😀" * 2049)
    with pytest.raises(Refusal, match="message caption is too long"):
        read_formatted("长" * 1025, "", None, 1024)


def test_without_a_parse_mode_the_words_stay_as_they_are() -> None:
    given_entities = [{"type": "bold", "offset": 0, "length": 3}]
    assert read_formatted("<b>x", "", given_entities, 4096) == ("<b>x", given_entities)
    with pytest.raises(Refusal, match="unsupported parse_mode"):
        read_formatted("x", "Markdown2", None, 4096)


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "真" * 22}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": " ", "callback_data": "a"}, "inline keyboard button text is empty"),
        ({"text": "x", "url": "nowhere"}, "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
        (
            {"text": "x", "url": "https://a.example", "callback_data": "a"},
            "can't parse inline keyboard button: exactly one optional field must be used",
        ),
    ],
)
def test_a_button_that_cannot_work_is_refused(button: dict[str, str], reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_keyboard({"inline_keyboard": [[button]]})
    assert refused.value.description == f"Bad Request: {reason}"


def test_a_good_keyboard_is_taken_and_an_empty_one_is_none() -> None:
    keyboard = {"inline_keyboard": [[{"text": "有用", "callback_data": "x" * 64}], []]}
    assert check_keyboard(keyboard) == {"inline_keyboard": keyboard["inline_keyboard"][:1]}
    assert check_keyboard({"inline_keyboard": []}) is None
    assert check_keyboard(None) is None
    with pytest.raises(Refusal, match="reply markup is too long"):
        check_keyboard({"inline_keyboard": keyboard["inline_keyboard"][:1] * 101})


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://www.mygopen.com/2020/1/a.html?x=1#y", True),
        ("http://127.0.0.1:80/x", True),
        ("例子.中国", True),
        ("https://", False),
        ("javascript:alert(1)", False),
        ("two words.com", False),
    ],
)
def test_addresses_that_telegram_takes(url: str, good: bool) -> None:
    assert is_http_url(url) is good

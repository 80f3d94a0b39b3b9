"""What a debunk may be, and what is refused."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from corpus.debunk import Debunk, Verdict

FIELDS: dict[str, Any] = {
    "id": "x-1",
    "claim": "喝醋能軟化血管。",
    "verdict": "false",
    "summary": "不能。",
    "variants": ["喝醋真的能軟化血管嗎"],
    "url": "https://example.org/1",
    "publisher": "某查核中心",
    "published": "2020-01-05",
    "lang": "zh-Hant",
    "topic": "health",
    "region": "TW",
}


def reasons(**changed: Any) -> dict[str, str]:
    with pytest.raises(ValidationError) as caught:
        Debunk.model_validate(FIELDS | changed)
    return {".".join(map(str, error["loc"])): error["msg"] for error in caught.value.errors()}


def test_a_debunk_holds_what_was_published() -> None:
    debunk = Debunk.model_validate(FIELDS)
    assert debunk.verdict is Verdict.FALSE
    assert debunk.variants == ("喝醋真的能軟化血管嗎",)
    assert debunk == Debunk.model_validate_json(debunk.model_dump_json())
    assert hash(debunk) == hash(Debunk.model_validate(FIELDS))


def test_a_debunk_does_not_change() -> None:
    debunk = Debunk.model_validate(FIELDS)
    with pytest.raises(ValidationError):
        debunk.claim = "other"  # type: ignore[misc]  # that it cannot be assigned is what is tested


@pytest.mark.parametrize("field", ["id", "claim", "verdict", "url", "publisher", "lang"])
def test_a_field_that_is_needed_is_missed(field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Debunk.model_validate({name: value for name, value in FIELDS.items() if name != field})
    assert [error["loc"] for error in caught.value.errors()] == [(field,)]


@pytest.mark.parametrize(
    "text",
    [
        "https://www.mygopen.com/2018/05/line_4.html",
        "www.mygopen.com/a",
        "看 https://a.com/x",
        "mygopen.com",
        "404",
        "404 Not Found",
        "Error 404",
        "Page not found",
        "请先登录",
        "請登入",
        "登录/注册",
        "Log in to continue",
        "您访问的页面不存在",
        "抱歉，您訪問的頁面不存在",
        "该内容已被发布者删除",
        "頁面找不到",
        "Just a moment...",
        "MyGoPen",
        "台灣事實查核中心",
        "腾讯新闻较真",
        "今日头条",
        "某查核中心",
        "喝醋",
        "。。。。。。",
        "😀😀😀😀",
        "",
        "   ",
        "\u200b\u200b\u200b\u200b",
        "首页",
    ],
)
def test_a_claim_that_would_match_everything_is_refused(text: str) -> None:
    assert reasons(claim=text).keys() <= {"claim", ""}
    assert reasons(variants=["喝醋真的能軟化血管嗎", text]).keys() <= {"variants.1", ""}


@pytest.mark.parametrize(
    "text",
    [
        "404路公交车要停运",
        "请登录领奖的短信是诈骗",
        "蛇怕雄黄",
        "腾讯新闻较真要关闭了",
        "5G causes COVID",
        "登录钓鱼网站会被盗号",
    ],
)
def test_a_claim_that_only_resembles_such_a_text_is_taken(text: str) -> None:
    assert Debunk.model_validate(FIELDS | {"claim": text}).claim == text


@pytest.mark.parametrize("junk", ["-", "404-", "对不起", "请登录/", "javascript ", "!,", "- 页面"])
def test_a_long_claim_is_judged_in_linear_time(junk: str) -> None:
    started = time.process_time()
    reasons(claim=junk * (1_000_000 // len(junk)) + "x")
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("given_date", "read"),
    [
        ("2020-1-5", "2020-01-05"),
        ("2020/2/17", "2020-02-17"),
        ("2020-1", "2020-01"),
        ("2020", "2020"),
        ("", ""),
        ("2020-02-29", "2020-02-29"),
    ],
)
def test_a_date_is_zero_padded_when_it_is_read(given_date: str, read: str) -> None:
    assert Debunk.model_validate(FIELDS | {"published": given_date}).published == read


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published", "2021-02-29"),
        ("published", "05.01.2020"),
        ("published", "2020-13"),
        ("published", "２０２０"),
        ("published", "0000"),
        ("published", 2020),
        ("url", "ftp://example.org/1"),
        ("url", "example.org/1"),
        ("url", "https://"),
        ("url", "https://a b.org"),
        ("url", "javascript:alert(1)"),
        ("url", "https://localhost"),
        ("url", "https://example.org/" + "a" * 3_000),
        ("verdict", "FALSE"),
        ("verdict", "wrong"),
        ("verdict", None),
        ("lang", "chinese"),
        ("lang", ""),
        ("topic", "Public Health"),
        ("region", "tw"),
        ("region", "Taiwan"),
        ("id", ""),
        ("id", "a b"),
        ("id", "a\n"),
        ("id", 7),
        ("publisher", ""),
        ("publisher", "  "),
        ("variants", "喝醋能軟化血管"),
        ("claim", "啊" * 2_001),
        ("claim", None),
        ("summary", None),
        ("summary", "\ud800"),
        ("claim", "喝醋能軟化血管\ud800"),
        ("author", "me"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_at_its_field(field: str, value: Any) -> None:
    assert list(reasons(**{field: value})) == [field]


@given(
    st.dictionaries(
        st.sampled_from([*FIELDS, "other"]),
        st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()),
    )
)
def test_whatever_is_given_is_a_debunk_or_refused(changed: dict[str, Any]) -> None:
    try:
        debunk = Debunk.model_validate(FIELDS | changed)
    except ValidationError:
        return
    assert Debunk.model_validate(debunk.model_dump()) == debunk

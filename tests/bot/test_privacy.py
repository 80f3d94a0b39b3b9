"""Masking: personal numbers go, the facts of a rumor stay."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("请打13800138000找王医生", "请打[电话]找王医生"),
        ("+86 138 0013 8000", "[电话]"),
        ("0086-13800138000", "[电话]"),
        ("１３８００１３８０００", "[电话]"),
        ("座机0755-12345678或(02)2345-6789", "座机[电话]或[电话]"),
        ("01012345678", "[电话]"),
        ("手機0912-345-678、0912345678", "手機[电话]、[电话]"),
        ("WhatsApp: +852 9123 4567", "WhatsApp: [电话]"),
        ("電話 2345 6789", "電話 [电话]"),
        ("致電852 2345 6789", "致電[电话]"),
        ("call +1 (415) 555-2671 now", "call [电话] now"),
        ("寄到wang.li+x@mail.example.com.tw领奖", "寄到[邮箱]领奖"),
        ("身份证11010519491231002X。", "身份证[证件]。"),
        ("身份证１１０１０５１９４９１２３１００２Ｘ", "身份证[证件]"),
        ("身分證A123456789", "身分證[证件]"),
        ("香港身份證A123456(7)", "香港身份證[证件]"),
        ("卡号4111 1111 1111 1111", "卡号[卡号]"),
        ("6222021234567890128", "[卡号]"),
        ("20210305 13800138000", "20210305 [电话]"),
        ("链接https://x.example/abc电话13800138000", "链接https://x.example/abc电话[电话]"),
    ],
)
def test_personal_numbers_are_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "2021-03-05 12:30至2021-03-06",
        "20210305",
        "2019-2020年",
        "2020-01-02-2020-02-03",
        "奖金5000000元,另有1,234,567.89元",
        "请拨打110、119、12345或1955",
        "(2021)京0105民初12345号",
        "案号202103051234567",
        "https://x.example/status/13800138000?id=6222021234567890128",
        "www.x.example/0912345678",
        "第1234567890次",
        "时间戳1612345678901",
        "圆周率3.14159265358979",
        "体温36.5度,血压120-80",
        "邮箱@后面没有名字",
        "110105194912310021",  # wrong checksum, and no card
        "4111111111111112",  # wrong checksum
        "",
    ],
)
def test_dates_prices_cases_hotlines_and_links_stay(text: str) -> None:
    assert mask(text) == text


PIECES = st.sampled_from(
    [
        "13800138000",
        "+852 9123 4567",
        "0755-12345678",
        "11010519491231002X",
        "A123456789",
        "a@b.example",
        "电话",
        "4111111111111111",
        "https://x.example/1",
        " ",
        "-",
        "，",
        "2021",
        "3",
        "喝水",
        "(",
        ")",
        ".",
        "�",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)))
def test_masking_twice_is_masking_once_and_never_raises(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(number=st.integers(0, 999_999_999), before=st.text("喝水请打电话，。", max_size=5))
def test_no_mobile_number_gets_through(number: int, before: str) -> None:
    mobile = f"13{number:09d}"
    assert mask(f"{before}{mobile}找我") == f"{before}[电话]找我"


@pytest.mark.parametrize("piece", ["1", "1 ", "1-", "a@", "a.", "0-", "+1", "www.", "(0", "电话", "6222 "])
def test_a_very_long_message_takes_linear_time(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    began = time.perf_counter()
    mask(text)
    assert time.perf_counter() - began < 2

"""Masking: personal numbers go, the facts of a rumor stay."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import mask, mask_link
from corpus.text import normalise, read_text


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
        ("138.1234.5678", "[电话]"),
        ("138—1234—5678、138 - 1234 - 5678", "[电话]、[电话]"),
        ("(138)12345678或（138）1234 5678", "[电话]或[电话]"),
        ("138 123 45678", "[电话]"),
        ("1 3 8 1 2 3 4 5 6 7 8", "[电话]"),
        ("1.3.8.1.2.3.4.5.6.7.8", "[电话]"),
        ("电话1381 2345 678", "电话[电话]"),
        ("(+86)13812345678", "[电话]"),
        ("+86.138.1234.5678", "[电话]"),
        ("卡6222 0200 1234 5678 904", "卡[卡号]"),
        ("卡6222-0200-1234-5678", "卡[卡号]"),
        ("138\u200b1234\u200b5678找我", "[电话]找我"),
        ("138\u00ad1234\u00ad5678", "[电话]"),
        ("𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", "[电话]"),
        ("①③⑧①②③④⑤⑥⑦⑧", "[电话]"),
        ("١٣٨١٢٣٤٥٦٧٨", "[电话]"),
        ("1\ufe0f\u20e33\ufe0f\u20e38\ufe0f\u20e312345678", "[电话]"),
        ("138😀1234😀5678", "[电话]"),
        ("写给a@b\u200b.com", "写给[邮箱]"),
        ("问@zhang_san88吧，或 @WangLi2020", "问[用户]吧，或 [用户]"),
        ("＠zhang_san88说的", "[用户]说的"),
        ("看https://wa.me/8613812345678吧", "看https://wa.me/hidden-number吧"),
    ],
)
def test_personal_numbers_are_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "2021-03-05 12:30至2021-03-06",
        "看https://youtube.example/@zhang_san88，@平安北京 说的，@all，3@100000",
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
        "东经139.12345678",
        "+10.25-12.50",
        "2020 2021 2022 2023",
        "3000 4000 5000 6000",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "1 3 5 7 9 11 13",
        "喝\u200b热水\u00ad可以①治病②防癌 𝟐𝟎𝟐𝟏",
        "x.example/status/13800138000",
        "https://t.me/rumors/13800138000",
        "https://t.me/rumors",
        "https://wa.me/message/ABC13800138000",
        "https://www.google.com/maps/@25.0330,121.5654,17z",
        "https://medium.com/@name/p-1381234567",
        "体温36.5度,血压120-80",
        "邮箱@后面没有名字",
        "4111111111111112",  # wrong checksum
        "",
    ],
)
def test_dates_prices_cases_hotlines_and_links_stay(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    ("link", "masked"),
    [
        ("https://wa.me/8613812345678", "https://wa.me/hidden-number"),
        ("wa.me/8613812345678?text=hi", "wa.me/hidden-number?text=hi"),
        ("https://t.me/+8613812345678", "https://t.me/hidden-number"),
        ("https://t.me/%2B8613812345678", "https://t.me/hidden-number"),
        ("line.me/ti/p/~0912345678", "line.me/ti/p/hidden-number"),
        ("api.whatsapp.com/send?phone=85291234567", "api.whatsapp.com/send?phone=hidden-number"),
        (
            "https://x.example/a?m=13812345678&mail=a@b.com&id=7#t=1",
            "https://x.example/a?m=hidden-number&mail=hidden-mail&id=7#t=1",
        ),
        ("x.example/a?q=a%40b.com&m=138%201234%205678", "x.example/a?q=hidden-mail&m=hidden-number"),
        ("https://x.example/leave/a@b.com/", "https://x.example/leave/hidden-mail/"),
        ("https://t.me/+AbCdEfGhIjK1234567", "https://t.me/+AbCdEfGhIjK1234567"),
        ("https://a@b.example/c", "https://a@b.example/c"),
        ("https://x.example/?id=6222021234567890128", "https://x.example/?id=6222021234567890128"),
        ("", ""),
    ],
)
def test_numbers_and_addresses_in_links_are_hidden_and_the_rest_of_them_stays(link: str, masked: str) -> None:
    assert mask_link(link) == masked
    assert mask_link(masked) == masked


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


UNSEEN = st.sampled_from(
    ["", "\u200b", "\u200d", "\u00ad", "\ufeff", "\u2060", "\u202e", "\ufe0f", "\u0332", "\ud83d"]
)
ZEROS = st.sampled_from("0０٠०𝟎𝟘𝟬")


@given(
    digits=st.lists(st.tuples(st.integers(0, 9), ZEROS, UNSEEN), min_size=9, max_size=9),
    before=st.text("喝水请打电话，。", max_size=5),
)
def test_no_disguised_mobile_number_survives_masking_and_normalising(
    digits: list[tuple[int, str, str]], before: str
) -> None:
    disguised = "".join(unseen + chr(ord(zero) + digit) for digit, zero, unseen in digits)
    masked = mask(f"{before}1\u200b3{disguised}找我")
    assert masked == f"{before}[电话]找我"
    assert not any(sign.isdigit() for sign in normalise(masked) + read_text(masked).body)


@given(st.text(), st.text())
def test_links_of_any_kind_never_raise_and_are_hidden_once(name: str, value: str) -> None:
    for link in (name, f"https://x.example/{name}?{name}={value}", f"wa.me/{name}&{value}"):
        assert mask_link(mask_link(link)) == mask_link(link)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1-",
        "a@",
        "a.",
        "0-",
        "+1",
        "www.",
        "(0",
        "电话",
        "6222 ",
        "1 3 ",
        "wa.me/",
        "x.example/?",
        "?1=",
        "138.",
        "𝟏",
    ],
)
def test_a_very_long_message_takes_linear_time(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    began = time.process_time()
    mask(text)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我身份证110101199003071234被盗了", "我身份证[证件]被盗了"),
        ("卡号6222020200112345678被盗刷", "卡号[卡号]被盗刷"),
    ],
)
def test_a_number_with_a_slip_of_the_pen_is_masked_all_the_same(text: str, masked: str) -> None:
    assert mask(text) == masked

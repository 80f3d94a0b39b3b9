"""Normalising and reading messages."""

import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from corpus.library import LIBRARY, read_corpus
from corpus.text import LONGEST, normalise, read_text, script_of

TO_TRADITIONAL = [OpenCC(way) for way in ("s2t", "s2tw", "s2hk")]
SIMPLIFIED = st.text(
    st.sampled_from(
        [bytes([row, cell]).decode("gb2312") for row in range(0xB0, 0xF7) for cell in range(0xA1, 0xFA)]
    ),
    max_size=40,
)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.fixture(scope="module")
def library_texts() -> list[str]:
    debunks = read_corpus([LIBRARY]).debunks
    return [text for debunk in debunks for text in (debunk.claim, debunk.summary, *debunk.variants)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("喝热水", "喝热水"),
        ("喝熱水能防癌嗎？", "喝热水能防癌吗?"),
        ("喝😀热😀水", "喝热水"),
        ("喝\u200b热\u2060 水", "喝热水"),
        ("ＡＢＣ１２３", "abc123"),
        ("Hello   World\n again", "hello world again"),
        ("每天 8 杯水", "每天8杯水"),
        ("乾淨 幹部 干預", "干净干部干预"),
        ("看著 著名", "看着着名"),
        ("麵粉和面子", "面粉和面子"),
        ("臺灣、台灣", "台湾、台湾"),
        ("裡 裏 里", "里里里"),
        ("計畫與计划", "计划与计划"),
        ("項鍊和鍛鍊", "项链和锻炼"),
        ("什麼 什么 甚麼", "什么什么什么"),
        ("身份 身分 部份 成份", "身分身分部分成分"),
        ("紀錄 記錄", "记录记录"),
        ("祇是 只是", "只是只是"),
        ("姊姊 姐姐", "姐姐姐姐"),
        ("帳號 账号 賬號", "帐号帐号帐号"),
        ("連絡 聯繫 連繫", "联络联系联系"),
        ("大連系統", "大连系统"),
        ("粘膜 黏膜", "粘膜粘膜"),
        ("品質 质量", "品质质量"),
        ("快看！！！真的？？？！", "快看!真的?!"),
        ("小心。。。。。。", "小心。"),
        ("「引號」“引号”", '"引号""引号"'),
        ("37°C、60℃", "37°c、60°c"),
        ("\ud83d壞\udc00掉", "坏掉"),
        ("\u202e反过来\u202c", "反过来"),
        ("🇹🇼👨‍👩‍👧 1️⃣", "1"),
        ("", ""),
    ],
)
def test_a_text_is_normalised_to_its_characters(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(ANYTHING)
@example("´´")
@example("e\u200b\u0301")
@example("ㅤ\u1100\u1160\u11a8")
@settings(max_examples=400)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


def test_every_single_character_is_stable() -> None:
    unstable = [
        f"U+{code:04X}"
        for code in range(0x110000)
        if (once := normalise(chr(code))) != normalise(once) or once != unicodedata.normalize("NFKC", once)
    ]
    assert unstable == []


@given(SIMPLIFIED)
@settings(max_examples=400)
def test_traditional_and_simplified_of_a_text_are_equal(text: str) -> None:
    expected = normalise(text)
    assert [normalise(converter.convert(text)) for converter in TO_TRADITIONAL] == [expected] * 3


def test_both_scripts_of_the_whole_library_are_equal(library_texts: list[str]) -> None:
    simplified = OpenCC("t2s")
    for text in library_texts:
        written = simplified.convert(text)
        expected = normalise(written)
        assert [normalise(converter.convert(written)) for converter in TO_TRADITIONAL] == [expected] * 3
        assert read_text(TO_TRADITIONAL[1].convert(written)) == read_text(written)


@given(ANYTHING)
@settings(max_examples=300)
def test_reading_never_raises_and_its_parts_are_normalised(text: str) -> None:
    reading = read_text(text)
    assert normalise(reading.body) == reading.body
    assert len(reading.pieces) <= 64
    assert bool(reading.pieces) == bool(reading.body)
    assert len(set(reading.links)) == len(reading.links)
    assert all(reading.pieces)


@given(
    st.lists(
        st.sampled_from(
            [
                "喝热水能防癌",
                "。",
                "！",
                "\n",
                "1、",
                "①",
                "🔥🔥",
                " ",
                "https://a.com/x",
                "请转发",
                "，",
                "真的吗",
                "#",
                "@某人 ",
                "【",
                "】",
            ]
        )
    )
)
@settings(max_examples=300)
def test_no_claim_is_lost_among_what_surrounds_it(parts: list[str]) -> None:
    reading = read_text("".join(parts))
    assert ("喝热水能防癌" in reading.body) == ("喝热水能防癌" in parts)


@pytest.mark.parametrize(
    "junk",
    [
        "啊",
        "a.",
        "请转发",
        " ",
        "(",
        ",",
        "?",
        "⁇",
        "\n",
        "\n>",
        '"',
        "1、",
        "1.字字字字",
        "一、字",
        "字 字",
        "字字 ",
        " 🔥字字字字",
        "！ ",
        "😀",
        "#",
        "@a",
        "\ud800",
        "是",
        "e\u0301",
        "真的吗",
        "网传",
        "#好",
        "2020/1/1 ",
        "http://a)",
        "•",
    ],
    ids=ascii,
)
def test_a_megabyte_of_junk_is_read_in_linear_time(junk: str) -> None:
    text = junk * (1_000_000 // len(junk)) + "x"
    started = time.process_time()
    read_text(text[-LONGEST:])
    read_text(text)
    normalise(text)
    assert time.process_time() - started < 5


def test_a_message_is_read_up_to_a_length() -> None:
    assert "末尾" not in read_text("喝热水。" * (LONGEST // 4) + "末尾的话").body


@pytest.mark.parametrize("ligature", ["\ufdfa", "㌕", "喝热水\ufdfa。\n"])
def test_characters_that_unfold_make_no_message_longer(ligature: str) -> None:
    assert len(read_text(ligature * (LONGEST // len(ligature))).body) <= LONGEST


@given(st.text(st.sampled_from("喝热水能防癌\ufdfa㌕。\n，1、 a"), max_size=60))
def test_no_body_is_longer_than_the_limit(text: str) -> None:
    assert len(read_text(text * 2_000).body) <= LONGEST


def test_links_are_taken_out_and_written_in_one_form() -> None:
    reading = read_text(
        "喝醋治百病https://m.mygopen.com/2018/a.html?utm_source=line看看\nhttp://www.mygopen.com/2018/a.html"
    )
    assert reading.links == ("mygopen.com/2018/a.html",)
    assert reading.body == "喝醋治百病看看"


def test_several_claims_of_a_message_are_its_pieces() -> None:
    reading = read_text(
        "各位早安☀️\n1、喝醋可以軟化血管。\n2、吃大蒜能殺死新冠病毒\n3、手機充電時不能接電話！\n請轉發給更多人"
    )
    assert reading.pieces == ("喝醋可以软化血管", "吃大蒜能杀死新冠病毒", "手机充电时不能接电话")
    assert not reading.refutes


def test_a_short_message_is_one_piece() -> None:
    assert read_text("喝醋能軟化血管嗎？").pieces == ("喝醋能软化血管吗?",)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("这是谣言吗", "Hans"),
        ("這是謠言嗎", "Hant"),
        ("皇后在台上", ""),
        ("what is this", ""),
        ("", ""),
        ("これは噂です", ""),
        ("\ud800", ""),
        ("皇后吃了里面的面，還沒說完", "Hant"),
    ],
)
def test_the_script_of_a_text_is_told_or_left_open(text: str, script: str) -> None:
    assert script_of(text) == script


def test_the_script_of_the_library_is_the_one_it_names() -> None:
    wrong = [
        debunk.id
        for debunk in read_corpus([LIBRARY]).debunks
        if script_of(debunk.claim + debunk.summary) not in {debunk.lang.removeprefix("zh-"), ""}
    ]
    assert wrong == []

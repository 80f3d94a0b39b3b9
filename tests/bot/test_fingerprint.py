"""Fingerprints: a message in another dress is found again, another claim from its pattern is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.alignment import shared_runs
from bot.fingerprint import bands_of, letters, same_message

LONG = (
    "各位家长请注意,明天上午九点全市中小学统一组织学生接种新的流感疫苗,接种后出现发烧属于正常现象,"
    "请提前准备好温水和毛巾,让孩子在家休息两天,不要洗澡,也不要吃海鲜和羊肉。"
)
CHAIN = (
    "专家提醒,每天早上空腹喝一杯热柠檬水可以清理血管,柠檬里的成分会和脂肪结合,把热柠檬水当茶喝三个月,"
    "血脂就会恢复正常,医院的教授自己也在喝热柠檬水,身边的人都说有效。"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LONG, "大家好呀," + LONG),
        (LONG, LONG + "收到的朋友赶紧告诉家里人吧"),
        (LONG, "老师群里发的:" + LONG + "是不是该准备起来了"),
        (LONG, LONG.replace("正常现象", "正常现像").replace("提前", "提")),
        (LONG, LONG[: len(LONG) * 6 // 10]),
        (LONG, LONG[20:]),
        (LONG, LONG.replace(",", " ").replace("。", "!!")),
        ("喝热柠檬水可以杀死癌细胞", "喝热柠檬水可以杀死癌细胞?"),
        ("喝热柠檬水可以杀死癌细胞", "王医生说喝热柠檬水可以杀死癌细胞"),
    ],
)
def test_the_same_message_in_another_dress_is_the_same(one: str, other: str) -> None:
    assert same_message(one, other)
    assert same_message(other, one)
    assert set(bands_of(one)) & set(bands_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a市封城", "b市封城"),
        ("武汉封城", "上海封城"),
        ("海淀区明天起全面停工", "丰台区明天起全面停工"),
        ("全市超市明天起停止营业", "全县超市明天起停止营业"),
        ("事故造成3人死亡", "事故造成30人死亡"),
        ("事故造成三人死亡", "事故造成三十人死亡"),
        ("疫苗有效", "疫苗无效"),
        ("明天全市停课", "明天全市不停课"),
        ("热柠檬水可以抗癌", "热苦瓜水可以抗癌"),
        ("沉香可以预防流感", "香囊可以预防流感"),
        ("嚼槟榔能预防流行性感冒", "流行性感冒会通过眼睛传染"),
        ("vaccine causes autism", "coffee causes autism"),
        (LONG, LONG.replace("两天", "十天")),
        (LONG, LONG.replace("明天上午九点", "明天上午19点").replace("全市", "北京")),
        (LONG, LONG.replace("不要洗澡", "要洗澡")),
        ("上海" + LONG, "北京" + LONG),
        (CHAIN, CHAIN.replace("柠檬", "苦瓜")),
        (LONG, CHAIN),
        (LONG, ""),
    ],
)
def test_another_claim_from_the_same_pattern_is_another(one: str, other: str) -> None:
    assert not same_message(one, other)
    assert not same_message(other, one)


def test_bands_are_the_same_on_every_machine() -> None:
    bands = bands_of("喝热柠檬水可以杀死癌细胞")
    assert len(bands) == len(set(bands)) == 24
    assert all(-(2**63) <= band < 2**63 for band in bands)
    assert bands[:2] == [-2099844380420172937, -7915383278259774466]


def test_signs_do_not_count_but_points_in_numbers_do() -> None:
    assert letters("3.5 万人!(真的)") == "3.5万人真的"
    assert not same_message("房价上涨3.5倍以后的新闻", "房价上涨35倍以后的新闻")


@given(text=st.text(max_size=200))
def test_every_text_is_its_own_copy(text: str) -> None:
    assert same_message(text, text)
    assert bands_of(text) == bands_of(text)


@given(one=st.text(max_size=80), other=st.text(max_size=80))
def test_sameness_is_mutual(one: str, other: str) -> None:
    assert same_message(one, other) == same_message(other, one)


# Letters without digits, numerals or negations: what is added or lost of them changes no fact.
PLAIN = st.sampled_from("的是了我他这们来到时大地为子中你说生过和要就出会可也对")


@given(
    start=st.integers(0, len(LONG) - 60),
    greeting=st.text(PLAIN, max_size=15),
    tail=st.text(PLAIN, max_size=15),
)
def test_a_greeting_and_a_tail_change_nothing(start: int, greeting: str, tail: str) -> None:
    message = LONG[start:]
    assert same_message(message, f"{greeting},{message}{tail}")
    assert same_message(message, f"{greeting},{message}")


@settings(max_examples=50)
@given(text=st.text(PLAIN, min_size=200, max_size=3000), cut=st.integers(0, 100))
def test_shared_runs_are_shared_in_order_and_apart(text: str, cut: int) -> None:
    other = text[:cut] + "疫苗" + text[cut + 5 :]
    end_a = end_b = 0
    for i, j, size in shared_runs(text, other):
        assert size > 0
        assert text[i : i + size] == other[j : j + size]
        assert i >= end_a
        assert j >= end_b
        end_a, end_b = i + size, j + size

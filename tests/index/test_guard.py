"""The guard: the opposite of a claim, or the same of another thing, is not the claim."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text import normalise
from index.encoder import load_encoder
from index.guard import Guard
from tests.index.hashing import HashingEncoder


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard(load_encoder(), 0.03)


OTHER = [
    ("喝热柠檬水可以杀死癌细胞", "喝热苦瓜水可以杀死癌细胞", ("苦瓜", "柠檬")),
    ("武阳市明天起全面封城", "青岭市明天起全面封城", ("青岭市", "武阳市")),
    ("A市明天起全面封城", "B市明天起全面封城", ("b", "a")),
    ("北京所有超市停业一星期", "上海所有超市停业一星期", ("上海", "北京")),
    ("3岁以下儿童不能坐飞机", "6岁以下儿童不能坐飞机", ("6", "3")),
    ("发烧三十天才算痊愈", "发烧15天才算痊愈", ("15", "三十")),
    ("2018年9月1日起加油要实名", "2020年9月1日起加油要实名", ("2020", "2018")),
    ("7月6日起全市停课", "7月16日起全市停课", ("16", "6")),
    ("吃阿司匹林能预防流感", "吃布洛芬能预防流感", ("布洛芬", "阿司匹林")),
    ("多吃大蒜会得糖尿病", "多吃大蒜会得白血病", ("白血病", "糖尿病")),
    ("马斯克说人类只能活到2050年", "爱因斯坦说人类只能活到2050年", ("爱因斯坦", "马斯克")),
    ("医院允许家属陪床", "医院禁止家属陪床", ("禁止", "允许")),
    ("明年起退休金会增加", "明年起退休金会减少", ("减少", "增加")),
    ("周五起全城解封", "周五起全城封城", ("封城", "解封")),
    ("微波炉加热食物会致癌", "微波炉加热食物不会致癌", ("不会致癌", "会致癌")),
    ("速溶咖啡里有电池粉", "速溶咖啡里没有电池粉", ("没有电池", "有电池")),
    ("面包里的肉松是棉花做的", "面包里的肉松不是棉花做的", ("不是棉花", "是棉花")),
    ("一家养老院的20位老人都染上了流感", "一家养老院的20位农民都染上了流感", ("位农民", "位老人")),
    ("马斯克自己从来没有打过疫苗", "群里人说！霍金自己从来没有打过疫苗。谢谢", ("霍金", "马斯克")),
    ("微波炉热过的牛奶会致癌", "微波炉热过的鸡蛋会致癌", ("鸡蛋", "牛奶")),
    ("过山车会导致视网膜脱落", "山地车会导致视网膜脱落", ("山地车", "过山车")),
    ("2021年3月5日零点起，南昌所有商场停业三天", "贵阳3月5日零点起所有商场停业三天", ("贵阳", "南昌")),
    ("从日本来的核桃和南昌产的都有毒", "在贵阳，日本来的核桃都有毒", ("贵阳", "南昌")),
    ("斯里兰卡禁止学生用手机", "听说在摩纳哥禁止学生用手机", ("摩纳哥", "斯里兰卡")),
    ("警察把一只闯红灯的猫带回了派出所", "警察把一只闯红灯的狗带回了派出所", ("狗", "猫")),
    ("每天早上空腹喝一勺醋可以软化血管", "每天早上空腹喝一勺油可以软化血管", ("油", "醋")),
    ("过路费明年一月开始全部取消", "路灯费明年一月开始全部取消", None),
    ("地铁里的空气会让人得肺癌", "铁锅里的空气会让人得肺癌", None),
    ("螃蟹和柿子一起吃会中毒", "螃蟹和柿子可以一起吃，不会中毒", None),
    ("喝热柠檬水可以杀死癌细胞", "喝热柠檬水不会杀死癌细胞", None),
]
STANCES = [
    ("豆浆不能加红糖喝,红糖里的有机酸会和蛋白质结合", "豆浆可以加红糖喝"),
    ("铁壶煮茶会让人中毒,甚至有致命危险", "铁壶可以放心煮茶"),
    ("孕妇在家可以用吹风机吹头发", "孕妇在家不能用吹风机"),
    ("睡前在枕边放一颗柚子,就能有神奇的疗效", "枕边放柚子没有疗效"),
    ("家里放一瓶可乐,失火时可以代替灭火器救命", "可乐不能代替灭火器"),
    ("青岭所有超市和菜市场要停业一星期", "青岭超市没有停业"),
    ("连喝三天南瓜汤能把痛风治好", "南瓜汤治不好痛风"),
    ("布口罩挡住病毒的效果比医用口罩好", "布口罩挡病毒不如医用口罩"),
    ("布口罩挡住病毒的效果比医用口罩好", "医用口罩挡住病毒的效果比布口罩好"),
    ("青岭市警察不再取缔改装排气管", "青岭市警察会取缔改装排气管"),
    ("报纸在2022年2月报道歌手李某去世", "歌手李某2022年9月8日去世"),
    ("青岭所有超市和菜市场要停业一星期", "青岭2020年12月所有超市和菜市场停业一星期"),
    ("家里放一瓶可乐,失火时可以代替灭火器救命", "牛奶可以代替灭火器"),
    (
        "武阳一家超市里,顾客为抢口罩大打出手",
        "昨天我表姐在群里发的,武阳一家超市里,顾客为抢食盐大打出手,现在的人不知道怎么想的",
    ),
]
SAME = [
    ("豆浆不能加红糖喝,红糖里的有机酸会和蛋白质结合", "豆浆可以加红糖喝吗?"),
    ("豆浆不能加红糖喝,红糖里的有机酸会和蛋白质结合", "千万别用豆浆加红糖喝"),
    ("铁壶煮茶会让人中毒,甚至有致命危险", "不要用铁壶煮茶"),
    ("布口罩挡住病毒的效果比医用口罩好", "布口罩和医用口罩哪个挡病毒更好"),
    ("青岭所有超市和菜市场要停业一星期", "昨天听同事说,青岭的超市和菜市场要停业,赶紧去买菜"),
    ("2021年9月1日起青岭停水", "9月1日起青岭停水"),
    ("手机充电时接电话会爆炸", "手机充电时接电话会不会爆炸？"),
    ("手机充电时接电话会爆炸", "手机充电时接电话是不是真的会爆炸"),
    ("手机充电时接电话不会爆炸", "手机充电时接电话会爆炸吗"),
    ("柿子和优酪乳一起吃会中毒，孩子还没到医院", "柿子和优酪乳一起吃会中毒，孩子还没等到医院"),
    ("磷酸氯喹就是土霉素", "氯喹不就是土霉素嘛"),
    ("北京所有超市停业一星期", "所有超市停业一星期"),
    ("北京所有超市停业一星期", "北京和上海的超市都停业一星期"),
    ("日本的自来水全都有毒", "自来水全都有毒，在东京"),
    ("武昌区的超市明天全部关门", "武汉武昌区的超市明天全部关门"),
    ("武汉肺炎会传给家里的猫", "中国的新冠肺炎会传给家里的猫"),
    ("台湾市面上七成的花生都有霉", "市面上的花生七成都有霉"),
    ("上地铁不戴口罩会被罚款", "听说上地铁不戴口罩会被罚款"),
    ("吃土豆会让人变胖", "吃马铃薯会让人变胖"),
    ("每天走8000步会伤膝盖", "每天走八千步会伤膝盖"),
    ("隔夜的菜吃了会致癌", "隔夜的菜吃了引发癌症"),
    ("大蒜能预防新冠肺炎", "大蒜能预防新冠"),
    ("热水袋会爆炸", "热水袋会不会爆炸"),
    ("虾不能和维生素C一起吃，会中毒", "虾和维生素C一起吃，会中毒"),
    ("小区里的自来水有毒", "小区里的自来水是不是有毒"),
    ("微波炉热过的菜会致癌", "微波炉加热的饭菜会致癌吗"),
]


@pytest.mark.parametrize(("claim", "text", "differs"), OTHER)
def test_the_opposite_and_another_thing_differ_both_ways(
    guard: Guard, claim: str, text: str, differs: tuple[str, str] | None
) -> None:
    found = guard.difference([normalise(claim)], normalise(text))
    assert found is not None
    if differs:
        assert found == differs
    assert guard.difference([normalise(text)], normalise(claim)) is not None


@pytest.mark.parametrize(("claim", "text"), STANCES)
def test_a_short_statement_that_takes_the_other_side_differs(guard: Guard, claim: str, text: str) -> None:
    found = guard.difference([normalise(claim)], normalise(text))
    assert found is not None
    assert all(found)
    assert found[0] in normalise(text)


@pytest.mark.parametrize(("claim", "text"), [(claim, text) for claim, text, _ in OTHER] + STANCES)
def test_what_differs_is_told_in_whole_words(guard: Guard, claim: str, text: str) -> None:
    found = guard.difference([normalise(claim)], normalise(text))
    assert found is not None
    assert all(words[0].isalnum() for words in found)
    assert all(words[-1].isalnum() for words in found)


@pytest.mark.parametrize(("claim", "text"), SAME)
def test_questions_rewordings_and_omissions_do_not(guard: Guard, claim: str, text: str) -> None:
    assert guard.difference([normalise(claim)], normalise(text)) is None


def test_the_nearest_wording_of_a_claim_decides(guard: Guard) -> None:
    wordings = ["武阳市明天起全面封城", "青岭市明天起全面封城"]
    assert guard.difference(wordings, "青岭市明天起全面封城") is None
    assert guard.difference(wordings, "白河市明天起全面封城") is not None


def test_a_message_that_denies_the_claim_itself_may_say_not_but_no_other_thing(guard: Guard) -> None:
    claim = "喝热柠檬水可以杀死癌细胞"
    assert guard.difference([claim], "喝热柠檬水不可以杀死癌细胞", refutes=True) is None
    assert guard.difference([claim], "喝热苦瓜水可以杀死癌细胞", refutes=True) == ("苦瓜", "柠檬")


@settings(deadline=None)
@given(st.text(alphabet="不没无会有是吃水热冷北京上海的三3,，? ", max_size=40))
def test_no_text_differs_from_itself(text: str) -> None:
    normal = normalise(text)
    assert Guard(HashingEncoder(), 0.0).difference([normal], normal) is None


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    found = Guard(HashingEncoder(), 0.0).difference([normalise(one)], normalise(other))
    assert found is None or any(found)

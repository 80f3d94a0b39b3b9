"""The guard: the opposite of a claim, or the same of another place, is not the claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import normalise
from index.guard import contradicts

OPPOSITE = [
    ("微波炉加热食物会致癌", "微波炉加热食物不会致癌"),
    ("速溶咖啡里有电池粉", "速溶咖啡里没有电池粉"),
    ("面包里的肉松是棉花做的", "面包里的肉松不是棉花做的"),
    ("螃蟹和柿子一起吃会中毒", "螃蟹和柿子可以一起吃，不会中毒"),
    ("北京所有超市停业一星期", "上海所有超市停业一星期"),
    ("喝热柠檬水可以杀死癌细胞", "喝热柠檬水不会杀死癌细胞"),
    ("3岁以下儿童不能坐飞机", "6岁以下儿童不能坐飞机"),
    ("2018年9月1日起加油要实名", "2020年9月1日起加油要实名"),
]
SAME = [
    ("手机充电时接电话会爆炸", "手机充电时接电话会不会爆炸？"),
    ("手机充电时接电话会爆炸", "手机充电时接电话是不是真的会爆炸"),
    (
        "柿子和优酪乳一起吃会中毒，孩子还没到医院就往生了",
        "柿子和优酪乳一起吃会中毒，孩子还没等到医院就往生了",
    ),
    ("磷酸氯喹就是土霉素", "氯喹不就是土霉素嘛"),
    ("北京所有超市停业一星期", "所有超市停业一星期"),
    ("北京所有超市停业一星期", "北京和上海的超市都停业一星期"),
    ("上地铁不戴口罩会被罚款", "听说上地铁不戴口罩会被罚款"),
]


@pytest.mark.parametrize(("claim", "text"), OPPOSITE)
def test_the_opposite_and_the_elsewhere_contradict(claim: str, text: str) -> None:
    assert contradicts([normalise(claim)], normalise(text)) is True
    assert contradicts([normalise(text)], normalise(claim)) is True


@pytest.mark.parametrize(("claim", "text"), SAME)
def test_questions_and_rewordings_do_not(claim: str, text: str) -> None:
    assert contradicts([normalise(claim)], normalise(text)) is False


@given(st.text(alphabet="不没无会有是吃水热冷北京上海的", max_size=40))
def test_no_text_contradicts_itself(text: str) -> None:
    assert contradicts([text], text) is False

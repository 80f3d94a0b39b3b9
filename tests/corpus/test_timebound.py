"""Which claims hold for a time only."""

from __future__ import annotations

import pytest

from corpus.debunk import Debunk, Verdict
from corpus.timebound import is_time_bound


def _debunk(claim: str, topic: str = "health") -> Debunk:
    return Debunk(
        id="x",
        claim=claim,
        verdict=Verdict.FALSE,
        url="https://example.org/x",
        publisher="Example",
        lang="zh-Hans",
        topic=topic,
    )


@pytest.mark.parametrize(
    "claim",
    [
        "武阳市明天起全面封城",
        "3月5日起超市只开两小时",
        "2020年2月青岭有人确诊",
        "本周五全市停水",
        "十二月起油价上涨",
        "今晚十点喷洒消毒药水",
        "收容所里的狗马上就要被安乐死",
        "12号全市停水",
        "The border closes tomorrow",
        "Schools stay closed until March",
    ],
)
def test_a_claim_with_a_day_is_time_bound(claim: str) -> None:
    assert is_time_bound(_debunk(claim))


@pytest.mark.parametrize(
    "claim",
    [
        "喝热柠檬水可以杀死癌细胞",
        "吃月子餐能降血压",
        "Bleach cures the flu",
        "燒燙傷後馬上把蛋白抹在傷口上，就能把傷治好",
        "吃完饭立刻躺下会胃下垂",
        "微波炉会致癌，要马上停用",
        "從汽車的2號車門下車會被罰",
        "國道61號裝了隱藏的監視器",
    ],
)
def test_a_claim_without_one_is_not(claim: str) -> None:
    assert not is_time_bound(_debunk(claim))


@pytest.mark.parametrize("topic", ["epidemic", "disaster", "policy", "weather"])
def test_topics_that_change_quickly_are_time_bound(topic: str) -> None:
    assert is_time_bound(_debunk("超市只开两小时", topic))

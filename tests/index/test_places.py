"""Places: names, and the everyday words that look like them."""

from __future__ import annotations

import pytest

from corpus.text import normalise
from index.places import places_in


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("北京和上海都封城了", {"北京", "上海"}),
        ("臺北捷運停駛", {"台北"}),
        ("每天多晒日照能补钙", set()),
        ("日照市昨天有人确诊", {"日照"}),
        ("他去了日照", {"日照"}),
        ("白银价格大涨", set()),
        ("甘肃白银发生地震", {"甘肃", "白银"}),
        ("喝普洱茶减肥", set()),
        ("罗马生菜不能吃", set()),
        ("世界大同", set()),
        ("德州人都知道", {"德州"}),
        ("澳洲大火", {"澳大利亚"}),
        ("澳大利亚大火", {"澳大利亚"}),
        ("哈密瓜打了甜蜜素", set()),
        ("印度洋海啸", set()),
        ("义乌的小商品", {"义乌"}),
    ],
)
def test_a_place_is_a_place_where_the_words_around_it_say_so(text: str, places: set[str]) -> None:
    assert places_in(normalise(text)) == places

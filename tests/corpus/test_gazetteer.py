"""Which places a text speaks of, and which only look like it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.gazetteer import covers, find_regions, is_place, region_of
from corpus.placenames import place_names
from corpus.text import normalise

SENTENCES = [
    ("杭州市西湖区发生火灾", ["CN-ZJ/杭州市/西湖区"]),
    ("浙江杭州西湖边发现老虎", ["CN-ZJ/杭州市/西湖区"]),
    ("浙江省宁波市的自来水有毒", ["CN-ZJ/宁波市"]),
    ("朝阳区要封控了", ["CN"]),
    ("北京朝阳要封控了", ["CN-BJ/朝阳区"]),
    ("北京今天下雨，朝阳区停电", ["CN-BJ/朝阳区"]),
    ("辽宁朝阳地震了", ["CN-LN/朝阳市"]),
    ("朝阳升起的时候喝水最好", []),
    ("吉林市封城", ["CN-JL/吉林市"]),
    ("吉林要下大雪", ["CN-JL"]),
    ("南京鼓楼区停水", ["CN-JS/南京市/鼓楼区"]),
    ("鼓楼区停水", ["CN"]),
    ("江苏南通通州区停水", ["CN-JS/南通市/通州区"]),
    ("位于都江堰的水库要垮了", ["CN-SC/成都市/都江堰市"]),
    ("重庆渝中区封路", ["CN-CQ/渝中区"]),
    ("海南三亚海棠区", ["CN-HI/三亚市/海棠区"]),
    ("湖南长沙有人确诊", ["CN-HN/长沙市"]),
    ("长沙县停课", ["CN-HN/长沙市/长沙县"]),
    ("山西大同云州区有疫情", ["CN-SX/大同市/云州区"]),
    ("世界大同，大同小异", []),
    ("今天日照很强", []),
    ("山东日照地震", ["CN-SD/日照市"]),
    ("银行要倒闭了，白银要涨价", []),
    ("孙中山说过的话", []),
    ("中山路有人抢劫", []),
    ("广东中山发现登革热", ["CN-GD/中山市"]),
    ("台北市中山區停電", ["TW-TPE/中山區"]),
    ("基隆中山區停電", ["TW-KEE/中山區"]),
    ("台北市大安區停水", ["TW-TPE/大安區"]),
    ("中山區停電", []),
    ("臺中市北區封路", ["TW-TXG/北區"]),
    ("新竹有人確診", ["TW"]),
    ("新竹縣竹北市", ["TW-HSQ/竹北市"]),
    ("南部縣市明天停班", []),
    ("沙田柚能降血压", []),
    ("香港沙田发生车祸", ["HK/沙田區"]),
    ("澳門要關閉口岸", ["MO"]),
    ("云南大理的大理石有毒", ["CN-YN/大理白族自治州"]),
    ("延边州暴雪", ["CN-JL/延边朝鲜族自治州"]),
    ("新疆和田玉能治病", ["CN-XJ"]),
    ("上海市场上的虾打了针", ["CN-SH"]),
    ("上海南京路踩踏", ["CN-SH"]),
    ("河北大城市人口减少", ["CN-HE"]),
    ("甘肃合作社卖假种子", ["CN-GS"]),
    ("武汉肺炎能用大蒜治好", []),
    ("哈密瓜打了针", []),
    ("警方成功镇压了", []),
    ("阿里巴巴要倒闭", []),
    ("北京、上海要封城", ["CN-BJ", "CN-SH"]),
    ("中国人都要打针", ["CN"]),
    ("全台停電", ["TW"]),
    ("吃柠檬能抗癌", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "places"), SENTENCES)
def test_a_sentence_names_these_places(text: str, places: list[str]) -> None:
    assert [region.place for region in find_regions(text)] == places


def test_both_scripts_name_the_same() -> None:
    assert find_regions("臺北市萬華區") == find_regions("台北市万华区")
    assert find_regions("廣東東莞") == find_regions("广东东莞")


def test_the_surest_place_comes_first() -> None:
    regions = find_regions("鼓楼区和杭州市")
    assert [region.place for region in regions] == ["CN-ZJ/杭州市"]
    regions = find_regions("台中發現老虎，浙江省杭州市也有")
    assert [region.place for region in regions] == ["CN-ZJ/杭州市", "TW-TXG"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("浙江杭州西湖区停水", "CN-ZJ/杭州市/西湖区"),
        ("杭州和宁波停水", "CN-ZJ"),
        ("北京和上海要封城", "CN"),
        ("台湾和中国都有", ""),
        ("吃柠檬能抗癌", ""),
    ],
)
def test_a_text_is_about_what_its_places_have_in_common(text: str, place: str) -> None:
    assert region_of(text) == place


@pytest.mark.parametrize(
    ("large", "small", "held"),
    [
        ("", "CN-ZJ", True),
        ("", "", True),
        ("CN", "CN-ZJ/杭州市", True),
        ("CN", "CN", True),
        ("CN", "", False),
        ("CN", "HK", False),
        ("CN-ZJ", "CN-ZJ/杭州市", True),
        ("CN-ZJ/杭州市", "CN-ZJ/杭州市/西湖区", True),
        ("CN-ZJ/杭州市", "CN-ZJ", False),
        ("CN-ZJ/杭州", "CN-ZJ/杭州市", False),
        ("CN-H", "CN-HB", False),
        ("CN-HB", "CN-HN", False),
        ("HK", "HK/沙田區", True),
        ("TW", "TW-TPE/大安區", True),
    ],
)
def test_a_place_covers_what_lies_in_it(large: str, small: str, held: bool) -> None:
    assert covers(large, small) is held


@pytest.mark.parametrize(
    "written", ["CN", "TW", "HK", "CN-ZJ", "CN-ZJ/杭州市/西湖区", "US", "US-NY", "JP-13"]
)
def test_what_is_written_so_is_a_place(written: str) -> None:
    assert is_place(written)


@pytest.mark.parametrize("written", ["", "CN-XX", "CN-ZJ/", "CN-ZJ/杭州", "杭州市", "us", "HK/大安區", "USA"])
def test_what_is_written_otherwise_is_none(written: str) -> None:
    assert not is_place(written)


def test_the_table_holds_every_level() -> None:
    places = place_names().places
    assert len([place for place in places if place.startswith("CN-") and "/" not in place]) == 31
    assert len([place for place in places if place.startswith("TW-") and "/" not in place]) == 22
    assert len(places) > 3_500
    assert max(place.count("/") for place in places) == 2
    assert {"CN-ZJ/杭州市/临平区", "CN-HB/仙桃市", "CN-CQ/渝中区", "TW-LIE/東引鄉", "HK/沙田區"} <= places


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    found = find_regions(text)
    assert find_regions(normalise(text)) == found
    assert all(0 < region.confidence <= 1 for region in found)


_NAMES = """
杭州 西湖 西湖区 浙江省 朝阳 朝阳区 北京 辽宁 中山 中山區 台北市 大同 和平区
東區 新竹 大理 南通 通州 在 发生 ， 的 路
"""


@given(st.lists(st.sampled_from(_NAMES.split()), max_size=8).map("".join))
def test_what_is_found_is_in_the_table_and_nothing_twice(text: str) -> None:
    found = [region.place for region in find_regions(text)]
    assert set(found) <= place_names().places
    assert not any(one != other and covers(one, other) for one in found for other in found)
    common = region_of(text)
    assert not common or any(covers(common, place) for place in found)
    assert find_regions(normalise(text)) == find_regions(text)


@given(st.sampled_from(sorted(place_names().places)))
def test_every_level_of_a_place_covers_it_and_not_the_other_way_round(place: str) -> None:
    parts = place.split("/")
    for count in range(1, len(parts)):
        above = "/".join(parts[:count])
        assert above in place_names().places
        assert covers(above, place)
        assert not covers(place, above)


def test_two_hundred_characters_take_less_than_a_millisecond() -> None:
    text = ("听说浙江杭州西湖区和宁波的超市明天都要关门，大家赶紧去买米买油，朋友说北京朝阳也一样。" * 5)[
        :200
    ]
    find_regions(text)
    took = []
    for _ in range(5):
        began = time.process_time()
        for _ in range(10):
            find_regions(text)
        took.append((time.process_time() - began) / 10)
    assert min(took) < 0.001

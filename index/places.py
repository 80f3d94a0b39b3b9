"""Places in a text: where two otherwise equal claims often differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from corpus.gazetteer import covers, find_regions
from index.numbers import numbers_in

__all__ = ["PLACES", "numbers_in", "other_place", "places_in"]

# Simplified names without their rank (省, 市, 县), as corpus.text.normalise leaves them. Names that are
# hardly ever places in a rumor (朝阳 "rising sun", 长治 "long peace", 和平, 三明, 开平 ...) are left out.
_CHINA = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 "
    "海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 台湾 石家庄 唐山 秦皇岛 "
    "邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 晋城 朔州 晋中 运城 忻州 临汾 吕梁 "
    "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 "
    "盘锦 铁岭 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 "
    "伊春 佳木斯 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 "
    "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 "
    "黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 "
    "九江 新余 鹰潭 赣州 吉安 宜春 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 "
    "德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 "
    "周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 "
    "邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 "
    "肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 "
    "贵港 玉林 百色 贺州 河池 崇左 海口 三亚 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 "
    "眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 "
    "普洱 临沧 拉萨 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 "
    "张掖 平凉 酒泉 庆阳 定西 陇南 西宁 银川 石嘴山 吴忠 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 喀什 伊犁 "
    "大兴 通州 顺义 丰台 海淀 昌平 浦东 瑞丽 绥芬河"
)
_TAIWAN = (
    "台北 新北 桃园 台中 台南 高雄 基隆 新竹 苗栗 彰化 南投 云林 嘉义 屏东 宜兰 花莲 台东 澎湖 金门 马祖 "
    "板桥 淡水 垦丁"
)
_WORLD = (
    "中国 美国 英国 法国 德国 日本 韩国 朝鲜 俄罗斯 乌克兰 印度 印尼 泰国 越南 菲律宾 马来西亚 新加坡 "
    "缅甸 柬埔寨 老挝 巴基斯坦 孟加拉 伊朗 伊拉克 以色列 巴勒斯坦 土耳其 沙特 叙利亚 阿富汗 埃及 南非 "
    "尼日利亚 埃塞俄比亚 肯尼亚 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 芬兰 丹麦 波兰 捷克 "
    "奥地利 匈牙利 希腊 塞尔维亚 加拿大 墨西哥 巴西 阿根廷 智利 秘鲁 委内瑞拉 古巴 澳大利亚 澳洲 新西兰 "
    "梵蒂冈 欧洲 非洲 纽约 伦敦 巴黎 东京 大阪 首尔 大邱 洛杉矶 加州 夏威夷 莫斯科 柏林 罗马 悉尼 曼谷 "
    "迪拜"
)
_MORE = (
    "旧金山 华盛顿 芝加哥 佛罗里达 京都 名古屋 北海道 冲绳 釜山 基辅 日内瓦 "
    "义乌 昆山 江阴 常熟 张家港 太仓 慈溪 余姚 诸暨 海宁 乐清 瑞安 温岭 晋江 石狮 福清 武夷山 都江堰 峨眉山 "
    "胶州 寿光 诸城 荣成 曲阜 滕州 大理 敦煌 景洪 延吉 珲春 满洲里 库尔勒 伊宁 石河子 三河 迁安 鹿泉 藁城 "
    "宜兴 溧阳 丹阳 浏阳 仙桃 潜江 天门 神农架 韩城 雄安"
)
_ALSO_WORDS = (
    "日照 白银 大同 安康 德州 罗马 中山 开封 长春 天水 平凉 百色 大兴 通化 金门 吉安 四平 黄山 丽水 保山 "
    "乐山 宁德 普洱 泰安 宜春 白山 松原 河源 内江 南平 武威 定西 天门 三河 海口 东营 景洪"
)
"""Names that are everyday words or parts of other names: 日照 is sunshine, 罗马 a tomato."""

_AMBIGUOUS = frozenset(_ALSO_WORDS.split())

_ALIASES = {
    "澳洲": "澳大利亚",
    "义大利": "意大利",
    "纽西兰": "新西兰",
    "北韩": "朝鲜",
    "南韩": "韩国",
    "印度尼西亚": "印尼",
    "寮国": "老挝",
    "三藩市": "旧金山",
    "雪梨市": "悉尼",
}
"""Other names of a place, and the one under which it counts."""

_CITIES_OF = {
    "美国": "纽约 洛杉矶 加州 夏威夷 旧金山 华盛顿 芝加哥 佛罗里达",
    "日本": "东京 大阪 京都 名古屋 北海道 冲绳",
    "韩国": "首尔 大邱 釜山",
    "英国": "伦敦",
    "法国": "巴黎",
    "德国": "柏林",
    "意大利": "罗马 梵蒂冈",
    "瑞士": "日内瓦",
    "俄罗斯": "莫斯科",
    "乌克兰": "基辅",
    "泰国": "曼谷",
    "澳大利亚": "悉尼",
}
_COUNTRY_OF = {city: country for country, cities in _CITIES_OF.items() for city in cities.split()}
"""Of cities that the gazetteer does not know."""

_FURTHER = (
    "蒙古 斯里兰卡 尼泊尔 不丹 爱尔兰 冰岛 哈萨克斯坦 乌兹别克斯坦 阿联酋 卡塔尔 科威特 约旦 黎巴嫩 摩洛哥 "
    "突尼斯 利比亚 津巴布韦 坦桑尼亚 乌干达 卢旺达 索马里 莫桑比克 马达加斯加 哥伦比亚 厄瓜多尔 玻利维亚 "
    "乌拉圭 巴拿马 哥斯达黎加 多米尼加 牙买加 罗马尼亚 保加利亚 克罗地亚 斯洛伐克 斯洛文尼亚 立陶宛 拉脱维亚 "
    "爱沙尼亚 白俄罗斯 格鲁吉亚 亚美尼亚 阿塞拜疆 卢森堡 马耳他 塞浦路斯 摩纳哥 斐济 帕劳 文莱 东帝汶"
)
"""Countries beyond those that the decision was fitted with."""

PLACES: frozenset[str] = frozenset(f"{_CHINA} {_MORE} {_TAIWAN} {_WORLD}".split()) | frozenset(_ALIASES)
"""Names of provinces, cities and countries, simplified."""

# An illness, and how much: 七成都有.
_NO_PLACE = re.compile("武汉(?=肺炎|病毒|新冠|新型冠状)|(?<=[一二三四五六七八九十两几0-9])成都")
_VAST = frozenset(("欧洲", "非洲"))
"""Parts of the world, whose countries the gazetteer does not know to lie in them."""


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(names, key=lambda name: (-len(name), name))))


_NAME, _ANY_NAME = _any_of(PLACES), _any_of(PLACES.union(_FURTHER.split()))
# 普洱茶, 哈密瓜, 荷兰豆 and 绍兴酒 are products, 印度洋 and 日本海 seas, 中山装 clothes.
_PRODUCT = re.compile("[茶瓜豆醋酒装洋参犬猪]|火腿|肉夹馍|菜刀|高粱|烤鸭|拉面")
_PLACE_BEHIND = re.compile(
    "[省市县区州]|地区|机场|车站|火车站|大学|医院|警方|公安|政府|多地|全[市城省]|有人|出现|发生|确诊|疫情|封|当地|人(?!参)"
)
_PLACE_BEFORE = re.compile("[在去到来从回往赴于自返离抵达省市州、和]了?$")


def places_in(text: str) -> frozenset[str]:
    """:returns: the places that a normalised text names, each under one name

    A name that is also an everyday word counts where the words around it speak of a place.
    """
    return frozenset(_named(text, _NAME))


def other_place(wordings: Sequence[str], statement: str) -> tuple[str, str] | None:
    """Find where a statement speaks of another place than a claim, wherever in it that stands.

    :param wordings: of the claim, normalised; :param statement: normalised
    :returns: a place that only the claim names, and one that only the statement names; None when there are
        not both, and when what one of them names more lies in a place of the other, or holds it
    """
    wordings = [_NO_PLACE.sub("", wording) for wording in wordings]
    statement = _NO_PLACE.sub("", statement)
    ours = [name for wording in wordings for name in _named(wording, _ANY_NAME)]
    theirs = list(_named(statement, _ANY_NAME))
    missing = [name for name in ours if name not in theirs and name not in statement]
    foreign = [name for name in theirs if name not in ours and not any(name in each for each in wordings)]
    if not missing or not foreign or not _VAST.isdisjoint(missing + foreign):
        return None
    named = [*product(foreign, ours), *product(missing, theirs)]
    if any(_COUNTRY_OF.get(one) == other or _COUNTRY_OF.get(other) == one for one, other in named):
        return None
    here, there = (
        {region.place for text in texts for region in find_regions(text)} for texts in (wordings, [statement])
    )
    pairs = [*product(here - there, there), *product(there - here, here)]
    if any(covers(one, other) or covers(other, one) for one, other in pairs):
        return None
    return missing[0], foreign[0]


def _named(text: str, names: re.Pattern[str]) -> Iterator[str]:
    """:returns: the places of these names that a text speaks of, in its order"""
    for match in names.finditer(text):
        name = match[0]
        if _PRODUCT.match(text, match.end()):
            continue
        if name in _AMBIGUOUS and len(text) > len(name) and not _is_spoken_of(text, match):
            continue
        yield _ALIASES.get(name, name)


def _is_spoken_of(text: str, match: re.Match[str]) -> bool:
    before = text[max(match.start() - 2, 0) : match.start()]
    return _PLACE_BEHIND.match(text, match.end()) is not None or _PLACE_BEFORE.search(before) is not None

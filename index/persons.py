"""Whom a message is about: where one claim alone names that person, it may be about that claim."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.terms import HAN
from index.view import Holdings
from index.words import word_edges

# All simplified, as corpus.text.normalise leaves them.
_FAMILY_NAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴"
    "崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚温游柯庄尤阮纪翁欧涂童甘费乔"
    "詹古卓葛倪聂鲁齐岑祝伍骆柳裴屈鲍霍邢符蓝翟章管简盛"
)
_TOLD = """
医生 医师 大夫 教授 博士 院士 院长 校长 主任 专家 老师 护士 护理师 药师 营养师 中医 律师 法官 记者 主播
作家 导演 演员 歌手 艺人 明星 影星 总统 主席 总理 部长 局长 处长 厅长 市长 县长 省长 州长 书记 委员 立委
议员 发言人 司令 上将 中将 少将 将军 董事长 总裁 总经理 创办人 警员 先生 女士 小姐 太太 修女 法师
"""
_TITLE = "|".join(_TOLD.split())
_NO_NAME = re.compile(rf"(?:{_TITLE}|[会局部院台报社网署厅处委])$")  # 董事长, 徐小姐, 金管会
_LENGTH = 3  # characters: names of two are too often something else
_NAME = re.compile(rf"(?=([{_FAMILY_NAMES}][{HAN}]{{{_LENGTH - 1}}}))")
_BEFORE = re.compile(rf"(?:{_TITLE}|叫|叫做|主人公|主角|当事人|男子|女子)\W?$")
_AFTER = re.compile(
    rf"(?:\([^()]{{0,20}}\)|\W){{0,3}}"
    rf"(?:{_TITLE}|说|称|表示|指出|提醒|透露|写|[男女]\W|(?:今年|现年|时年)?\d+岁|生于|出生|\d{{4}}年\S{{0,6}}生)"
)
_BESIDE = 6  # characters before a name in which it may be said what somebody is
_MOST_NAMES = 20  # of a message
_RARE = 1 / 2000  # of the debunks of an index: in so many the letters of a name stand beside each other
_RARE_ANYWHERE = 8  # debunks; the same in an index of any size, and as many as one claim may have


class Persons:
    """The claims of an index by the persons whom they name; keeps no state between messages."""

    def __init__(self, holdings: Holdings, same_claim: Callable[[int, int], bool]) -> None:
        """:param same_claim: whether two debunks, told by their rows, are of one claim"""
        self._claims, self._terms = holdings.claims, holdings.claim_terms
        self._same_claim = same_claim
        self._rare = max(_RARE_ANYWHERE, round(_RARE * (len(holdings.claim_starts) - 1)))

    def rows(self, body: str) -> list[int]:
        """Find the debunks of claims that name a person whom the message is about, and no other claim does.

        :param body: a normalised message
        :returns: a row for each such claim, in the order of the message
        """
        found: dict[int, None] = {}
        for name in islice(dict.fromkeys(_introduced(body)), _MOST_NAMES):
            rows = self._naming(name)
            if rows and all(self._same_claim(rows[0], row) for row in rows[1:]):
                found[rows[0]] = None
        return list(found)

    def _naming(self, name: str) -> list[int]:
        """:returns: the rows of the debunks whose claims have a name; none where it is not rare"""
        first, second = self._terms.holding(name[:2]), self._terms.holding(name[1:])
        if any(len(self._owners(texts)) > self._rare for texts in (first, second)):
            return []
        texts = np.intersect1d(first, second)
        if len(self._owners(texts)) > _RARE_ANYWHERE:
            return []
        naming = [_stands(name, self._claims[text]) for text in texts.tolist()]
        return self._owners(texts[np.array(naming, dtype=np.bool_)])

    def _owners(self, texts: NDArray[np.int32]) -> list[int]:
        rows: list[int] = np.unique(self._terms.owners[texts]).tolist()
        return rows


def _introduced(body: str) -> Iterator[str]:
    """Names of which a text says who that is: 李某某医生, 院士李某某, 李某某说, 李某某，男，1958年生."""
    for found in _NAME.finditer(body):
        name, start, end = found[1], found.start(), found.end(1)
        beside = _AFTER.match(body, end) or _BEFORE.search(body[max(0, start - _BESIDE) : start])
        if beside and not _NO_NAME.search(name) and _is_whole(body, start, end):
            yield name


def _stands(name: str, text: str) -> bool:
    """Whether a name stands in a normalised text, being no part of other words."""
    starts = (found.start() for found in re.finditer(name, text))
    return any(_is_whole(text, start, start + len(name)) for start in starts)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a name stands where words begin and end, and is no word itself: many texts are about those."""
    return {start, start + 1, end} <= word_edges(text)

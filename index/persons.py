"""Whom a message names: where one claim alone names a person, the message may be about that claim."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from corpus.gazetteer import find_regions
from index.terms import HAN
from index.view import Holdings
from index.words import word_edges

# Common family names in simplified characters, as corpus.text.normalise leaves them. Without 于 and 万: those
# are nearly always "at" and "ten thousand".
_FAMILY_NAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴"
    "崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常顾赖武康贺严尹钱施牛洪龚温游柯庄尤阮纪翁欧涂童甘"
)
_LENGTH = 3  # characters: names of two are too often something else
_NAME = re.compile(rf"(?=([{_FAMILY_NAMES}][{HAN}]{{{_LENGTH - 1}}}))")
_RARE = 1 / 2000  # of the debunks of an index: in so many the letters of a name stand beside each other
_RARE_ANYWHERE = 3  # debunks; the same in an index of any size
_MOST_WORDINGS = 8  # of a debunk
_MOST_OF_A_CLAIM = 8  # debunks of one claim: of more that name somebody, there is hardly only one claim


class Persons:
    """The claims of an index by the persons whom they name; keeps no state between messages."""

    def __init__(self, holdings: Holdings, same_claim: Callable[[int, int], bool]) -> None:
        """:param same_claim: whether two debunks, told by their rows, are of one claim"""
        self._claims, self._terms = holdings.claims, holdings.claim_terms
        self._same_claim = same_claim
        self._rare = max(_RARE_ANYWHERE, round(_RARE * (len(holdings.claim_starts) - 1)))

    def rows(self, body: str) -> list[int]:
        """Find the debunks of claims that name a person whom the message names, and no other claim does.

        :param body: a normalised message
        :returns: a row for each such claim, in the order of the message
        """
        found: dict[int, None] = {}
        for name in self._rare_names(body):
            first, *more = self._naming(name) or [-1]
            if first >= 0 and all(self._same_claim(first, row) for row in more):
                found[first] = None
        return list(found)

    def _rare_names(self, body: str) -> list[str]:
        """What may be names in a message: a known family name with letters that hardly a claim has."""
        names = list(dict.fromkeys(found[1] for found in _NAME.finditer(body)))
        counts = self._terms.counts([half for name in names for half in _halves(name)]).reshape(-1, 2)
        rare = np.all((counts > 0) & (counts <= self._rare * _MOST_WORDINGS), axis=1)
        return [
            name
            for name, is_rare in zip(names, rare, strict=True)
            if is_rare and _stands(name, body) and not find_regions(name)
        ]

    def _naming(self, name: str) -> list[int]:
        """:returns: the rows of the debunks whose claims have a name; none where it is not rare"""
        halves = _halves(name)
        if any(len(self._owners(self._terms.holding([half]))) > self._rare for half in halves):
            return []
        texts = self._terms.holding(set(halves))
        if len(self._owners(texts)) > _MOST_OF_A_CLAIM:
            return []
        naming = [_stands(name, self._claims[text]) for text in texts.tolist()]
        return self._owners(texts[np.array(naming, dtype=np.bool_)])

    def _owners(self, texts: NDArray[np.int32]) -> list[int]:
        rows: list[int] = np.unique(self._terms.owners[texts]).tolist()
        return rows


def _halves(name: str) -> tuple[str, str]:
    return name[:2], name[1:]


def _stands(name: str, text: str) -> bool:
    """Whether a name stands in a normalised text, its parts being no parts of other words."""
    edges = word_edges(text)
    return any(
        {start, start + 1, start + _LENGTH} <= edges
        for start in (found.start() for found in re.finditer(re.escape(name), text))
    )

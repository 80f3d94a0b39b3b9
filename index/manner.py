"""In what manner a message speaks: like a newsroom that reports, or like people who pass on what they heard.

News often has the words of a rumor and is none. Each mark is one kind of words, in either language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MOST = 5
_CHARACTERS = 20  # to which numbers are counted

_REPORTS = tuple(
    re.compile(mark)
    for mark in (
        r"记者|\b(?:reporters?|correspondents?|reuters|associated press)\b",
        r"截至|\bas of \w+ \d",
        r"据.{1,16}?(?:报道|通报|消息|统计|介绍)|\b(?:according to|reportedly|reported)\b",
        r"通报|公告|发布会|\b(?:press conference|press release|in a statement|announcements?)\b",
        r"\d[日电]讯|日电",
        r"累计|新增\d*例|\d例|\b(?:confirmed cases|death toll|in total)\b",
        r"当地时间|北京时间|\d月\d+日|\blocal time\b",
        r"表示|指出|介绍|宣布|公布|\b(?:officials? said|told reporters|spokes\w+|announced)\b",
    )
)
_HEARSAY = tuple(
    re.compile(mark)
    for mark in (
        r"网传|听说|据说|传言|群里|\b(?:i heard|they say|rumou?r has it|people are saying)\b",
        r"朋友|同学|同事|亲戚|邻居|\b(?:a friend|my (?:friend|aunt|uncle|cousin|neighbou?r|sister))\b",
        r"转发|扩散|转告|告诉|分享|\b(?:forward|share this|pass (?:it|this) on|tell every\w+)\b",
        r"紧急|注意|千万|小心|警告|提醒|\b(?:urgent|warning|beware|be careful|attention)\b",
        r"医生|专家|教授|博士|\b(?:doctors?|experts?|professors?|scientists?)\b",
        r"!",
        r"真的假的|是真的吗|真的吗|是不是真|\b(?:is (?:it|this|that) true|true or false)\b",
    )
)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a message speaks, whatever it is about."""

    reports: int
    """Kinds of words that newsrooms use, 0 to 5."""
    hearsay: int
    """Kinds of words with which hearsay is passed on, 0 to 5."""
    digits: float
    """Numbers in 20 characters; those of a shorter message count as if it had 20."""

    @classmethod
    def of_text(cls, body: str) -> Manner:
        """:param body: normalised"""
        numbers = len(_NUMBER.findall(body))
        return cls(
            _kinds(_REPORTS, body),
            _kinds(_HEARSAY, body),
            numbers * _CHARACTERS / max(len(body), _CHARACTERS),
        )


def _kinds(marks: tuple[re.Pattern[str], ...], body: str) -> int:
    return min(sum(mark.search(body) is not None for mark in marks), _MOST)

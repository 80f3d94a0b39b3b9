"""Claims that hold for a time only: what was checked in March says little about May."""

import re

from corpus.debunk import Debunk
from corpus.text import normalise

__all__ = ["is_time_bound"]

TOPICS = frozenset(("disaster", "epidemic", "policy", "weather", "traffic", "election"))
"""Topics on which a check ages quickly."""

# 马上 alone says how soon after something one should act (吃完饭马上吃水果); 2 号车门, 国道 1 号 are no days.
_NOW = re.compile(
    r"\d月|\d日|(?<![道第])(?<![道第]\d)\d号(?![线车楼门])|(?<!\d)(?:19|20)\d\d(?:年|[-/]\d)"
    r"|[一二三四五六七八九十]月(?!子)|[前昨今明后]天|[昨今明]日|[今昨明]晚|今早"
    r"|今年|去年|明年|[本上下]个?[周月]|[本上下]星期|[周日月年号]起|近日|日前|目前|现在|刚刚|最新|即将|马上就?要|正在"
    r"|\b(?:today|tonight|tomorrow|yesterday|now|(?:this|next|last) (?:week|month|year)|(?:19|20)\d\d"
    r"|(?:jan|febr)uary|march|april|june|july|august|(?:septem|octo|novem|decem)ber)\b"
)


def is_time_bound(debunk: Debunk) -> bool:
    """Tell whether one must know when a claim was checked: it names a day, or its topic changes quickly."""
    return debunk.topic.lower() in TOPICS or _NOW.search(normalise(debunk.claim)) is not None

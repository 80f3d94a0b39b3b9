"""What a message says otherwise than a claim, as both were written: whole words, numbers with their units."""

import re

from corpus.scripts import fold_character
from corpus.text import normalise
from index.decision import Match

__all__ = ["written_difference"]

_NUMERALS = "0-9〇零一二两三四五六七八九十百千万亿半"
_NUMBER = re.compile(f"[{_NUMERALS}][{_NUMERALS}.,:/~-]*")
#: What makes "9" a month, a price or a share; as normalised.
_UNIT = re.compile(
    "[百千万亿]*(?: ?(?:%|‰|[°℃℉]c?|个(?:小时|月|星期|人)?|小时|分钟|点钟?|星期|公里|公斤|公分|公克"
    "|千克|千米|毫克|毫升|厘米|平方米|[年月日号时分秒岁周天次杯瓶片粒颗克斤升米元块角人条只名度级倍折成楼层辆亩顿口瓶针剂届]"
    "|(?:kg|mg|ml|km|cm|mm|g|l|m|years?|months?|weeks?|days?|hours?|minutes?|percent)(?![a-z])))"
)
#: What belongs to a number though it is no letter.
_SIGNS = "%‰°℃℉"


def written_difference(match: Match, text: str) -> tuple[str, str] | None:
    """Return the words in which a match differs, as message and claim write them.

    :param text: the message
    :returns: what the message says, and what the claim says instead; None when they do not differ
    """
    if match.differs is None:
        return None
    said, claimed = (_trimmed(words) for words in match.differs)
    return _as_written(said, text), _as_written(claimed, match.debunk.claim)


def _as_written(words: str, text: str) -> str:
    """Find normalised words in a text; they themselves where it does not have them in one piece."""
    # Character by character, so that a place in the folded text is one in the text.
    each = [normalise(fold_character(character)) or character for character in text]
    if any(len(character) != 1 for character in each):
        return words
    folded = "".join(each)
    start, end = _place(words, folded)
    return words if start < 0 else text[start:end]


def _place(words: str, folded: str) -> tuple[int, int]:
    """Return where words stand in a text, a number with all its digits and its unit; -1, -1 for nowhere."""
    if _NUMBER.fullmatch(words):
        for number in _NUMBER.finditer(folded):
            parts = re.split("[,:/~-]", number[0])
            if words in {*parts, *(part.rstrip("百千万亿") for part in parts)}:
                unit = _UNIT.match(folded, number.end())
                return number.start(), unit.end() if unit else number.start() + len(_trimmed(number[0]))
    start = folded.find(words)
    return start, start + len(words) if start >= 0 else -1


def _trimmed(words: str) -> str:
    """Return words without the marks around them; unchanged if they are nothing but marks."""
    kept = [place for place, sign in enumerate(words) if sign.isalnum() or sign in _SIGNS]
    return words[kept[0] : kept[-1] + 1] if kept else words

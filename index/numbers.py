"""Numbers in a text, by their value: 30 and 三十, 2万 and 20,000, 50% and 百分之五十 are one number each."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1_000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_HAN = "零〇一二三四五六七八九两十百千万亿"

# What may follow a number in Chinese characters for it to count: 三天 is a number, 三明治 and 一起 are words.
_COUNTED = (
    "年月日号天岁次杯个种小点点钟分钟秒斤两克吨元块美倍条家层周星人名位口瓶粒颗片例只头辆张座件所间楼"
    "成级届届度米里公毫升瓦国省市县区路类项大步宗根棵支把碗勺滴针剂晚夜早餐顿場场亩环代辈双对%|:"
)
_LONGEST = 24  # characters; nobody spells a longer number, and its value could fill the memory
_WORDS = frozenset(("万一", "千万", "亿万", "一一", "万万", "千百"))
_ARABIC = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?P<rest>\.\d+)?(?P<scale>[百千]?[万亿]|千(?!瓦|克|米|卡)|百(?!分))?"
)
_SPELLED = re.compile(rf"(?P<share>百分之)?(?P<number>[{_HAN}]+)(?=(?P<next>.?.?))")
_ABOUT = re.compile("^[一二三四五六七八九]{2}(?![〇零一二三四五六七八九])")  # 五六岁, 七八十: about so many


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start:end` of a text."""

    start: int
    end: int
    value: str
    """As digits without commas and zeros at the end, so that equal numbers are equal texts."""


def read_numbers(text: str) -> list[Number]:
    """Find the numbers of a normalised text, in order.

    "1,000" is one number and "1,2,3" are three. A number in Chinese characters counts where what is
    counted follows it, or where it has several digits: 三天 and 三十 are numbers, 三明治 and 一起 are not.
    """
    found = [_of_digits(match) for match in _ARABIC.finditer(text)]
    taken = [(number.start, number.end) for number in found]
    for match in _SPELLED.finditer(text):
        if all(match.end() <= start or match.start() >= end for start, end in taken):
            number = _of_characters(match)
            if number is not None:
                found.append(number)
    return sorted(found, key=lambda number: number.start)


def numbers_in(text: str) -> frozenset[str]:
    """:returns: the numbers of a normalised text, each as `Number.value`"""
    return frozenset(number.value for number in read_numbers(text))


def _of_digits(match: re.Match[str]) -> Number:
    digits, rest = match["digits"].replace(",", ""), match["rest"] or ""
    scale = 1
    for character in match["scale"] or "":
        scale *= _TENS.get(character) or _MYRIADS[character]
    return Number(match.start(), match.end(), _scaled(digits, rest, scale))


def _scaled(digits: str, rest: str, scale: int) -> str:
    """Multiply without rounding: 1.5 and 10,000 give "15000"."""
    decimals = rest[1:].rstrip("0")
    whole = int((digits + decimals)[:40]) * scale
    if not decimals:
        # A number as long as a telephone's keeps its zeros: it counts nothing.
        return digits if scale == 1 and len(digits) > 7 else str(whole)
    text = str(whole).rjust(len(decimals) + 1, "0")
    return f"{text[: -len(decimals)]}.{text[-len(decimals) :]}".rstrip("0").rstrip(".")


def _of_characters(match: re.Match[str]) -> Number | None:
    spelled = match["number"]
    if len(spelled) > _LONGEST:
        return None
    if match["share"] is None and (_is_word(spelled, match["next"]) or _ABOUT.match(spelled)):
        return None
    return Number(match.start(), match.end(), str(_value(spelled)))


def _is_word(spelled: str, following: str) -> bool:
    """Tell whether characters that may be digits are part of a word: 一起, 万一, 千万别, 十分好, 三明治."""
    if len(spelled) == 1:
        counted = following[:1] in _COUNTED and following != ""
        very = spelled == "十" and following[:1] == "分" and following[1:] not in "钟之秒"
        # 一 is an article more often than a number.
        return not counted or spelled in "一万亿千百" or very
    return spelled in _WORDS or (spelled[0] in "万千百亿" and following[:1] not in "年人名元个")


def _value(spelled: str) -> int:
    """:returns: what Chinese digits say, place by place (二〇二〇) or by tens (三十五)"""
    if all(character in _DIGITS for character in spelled):
        return int("".join(str(_DIGITS[character]) for character in spelled))
    total = section = digit = 0
    for character in spelled:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TENS:
            section += (digit or 1) * _TENS[character]
            digit = 0
        else:
            total = (total + section + digit or 1) * _MYRIADS[character]
            section = digit = 0
    return total + section + digit

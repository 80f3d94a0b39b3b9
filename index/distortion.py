"""Ways in which a message arrives distorted, though it says the same: for measuring what matching bears."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from corpus.text import script_of
from index.lookalikes import same_look, same_sound

Change = Callable[[str, random.Random], str]
"""A message and a source of chance become the distorted message."""

_HAN = re.compile("[\u3400-\u9fff]")
_GREETINGS = (
    "早安！大家好，", "各位亲友请注意：", "刚刚朋友传来的，", "【紧急通知】", "听说", "網傳：", "請問大家，",
    "转：\n", "[轉傳]", "家人们看过来👀\n", "Good morning everyone! ", "医院工作的同学刚发的：",
)  # fmt: skip
_TAILS = (
    "，请转发给家人朋友！", " 是真的吗？", "\n真的假的？求辟谣", "。多转几个群，功德无量🙏🙏", "（都在传）",
    "～請分享給更多人知道", "……这是谣言吗", "\n\n收到請廣為轉傳，救人一命", " fw", "！！！不转不是中国人",
    " #辟谣#", "\n祝大家平安健康🌹",
)  # fmt: skip
_EMOJI = "😱🙏🔥👍😭💪🌹❤😂👇"
_HEADS_OF_POSTS = ("@小明的日常：", "【热点】", "转发微博 //@路人甲:", "#今日话题#", "12:45 王阿姨 ")
_ENDS_OF_POSTS = (" O网页链接", " 展开全文c", " （来源：网络）", " 2,345次观看", " ...全文")
_ENGLISH = (
    "OK", "so", "really", "please", "check", "share", "BTW", "FYI", "omg", "news", "today", "just", "maybe",
    "people", "update", "important", "everyone", "now", "look", "right", "app", "video",
)  # fmt: skip
_CLAIM_SHORTEST = 6
_LINE = 18  # characters of a line of a screenshot


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter(name: str) -> _Converter:
    from opencc import OpenCC

    return OpenCC(name)


def _converted(text: str, name: str) -> str:
    """A text in another script. OpenCC takes NUL for the end of a text."""
    return "\x00".join(map(_converter(name).convert, text.split("\x00")))


@dataclass(frozen=True, slots=True)
class Distortion:
    """One way of distorting a message."""

    name: str
    """For people: what happened to the message."""
    change: Change
    allowed_loss: float = 0.03
    """Of R@3: the share of the messages found in their own shape that may be lost."""


def greeted(text: str, chance: random.Random) -> str:
    """A greeting before and a plea after it."""
    return f"{chance.choice(_GREETINGS)}{text}{chance.choice(_TAILS)}"


def posted(text: str, chance: random.Random) -> str:
    """The marks of a post around it: who wrote it, a topic, what the page adds at the end."""
    return f"{chance.choice(_HEADS_OF_POSTS)}{text}{chance.choice(_ENDS_OF_POSTS)}"


def cut(text: str, chance: random.Random) -> str:
    """The first 30 % of the characters, six at least."""
    return text[: max(_CLAIM_SHORTEST, round(0.3 * len(text)))]


def thinned(text: str, chance: random.Random) -> str:
    """Without 10 % of its characters, anywhere."""
    lost = set(chance.sample(range(len(text)), round(0.1 * len(text))))
    return "".join(character for place, character in enumerate(text) if place not in lost)


def mistyped(text: str, chance: random.Random) -> str:
    """5 % of the Chinese characters, one at least, replaced by others of the same sound."""
    return _replaced(text, same_sound(), 0.05, chance)


def misread(text: str, chance: random.Random) -> str:
    """As read from a screenshot: lines of 18 characters, and 5 % of the characters look-alikes."""
    text = _replaced(text, same_look(), 0.05, chance)
    return "\n".join(text[start : start + _LINE] for start in range(0, len(text), _LINE))


def other_script(text: str, chance: random.Random) -> str:
    """Traditional characters become simplified ones, and the other way round."""
    return _converted(text, "tw2s" if script_of(text) == "Hant" else "s2tw")


def other_words(text: str, chance: random.Random) -> str:
    """As `other_script`, with the words of the other side: 軟體 becomes 软件."""
    return _converted(text, "tw2sp" if script_of(text) == "Hant" else "s2twp")


def with_emoji(text: str, chance: random.Random) -> str:
    """A picture after one character in five."""
    return "".join(character + (chance.choice(_EMOJI) if chance.random() < 0.2 else "") for character in text)


def spaced(text: str, chance: random.Random) -> str:
    """A space after each character."""
    return " ".join(text)


def with_zero_widths(text: str, chance: random.Random) -> str:
    """A character that nobody sees after one in three."""
    return "".join(
        character + (chance.choice("\u200b\u200d\u2060\ufeff") if chance.random() < 1 / 3 else "")
        for character in text
    )


def full_width(text: str, chance: random.Random) -> str:
    """Letters, digits and marks in the width of Chinese characters."""
    return "".join(
        chr(ord(character) + 0xFEE0)
        if "!" <= character <= "~"
        else "\u3000"
        if character == " "
        else character
        for character in text
    )


def with_english(text: str, chance: random.Random) -> str:
    """An English word after one character in fifteen, two at least."""
    words = max(2, len(text) // 15)
    for _ in range(words):
        place = chance.randrange(len(text) + 1)
        text = f"{text[:place]} {chance.choice(_ENGLISH)} {text[place:]}"
    return text


def without_marks(text: str, chance: random.Random) -> str:
    """Without punctuation and line breaks."""
    return re.sub(r"[^\w]+", "", text) or text


def _replaced(text: str, table: dict[str, str], share: float, chance: random.Random) -> str:
    """Replace a share of the Chinese characters by others of a table of simplified characters."""
    simplified = _converter("t2s")
    plain = [simplified.convert(character) for character in text]
    places = [place for place, character in enumerate(plain) if character in table]
    count = min(len(places), max(1, round(share * len(_HAN.findall(text)))))
    traditional = script_of(text) == "Hant"
    characters = list(text)
    for place in chance.sample(places, count):
        other = chance.choice(table[plain[place]])
        characters[place] = _converter("s2t").convert(other) if traditional else other
    return "".join(characters)


DISTORTIONS = (
    Distortion("greeting and plea added", greeted),
    Distortion("marks of a post added", posted),
    Distortion("first 30 % only", cut, 0.15),
    Distortion("10 % of characters lost", thinned),
    Distortion("5 % typos by sound", mistyped),
    Distortion("5 % look-alikes, lines of 18", misread),
    Distortion("other script", other_script),
    Distortion("other script and its words", other_words),
    Distortion("emoji between characters", with_emoji),
    Distortion("spaces between characters", spaced),
    Distortion("zero-width characters", with_zero_widths),
    Distortion("full-width", full_width),
    Distortion("English words mixed in", with_english),
    Distortion("no punctuation", without_marks),
)
"""What is measured, beside pasted messages and links (index/robustness.py)."""

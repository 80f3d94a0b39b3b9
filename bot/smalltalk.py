"""Recognise what people say to the bot itself: thanks, and how it works."""

from typing import Literal

from corpus.text import normalise

Talk = Literal["thanks", "about"]

_THANKS = (
    "谢谢 谢谢你 谢谢您 多谢 感谢 感恩 谢了 谢啦 辛苦了 好的 好 好的谢谢 知道了 明白了 了解 收到 "
    "嗯 嗯嗯 哦 哦哦 ok okay thanks thankyou thx ty great gotit"
)
_ABOUT = (
    "怎么用 怎么使用 如何使用 使用方法 怎么操作 你是谁 你是什么 你是机器人吗 你是机器人 你是真人吗 "
    "你能做什么 你会做什么 你有什么用 你叫什么 你叫什么名字 帮助 帮忙 说明 功能 "
    "help howtouse howdoyouwork howdoesthiswork whoareyou whatareyou areyouabot whatcanyoudo whatisthis menu"
)
_KINDS: dict[str, Talk] = {
    **dict.fromkeys(_THANKS.split(), "thanks"),
    **dict.fromkeys(_ABOUT.split(), "about"),
}


def kind_of_talk(text: str) -> Talk | None:
    """Tell what a message says to the bot; None if it says something else, a claim most likely."""
    words = "".join(character for character in normalise(text) if character.isalnum())
    return _KINDS.get(words) or _KINDS.get(words.rstrip("啊呀呢吧哦喔啦了"))

"""Recognise what people say to the bot itself: greetings, thanks, how it works, and a cry for help."""

from typing import Literal

from corpus.text import normalise

Talk = Literal["thanks", "about", "hello", "distress"]

_THANKS = (
    "谢谢 谢谢你 谢谢您 多谢 感谢 感恩 谢了 谢啦 辛苦了 好的 好 好的谢谢 知道了 明白了 了解 收到 "
    "嗯 嗯嗯 哦 哦哦 ok okay thanks thankyou thx ty great gotit"
)
_ABOUT = (
    "怎么用 怎么使用 如何使用 使用方法 怎么操作 你是谁 你是什么 你是机器人吗 你是机器人 你是真人吗 "
    "你能做什么 你会做什么 你有什么用 你叫什么 你叫什么名字 帮助 帮忙 说明 功能 "
    "你能干什么 我不会用 怎么退订 退订 我要投诉 你说错了 "
    "help howtouse howdoyouwork howdoesthiswork whoareyou whatareyou areyouabot whatcanyoudo whatisthis menu"
)
_HELLO = (
    "早上好 早安 晚安 晚上好 下午好 中午好 你好 您好 大家好 嗨 哈喽 在吗 在么 再见 拜拜 吃饭了吗 吃饭了没 "
    "吃了吗 今天天气真好 什么意思 为什么 不是 没有 "
    "有用 都不是 不是这条 不是这则 第一条 hi hello hey bye goodbye test 测试"
)
_DISTRESS = (
    "我想死 想死 我不想活了 不想活了 活不下去了 我活不下去了 我想自杀 想自杀 救命 救救我 救命啊 "
    "helpme iwanttodie iwanttokillmyself"
)
_KINDS: dict[str, Talk] = {
    **dict.fromkeys(_THANKS.split(), "thanks"),
    **dict.fromkeys(_ABOUT.split(), "about"),
    **dict.fromkeys(_HELLO.split(), "hello"),
    **dict.fromkeys(_DISTRESS.split(), "distress"),
}


def kind_of_talk(text: str) -> Talk | None:
    """Tell what a message says to the bot; None if it says something else, a claim most likely."""
    words = "".join(character for character in normalise(text) if character.isalnum())
    return _KINDS.get(words) or _KINDS.get(words.rstrip("啊呀呢吧哦喔啦了"))

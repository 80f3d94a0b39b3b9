"""Recognise what asks about no claim: greetings, goodbyes, thanks, laughter, abuse, despair, and nonsense."""

import re
from typing import Literal

from bot.nonsense import is_nonsense
from corpus.text import normalise

Talk = Literal["thanks", "about", "hello", "bye", "night", "distress", "laughter", "abuse", "nonsense"]

_THANKS = (
    "谢谢 谢谢你 谢谢您 多谢 感谢 感恩 谢了 谢啦 辛苦了 好的 好 好的谢谢 知道了 明白了 了解 收到 "
    "嗯 嗯嗯 哦 哦哦 ok okay thanks thankyou thx ty great gotit"
)
_ABOUT = (
    "怎么用 怎么使用 如何使用 使用方法 怎么操作 你是谁 你是什么 你是机器人吗 你是机器人 你是真人吗 "
    "你能做什么 你会做什么 你有什么用 你叫什么 你叫什么名字 帮助 帮忙 说明 功能 "
    "你能干什么 我不会用 怎么退订 退订 我要投诉 你说错了 你在干嘛 你在干什么 你多大 你几岁 你会聊天吗 "
    "陪我聊天 讲个笑话 说个笑话 讲个故事 唱首歌 无聊 好无聊 人工 转人工 人工客服 客服 "
    "今天天气怎么样 现在几点 "
    "help howtouse howdoyouwork howdoesthiswork whoareyou whatareyou areyouabot whatcanyoudo whatisthis menu"
)
_HELLO = (
    "早上好 早安 晚上好 下午好 中午好 你好 您好 大家好 嗨 哈喽 在吗 在么 吃饭了吗 吃饭了没 "
    "吃了吗 今天天气真好 什么意思 为什么 不是 没有 "
    "有用 都不是 不是这条 不是这则 第一条 喂 喂喂 人呢 不知道 随便 随便看看 没事 没什么 "
    "hi hello hey test testing 测试 测试一下 试一下 试试"
)
_DISTRESS = (
    "我想死 想死 我不想活了 不想活了 活不下去了 我活不下去了 我想自杀 想自杀 救命 救救我 救命啊 "
    "helpme iwanttodie iwanttokillmyself"
)
_PARTICLES = "啊呀呢吧哦喔啦了"
_KINDS: dict[str, Talk] = {
    **dict.fromkeys(_THANKS.split(), "thanks"),
    **dict.fromkeys(_ABOUT.split(), "about"),
    **dict.fromkeys(_HELLO.split(), "hello"),
    **dict.fromkeys(_DISTRESS.split(), "distress"),
}
# Whoever is abused has not been of use: what helps is to say what does.
_ABUSE = (
    "傻逼|傻比|傻叉|傻子|傻瓜|sb|煞笔|白痴|笨蛋|蠢货|蠢蛋|蠢猪|垃圾|废物|废柴|智障|弱智|脑残|骗子|混蛋|王八蛋|神经病|有病|"
    "讨厌|没用|没屁用|烂透了?|笨|蠢|傻|烂|滚|滚开|滚蛋|去死|去你的|闭嘴|妈的|他妈的|你妈的|草泥马|操你妈|干你娘|靠北|机掰|"
    "fuck|fuckyou|fuckoff|shit|bullshit|stupid|idiot|dumb|useless|shutup|yousuck|asshole|moron"
)
_ABUSIVE = re.compile(
    f"(?:给我|你们?|这个?|这破|your?e?|youare|a|an|this|is)*(?:机器人|bot)?(?:真的?|是个?|就是个?|怎么这么|这么|太|好|个|大|死)*"
    f"(?:{_ABUSE})(?:的?(?:机器人|东西|玩意儿?|家伙)|bot)?"
)
# What stands around a goodbye. None of these is made of others, so that a long line is read in one way only.
# Of anybody but the speaker, 走了 may say that they died.
_AROUND = (
    "大家|各位|朋友|亲爱的|机器人|[你您们爸妈爷奶哥姐]|[祝做个有好的那就谢]|[吧了啦啊哦喽呀呢哈咯嘞]|"
    "everyone|everybody|guys|friends|dear|my|bot|and|thanks?|you|for|now|then"
)
_NIGHT = (
    "晚安|[好美]梦|(?:早点|好好)休息|早点睡|[我先得去要]*睡(?:个好觉|觉|了|吧)|good(?:night|nite)|night|nite|"
    "sweetdreams|sleep(?:well|tight)"
)
_BYE = (
    "再[见会]|[拜掰]{2}|回头见|回见|改天见|[明后]天见|下次见|[一待等]会儿?见|[我先得去要]+[走撤下忙]了|保重|"
    "(?:good)?bye|see(?:you|ya)(?:later|soon|tomorrow|again|around)?|later|takecare|farewell"
)
_PARTING = re.compile(
    f"(?:{_AROUND})*(?:(?P<night>{_NIGHT})|(?:{_BYE}))(?:{_AROUND}|(?P<late>{_NIGHT})|{_BYE})*"
)
_LAUGHING = re.compile(
    "[哈呵嘿嘻吼噗]+|哈*笑(?:死|哭|尿)(?:我|人)?了?哈*|2?33+|6{2,}|w{3,}|(?:xs|hh+|lo+l|lmao|rofl|xd)|(?:h[aei])+h?|(?:j[ae])+"
)


def kind_of_talk(text: str) -> Talk | None:
    """Tell what a message says to the bot; None if it says something else, a claim most likely."""
    words = "".join(character for character in normalise(text) if character.isalnum())
    plain = words.rstrip(_PARTICLES)
    if kind := _KINDS.get(words) or _KINDS.get(plain):
        return kind
    if parting := _PARTING.fullmatch(words):
        return "night" if parting["night"] or parting["late"] else "bye"
    if _LAUGHING.fullmatch(words):
        return "laughter"
    if _ABUSIVE.fullmatch(plain.rstrip("吗么")):
        return "abuse"
    return "nonsense" if is_nonsense(text) else None

"""Imitate what forwarding does to a message: greetings, pleas, ends cut off, characters lost."""

from __future__ import annotations

import random

GREETINGS = (
    "早安", "大家好", "各位群友请注意", "紧急通知", "转", "转发", "刚收到的消息", "朋友传来的", "听说",
    "网传", "据说", "重要提醒", "家里有老人小孩的注意了", "请问", "今天群里看到", "亲们", "医生朋友说",
    "提醒大家", "刚刚新闻说", "快看",
)  # fmt: skip
TAILS = (
    "请转发给家人朋友", "转发出去让更多人知道", "是真的吗", "真的假的", "为了家人健康请分享", "多转几个群",
    "功德无量", "收到请扩散", "看到的都转一下", "求辟谣", "这是谣言吗", "请广为转传", "不转不是中国人",
    "宁可信其有", "有人知道吗", "谢谢", "祝大家平安健康", "注意安全", "赶快告诉身边的人", "可信吗",
)  # fmt: skip
PICTURES = "😱🙏⚠️❗️🔥👍😭💪🌹‼️"
SHORTEST_CUT = 24
"""Characters below which a text is left whole: a short claim without its end is another claim."""
_FILLER = "的了啊呢吧就都也还很哦,。! "


def forward(text: str, chance: random.Random) -> str:
    """A message as it may look after having gone round: not empty if `text` is not, mostly itself.

    At most half of a text of 24 characters and more is cut off, beginning and end together; in one of three
    about one character in twelve is lost, doubled or replaced by filler.
    """
    if len(text) >= SHORTEST_CUT and chance.random() < 0.5:
        text = _cut(text, chance)
    if len(text) >= 6 and chance.random() < 0.35:
        text = _lose_characters(text, chance)
    if chance.random() < 0.3:
        text = f"{chance.choice(GREETINGS)}{chance.choice((' ', ',', '!', ':'))}{text}"
    if chance.random() < 0.35:
        text = f"{text}{chance.choice((' ', ',', '!', '。', ''))}{chance.choice(TAILS)}"
    if chance.random() < 0.1:
        place = chance.randrange(len(text) + 1)
        text = f"{text[:place]}{chance.choice(PICTURES)}{text[place:]}"
    return text


def _cut(text: str, chance: random.Random) -> str:
    """Keep one run of half the characters or more."""
    kept = chance.randint((len(text) + 1) // 2, len(text))
    start = chance.choice((0, 0, len(text) - kept, chance.randint(0, len(text) - kept)))
    return text[start : start + kept]


def _lose_characters(text: str, chance: random.Random) -> str:
    out = []
    for character in text:
        draw = chance.random()
        if draw < 0.05:
            continue
        out.append(chance.choice(_FILLER) if draw < 0.065 else character)
        if draw > 0.985:
            out.append(character)
    return "".join(out) or text

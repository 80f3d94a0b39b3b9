"""What is said to the bot itself is told from what it is asked about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.asker import hint_for
from bot.language import Language
from bot.question import Question
from bot.smalltalk import kind_of_talk
from corpus.library import LIBRARY, read_corpus

TALK = {
    "hello": "hi / Hello! / 在吗 / 在嗎？ / 测试 / test / 喂喂 / 早上好呀",
    "bye": "再见 / 再見！ / 拜拜~ / 大家再見 / 謝謝你，再見 / 好的，明天见 / 我先走了 / bye bye! / See you",
    "night": "晚安 / 晚安，做個好夢 / 妈，早点睡，晚安 / 我先睡了 / 祝大家好梦 / good night, sweet dreams",
    "thanks": "谢谢 / 謝謝你！！ / ok / 好的呢 / thx",
    "about": "怎么用？ / 你是机器人吗 / 讲个笑话 / 轉人工 / who are you?",
    "laughter": "哈哈哈 / 哈哈哈哈哈哈哈！！ / 呵呵 / 嘿嘿 / 笑死我了 / 233 / lol / hahaha / LMAO",
    "abuse": "傻逼 / 你是傻逼吗 / 滾蛋！ / 垃圾机器人 / 你怎么这么笨啊 / 幹你娘 / Fuck you! / stupid bot",
    "distress": "我想死 / 救命啊",
    "nonsense": "a / Z! / asdf / asdf;;@@ %% 😀 / ａａａａ / 啊啊啊啊 / qwe asd zxc / lkjhg123 / sdkfjh",
}
ASKED = """疫苗有毒吗 / 喝酒有害 / 垃圾食品有害吗 / 骗子冒充医生打电话 / 笨人更长寿 / 傻瓜相机会爆炸
大笑能治病 / 喝水会死 / 233 路公交停运 / 今天天气会影响关节痛 / 谢谢转发，自来水有毒
晚安药水有毒 / 早点睡能长高 / 外婆昨天走了 / 你好，听说盐要涨价
laughing cures cancer"""
NAMES = "HPV / 5G / B12 / H1N1 / AI / covid / PCR test / 4399 / 维A酸 / 水 / myths / were / www.qwe.asd"


@pytest.mark.parametrize(("kind", "words"), [(k, w) for k, line in TALK.items() for w in line.split(" / ")])
def test_talk_is_recognised_by_its_kind(kind: str, words: str) -> None:
    assert kind_of_talk(words) == kind


@pytest.mark.parametrize("text", [each.strip() for line in ASKED.splitlines() for each in line.split(" / ")])
def test_a_short_question_is_no_talk(text: str) -> None:
    assert kind_of_talk(text) is None
    assert hint_for(Question(text), Language.HANS) is None


@pytest.mark.parametrize("text", NAMES.split(" / "))
def test_names_and_words_are_no_nonsense(text: str) -> None:
    assert kind_of_talk(text) is None


def test_no_claim_of_the_shipped_corpus_is_taken_for_talk() -> None:
    texts = [text for each in read_corpus([LIBRARY]).debunks for text in (each.claim, *each.variants)]
    assert len(texts) > 1_500
    assert [text for text in texts if kind_of_talk(text)] == []


@pytest.mark.parametrize("word", ["疫苗", "微波爐", "vaccines", "地震？", "？", "😀", "1234"])
def test_a_single_word_is_asked_for_a_sentence(word: str) -> None:
    assert hint_for(Question(word), Language.HANS) is not None


@given(st.text(max_size=30))
def test_any_text_can_be_told(text: str) -> None:
    assert kind_of_talk(text) in {
        None,
        "thanks",
        "about",
        "hello",
        "bye",
        "night",
        "distress",
        "laughter",
        "abuse",
        "nonsense",
    }

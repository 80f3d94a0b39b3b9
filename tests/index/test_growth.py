"""Corpora other than the one by which the decision was fitted: smaller, larger, and everyday talk."""

from __future__ import annotations

import pytest

from corpus.debunk import Debunk
from corpus.library import LIBRARY, read_corpus
from index.decision import Band
from index.distractors import recombined
from index.encoder import load_encoder
from index.search import ClaimIndex

_LINES = """
早安，今天天气真好
晚上一起吃饭吗？
我明天请假，孩子发烧了
这家店的牛肉面很好吃，下次带你去
妈，我到家了，别担心
周末去爬山，谁要一起？
快递放在门口了，记得拿
手机快没电了，晚点再打给你
醫生說我血壓有點高，要少吃鹽
今天股市又跌了，唉
幫我買一瓶牛奶跟兩顆檸檬
下周三开家长会，学校礼堂
地铁人好多，挤不上去
新闻说明天有台风，出门带伞
他昨天打完疫苗有点累，在家休息
冰箱坏了，叫人来修
谁知道附近哪里可以打印？
生日快乐！身体健康，万事如意
電影幾點開始？我先去買票
你吃药了吗？记得多喝水
公司发通知，下个月搬到新楼
微波爐壞了，想買新的，有推薦的嗎
昨晚的球赛太精彩了
银行卡忘在家里了，能先借我一百吗
我把文件发你邮箱了，看一下
菜价又涨了，大白菜都三块钱一斤
老师布置的作业太多了
孩子明天打疫苗，要带什么证件？
警察叔叔今天来学校讲交通安全
晚饭想吃什么？鱼还是鸡？
"""
TALK = _LINES.split("\n")[1:-1]


@pytest.fixture(scope="module")
def shipped() -> list[Debunk]:
    """The shipped corpus without the variants, which stand for messages here."""
    return [debunk.model_copy(update={"variants": ()}) for debunk in read_corpus([LIBRARY]).debunks]


@pytest.fixture(scope="module")
def messages() -> list[tuple[str, str]]:
    """A text for every tenth debunk, with the debunk's id."""
    return [(debunk.variants[-1], debunk.id) for debunk in read_corpus([LIBRARY]).debunks[::10]]


@pytest.fixture(scope="module", params=["a tenth", "whole", "ten times recombined"])
def growing(request: pytest.FixtureRequest, shipped: list[Debunk]) -> ClaimIndex:
    """A tenth of the shipped corpus; all of it; that tenth between ten times as many mixtures of claims."""
    if request.param == "whole":
        return ClaimIndex.of_debunks(shipped, load_encoder())
    tenth = shipped[::10]
    more = recombined(shipped, 10 * len(tenth), 1) if "ten times" in request.param else ()
    return ClaimIndex.of_debunks([*tenth, *more], load_encoder())


def test_reworded_messages_find_their_debunk_and_are_answered_rightly_however_large_the_corpus(
    growing: ClaimIndex, messages: list[tuple[str, str]]
) -> None:
    answers = growing.check_many([text for text, _ in messages])
    first = [answer.matches[0].debunk.id == name for (_, name), answer in zip(messages, answers, strict=True)]
    sure = [right for right, answer in zip(first, answers, strict=True) if answer.band is Band.ANSWER]
    assert sum(first) >= 0.85 * len(messages)
    assert len(sure) >= 0.4 * len(messages)
    # Among all debunks some are second ones of the same rumor, which count as wrong here.
    assert sum(sure) >= 0.9 * len(sure)


def test_everyday_talk_is_not_answered(growing: ClaimIndex) -> None:
    answered = [text for text, answer in zip(TALK, growing.check_many(TALK), strict=True) if answer.answers]
    assert answered == []

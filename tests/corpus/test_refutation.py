"""Debunks passed on are told from claims and questions."""

import pytest

from corpus.library import LIBRARY, read_corpus
from corpus.text import read_text


@pytest.mark.parametrize(
    "text",
    [
        "【辟谣】喝醋不能软化血管",
        "【闢謠】喝醋不能軟化血管",
        "辟谣：网上流传的封城消息不实",
        "網傳封城消息是謠言，請勿轉傳",
        "喝酒杀病毒？这是谣言！",
        "這是假消息，別再傳了",
        "【錯誤】網傳影片說喝漂白水能治病",
        "不實訊息！市府沒有發布封路通知",
        "影片在網路流傳，已被證實是假的！",
        "警方已辟谣，大家不信谣、不传谣",
        "Fact check: FALSE. Lemon water does not cure cancer.",
        "网传某地停水的消息纯属虚构",
        "吃香蕉會中風\n假的！",
        "事實查核：香蕉不會導致中風",
    ],
)
def test_a_debunk_passed_on_refutes(text: str) -> None:
    assert read_text(text).refutes


@pytest.mark.parametrize(
    "text",
    [
        "吃蒜防癌是谣言吗",
        "吃蒜防癌是謠言嗎？",
        "這是謠言還是真的",
        "別以為這是謠言，快轉發！",
        "這不是謠言，是真的",
        "有人以為是謠言，其實是真的",
        "喝醋能软化血管",
        "假的！真的假的？",
        "如果是谣言请告诉我",
        "散布谣言会被罚款",
        "看起來應該是假消息，幫忙查證",
        "这个是不是假新闻",
        "",
        "真的是假的嗎",
        "求辟谣：明天停水",
        "说这是谣言的人都被打脸了",
        "Is this fake?",
    ],
)
def test_a_claim_or_a_question_does_not_refute(text: str) -> None:
    assert not read_text(text).refutes


def test_hardly_a_claim_of_the_library_reads_as_a_refutation() -> None:
    debunks = read_corpus([LIBRARY]).debunks
    refuting = [debunk.claim for debunk in debunks if read_text(debunk.claim).refutes]
    assert len(refuting) <= 3, refuting

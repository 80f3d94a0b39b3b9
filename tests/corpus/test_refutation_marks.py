"""A message that only uses the words of debunks is none."""

from __future__ import annotations

import pytest

from corpus.text import read_text

CLAIM = "喝热柠檬水可以杀死癌细胞"


@pytest.mark.parametrize(
    "text",
    [
        f"坐等官方辟谣，{CLAIM}",
        f"大家等官方回应澄清，{CLAIM}",
        f"【假酒】{CLAIM}",
        f"不信谣不传谣，{CLAIM}",
        f"{CLAIM}，当年被称为谣言的事现在成真了",
        f"{CLAIM} was not debunked",
    ],
)
def test_waiting_for_a_debunk_or_mocking_one_is_no_debunk(text: str) -> None:
    assert read_text(text).refutes is False


@pytest.mark.parametrize(
    "text",
    [
        f"【辟谣】{CLAIM}",
        f"【假消息】{CLAIM}",
        f"网传{CLAIM}，官方已经辟谣",
        f"{CLAIM}是谣言，请勿相信",
        f"网传{CLAIM}是谣言",
        f"{CLAIM}是真的吗？假的！",
        f"网传{CLAIM}？官方回应：不实",
        f"医生说{CLAIM}没有科学依据",
    ],
)
def test_a_debunk_is_one(text: str) -> None:
    assert read_text(text).refutes is True


@pytest.mark.parametrize(
    "text", ["网络传销害了很多人", "外面传染病很多", "听讲座可以领鸡蛋", "据说明书上写要冷藏", "盛传媒倒闭了"]
)
def test_a_word_that_begins_like_hearsay_stays_whole(text: str) -> None:
    assert read_text(text).body == text

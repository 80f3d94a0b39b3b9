"""What the decision learns from beside judged messages."""

from __future__ import annotations

from index.practice import Practice
from index.train_decision import PRACTICE_WEIGHT, VARIANT_WEIGHT, head_of, judge_reworded
from tests.index.corpora import debunk
from tests.index.hashing import HashingEncoder

DEBUNKS = [
    debunk("lemon", "喝热柠檬水可以杀死癌细胞", variants=("热柠檬水能杀癌细胞",)),
    debunk("atm", "在提款机上倒着输入密码会自动报警"),
]
PRACTICE = [
    Practice("lemon", same=("柠檬泡热水可以抗癌?",), near=("热柠檬水要加多少糖",)),
    Practice("gone", same=("没有这条查证",), near=()),
]


def test_variants_and_practice_messages_are_searched_among_the_bare_claims() -> None:
    judged = {message.name: message for message in judge_reworded(DEBUNKS, PRACTICE, HashingEncoder())}
    assert set(judged) == {"lemon:0", "lemon:same 0", "lemon:near 0"}
    assert judged["lemon:0"].right.sum() == judged["lemon:same 0"].right.sum() == 1.0
    assert judged["lemon:near 0"].right.sum() == 0.0
    assert judged["lemon:0"].weight == VARIANT_WEIGHT
    assert judged["lemon:near 0"].weight == PRACTICE_WEIGHT


def test_all_about_one_debunk_is_one_group_and_decides_no_threshold() -> None:
    judged = judge_reworded(DEBUNKS, PRACTICE, HashingEncoder())
    assert {message.group for message in judged} == {"lemon"}
    assert not any(message.counted for message in judged)
    assert not any(message.orders for message in judged)
    assert all(message.trusts for message in judged)


def test_a_head_is_a_share_of_a_message_and_at_least_six_characters() -> None:
    assert head_of("喝热柠檬水可以杀死癌细胞是真的吗请问大家", 0.5) == "喝热柠檬水可以杀死癌"
    assert head_of("喝热柠檬水可以杀死癌细胞", 0.3) == "喝热柠檬水可"
    assert head_of("喝热水", 0.3) == "喝热水"


def test_without_debunks_there_is_nothing_to_judge() -> None:
    assert judge_reworded([], PRACTICE, HashingEncoder()) == []

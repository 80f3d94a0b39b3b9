"""The ways of distorting a message for measurement."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import normalise
from index.distortion import (
    DISTORTIONS,
    Distortion,
    cut,
    full_width,
    greeted,
    misread,
    mistyped,
    other_script,
    other_words,
    spaced,
    thinned,
    with_emoji,
    with_english,
    with_zero_widths,
    without_marks,
)
from index.lookalikes import same_look, same_sound
from tests.index.corpora import CLAIMS

HAN = [claim for _, claim, _ in CLAIMS if not claim.isascii()]
LONG = "柠檬水加热以后释放的苦味物质可以杀死身体里的癌细胞而且不会伤害健康的细胞只要每天早上空腹喝一杯就行"


def chance() -> random.Random:
    return random.Random(3)


@pytest.mark.parametrize("distortion", DISTORTIONS, ids=lambda distortion: distortion.name)
@given(text=st.text(min_size=1, max_size=60), seed=st.integers())
def test_a_distorted_text_is_never_empty_and_equal_chance_gives_an_equal_one(
    distortion: Distortion, text: str, seed: int
) -> None:
    distorted = distortion.change(text, random.Random(seed))
    assert distorted
    assert distortion.change(text, random.Random(seed)) == distorted


@pytest.mark.parametrize("change", [spaced, with_emoji, with_zero_widths, full_width, other_script])
@pytest.mark.parametrize("text", HAN)
def test_what_only_looks_different_is_the_same_to_the_matching(change: object, text: str) -> None:
    assert callable(change)
    assert normalise(change(text, chance())) == normalise(text)


def test_a_cut_text_is_its_first_30_percent_and_never_less_than_six_characters() -> None:
    assert cut(LONG, chance()) == LONG[: round(0.3 * len(LONG))]
    assert cut("喝热水治感冒好", chance()) == "喝热水治感冒"


def test_a_thinned_text_lacks_a_tenth_and_keeps_the_order() -> None:
    thin = thinned(LONG, chance())
    assert len(thin) == len(LONG) - round(0.1 * len(LONG))
    rest = iter(LONG)
    assert all(character in rest for character in thin)


@pytest.mark.parametrize("change", [mistyped, misread])
def test_one_character_in_twenty_is_another_and_one_at_least(change: object) -> None:
    assert callable(change)
    changed = change(LONG, chance()).replace("\n", "")
    assert len(changed) == len(LONG)
    assert sum(one != other for one, other in zip(changed, LONG, strict=True)) == round(0.05 * len(LONG))
    assert (
        sum(one != other for one, other in zip(mistyped("热水有毒", chance()), "热水有毒", strict=True)) == 1
    )


def test_traditional_text_is_mistyped_in_traditional_characters() -> None:
    changed = {mistyped("微波爐加熱的食物會致癌", random.Random(seed)) for seed in range(60)}
    assert "微波爐加熱的食物慧致癌" in changed
    assert not any(character in text for text in changed for character in "会热识实势")


def test_additions_leave_the_message_whole() -> None:
    assert LONG in greeted(LONG, chance())
    words = with_english(LONG, chance()).split()
    assert sum(word.isascii() for word in words) == len(LONG) // 15
    assert "".join(word for word in words if not word.isascii()) == LONG


def test_a_text_without_marks_keeps_its_words_and_marks_alone_stay() -> None:
    assert without_marks("早安！喝水，治病。", chance()) == "早安喝水治病"
    assert without_marks("！？", chance()) == "！？"


@pytest.mark.parametrize("table", [same_sound(), same_look()], ids=["sound", "look"])
def test_who_can_be_taken_for_another_can_be_taken_back_and_never_for_itself(table: dict[str, str]) -> None:
    for character, others in table.items():
        assert character not in others
        assert all(character in table[other] for other in others)


@pytest.mark.parametrize("change", [other_script, other_words])
def test_another_script_keeps_what_stands_behind_a_nul(change: Callable[[str, random.Random], str]) -> None:
    assert change("軟體\x00體", random.Random(1)).endswith("\x00体")

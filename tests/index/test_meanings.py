"""Words whose exchange makes another claim."""

from __future__ import annotations

import pytest

from index.meanings import are_of_a_kind, names_a_thing
from index.words import widened


@pytest.mark.parametrize(
    ("one", "other", "of_a_kind"),
    [
        ("猫", "狗", True),
        ("猪", "猴子", True),
        ("山羊", "牛", True),
        ("盐", "糖", True),
        ("鱼", "金鱼", False),  # the one may be short for the other
        ("猫", "盐", False),
        ("猪", "国家", False),
        ("母猪", "猴子", False),  # no single character: other rules see to these
        ("猫", "猫", False),
    ],
)
def test_animals_and_foods_of_one_character_are_other_things(one: str, other: str, of_a_kind: bool) -> None:
    assert are_of_a_kind(one, other) is of_a_kind
    assert are_of_a_kind(other, one) is of_a_kind


@pytest.mark.parametrize(
    ("words", "names"), [("奥司他韦", True), ("柠檬", True), ("友们快去种", False), ("的", False)]
)
def test_a_stretch_of_particles_names_nothing(words: str, names: bool) -> None:
    assert names_a_thing(words) is names


def test_a_stretch_is_widened_to_whole_words_and_loses_marks() -> None:
    text = "听说,微波炉不会致癌。是真的"
    start = text.index("波")
    assert widened(text, start, start + 1) == "微波炉"
    assert widened(text, text.index("不"), text.index("致") + 1) == "不会致癌"
    assert widened(text, 2, 3) == ""
    assert widened(text, 0, len(text)) == text

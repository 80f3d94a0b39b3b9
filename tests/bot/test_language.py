"""Which language a person is answered in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Language, choose_language


@pytest.mark.parametrize(
    ("chosen", "code", "text", "expected"),
    [
        ("", "zh-hans", "喝热水能治感冒", Language.HANS),
        ("", "zh-hans", "喝熱水能治感冒嗎", Language.HANT),
        ("", "en", "喝热柠檬水能治病吗", Language.HANS),
        ("", "en", "Is this true?", Language.ENGLISH),
        ("", "zh-TW", "Is this true?", Language.HANT),
        ("", "zh-hant", "大火山", Language.HANT),
        ("", "zh_HK", "", Language.HANT),
        ("", "zh", "", Language.HANS),
        ("", "pt-br", "大火山", Language.HANS),
        ("", "pt-br", "", Language.ENGLISH),
        ("", "", "", Language.ENGLISH),
        ("en", "zh-hans", "喝热水能治感冒", Language.ENGLISH),
        ("zh-Hant", "en", "喝热水能治感冒", Language.HANT),
        ("xx", "en", "", Language.ENGLISH),
    ],
)
def test_the_choice_comes_first_then_the_script_then_telegrams_language(
    chosen: str, code: str, text: str, expected: Language
) -> None:
    assert choose_language(chosen, code, text) is expected


@given(st.text(), st.text(), st.text())
def test_every_input_gives_a_language(chosen: str, code: str, text: str) -> None:
    assert choose_language(chosen, code, text) in set(Language)

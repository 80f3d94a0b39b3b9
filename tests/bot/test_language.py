"""Which language a person is answered in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Language, choose_language, is_foreign, is_plain_english


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


@pytest.mark.parametrize(
    ("text", "foreign", "english"),
    [
        ("Is this true?", True, True),
        ("5G spreads COVID-19 😀", True, True),
        ("hello", True, True),
        ("HPV", True, False),
        ("https://news.example/a-shark", True, False),
        ("Правда ли это?", True, False),
        ("Este é um boato perigoso", True, False),
        ("ISIS 来了 is it true", False, False),
        ("喝热水能治感冒", False, False),
        ("1234 😀", False, False),
        ("", False, False),
    ],
)
def test_what_is_not_chinese_is_foreign_and_english_has_its_own_letters_only(
    text: str, foreign: bool, english: bool
) -> None:
    assert is_foreign(text) is foreign
    assert is_plain_english(text) is english

"""The tokenizer of the shipped encoder, built from a few texts, and the character map inside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, normalizers

from index.character_map import pack_character_map
from index.tokenizer import UNKNOWN, build_tokenizer

SUBJECTS = ("疫苗", "微波炉", "柠檬", "螃蟹", "充电宝", "辐射")
TEXTS = [
    f"{first}和{second}不能一起用,covid 19 says who{number}"
    for number, first in enumerate(SUBJECTS)
    for second in SUBJECTS
    if first != second
] + [
    f"{place}{year}年{what}人数上升,医院提醒市民早点休息"
    for place in ("北京", "上海", "广州", "成都", "杭州", "南京", "西安", "武汉")
    for what in ("失眠", "近视", "过敏", "骨折", "发烧", "咳嗽", "头痛", "肥胖")
    for year in range(2015, 2025)
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return build_tokenizer(TEXTS, size=600)


def test_words_that_hold_together_are_pieces_and_their_parts_are_not(tokenizer: Tokenizer) -> None:
    vocabulary = tokenizer.get_vocab()
    assert set(SUBJECTS) <= set(vocabulary)
    assert not {"微波", "波炉", "充电", "电宝"} & set(vocabulary)


def test_a_text_is_cut_into_its_words(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("微波炉和疫苗 covid").tokens == ["微波炉", "和", "疫苗", "covid"]


def test_every_character_of_the_texts_is_a_piece(tokenizer: Tokenizer) -> None:
    unknown = tokenizer.token_to_id(UNKNOWN)
    for text in TEXTS:
        for character in set(text.replace(",", "").replace(" ", "")):
            assert tokenizer.encode(character).ids != [unknown], character


def test_both_scripts_widths_and_cases_give_the_same_pieces(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("微波爐,ＣＯＶＩＤ").tokens == tokenizer.encode("微波炉 covid").tokens


def test_equal_texts_give_an_equal_tokenizer(tokenizer: Tokenizer) -> None:
    assert build_tokenizer(TEXTS, size=600).to_str() == tokenizer.to_str()


def test_there_are_no_more_pieces_than_asked_for() -> None:
    assert build_tokenizer(TEXTS, size=40).get_vocab_size() <= 40


def test_no_texts_give_a_tokenizer_that_knows_nothing() -> None:
    assert build_tokenizer([], size=40).encode("微波炉").tokens == ["微波炉"]


han = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)


@given(st.dictionaries(han, st.text(han, max_size=3), max_size=80), st.text(max_size=30))
def test_a_character_map_replaces_its_keys_and_nothing_else(table: dict[str, str], text: str) -> None:
    normalizer = normalizers.Precompiled(pack_character_map(table))
    for character, replacement in table.items():
        assert normalizer.normalize_str(character) == replacement
    for character in "abc测試。é":
        if character not in table:
            assert normalizer.normalize_str(character) == character


def test_a_character_map_refuses_what_its_form_cannot_hold() -> None:
    with pytest.raises(ValueError, match="without the zero character"):
        pack_character_map({"": "x"})
    with pytest.raises(ValueError, match="without the zero character"):
        pack_character_map({"x": "\0"})

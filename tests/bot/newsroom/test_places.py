"""Places are read as people write them in three languages, and shown so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Language
from bot.newsroom.countries import COUNTRIES, country_named, country_words
from bot.newsroom.places import place_words, places_below, read_place
from corpus.gazetteer import is_place


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("浙江", "CN-ZJ"),
        ("zhejiang", "CN-ZJ"),
        ("杭州", "CN-ZJ/杭州市"),
        ("cn-zj", "CN-ZJ"),
        ("CN-ZJ/杭州市", "CN-ZJ/杭州市"),
        ("臺北", "TW-TPE"),
        ("台湾", "TW"),
        ("Taiwan", "TW"),
        ("香港", "HK"),
        ("Hong Kong", "HK"),
        ("中国", "CN"),
        ("全国", "CN"),
        ("全國", ""),
        ("日本", "JP"),
        ("jp", "JP"),
        ("寮國", "LA"),
        ("老挝", "LA"),
        ("South Korea", "KR"),
        ("USA", "US"),
        ("JP-13", "JP-13"),
        ("OK", ""),
        ("CN-XX", ""),
        ("火星", ""),
        ("", ""),
    ],
)
def test_a_place_is_read_by_its_name_or_code(written: str, place: str) -> None:
    assert read_place(written) == place


@pytest.mark.parametrize("language", Language)
def test_every_country_and_province_is_read_as_it_is_shown(language: Language) -> None:
    for code in COUNTRIES:
        assert country_named(country_words(code, language)) == code
    for province in places_below(""):
        assert read_place(place_words(province, language)) == province


def test_a_country_is_shown_by_its_name() -> None:
    assert [place_words("JP", language) for language in Language] == ["日本", "日本", "Japan"]
    assert place_words("TW", Language.HANT) == "臺灣"
    assert place_words("ZZ", Language.ENGLISH) == "ZZ"


@given(st.text(max_size=20))
def test_any_words_are_read_as_a_place_or_as_none(words: str) -> None:
    assert read_place(words) == "" or is_place(read_place(words))

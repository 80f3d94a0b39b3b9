"""Plain signs: what the eye sees, and where it stands in the text."""

from hypothesis import given
from hypothesis import strategies as st

from bot.plainsigns import PlainSigns


def test_digits_dashes_spaces_and_unseen_signs_become_plain() -> None:
    plain = PlainSigns.of("电１\u200b٢—③😀𝟒")
    assert plain.signs == "电12-3 4"
    assert plain.places == (0, 1, 3, 4, 5, 6, 7, 8)


def test_a_span_takes_along_what_cannot_be_seen_behind_it_and_all_of_a_split_sign() -> None:
    text = "a1\ufe0f\u20e3b㉑c"
    plain = PlainSigns.of(text)
    assert plain.signs == "a1b21c"
    assert [text[slice(*plain.span(start, start + 1))] for start in (1, 3, 4)] == [
        "1\ufe0f\u20e3",
        "㉑",
        "㉑",
    ]


@given(st.text())
def test_places_rise_and_lie_in_the_text_and_ascii_words_stay(text: str) -> None:
    plain = PlainSigns.of(text)
    assert len(plain.places) == len(plain.signs) + 1
    assert list(plain.places) == sorted(plain.places)
    assert plain.places[-1] == len(text)
    seen = "".join(sign for sign in text if " " <= sign <= "~")
    assert PlainSigns.of(seen).signs == seen

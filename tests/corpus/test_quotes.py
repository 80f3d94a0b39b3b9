"""Finding what was read in the words that were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.quotes import Written
from corpus.text import read_text


@pytest.mark.parametrize(
    ("text", "part", "quote"),
    [
        ("早安！聽說喝醋能軟化血管！！吃蒜防癌", "喝醋能软化血管", "喝醋能軟化血管！！"),
        ("他說「喝醋，能軟化血管」。真的嗎", "喝醋,能软化血管", "「喝醋，能軟化血管」。"),
        ("Is it true that VACCINES cause Autism? ok", "vaccines cause autism?", "VACCINES cause Autism?"),
        ("喝😀醋能 軟化\u200b血管🙏。再見", "喝醋能软化血管", "喝😀醋能 軟化\u200b血管🙏。"),
        ("①ＣＯＶＩＤ－１９會傳染；②沒事", "covid-19会传染", "ＣＯＶＩＤ－１９會傳染"),
        ("身份、紀錄和計畫都會外洩", "身分、记录和计划都会外泄", "身份、紀錄和計畫都會外洩"),
        ("cafe\u0301 打折", "café打折", "cafe\u0301 打折"),
    ],
)
def test_a_part_is_quoted_as_it_was_written(text: str, part: str, quote: str) -> None:
    written = Written(text)
    (span,) = written.spans([part])
    assert span is not None
    assert written.quote(span) == quote


def test_parts_are_found_in_their_order() -> None:
    written = Written("喝醋好。喝醋好。吃蒜好")
    assert written.spans(["喝醋好", "喝醋好", "吃蒜好", "没有的"]) == [(0, 3), (4, 7), (8, 11), None]
    assert written.spans(["喝醋好"], start=2) == [(4, 7)]
    assert written.spans(["。"]) == [None]


def test_the_share_of_a_text_counts_letters_once() -> None:
    assert Written("喝醋，吃蒜").share([(0, 2), (0, 2)]) == 0.5
    assert Written("").share([]) == 0.0


@given(st.text(st.sampled_from("喝醋能軟化血管身份紀錄，、。 ；~aB1!?🔥\n"), max_size=120))
def test_every_clause_is_found_where_it_was_written(text: str) -> None:
    clauses = read_text(text).clauses
    for clause, span in zip(clauses, Written(text).spans(clauses), strict=True):
        assert (span is not None) == any(map(str.isalnum, clause))

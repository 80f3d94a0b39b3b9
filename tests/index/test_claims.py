"""The claims of an index, end to end in memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.claims import Claims
from index.ragged import Ragged

TEXTS = st.lists(st.text(st.characters(), max_size=12), max_size=8)


@given(TEXTS)
def test_claims_are_the_texts_that_were_given(texts: list[str]) -> None:
    claims = Claims.of_ragged(Ragged.of_texts(texts))
    assert (list(claims), len(claims), claims[1:5]) == (texts, len(texts), texts[1:5])


@given(TEXTS, st.integers(1, 12))
def test_short_claims_are_those_of_fewer_characters(texts: list[str], length: int) -> None:
    claims = Claims.of_ragged(Ragged.of_texts(texts))
    assert claims.shorter_than(length) == {text for text in texts if len(text) < length}


def test_claims_that_were_saved_are_the_same(tmp_path: Path) -> None:
    Claims.of_ragged(Ragged.of_texts(["热水", "", "5g"])).save(tmp_path)
    loaded = Claims.load(tmp_path)
    assert (list(loaded), loaded[-1]) == (["热水", "", "5g"], "5g")
    with pytest.raises(IndexError):
        loaded[3]

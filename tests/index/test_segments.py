"""Overlapping pieces of texts, and the encoder that sees them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers

from index.encoder import load_encoder
from index.segments import Segmenter

WORDS = [("[UNK]", -20.0), ("疫苗", -1.0), ("和", -1.0), ("柠檬", -1.0), ("苗和", -9.0), ("水", -2.0)]
CHARACTERS = [(character, -5.0) for character in "疫苗柠檬covid辐射头痛ab1"]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    made = Tokenizer(models.Unigram([*WORDS, *CHARACTERS], unk_id=0, byte_fallback=False))
    made.normalizer = normalizers.Replace("輻", "辐")
    return made


@pytest.fixture(scope="module")
def segmenter(tokenizer: Tokenizer) -> Segmenter:
    return Segmenter(tokenizer)


def pieces(tokenizer: Tokenizer, segmenter: Segmenter, text: str) -> list[tuple[str, int]]:
    cut = segmenter.cut([text])
    return [
        (str(tokenizer.id_to_token(token)), word)
        for token, word in zip(cut.tokens.tolist(), cut.words.tolist(), strict=True)
    ]


def test_words_come_first_then_their_characters_then_words_across_them(
    tokenizer: Tokenizer, segmenter: Segmenter
) -> None:
    found = pieces(tokenizer, segmenter, "疫苗和柠檬水")
    assert found[:4] == [("疫苗", 0), ("和", 1), ("柠檬", 2), ("水", 3)]
    assert found[4:] == [("疫", 0), ("苗", 0), ("柠", 2), ("檬", 2), ("苗和", -1)]


def test_what_the_tokenizer_does_not_know_is_left_out(tokenizer: Tokenizer, segmenter: Segmenter) -> None:
    assert [piece for piece, _ in pieces(tokenizer, segmenter, "?水!")] == ["水"]


def test_both_scripts_give_the_same_pieces(segmenter: Segmenter) -> None:
    hans, hant = segmenter.cut(["疫苗和辐射"]), segmenter.cut(["疫苗和輻射"])
    np.testing.assert_array_equal(hans.tokens, hant.tokens)


def test_texts_without_pieces_have_none(segmenter: Segmenter) -> None:
    cut = segmenter.cut(["", "疫苗", " "])
    assert cut.counts[[0, 2]].tolist() == [0, 0]
    assert cut.counts.sum() == len(cut.tokens) == len(cut.words)
    assert len(segmenter.cut([]).tokens) == 0


SHARED = Segmenter(Tokenizer(models.Unigram([*WORDS, *CHARACTERS], unk_id=0, byte_fallback=False)))


@given(st.lists(st.text(alphabet="疫苗柠檬头痛辐射ab1 ,。😀輻", max_size=12), max_size=6))
def test_texts_cut_together_are_cut_as_alone(texts: list[str]) -> None:
    cut = SHARED.cut(texts)
    alone = [SHARED.cut([text]) for text in texts]
    assert cut.counts.tolist() == [int(each.counts[0]) for each in alone]
    assert cut.tokens.tolist() == [token for each in alone for token in each.tokens.tolist()]
    assert cut.words.tolist() == [word for each in alone for word in each.words.tolist()]


def test_english_texts_are_near_by_the_stems_they_share() -> None:
    encoder = load_encoder()
    rows = encoder.encode_messages(["vaccines cause autism", "do vaccines cause autism?", "a lemon a day"])
    assert rows[0] @ rows[1] == pytest.approx(1.0, abs=1e-5)
    assert abs(rows[0] @ rows[2]) < 0.3
    mixed = encoder.encode_messages(["who说疫苗有效", "疫苗有效who说"])
    assert mixed[0] @ mixed[1] > 0.6

"""Words as vectors: cutting, weights, kinship, and the words of the shipped encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.encoder import load_encoder
from index.errors import EncoderError
from index.word_vectors import WordVectors
from index.words import shipped_words
from tests.index.toy_words import toy_words


def test_unknown_words_and_broken_characters_are_left_out() -> None:
    cut = toy_words().cut(["热水 治 头疼", "", "\ud800", "海马"])
    assert [words.tolist() for words in cut] == [[3, 1], [], [], []]


def test_a_longer_vector_weighs_more_and_all_weights_are_one() -> None:
    words = toy_words()
    assert words.weights(words.cut(["头疼 热水"])[0]) == pytest.approx([0.75, 0.25])
    assert words.weights(words.cut([""])[0]).shape == (0,)


def test_kinship_is_the_cosine_but_opposites_and_empty_vectors_are_no_kin() -> None:
    words = toy_words()
    ours, theirs = words.cut(["头疼 热水 的", "偏头痛 冰水 热水"])
    expected = [[0.8, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]]
    assert words.kinship(ours, theirs) == pytest.approx(np.array(expected), abs=1e-6)


def test_the_words_read_from_the_folder_are_those_of_the_loaded_encoder() -> None:
    loaded, read = load_encoder().words, shipped_words()
    assert loaded is not None
    assert np.allclose(loaded.rows, read.rows, atol=1e-6)
    texts = ["喝热水能治癌", "Vaccines cause autism"]
    assert [ids.tolist() for ids in loaded.cut(texts)] == [ids.tolist() for ids in read.cut(texts)]


def test_a_folder_without_a_model_is_refused_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="zhendema train encoder"):
        WordVectors.read(tmp_path)


def test_a_latin_word_counts_by_its_stem_where_it_is_unknown_or_no_han_is_beside_it() -> None:
    words = shipped_words()
    claim, message, mixed = words.cut(["vaccinated children", "the vaccines, kids", "打了 qwxvaccin 疫苗"])
    assert words.kinship(claim, message).round(3).tolist() == [[1.0, 0.0], [0.0, 0.0]]
    assert (claim >= len(words.rows)).all()
    assert (mixed >= len(words.rows)).sum() == 1
    assert words.weights(mixed).sum() == pytest.approx(1.0, abs=1e-5)

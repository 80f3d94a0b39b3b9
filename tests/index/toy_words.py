"""A handful of words with vectors made by hand, to compute by head what features must say."""

from __future__ import annotations

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers

from index.word_vectors import WordVectors

TOY = {
    "[UNK]": (1.0, 0.0, 0.0),
    "头疼": (3.0, 0.0, 0.0),
    "偏头痛": (2.4, 1.8, 0.0),  # cosine 0.8 with 头疼
    "热水": (0.0, 0.0, 1.0),
    "冰水": (0.0, 0.0, -2.0),
    "的": (0.0, 0.0, 0.0),
}
"""Words written apart; all others are unknown."""


def toy_words() -> WordVectors:
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(TOY)}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return WordVectors.of_rows(tokenizer, np.array(list(TOY.values()), dtype=np.float32))

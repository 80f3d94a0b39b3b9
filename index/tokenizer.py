"""Build the tokenizer of the shipped encoder: characters, and words found by their cohesion.

Han runs have no spaces, so their words are found by counting: a run of two or three characters is a word when
it is much more frequent than its parts by chance (pointwise mutual information over every way to cut it in
two). A unigram language model over these words, all characters, Latin words and numbers then cuts a text into
its likeliest pieces; counts and pieces are settled by a few rounds of Viterbi training.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from corpus.scripts import fold_character
from index.character_map import pack_character_map

UNKNOWN = "[UNK]"
LONGEST_WORD = 3
"""Characters in the longest Han word; longer names are met piece by piece."""

LEAST_COHESION = {2: 2.5, 3: 4.0}
"""By length: least mutual information of a word's loosest cut; 4 is 55 times as often as by chance."""
PART_OF_LONGER = 0.7
"""A run that goes on with the same character in this share of its occurrences is part of a word."""

_HAN_FIRST, _HAN_LAST = 0x3400, 0x9FFF
_BITS = 15
_MASK = (1 << _BITS) - 1
_LATIN = re.compile(r"[a-z\u00c0-\u024f]{2,24}")
_NUMBER = re.compile(r"[0-9]{1,4}")
_RUNS = Regex(r"\p{Han}+|[0-9]{1,4}|[\p{Latin}\p{M}]+|[^\p{Han}\p{Latin}\p{M}0-9]")


def build_tokenizer(texts: Sequence[str], *, size: int, rounds: int = 2) -> Tokenizer:
    """Find `size` pieces in normalised texts and make the tokenizer that cuts with them.

    :param rounds: rounds of Viterbi training after the first guess
    """
    han, letters = _count_han(texts), _count_words(texts)
    characters = Counter({piece: count for piece, count in han.items() if len(piece) == 1})
    # Every letter is a piece of its own, so that a word never seen is spelled and not lost.
    for word, count in letters.items():
        for letter in word:
            characters[letter] += count
    words = Counter({piece: count for piece, count in han.items() if len(piece) > 1})
    words.update({word: count for word, count in letters.items() if len(word) > 1 and count >= 8})
    kept_characters = dict(_best(characters, min(len(characters), size // 4)))
    pieces = kept_characters | dict(_best(words, 2 * size))
    tokenizer = _unigram(pieces)
    for left in range(rounds, 0, -1):
        used = _count_pieces(tokenizer, texts)
        room = size - 1 - len(kept_characters) if left == 1 else int(1.4 * size)
        words = Counter({piece: count for piece, count in used.items() if len(piece) > 1})
        pieces = {c: used[c] + 1 for c in kept_characters} | dict(_best(words, room))
        tokenizer = _unigram(pieces)
    return tokenizer


def _best(counts: Counter[str], room: int) -> list[tuple[str, int]]:
    # Ties are settled by the piece itself: equal texts give an equal tokenizer.
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:room]


def _count_words(texts: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_LATIN.findall(text))
        counts.update(_NUMBER.findall(text))
    return counts


def _count_han(texts: Sequence[str]) -> dict[str, int]:
    """Count every Han character, and every run of two or three that is a word."""
    # One long array of code points, 0 where a word cannot go on; a run of n is n of them in one number.
    points = np.frombuffer("\n".join(texts).encode("utf-32-le", "replace"), dtype=np.uint32)
    points = np.where((points >= _HAN_FIRST) & (points <= _HAN_LAST), points - _HAN_FIRST + 1, 0)
    codes: NDArray[np.int64] = points.astype(np.int64)
    total = max(int((codes > 0).sum()), 1)
    floor = max(2, total // 2_000_000)
    runs: NDArray[np.int64] = codes
    whole: NDArray[np.bool_] = codes > 0
    counts: list[dict[int, int]] = []
    for length in range(1, LONGEST_WORD + 2):
        if length > 1:
            following = codes[length - 1 :]
            runs, whole = runs[:-1] << _BITS | following, whole[:-1] & (following > 0)
        found, number = np.unique(runs[whole], return_counts=True)
        often = number >= (1 if length == 1 else floor)
        counts.append(dict(zip(found[often].tolist(), number[often].tolist(), strict=True)))
    words = {_spell(run, 1): count for run, count in counts[0].items()}
    for length, least in LEAST_COHESION.items():
        longer = _greatest_extension(counts[length], length)
        for run, count in counts[length - 1].items():
            if longer.get(run, 0) < PART_OF_LONGER * count and _cohesion(run, length, counts, total) >= least:
                words[_spell(run, length)] = count
    return words


def _spell(run: int, length: int) -> str:
    codes = ((run >> _BITS * (length - 1 - i)) & _MASK for i in range(length))
    return "".join(chr(code + _HAN_FIRST - 1) for code in codes)


def _greatest_extension(longer: dict[int, int], length: int) -> dict[int, int]:
    """:returns: for each run of `length`, the count of the commonest run that is one character longer"""
    greatest: dict[int, int] = {}
    tail_mask = (1 << _BITS * length) - 1
    for run, count in longer.items():
        for part in (run >> _BITS, run & tail_mask):
            if greatest.get(part, 0) < count:
                greatest[part] = count
    return greatest


def _cohesion(run: int, length: int, counts: list[dict[int, int]], total: int) -> float:
    """:returns: pointwise mutual information (natural logarithm) of the run's loosest cut"""
    count, loosest = counts[length - 1][run], math.inf
    for right in range(1, length):
        head, tail = run >> _BITS * right, run & ((1 << _BITS * right) - 1)
        parts = counts[length - right - 1][head] * counts[right - 1][tail]
        loosest = min(loosest, math.log(count * total / parts))
    return loosest


def _unigram(pieces: dict[str, int]) -> Tokenizer:
    total = math.log(sum(pieces.values()) or 1)
    vocabulary = [(UNKNOWN, -30.0)]
    vocabulary += [(piece, math.log(max(n, 1)) - total) for piece, n in sorted(pieces.items())]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Precompiled(_character_map()),
            normalizers.Replace(Regex(r"[^\p{L}\p{M}\p{N}]+"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(r"\s+"), "removed"), pre_tokenizers.Split(_RUNS, "isolated")]
    )
    return tokenizer


@cache
def _character_map() -> bytes:
    """Traditional characters are folded here too, for whoever uses the model without our normalising."""
    every = (chr(code) for code in (*range(_HAN_FIRST, _HAN_LAST + 1), *range(0xF900, 0xFB00)))
    return pack_character_map(
        {character: folded for character in every if (folded := fold_character(character)) != character}
    )


def _count_pieces(tokenizer: Tokenizer, texts: Sequence[str]) -> Counter[str]:
    counts = np.zeros(tokenizer.get_vocab_size(), dtype=np.int64)
    for start in range(0, len(texts), 10_000):
        batch = tokenizer.encode_batch_fast(list(texts[start : start + 10_000]), add_special_tokens=False)
        ids = np.fromiter((i for encoding in batch for i in encoding.ids), dtype=np.int64)
        counts += np.bincount(ids, minlength=len(counts))
    names = {number: piece for piece, number in tokenizer.get_vocab().items()}
    return Counter({names[i]: int(n) for i, n in enumerate(counts.tolist()) if n and i})

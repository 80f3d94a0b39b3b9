"""Terms of a text: what BM25 counts (index/term_index.py)."""

from __future__ import annotations

import re

HAN = "㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff"
"""Ranges of Han characters, for use inside a character class."""

_HAN = re.compile(f"[{HAN}]")
_RUNS = re.compile(rf"([{HAN}]+)|([^\W_{HAN}]+)")
_LONGEST_GRAM = 2
_LONGEST_WORD = 32
_STEM = 5
# English words that say nothing of a claim. Among Chinese texts they are rare, so BM25 would take them for
# the heart of a sentence. Not here: denials (no, not), letters (维生素 a) and names in capitals (WHO, US).
_SMALL_WORDS = """
the an this that these those and or but if so than then as of to in on at by for from with into onto over
about is are was were be been being do does did doing done has have had having will would shall should can
could might must you he she it we they me him her them my your his its our their whose which what when where
why how there here don doesn didn isn aren wasn ll re ve some any all just only also very too
"""
_SMALL = frozenset(_SMALL_WORDS.split())


def has_han(text: str) -> bool:
    """Tell whether a text has a Chinese character."""
    return _HAN.search(text) is not None


def terms_of(text: str) -> list[str]:
    """Split a normalised text into terms: characters and their pairs in Han runs, else words and numbers.

    A Latin word longer than five letters also gives its first five, so that "vaccines" meets "vaccine"; small
    English words ("the", "does") give none. Text order is kept; terms repeat.
    """
    terms: list[str] = []
    for han, word in _RUNS.findall(text):
        if han:
            length = len(han)
            for size in range(1, _LONGEST_GRAM + 1):
                terms.extend([han[start : start + size] for start in range(length - size + 1)])
        else:
            if word in _SMALL:
                continue
            terms.append(word[:_LONGEST_WORD])
            if len(word) > _STEM and word.isascii() and word.isalpha():
                terms.append(word[:_STEM] + "*")
    return terms

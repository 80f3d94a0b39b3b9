"""Tell what nobody can have meant to ask, such as asdf or 啊啊啊啊, by few rules that spare every word."""

import re

from corpus.links import find_links
from corpus.text import normalise

__all__ = ["is_nonsense"]

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = [
    way[start : start + size]
    for row in _ROWS
    for way in (row, row[::-1])
    for size in (3, 4, 5)
    for start in range(len(row) - size + 1)
]
_ALONG_ROWS = re.compile(f"(?:{'|'.join(_NEIGHBOURS)})+")
_VOWELS = set("aeiouy")


def is_nonsense(text: str) -> bool:
    """Tell whether a message says nothing: one character over and over, or in each of its words a single
    Latin letter or keys struck at random. Without a letter, or with a link, it is none."""
    words = re.findall(r"[^\W_]+", normalise(text))
    letters = [character for word in words for character in word if character.isalpha()]
    if not letters or find_links(text):
        return False
    if len(letters) > 2 and len(set(letters)) == 1:
        return True
    return all(word.isdigit() or _is_struck(word) for word in words)


def _is_struck(word: str) -> bool:
    letters = word.strip("0123456789")
    if not (letters.isascii() and letters.isalpha()):
        return False
    if len(letters) < 3:
        # 5g and b12 are names.
        return len(word) == 1
    different = set(letters)
    mashed = len(letters) > 4 and (len(different) < 3 or different.isdisjoint(_VOWELS))
    return mashed or len(different) == 1 or _ALONG_ROWS.fullmatch(letters) is not None

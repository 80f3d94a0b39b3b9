"""Practice texts of our own: claims as people word them, near misses, and words that mean the same."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.text import normalise
from index.errors import TrainingError

PRACTICE = Path(__file__).parent / "practice"
"""The folder of practice messages (*.jsonl) and the list of synonyms."""
_EXCHANGED = 0.7
"""Share of the words with a synonym that `Synonyms.exchange` exchanges."""


@dataclass(frozen=True, slots=True)
class Practice:
    """Normalised messages about one claim: a debunk's of the shipped corpus, or one of our own invention."""

    debunk: str
    """Its id; empty where the claim is invented."""
    same: tuple[str, ...]
    """These mean the claim: its debunk answers them."""
    near: tuple[str, ...]
    """These are about the same thing, or have words in common with it; the debunk does not answer them."""
    close: tuple[str, ...] = ()
    """These state another thing in the claim's own words; the debunk does not answer them."""
    claim: str = ""
    """The invented claim as a fact-checker words it; empty where there is a debunk."""


def read_practice(folder: Path = PRACTICE) -> list[Practice]:
    """Read the practice messages.

    :returns: in the order of files and lines; none where there is no such folder
    :raises TrainingError: when a line is not of the expected form
    """
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError as error:
            raise TrainingError(f"{path.name}: expected UTF-8, got other bytes; save it as UTF-8") from error
        for number, line in enumerate(lines, start=1):
            try:
                found.append(_practice(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise TrainingError(
                    f'{path.name}:{number}: expected {{"debunk" or "claim": …, "same": [texts], "near": '
                    f"[texts]}}, got {line[:60]}; mend the line"
                ) from error
    return found


def _practice(told: dict[str, Any]) -> Practice:
    same, near, close = (
        tuple(filter(None, (normalise(text) for text in texts)))
        for texts in (told["same"], told["near"], told.get("close", []))
    )
    if "claim" not in told:
        return Practice(str(told["debunk"]), same, near, close=close)
    claim = normalise(told["claim"])
    if not claim or "debunk" in told:
        raise ValueError("a line is about a debunk or about a claim")
    return Practice("", same, near, close, claim)


class Synonyms:
    """Groups of words that may stand for each other in most sentences."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        """:param groups: normalised words; what is left of a group must be two words or more to count"""
        distinct = (list(dict.fromkeys(filter(None, group))) for group in groups)
        self.groups = [group for group in distinct if len(group) > 1]
        self._group_of = {word: group for group in self.groups for word in group}
        self._longest = max(map(len, self._group_of), default=0)

    @classmethod
    def read(cls, path: Path = PRACTICE / "synonyms.txt") -> Synonyms:
        """Read a list: a group on each line, words parted by spaces; lines that begin with # are headings."""
        if not path.is_file():
            return cls([])
        lines = path.read_text(encoding="utf-8").splitlines()
        return cls([normalise(word) for word in line.split()] for line in lines if not line.startswith("#"))

    def exchange(self, text: str, chance: random.Random) -> str:
        """Exchange most words of two characters and more that have synonyms, the longest first."""
        out = []
        place = 0
        while place < len(text):
            length = next(
                (
                    length
                    for length in range(min(self._longest, len(text) - place), 1, -1)
                    if text[place : place + length] in self._group_of
                ),
                1,
            )
            word = text[place : place + length]
            place += length
            if length > 1 and chance.random() < _EXCHANGED:
                word = chance.choice([other for other in self._group_of[word] if other != word])
            out.append(word)
        return "".join(out)

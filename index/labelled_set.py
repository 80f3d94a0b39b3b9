"""The labelled set: judged messages that every new version is asked before it may answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from index.benchmark import Labelled, read_labelled
from index.practice import PRACTICE

__all__ = ["labelled_set", "own_labelled", "shipped_labelled"]

_SHIPPED = 300
"""Debunks of which messages are asked: enough that one more or less is a third of a percent."""


def labelled_set(home: Path, more: Sequence[Path] = ()) -> list[Labelled]:
    """Read what ships, what this installation has judged (HOME/labelled/*.jsonl), and further files.

    Messages of one id in several files count once, as in the file that is read last.

    :raises BenchmarkError: naming file, line and field
    """
    files = (*own_labelled(home), *more)
    every = [*shipped_labelled(), *(message for path in files for message in read_labelled(path))]
    return list({message.id: message for message in every}.values())


def own_labelled(home: Path) -> tuple[Path, ...]:
    """:returns: HOME/labelled/*.jsonl, sorted by name"""
    return tuple(sorted((home / "labelled").glob("*.jsonl")))


def shipped_labelled(folder: Path = PRACTICE) -> list[Labelled]:
    """A fixed part of our own practice messages: of a debunk one that means its claim and one that does not.

    The encoder and the decision have learned from them, so that their figures are better than those of
    people's messages: they tell whether a version is worse than another, and not how good it is.
    """
    drawn = sorted(_about_debunks(folder), key=lambda told: _order(str(told["debunk"])))[:_SHIPPED]
    found = []
    for told in drawn:
        name, same, near = str(told["debunk"]), list(told["same"]), list(told["near"])
        if same:
            text = min(same, key=_order)
            found.append(Labelled(f"same:{name}", text, frozenset({name}), "shipped", "semantic"))
        if near:
            text = min(near, key=_order)
            found.append(Labelled(f"near:{name}", text, frozenset(), "shipped", "", frozenset({name})))
    return found


def _about_debunks(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("part*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _order(text: str) -> bytes:
    """An order that has nothing to do with what a text says, and is the same everywhere."""
    return blake2b(text.encode(), digest_size=8).digest()

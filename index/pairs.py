"""Read what the encoder learns from: texts that belong together, and single texts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.text import normalise
from index.errors import TrainingError

PAIRS, LABELLED, TEXTS = "pairs.jsonl.gz", "labelled_pairs.jsonl.gz", "texts.txt.gz"
SAME_QUESTION = "same_question"
"""Kind of the labelled pairs that mean the same; those that do not are left out, see docs/matching.md."""
LONGEST = 600
"""Characters of a text that are read; the claim of a long article stands at its head."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two normalised texts that tell of the same thing."""

    first: str
    second: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class TrainingTexts:
    """All that one training reads."""

    pairs: tuple[Pair, ...]
    texts: tuple[str, ...]


def count_pairs(pairs: Iterable[Pair]) -> dict[str, dict[str, int]]:
    """:returns: how many pairs there are, by kind and source"""
    found: dict[str, dict[str, int]] = {}
    for kind, source in sorted((pair.kind, pair.source) for pair in pairs):
        by_source = found.setdefault(kind, {})
        by_source[source] = by_source.get(source, 0) + 1
    return found


def read_training_texts(folder: Path, on_read: Callable[[str, int], None] | None = None) -> TrainingTexts:
    """Read a folder of training files; the labelled pairs and the single texts may be missing.

    Of the labelled pairs those are read that mean the same.

    Pairs of which one text is empty after normalising are left out.

    :param on_read: told after every 10,000 lines: the file's name, and the lines read so far
    :raises TrainingError: when the pairs are missing, or a line is not of the expected form
    """
    if not (folder / PAIRS).is_file():
        raise TrainingError(
            f"expected training texts in {folder} ({PAIRS}; {LABELLED} and {TEXTS} if there are), got no "
            "such file; name the folder that holds them: zhendema train encoder --data DIR"
        )
    pairs = []
    for place, told in _objects(folder / PAIRS, on_read):
        first, second = _text(told, "a", place), _text(told, "b", place)
        if first and second:
            pairs.append(Pair(first, second, str(told.get("kind", "")), str(told.get("source", ""))))
    if not pairs:
        raise TrainingError(f"expected pairs in {folder / PAIRS}, got none; see the form in its description")
    for place, told in _objects(folder / LABELLED, on_read):
        first, second = _text(told, "a", place), _text(told, "b", place)
        if told.get("label") == 1 and first and second:
            pairs.append(Pair(first, second, SAME_QUESTION, str(told.get("source", ""))))
    texts = [text for _, line in _lines(folder / TEXTS, on_read) if (text := normalise(line[:LONGEST]))]
    return TrainingTexts(tuple(pairs), tuple(texts))


def _text(told: dict[str, Any], field: str, place: str) -> str:
    value = told.get(field)
    if not isinstance(value, str):
        raise TrainingError(f"{place}: {field}: expected a text, got {type(value).__name__}; mend the line")
    return normalise(value[:LONGEST])


def _objects(path: Path, on_read: Callable[[str, int], None] | None) -> Iterator[tuple[str, dict[str, Any]]]:
    for place, line in _lines(path, on_read):
        try:
            told = json.loads(line)
        except ValueError as error:
            raise TrainingError(f"{place}: expected a JSON object, got broken JSON; mend the line") from error
        if not isinstance(told, dict):
            raise TrainingError(f"{place}: expected a JSON object, got {type(told).__name__}; mend the line")
        yield place, told


def _lines(path: Path, on_read: Callable[[str, int], None] | None) -> Iterator[tuple[str, str]]:
    if not path.is_file():
        return
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if on_read is not None and number % 10_000 == 0:
                    on_read(path.name, number)
                if line.strip():
                    yield f"{path.name}:{number}", line
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise TrainingError(
            f"expected a gzip file of UTF-8 lines at {path}, got: {error}; copy it again"
        ) from error

"""Labelled messages and everyday talk: the files by which an index is measured and a decision fitted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import BenchmarkError


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message and the debunks that answer it, judged by reading."""

    id: str
    text: str
    relevant: frozenset[str]
    """Ids of the debunks that answer it; empty when none does."""
    set: str
    """Where it comes from, e.g. "line"."""
    match: str
    """"exact", "variant", "semantic", or "" when nothing answers it."""


def read_labelled(path: Path) -> list[Labelled]:
    """Read a JSON Lines file of `{"id","text","relevant"}` with optional `set` and `match`.

    :raises BenchmarkError: naming file, line and field
    """
    found = []
    for place, told in _lines(path):
        relevant = told.get("relevant")
        if not isinstance(relevant, list) or not all(isinstance(name, str) for name in relevant):
            raise BenchmarkError(
                f"{place}: relevant: expected a list of debunk ids, got {type(relevant).__name__}"
            )
        found.append(
            Labelled(
                id=_text(place, told, "id"),
                text=_text(place, told, "text"),
                relevant=frozenset(relevant),
                set=str(told.get("set") or "all"),
                match=str(told.get("match") or ""),
            )
        )
    return found


def read_talk(path: Path) -> list[str]:
    """Read everyday talk: JSON Lines of `{"text"}`.

    :raises BenchmarkError: naming file, line and field
    """
    return [_text(place, told, "text") for place, told in _lines(path)]


def _text(place: str, told: dict[str, Any], field: str) -> str:
    value = told.get(field)
    if not isinstance(value, str):
        raise BenchmarkError(f"{place}: {field}: expected a text, got {type(value).__name__}")
    return value


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield f"{path.name}:{number}", _object(f"{path.name}:{number}", line)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise BenchmarkError(
            f"expected a file of JSON Lines at {path}, got: {reason}; check the path"
        ) from error


def _object(place: str, line: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError as error:
        raise BenchmarkError(f"{place}: expected a JSON object, got broken JSON") from error
    if not isinstance(told, dict):
        raise BenchmarkError(f"{place}: expected a JSON object, got {type(told).__name__}")
    return told

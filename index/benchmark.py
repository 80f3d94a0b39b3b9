"""Labelled messages and everyday talk: the files by which an index is measured and a decision fitted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
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
    near: frozenset[str] = frozenset()
    """Ids of debunks on the same topic that would mislead."""


def read_labelled(path: Path) -> list[Labelled]:
    """Read a JSON Lines file of `{"id","text","relevant"}` with optional `near`, `set` and `match`.

    :raises BenchmarkError: naming file, line and field
    """
    found = []
    for place, told in _objects(path):
        found.append(
            Labelled(
                id=read_text_field(place, told, "id"),
                text=read_text_field(place, told, "text"),
                relevant=read_ids(place, told, "relevant"),
                set=str(told.get("set") or "all"),
                match=str(told.get("match") or ""),
                near=read_ids(place, told, "near") if told.get("near") else frozenset(),
            )
        )
    return found


def read_talk(path: Path) -> list[str]:
    """Read everyday talk: JSON Lines of `{"text"}`.

    :raises BenchmarkError: naming file, line and field
    """
    return [read_text_field(place, told, "text") for place, told in _objects(path)]


def group_messages(labelled: Iterable[Labelled]) -> list[str]:
    """:returns: for each message its group; messages that share a debunk, through others too, share it"""
    messages = list(labelled)
    parents: dict[str, str] = {}

    def root(name: str) -> str:
        parents.setdefault(name, name)
        while parents[name] != name:
            parents[name] = name = parents[parents[name]]
        return name

    for message in messages:
        for debunk in sorted(message.relevant):
            parents[root(f"message:{message.id}")] = root(debunk)
    return [root(f"message:{message.id}") for message in messages]


def read_text_field(place: str, told: dict[str, Any], field: str) -> str:
    """:param place: file and line, for the words of an error
    :raises BenchmarkError: when the field is missing or no text
    """
    value = told.get(field)
    if not isinstance(value, str):
        raise BenchmarkError(f"{place}: {field}: expected a text, got {type(value).__name__}")
    return value


def read_ids(place: str, told: dict[str, Any], field: str) -> frozenset[str]:
    """:param place: file and line, for the words of an error
    :raises BenchmarkError: when the field is missing or no list of texts
    """
    value = told.get(field)
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise BenchmarkError(f"{place}: {field}: expected a list of debunk ids, got {type(value).__name__}")
    return frozenset(value)


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """:returns: number, from 1, and text of each line that is not blank
    :raises BenchmarkError: when the file cannot be read
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line.strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise BenchmarkError(f"expected a file of lines at {path}, got: {reason}; check the path") from error


def parse_object(place: str, line: str) -> dict[str, Any]:
    """:param place: file and line, for the words of an error
    :raises BenchmarkError: when the line is no JSON object
    """
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BenchmarkError(f"{place}: expected a JSON object, got broken JSON") from error
    if not isinstance(told, dict):
        raise BenchmarkError(f"{place}: expected a JSON object, got {type(told).__name__}")
    return told


def _objects(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in read_lines(path):
        place = f"{path.name}:{number}"
        yield place, parse_object(place, line)

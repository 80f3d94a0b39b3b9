"""A corpus: the debunks in JSON Lines files, and the faults of the lines that are none."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from pydantic import ValidationError

from corpus.debunk import Debunk, Verdict
from corpus.errors import CorpusError

__all__ = [
    "LIBRARY",
    "LONGEST_LINE",
    "Corpus",
    "Fault",
    "SoundLines",
    "each_debunk",
    "fault_words",
    "imported_files",
    "own_files",
    "read_corpus",
    "standing_corpus",
]

LIBRARY = Path(__file__).parent / "library"
"""The folder of the debunks that ship with the project, one file a publisher."""

LONGEST_LINE = 1 << 20
"""Bytes of a line; a longer one is a fault, and is skipped without being held in memory."""

_SHOWN = 80
_EXPECTED = {
    "missing": "a value",
    "extra_forbidden": "no field of this name",
    "string_type": "a text",
    "string_unicode": "a text without lone surrogates",
    "tuple_type": "a list of texts",
    "enum": "one of " + ", ".join(Verdict),
    "string_pattern_mismatch": "characters without white space",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line of a corpus.

    :param file: the file's path, as it was reached.
    :param line: from 1.
    :param field: the field's name, ``variants.0`` for a part of one, "" if the whole line is meant.
    """

    file: str
    line: int
    field: str
    expected: str
    got: str

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return f"{self.file}:{self.line}: {field}expected {self.expected}, got {self.got}"


@dataclass(frozen=True, slots=True)
class Corpus:
    """The debunks of one or several files, in the order of reading, and the faults of the lines left out."""

    debunks: tuple[Debunk, ...]
    faults: tuple[Fault, ...]


class SoundLines(Protocol):
    """Remembers which lines are debunks, so that they are not validated again."""

    def has(self, line: bytes) -> bool:
        """Tell whether a line was remembered."""

    def remember(self, line: bytes) -> None:
        """Remember a line that is a debunk, all fields of which are as they stand there."""


def standing_corpus(home: Path) -> tuple[Path, ...]:
    """:returns: the shipped library and this installation's files: its own, HOME/corpus/*.jsonl, and what was
    imported, HOME/corpus/imported/*.jsonl
    """
    return (LIBRARY, *own_files(home), *imported_files(home))


def own_files(home: Path) -> tuple[Path, ...]:
    """:returns: HOME/corpus/*.jsonl, sorted by name"""
    return tuple(sorted((home / "corpus").glob("*.jsonl")))


def imported_files(home: Path) -> tuple[Path, ...]:
    """:returns: HOME/corpus/imported/*.jsonl, sorted by name; one file a source"""
    return tuple(sorted((home / "corpus" / "imported").glob("*.jsonl")))


def read_corpus(paths: Iterable[Path], sound: SoundLines | None = None) -> Corpus:
    """Read the debunks of files and folders; of a folder its ``*.jsonl``, sorted by name.

    A line that is no debunk, or whose id was read before, becomes one or more faults and is left out; the
    others are read all the same. Empty lines, a byte order mark and Windows line ends are no faults.

    :param sound: lines that are known to be debunks; it is told those that are found to be
    :raises CorpusError: a path does not exist or cannot be read, or a folder has no ``*.jsonl``.
    """
    debunks: list[Debunk] = []
    faults: list[Fault] = []
    places: dict[str, str] = {}
    for file, number, read in _read_lines(paths, sound):
        if not isinstance(read, Debunk):
            faults.extend(read)
        elif read.id in places:
            got = f"{_show(read.id)}, which {places[read.id]} has"
            faults.append(Fault(file, number, "id", "an id of its own", got))
        else:
            places[read.id] = f"{file}:{number}"
            debunks.append(read)
    return Corpus(tuple(debunks), tuple(faults))


def each_debunk(paths: Iterable[Path]) -> Iterator[Debunk]:
    """Give the debunks of files and folders one after another, holding none; faulty lines are left out.

    :raises CorpusError: as `read_corpus`
    """
    return (read for _, _, read in _read_lines(paths, None) if isinstance(read, Debunk))


def _read_lines(
    paths: Iterable[Path], sound: SoundLines | None
) -> Iterator[tuple[str, int, Debunk | list[Fault]]]:
    """Give each line with its file and its number, from 1."""
    for file in dict.fromkeys(_files(paths)):
        try:
            with file.open("rb") as stream:
                for number, line in _lines(stream):
                    yield str(file), number, _read_line(str(file), number, line, sound)
        except OSError as error:
            raise CorpusError(f"{file}: cannot be read: {error.strerror or error}") from error


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(file for file in path.glob("*.jsonl") if file.is_file())
            if not found:
                raise CorpusError(f"{path}: expected *.jsonl files in this folder, got none")
            yield from found
        elif path.exists():
            yield path
        else:
            raise CorpusError(f"{path}: no such file or folder")


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers, from 1; None for one that is longer than LONGEST_LINE."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield number, None
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, line


def _read_line(file: str, number: int, line: bytes | None, sound: SoundLines | None) -> Debunk | list[Fault]:
    if line is None:
        return [Fault(file, number, "", f"at most {LONGEST_LINE:,} bytes a line", "more")]
    if sound is not None and sound.has(line):
        return Debunk.of_sound_fields(json.loads(line.decode()))
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        got = f"byte 0x{line[error.start]:02x} at position {error.start + 1}"
        return [Fault(file, number, "", "text in UTF-8", got)]
    try:
        fields = json.loads(text, object_pairs_hook=_unique_fields, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        column = f" at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        return [Fault(file, number, "", "a JSON object", f"{_show(text.strip())} ({reason}{column})")]
    if not isinstance(fields, dict):
        return [Fault(file, number, "", "a JSON object", _show(fields))]
    try:
        debunk = Debunk.model_validate(fields)
    except ValidationError as error:
        return [_fault(file, number, details) for details in error.errors(include_url=False)]
    if sound is not None and Debunk.of_sound_fields(fields) == debunk:
        sound.remember(line)
    return debunk


def _unique_fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"field {_show(twice)} is there twice")
    return fields


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _fault(file: str, number: int, details: Any) -> Fault:
    return Fault(file, number, *fault_words(details))


def fault_words(details: Any) -> tuple[str, str, str]:
    """Say what is wrong with a debunk's field: its name, what was expected, what was got.

    :param details: one of the errors of a ValidationError
    """
    field = ".".join(_show(part).strip('"') for part in details["loc"])
    kind, context = details["type"], details.get("ctx", {})
    if kind == "value_error":
        expected = str(context["error"])
    elif kind in {"string_too_short", "too_short"}:
        expected = f"at least {context['min_length']:,} characters"
    elif kind in {"string_too_long", "too_long"}:
        unit = "characters" if isinstance(details["input"], str) else "texts"
        expected = f"at most {context['max_length']:,} {unit}"
    else:
        expected = _EXPECTED.get(kind, details["msg"].lower())
    got = "nothing" if kind == "missing" else _show(details["input"])
    if kind == "value_error" and not field:
        field, got = "claim", "that name"
    return field, expected, got


def _show(value: Any) -> str:
    """A value as JSON writes it, cut to 80 characters and without control characters: a terminal shows it."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        text = repr(value)
    text = "".join(
        c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in text[: _SHOWN + 1]
    )
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"

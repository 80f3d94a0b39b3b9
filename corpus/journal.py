"""What a long run has done so far, so that one that was killed goes on where it was."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Self

from corpus.errors import CorpusError

__all__ = ["Journal"]


class Journal:
    """A file with a line for each thing that is done; a context manager.

    Opened again for the same purpose it knows what was done before; for another one it begins anew. One
    program at a time has it.

    :param file: such as HOME/cache/links.journal; its folder is made
    :param purpose: names what the run does and of what, such as a hash of its list
    :raises CorpusError: when it is opened: it cannot be written, or another program has it
    """

    def __init__(self, file: Path, purpose: str) -> None:
        self._file = file
        self._purpose = purpose
        self._done: dict[str, Any] = {}
        self._stream: BinaryIO | None = None

    @property
    def done(self) -> Mapping[str, Any]:
        """What was done, by its name, with what was noted of it."""
        return MappingProxyType(self._done)

    def __enter__(self) -> Self:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            stream = self._file.open("a+b")
        except OSError as error:
            raise _unwritten(self._file, error) from error
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            stream.close()
            raise CorpusError(
                f"expected to be alone, got another program at work with {self._file}; let it end first"
            ) from None
        self._stream = stream
        self._read()
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def note(self, name: str, told: Any = None) -> None:
        """Note that something is done.

        :param told: whatever of it is needed afterwards, as JSON has it
        :raises CorpusError: the disk is full, for example
        """
        self._write([name, told])
        self._done[name] = told

    def finish(self) -> None:
        """Forget all: the run has come to its end, and the next one begins anew."""
        self._file.unlink(missing_ok=True)
        self._done.clear()

    def _read(self) -> None:
        assert self._stream is not None
        self._stream.seek(0)
        lines = self._stream.read().split(b"\n")
        # What follows the last end of line was cut off by a kill.
        told = [entry for line in lines[:-1] if (entry := _entry(line)) is not None]
        if not told or told[0] != ["", self._purpose]:
            self._stream.truncate(0)
            self._write(["", self._purpose])
            return
        self._stream.truncate(sum(len(line) + 1 for line in lines[:-1]))
        self._stream.seek(0, os.SEEK_END)
        self._done = dict(told[1:])

    def _write(self, entry: list[Any]) -> None:
        assert self._stream is not None, "a journal is opened by `with`"
        try:
            self._stream.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
            self._stream.flush()
        except OSError as error:
            raise _unwritten(self._file, error) from error


def _entry(line: bytes) -> list[Any] | None:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    fits = isinstance(told, list) and len(told) == 2 and isinstance(told[0], str)
    return told if fits else None


def _unwritten(file: Path, error: OSError) -> CorpusError:
    return CorpusError(f"expected to write {file}, got: {error.strerror or error}; make room there")

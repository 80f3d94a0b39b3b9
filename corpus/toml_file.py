"""Read a file in TOML that a person has written, and say what is wrong with it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError

__all__ = ["read_toml"]

_CURLED = "“”‘’„＂"


def read_toml(file: Path) -> dict[str, Any]:
    """Read a file in TOML; a byte order mark is no fault.

    :raises CorpusError: it cannot be read, or is no TOML
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CorpusError(f"{file}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{file}: expected text in UTF-8, got another charset; save it as UTF-8") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(
            f"{file}: expected TOML, got what is none: {error}{_cure(text, str(error))}"
        ) from error


def _cure(text: str, reason: str) -> str:
    if "twice" in reason:
        return "; write each [heading] once, and all that belongs to it below"
    if any(mark in line.partition("#")[0] for line in text.splitlines() for mark in _CURLED):
        return '; if that line has “ ” around a word, write " "'
    return '; put that line right, as in claim = "谣言内容"'

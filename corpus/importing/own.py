"""Our own JSON Lines: debunks as another installation or a partner has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from corpus.importing.entry import FIELDS, Entries, Entry, Rejection, shown
from corpus.importing.source import Piece
from corpus.library import LONGEST_LINE

__all__ = ["ENDINGS", "read_own"]

ENDINGS = (".jsonl", ".ndjson")
_CURE = "see: zhendema corpus check"


def read_own(piece: Piece) -> Entries:
    """Give what the lines of a file say; a line may have `rating` in the publisher's words for `verdict`."""
    with piece.open() as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE + 1):
            number += 1
            place = f"{piece.place}:{number}"
            if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                    pass
                yield Rejection(place, "", f"at most {LONGEST_LINE:,} bytes a line", "more", _CURE)
                continue
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                yield _read(line, place)


def _read(line: bytes, place: str) -> Entry | Rejection:
    try:
        told: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Rejection(
            place,
            "",
            "a JSON object in UTF-8",
            f"{shown(line[:80].decode('utf-8', 'replace').strip())} ({error})"[:200],
        )
    if not isinstance(told, Mapping):
        return Rejection(place, "", "a JSON object", shown(told))
    if more := [name for name in told if name not in FIELDS]:
        return Rejection(
            place, shown(more[0]).strip('"'), "no field of this name", shown(told[more[0]]), _CURE
        )
    return Entry(place, told)

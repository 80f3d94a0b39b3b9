"""Messages to ask an index: plain lines, or JSON Lines that may say which debunks are right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.benchmark import parse_object, read_ids, read_lines, read_text_field
from index.errors import BenchmarkError


@dataclass(frozen=True, slots=True)
class Asked:
    """A message, with the judgement if there is one."""

    id: str
    text: str
    relevant: frozenset[str] | None = None
    """Ids of the debunks that answer it, empty when none does; None when nobody judged it."""


def read_asked(path: Path) -> list[Asked]:
    """Read a message a line: a line that begins with `{` is `{"text"}` with optional `id` and `relevant`.

    Other lines are messages as they stand; the id of a message without one is its line's number.

    :raises BenchmarkError: when the file cannot be read or holds no message, or naming file, line and field
    """
    asked = []
    for number, line in read_lines(path):
        place = f"{path.name}:{number}"
        if not line.startswith("{"):
            asked.append(Asked(str(number), line))
            continue
        told = parse_object(place, line)
        relevant = read_ids(place, told, "relevant") if "relevant" in told else None
        asked.append(Asked(str(told.get("id", number)), read_text_field(place, told, "text"), relevant))
    if not asked:
        raise BenchmarkError(f"expected messages in {path}, got an empty file")
    return asked

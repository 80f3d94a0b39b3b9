"""Questions in JSON Lines: `{"id", "text"}` a line in, an answer a line out."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.decision import Answer
    from index.search import ClaimIndex

__all__ = ["Fault", "answer_lines", "as_record"]

#: Lines that are answered together: enough for one batch, few enough to see them come.
_BATCH = 64
_EXAMPLE = '{"id": "1", "text": "…"}'


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line, counted from 1."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


def answer_lines(lines: Iterable[str], claims: "ClaimIndex") -> Iterator[dict[str, object] | Fault]:
    """Yield a record for each line that asks something, and a fault for each that cannot be read.

    Empty lines are left out. Records come in the order of their lines; a fault may come earlier.
    """
    questions = _read_lines(lines)
    while batch := list(islice(questions, _BATCH)):
        asked = [question for question in batch if not isinstance(question, Fault)]
        yield from (question for question in batch if isinstance(question, Fault))
        answers = claims.check_many([text for _, text in asked])
        yield from (as_record(name, answer) for (name, _), answer in zip(asked, answers, strict=True))


def as_record(asked: str | int, answer: "Answer") -> dict[str, object]:
    """Return an answer as JSON's values: id as it came, band, and up to ten matches, best first."""
    matches = [
        {
            "id": match.debunk.id,
            "confidence": round(match.confidence, 4),
            "verdict": match.debunk.verdict.value,
            "url": match.debunk.url,
        }
        for match in answer.matches
    ]
    return {"id": asked, "band": answer.band.value, "matches": matches}


def _read_lines(lines: Iterable[str]) -> Iterator[tuple[str | int, str] | Fault]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _read_line(line)
            except ValueError as error:
                yield Fault(number, str(error))


def _read_line(line: str) -> tuple[str | int, str]:
    try:
        asked = json.loads(line)
    except RecursionError:
        raise ValueError(f"expected JSON such as {_EXAMPLE}, got too many brackets in each other") from None
    except ValueError as error:
        raise ValueError(f"expected JSON such as {_EXAMPLE}, got {error}") from None
    if not isinstance(asked, dict):
        raise ValueError(f"expected an object with id and text, got {type(asked).__name__}")
    name, text = asked.get("id"), asked.get("text")
    if not isinstance(name, str | int) or isinstance(name, bool):
        raise ValueError(f"id: expected a text or a whole number, got {type(name).__name__}")
    if isinstance(name, str) and re.search(r"[\ud800-\udfff]", name):
        raise ValueError("id: expected whole characters, got half a one (\\ud800 to \\udfff)")
    if not isinstance(text, str):
        raise ValueError(f"text: expected a text, got {type(text).__name__}")
    return name, text

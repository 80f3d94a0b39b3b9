"""The history of this installation's own debunks: a file that only grows, a line for each change."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from corpus.debunk import Debunk
from corpus.errors import CorpusError


@dataclass(frozen=True, slots=True)
class LocalHistory:
    """A file of changes; who writes into it keeps others away meanwhile."""

    file: Path

    def changes(self) -> list[dict[str, Any]]:
        """Return all changes in their order: at, what, id, cause, why, old, new.

        A line that a full disk cut off is left out.
        """
        changes = []
        # JSON leaves further ends of lines, such as U+2028, in its texts: not splitlines().
        for line in _text_of(self.file).split("\n"):
            try:
                told = json.loads(line)
            except ValueError:
                continue
            if isinstance(told, dict):
                changes.append(told)
        return changes

    def published_by(self, cause: str) -> Debunk | None:
        """Return what was published under a cause, as it is now or was last; None: nothing yet."""
        changes = self.changes()
        for place, change in enumerate(changes):
            if change.get("cause") == cause and change.get("what") == "published":
                later = [each for each in changes[place + 1 :] if each.get("id") == change.get("id")]
                new = (later or [change])[-1].get("new")
                return Debunk.model_validate(new or change["new"])
        return None

    def corrected_by(self, cause: str) -> tuple[Debunk, Debunk] | None:
        """Return what the last correction under a cause made of what; None: there was none yet."""
        for change in reversed(self.changes()):
            if change.get("cause") == cause and change.get("what") == "corrected":
                return Debunk.model_validate(change["old"]), Debunk.model_validate(change["new"])
        return None

    @contextmanager
    def noted(
        self,
        what: str,
        old: Debunk | None,
        new: Debunk | None,
        *,
        cause: str = "",
        why: str = "",
        now: datetime | None = None,
    ) -> Iterator[None]:
        """Write a change down, and take that back if it cannot be made.

        :param what: "published", "corrected" or "withdrawn"
        :param old: what stood before; None where nothing did
        :param new: what stands from now on; None where nothing does
        :raises CorpusError: the file cannot be written
        """
        named = new or old
        assert named is not None
        change = {
            "at": (now or datetime.now(UTC)).isoformat(timespec="seconds"),
            "what": what,
            "id": named.id,
            "cause": cause,
            "why": why,
            "old": old.model_dump(mode="json") if old else None,
            "new": new.model_dump(mode="json") if new else None,
        }
        line = json.dumps(change, ensure_ascii=False).encode()
        before = self.file.stat().st_size if self.file.exists() else 0
        try:
            try:
                with self.file.open("ab") as stream:
                    # After a line that a kill has cut off, a new one begins.
                    stream.write((b"\n" if _ends_amid_a_line(self.file) else b"") + line + b"\n")
                    stream.flush()
                    os.fsync(stream.fileno())
            except OSError as error:
                trouble(self.file, error)
            yield
        except CorpusError:
            with suppress(OSError):
                os.truncate(self.file, before)
            raise


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise CorpusError(f"{file}: cannot be read: {error.strerror or error}") from error


def _ends_amid_a_line(file: Path) -> bool:
    with file.open("rb") as stream:
        if stream.seek(0, os.SEEK_END) == 0:
            return False
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) != b"\n"


def trouble(path: Path, error: OSError) -> NoReturn:
    """:raises CorpusError: always: this file, or a folder, cannot be written"""
    raise CorpusError(
        f"expected to write {path}, got: {error.strerror or error}; make room, or give this user the right "
        "to write there; nothing was changed"
    ) from error

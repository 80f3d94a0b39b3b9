"""Merge what a source says now into what it said before: what is new, what has changed, what is the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any, Self

from corpus.debunk import Debunk
from corpus.importing.entry import Rejection
from corpus.importing.kept import MOST_OF_A_PAGE, Kept, digest
from corpus.importing.making import Made, id_of
from corpus.links import canonical_url

__all__ = ["Change", "Merge", "Outcome"]


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a debunk that says something else now."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one thing in a source.

    :ivar what: added, changed, same, known (another file of the corpus has it), refused or skipped
    :ivar debunk_id: "" of what is refused or skipped; of what is known, the id that it has there
    """

    what: str
    place: str
    debunk_id: str = ""
    changes: tuple[Change, ...] = ()
    rejection: Rejection | None = None


@dataclass
class Merge:
    """Takes in debunks one after another, and writes down only those that are new or changed.

    A debunk is found again by the id that its publisher gave it, by its page and claim, or by its page where
    that held one check only. It keeps the id that it had. A context manager.

    :ivar kept: the file as it is
    :ivar name: of the source
    :ivar known: claims on pages that other files of the corpus have, as `claims_of` gives them
    :ivar told: is given every outcome
    """

    kept: Kept
    name: str
    known: dict[int, str]
    told: Callable[[Outcome], None]
    counts: dict[str, int] = field(default_factory=dict)
    pages: dict[str, list[str]] = field(default_factory=dict)
    """Of each page that was fetched the ids of its debunks."""
    doubtful: set[str] = field(default_factory=set)
    """Pages of which something was refused."""

    def __post_init__(self) -> None:
        self._seen = bytearray(len(self.kept))
        self._fresh: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed at the end of the merge
        self._changed: dict[int, int] = {}  # row -> where its new line begins
        self._added: list[int] = []
        self._ids: dict[int, int] = {}  # of what is new: digest of the id -> of the content
        self._claims: dict[int, int] = {}  # of page and claim -> of the id

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._fresh.close()

    def take(self, each: Iterable[Made]) -> None:
        """Take in debunks in the order of their source."""
        for page, group in groupby(each, key=lambda made: canonical_url(made.debunk.url)):
            while some := list(islice(group, MOST_OF_A_PAGE)):
                self._take_page(page, some)

    def still_same(self, page: str, ids: Iterable[str], place: str) -> None:
        """Note that a page says what it said before."""
        for debunk_id in ids:
            row = self.kept.of_id(debunk_id)
            if row is not None:
                self._note("same", place, debunk_id, page=page, repeated=bool(self._seen[row]))
                self._seen[row] = 1

    def refuse(self, rejection: Rejection) -> None:
        """Note that something is not taken."""
        if rejection.page:
            self.doubtful.add(rejection.page)
        self._tell(Outcome("refused", rejection.place, rejection=rejection))

    def skip(self, place: str) -> None:
        """Note that something is no check."""
        self._tell(Outcome("skipped", place))

    @property
    def is_other(self) -> bool:
        """Whether the file is to say something else than it does."""
        return bool(self._changed or self._added)

    @property
    def missing(self) -> int:
        """How many debunks of the file the source did not name this time."""
        return self._seen.count(0)

    def __len__(self) -> int:
        """How many debunks the file is to have."""
        return len(self.kept) + len(self._added)

    def write(self, file: Path, out: IO[bytes]) -> None:
        """Write all debunks: those that were there in their places, then the new ones.

        :param file: as it is
        """
        if len(self.kept):
            with file.open("rb") as before:
                for row, line in enumerate(before):
                    new = self._line_at(self._changed[row]) if row in self._changed else line
                    out.write(new if new.endswith(b"\n") else new + b"\n")
        for place in self._added:
            out.write(self._line_at(place))

    def _take_page(self, page: str, group: list[Made]) -> None:
        found = {number: self._exact(page, made) for number, made in enumerate(group)}
        taken = {row for row in found.values() if row is not None}
        free = [row for row in self.kept.of_page(page) if not self._seen[row] and row not in taken]
        for number, made in enumerate(group):
            row = found[number]
            if row is None and not self._is_repeated(page, made):
                row = self._same_page(made, free, alone=len(free) == 1 and len(group) == 1)
            self._settle(page, made, row)

    def _exact(self, page: str, made: Made) -> int | None:
        row = self.kept.of_id(made.debunk.id) if made.named else None
        return self.kept.of_claim(page, made.debunk.claim) if row is None else row

    def _is_repeated(self, page: str, made: Made) -> bool:
        return digest(f"{page}\n{made.debunk.claim}") in self._claims or digest(made.debunk.id) in self._ids

    def _same_page(self, made: Made, free: list[int], *, alone: bool) -> int | None:
        """Find the debunk of a page of which only the claim is worded otherwise now.

        :param free: rows of the page that nothing else was found for; what is taken goes out
        :param alone: there is one of each, so that ids need not look alike
        """
        for row in free:
            # What its publisher calls otherwise is another check.
            if (alone and not made.named) or self.kept.debunk(row).id.startswith(f"{self.name}:u-"):
                free.remove(row)
                return row
        return None

    def _settle(self, page: str, made: Made, row: int | None) -> None:
        if row is not None:
            self._compare(made, row)
            return
        debunk = made.debunk
        claim = digest(f"{page}\n{debunk.claim}")
        if claim in self.known:
            self._tell(Outcome("known", made.entry.place, self.known[claim]))
            return
        if not made.named:
            if claim in self._claims:
                self._repeat(made, self._claims[claim])
                return
            if self.kept.of_id(debunk.id) is not None or digest(debunk.id) in self._ids:
                other = id_of(self.name, f"{page}\n{debunk.claim}", named=False)
                debunk = debunk.model_copy(update={"id": other})
        key = digest(debunk.id)
        if key in self._ids:
            self._repeat(made, key)
            return
        line = _as_line(debunk)
        self._ids[key] = digest(_content(debunk))
        self._claims.setdefault(claim, key)
        self._added.append(self._write(line))
        self._note("added", made.entry.place, debunk.id, page=made.entry.page)

    def _repeat(self, made: Made, key: int) -> None:
        """Settle what an earlier entry has said already: in the same words, or in others."""
        if self._ids[key] == digest(_content(made.debunk)):
            self._note("same", made.entry.place, made.debunk.id, page="", repeated=True)
        else:
            self._refuse_second(made)

    def _compare(self, made: Made, row: int) -> None:
        if self._seen[row] and row in self._changed:
            before = Debunk.model_validate_json(self._line_at(self._changed[row]))
        elif digest(_as_line(made.debunk).decode()) == self.kept.digests[row]:
            self._note(
                "same", made.entry.place, made.debunk.id, page=made.entry.page, repeated=bool(self._seen[row])
            )
            self._seen[row] = 1
            return
        else:
            before = self.kept.debunk(row)
        debunk = made.debunk.model_copy(update={"id": before.id})
        changes = _changes(before, debunk)
        if changes and self._seen[row]:
            self._refuse_second(made)
            return
        if changes:
            self._changed[row] = self._write(_as_line(debunk))
        self._note(
            "changed" if changes else "same",
            made.entry.place,
            debunk.id,
            changes,
            page=made.entry.page,
            repeated=bool(self._seen[row]),
        )
        self._seen[row] = 1

    def _refuse_second(self, made: Made) -> None:
        self.refuse(
            Rejection(
                made.entry.place,
                "id" if made.named else "url",
                "an id of its own" if made.named else "one check of this claim on this page",
                "another one in this source that says something else",
                about=made.debunk.claim[:40],
                page=made.entry.page,
            )
        )

    def _write(self, line: bytes) -> int:
        self._fresh.seek(0, 2)
        place = self._fresh.tell()
        self._fresh.write(line)
        return place

    def _line_at(self, place: int) -> bytes:
        self._fresh.seek(place)
        return self._fresh.readline()

    def _note(
        self,
        what: str,
        place: str,
        debunk_id: str,
        changes: tuple[Change, ...] = (),
        *,
        page: str,
        repeated: bool = False,
    ) -> None:
        if page and debunk_id not in self.pages.setdefault(page, []):
            self.pages[page].append(debunk_id)
        self._tell(Outcome("repeated" if repeated else what, place, debunk_id, changes))

    def _tell(self, outcome: Outcome) -> None:
        self.counts[outcome.what] = self.counts.get(outcome.what, 0) + 1
        self.told(outcome)


def _as_line(debunk: Debunk) -> bytes:
    return f"{debunk.model_dump_json()}\n".encode()


def _content(debunk: Debunk) -> str:
    return debunk.model_dump_json(exclude={"id"})


def _changes(before: Debunk, after: Debunk) -> tuple[Change, ...]:
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    return tuple(Change(name, old[name], new[name]) for name in old if old[name] != new[name])

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

    :ivar what: added, changed, same, repeated (the source has it twice), known (another file has it), refused
        or skipped
    :ivar debunk_id: "" of what is refused or skipped; of what is known, the id that it has there
    :ivar beside: the name of another source that has a debunk of the same page; "" where none has
    """

    what: str
    place: str
    debunk_id: str = ""
    changes: tuple[Change, ...] = ()
    rejection: Rejection | None = None
    beside: str = ""


@dataclass
class Merge:
    """Takes in debunks one after another, and writes down only those that are new or changed.

    A debunk is found again by the id that its publisher gave it, by its page and claim, or by its page where
    that held one check only. It keeps the id that it had. A context manager.

    :ivar kept: the file as it is
    :ivar name: of the source
    :ivar known: claims on pages that other files of the corpus have, as `claims_of` gives them
    :ivar beside: pages of which other sources have debunks, as `pages_of` gives them
    :ivar told: is given every outcome
    """

    kept: Kept
    name: str
    known: dict[int, str]
    beside: dict[int, str]
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
        self._ids: set[int] = set()  # of what is new
        self._said: dict[int, int] = {}  # ids, and claims on pages, of this source -> what it says there

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
                url = self.kept.debunk(row).url if self.beside else ""
                what = "repeated" if self._seen[row] else "same"
                self._note(what, place, debunk_id, page=page, url=url)
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
        first = [made for made in group if self._is_first(page, made)]
        found = [self.kept.of_id(made.debunk.id) if made.named else None for made in first]
        taken = {row for row in found if row is not None}
        for number, made in enumerate(first):
            if found[number] is None:
                rows = self.kept.of_claim(page, made.debunk.claim)
                found[number] = next((row for row in rows if not self._seen[row] and row not in taken), None)
                taken |= {row for row in found[number : number + 1] if row is not None}
        free = [row for row in self.kept.of_page(page) if not self._seen[row] and row not in taken]
        alone = len(free) == 1 and len(first) == 1
        for made, row in zip(first, found, strict=True):
            self._settle(page, made, self._same_page(made, free, alone=alone) if row is None else row)

    def _is_first(self, page: str, made: Made) -> bool:
        """Tell whether nothing in this source has had this id, or this claim on this page; note it."""
        content = digest(_content(made.debunk))
        keys = [digest(f"{page}\n{made.debunk.claim}"), *([digest(made.debunk.id)] if made.named else [])]
        before = next((self._said[key] for key in keys if key in self._said), None)
        if before is None:
            self._said |= dict.fromkeys(keys, content)
        elif before == content:
            self._note("repeated", made.entry.place, made.debunk.id, page="")
        else:
            self._refuse_second(made)
        return before is None

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
        debunk, place = made.debunk, made.entry.place
        known = self.known.get(digest(f"{page}\n{debunk.claim}"))
        if known is not None:
            self._tell(Outcome("known", place, known))
            return
        number = 0
        while self.kept.of_id(debunk.id) is not None or digest(debunk.id) in self._ids:
            number += 1
            key = f"{page}\n{debunk.claim}" + (f"\n{number}" if number > 1 else "")
            debunk = debunk.model_copy(update={"id": id_of(self.name, key, named=False)})
        self._ids.add(digest(debunk.id))
        self._added.append(self._write(_as_line(debunk)))
        self._note("added", place, debunk.id, page=made.entry.page, url=debunk.url)

    def _compare(self, made: Made, row: int) -> None:
        place, page = made.entry.place, made.entry.page
        if digest(_as_line(made.debunk).decode()) == self.kept.digests[row] and row not in self._changed:
            changes: tuple[Change, ...] = ()
            debunk_id = made.debunk.id
        else:
            before = self.kept.debunk(row)
            debunk_id = before.id
            debunk = made.debunk.model_copy(update={"id": debunk_id})
            changes = _changes(before, debunk)
            if self._seen[row] and (changes or row in self._changed):
                self._refuse_second(made)
                return
            if changes:
                self._changed[row] = self._write(_as_line(debunk))
        what = "repeated" if self._seen[row] else ("changed" if changes else "same")
        self._seen[row] = 1
        self._note(what, place, debunk_id, changes, page=page, url=made.debunk.url)

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
        url: str = "",
    ) -> None:
        if page and debunk_id not in self.pages.setdefault(page, []):
            self.pages[page].append(debunk_id)
        beside = self.beside.get(digest(canonical_url(url)), "") if url else ""
        self._tell(Outcome(what, place, debunk_id, changes, beside=beside))

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

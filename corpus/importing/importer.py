"""Bring in a source: read it, make debunks of it, merge them into its file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import CorpusError
from corpus.formats import SourceFormat
from corpus.importing.documents import ENDINGS as DOCUMENTS
from corpus.importing.documents import read_documents
from corpus.importing.entry import Entries, Rejection, Skipped, StillSame
from corpus.importing.making import Made, Maker
from corpus.importing.merging import Kept, Merge, Outcome, claims_of
from corpus.importing.own import ENDINGS as OWN
from corpus.importing.own import read_own
from corpus.importing.shelf import PageKnown, Provenance, Shelf
from corpus.importing.source import Piece, Web, open_source
from corpus.importing.visits import Visits
from corpus.library import LIBRARY, own_files
from corpus.ratings import SHIPPED_RATINGS, Ratings

__all__ = ["Request", "Result", "bring_in"]


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be brought in.

    :ivar source: an address, a file, a folder, or "-" for standard input
    :ivar name: of its file
    :ivar publisher: instead of what the source says; "" for what it says
    :ivar lang: the same
    :ivar dry: write nothing
    """

    form: SourceFormat
    source: str
    name: str
    home: Path
    publisher: str = ""
    lang: str = ""
    dry: bool = False

    def options(self) -> dict[str, str]:
        """Return what decides what comes of a page, beside the page."""
        tables = b"".join(file.read_bytes() for file in _tables(self.home) if file.exists())
        given = {"publisher": self.publisher, "lang": self.lang}
        return {"ratings": hashlib.sha256(tables).hexdigest()[:16]} | {
            name: value for name, value in given.items() if value
        }


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an import.

    :ivar file: of the source
    :ivar debunks: how many it has now, or would have
    :ivar counts: of each kind of outcome
    :ivar missing: how many of its debunks the source did not name this time; they stay
    :ivar written: the file says something else than before
    """

    file: Path
    debunks: int
    counts: Mapping[str, int] = field(default_factory=dict)
    missing: int = 0
    written: bool = False

    @property
    def taken(self) -> bool:
        """Whether anything of the source could be used, or there was nothing to use."""
        return not self.counts.get("refused") or any(
            self.counts.get(what) for what in ("added", "changed", "same", "repeated", "known")
        )


def bring_in(
    request: Request, web: Web | None, told: Callable[[Outcome], None], *, library: Path = LIBRARY
) -> Result:
    """Bring in a source.

    The file of the source is replaced in one rename, after everything was read; whatever goes wrong before
    leaves it as it was.

    :param web: None where nothing may be fetched
    :param told: is given each outcome as it comes
    :raises CorpusError: the source cannot be read at all, or the file cannot be written
    """
    shelf = Shelf(request.home, request.name)
    maker = Maker(request.name, Ratings.read(*_tables(request.home)[1:]), request.publisher, request.lang)
    with ExitStack() as stack:
        if not request.dry:
            stack.enter_context(shelf.held())
        kept = Kept(shelf.file)
        known = claims_of([library, *own_files(request.home)])
        merge = stack.enter_context(Merge(kept, request.name, known, told))
        visits = _visits(request, web, shelf, kept)
        merge.take(_made(request, visits, maker, merge))
        result = Result(shelf.file, len(merge), dict(merge.counts), merge.missing, merge.is_other)
        if request.dry:
            return result
        if merge.is_other:
            with shelf.aside() as aside:
                merge.write(shelf.file, aside)
                shelf.put(aside, shelf.file)
        if merge.is_other or shelf.file.exists():
            _write_provenance(shelf, request, visits.learned(_pages(request, merge)) if visits else {})
        return result


def _tables(home: Path) -> tuple[Path, Path]:
    return SHIPPED_RATINGS, home / "ratings.toml"


def _visits(request: Request, web: Web | None, shelf: Shelf, kept: Kept) -> Visits | None:
    if web is None:
        return None
    before = shelf.provenance()
    # Where something is read otherwise now, what a page came to before says nothing.
    same = before is not None and (before.form, before.options) == (request.form.value, request.options())
    known: Mapping[str, PageKnown] = before.pages if before is not None and same else {}
    return Visits(web, known, kept)


def _pages(request: Request, merge: Merge) -> dict[str, list[str]]:
    """What came of each page; of the source itself everything, if nothing of it was refused."""
    pages = {page: ids for page, ids in merge.pages.items() if page not in merge.doubtful | {request.source}}
    if not merge.counts.get("refused"):
        pages[request.source] = sorted({each for ids in merge.pages.values() for each in ids})
    return pages


def _made(request: Request, visits: Visits | None, maker: Maker, merge: Merge) -> Iterator[Made]:
    """Give what can be taken of a source, and tell the merge of the rest."""
    for found in _entries(request, visits):
        match found:
            case Rejection():
                merge.refuse(found)
            case Skipped():
                merge.skip(found.place)
            case StillSame():
                merge.still_same(found.page, visits.ids_of(found.page) if visits else (), found.place)
            case _:
                made = maker.make(found)
                if isinstance(made, Made):
                    yield made
                elif isinstance(made, Rejection):
                    merge.refuse(made)
                else:
                    merge.skip(made.place)


def _entries(request: Request, visits: Visits | None) -> Entries:
    read, endings = _READERS[request.form]
    pieces = open_source(request.source, endings, visits)
    for piece in pieces:
        if piece.unchanged:
            yield StillSame(piece.place, request.source)
            continue
        try:
            yield from read(piece)
        except CorpusError as error:
            # One document of several that cannot be read is no reason to leave the others.
            if not Path(request.source).is_dir():
                raise
            yield Rejection(piece.place, "", "a document that can be read", str(error))


def _documents(piece: Piece) -> Entries:
    return read_documents([piece])


def _own(piece: Piece) -> Entries:
    return read_own([piece])


_READERS = {
    SourceFormat.CLAIMREVIEW: (_documents, DOCUMENTS),
    SourceFormat.JSONL: (_own, OWN),
}


def _write_provenance(shelf: Shelf, request: Request, pages: Mapping[str, PageKnown]) -> None:
    text = Provenance(request.source, request.form.value, request.options(), pages).as_text()
    try:
        if shelf.provenance_file.read_text(encoding="utf-8") == text:
            return
    except (OSError, ValueError):
        pass
    with shelf.aside() as aside:
        aside.write(text.encode())
        shelf.put(aside, shelf.provenance_file)

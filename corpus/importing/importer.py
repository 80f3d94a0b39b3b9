"""Bring in a source: read it, make debunks of it, merge them into its file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from corpus.errors import CorpusError
from corpus.formats import SourceFormat
from corpus.importing.cofacts import ENDINGS as COFACTS
from corpus.importing.cofacts import read_cofacts
from corpus.importing.documents import ENDINGS as DOCUMENTS
from corpus.importing.documents import read_documents
from corpus.importing.entry import Entries, Rejection, Skipped, StillSame
from corpus.importing.kept import Kept, claims_of, pages_of
from corpus.importing.lists import ENDINGS as LISTS
from corpus.importing.lists import JIAOZHEN_LINK, read_lists
from corpus.importing.making import Made, Maker
from corpus.importing.mapping import TableMapping
from corpus.importing.merging import Merge, Outcome
from corpus.importing.own import ENDINGS as OWN
from corpus.importing.own import read_own
from corpus.importing.shelf import PageKnown, Provenance, Shelf
from corpus.importing.source import Piece, Web, open_source
from corpus.importing.syndication import ENDINGS as FEEDS
from corpus.importing.syndication import TitlePattern, read_feed
from corpus.importing.tables import CSV_ENDINGS, XLSX_ENDINGS, read_csv, read_xlsx
from corpus.importing.visits import Visits
from corpus.library import LIBRARY, imported_files, own_files
from corpus.ratings import SHIPPED_RATINGS, Ratings

__all__ = ["Request", "Result", "bring_in"]


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be brought in.

    :ivar source: an address, a file, a folder, or "-" for standard input
    :ivar name: of its file
    :ivar publisher: instead of what the source says; "" for what it says
    :ivar lang: the same
    :ivar mapping: of the columns of a table
    :ivar titles: how the titles of a feed tell claim and verdict; None: they do not
    :ivar pages: fetch the pages of a feed's entries
    :ivar link: the address of a check of a list in JSON, with ``{id}``
    :ivar dry: write nothing
    """

    form: SourceFormat
    source: str
    name: str
    home: Path
    publisher: str = ""
    lang: str = ""
    mapping: TableMapping = field(default_factory=TableMapping)
    titles: TitlePattern | None = None
    pages: bool = True
    link: str = ""
    dry: bool = False

    def options(self) -> dict[str, str]:
        """Return what decides what comes of a page, beside the page."""
        tables = b"".join(file.read_bytes() for file in _tables(self.home) if file.exists())
        titles = self.titles.pattern.pattern if self.titles else ""
        given = {"publisher": self.publisher, "lang": self.lang, "titles": titles, "link": self.link}
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
        beside = pages_of(file for file in imported_files(request.home) if file != shelf.file)
        merge = stack.enter_context(Merge(kept, request.name, known, beside, told))
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
            _write_provenance(
                shelf, request, visits.learned(request.source, _pages(request, merge)) if visits else {}
            )
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
    read, endings = _reader(request, visits)
    pieces = open_source(request.source, endings, visits)
    if request.form is SourceFormat.COFACTS:
        yield from read_cofacts(pieces)  # its files belong together
        return
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


def _reader(request: Request, web: Web | None) -> tuple[Callable[[Piece], Entries], Collection[str]]:
    """Return what reads a document, and how the names of such documents end."""
    match request.form:
        case SourceFormat.CLAIMREVIEW:
            return read_documents, DOCUMENTS
        case SourceFormat.FEED:
            return partial(read_feed, web=web if request.pages else None, titles=request.titles), FEEDS
        case SourceFormat.CSV:
            return partial(read_csv, mapping=request.mapping), CSV_ENDINGS
        case SourceFormat.XLSX:
            return partial(read_xlsx, mapping=request.mapping), XLSX_ENDINGS
        case SourceFormat.COFACTS:
            return read_documents, COFACTS
        case SourceFormat.JIAOZHEN:
            return partial(read_lists, link=request.link or JIAOZHEN_LINK), LISTS
        case SourceFormat.JSONL:
            return read_own, OWN


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

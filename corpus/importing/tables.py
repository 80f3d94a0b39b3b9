"""Tables: CSV and TSV in whatever charset, and XLSX, with a mapping of their columns."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from itertools import islice
from typing import Any, BinaryIO

from corpus.charsets import charset_named, charset_of
from corpus.errors import CorpusError
from corpus.importing.entry import Entries, Entry, Formula, Rejection, shown
from corpus.importing.mapping import TableMapping
from corpus.importing.pieces import is_archive, member_of, open_archive
from corpus.importing.source import Piece

__all__ = ["CSV_ENDINGS", "XLSX_ENDINGS", "read_csv", "read_rows", "read_xlsx"]

CSV_ENDINGS = (".csv", ".tsv", ".txt")
XLSX_ENDINGS = (".xlsx", ".xlsm")
LONGEST_CELL = 1 << 20
"""Characters of a cell of a table in text."""
MOST_COLUMNS = 500
MOST_ROWS = 1 << 21
_MOST_OF_WORKBOOK = 2 << 30  # bytes that a workbook may unpack to
_MOST_OF_TEXTS = 512 << 20  # of which those that are held in memory
_WORKBOOK = "a workbook that was saved as .xlsx"
_LONGEST_LINE = 4 * LONGEST_CELL
#: What openpyxl and what is under it have been seen to raise on what is no sound workbook.
_TROUBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
_DELIMITERS = ",;\t|"
#: Each has characters that the other has not: Excel's in Taiwan, and those of Hong Kong.
_ALIKE = {"cp950": "big5hkscs", "big5hkscs": "cp950"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_VARIANTS = re.compile(r"\s*[\n|]\s*")

Row = tuple[int, Sequence[Any] | Rejection]
"""Its number, from 1, and its cells."""


def read_csv(piece: Piece, mapping: TableMapping) -> Entries:
    """Give what the rows of a table in text say; a ZIP archive is read by its members.

    :raises CorpusError: it is no table, or its columns are other ones
    """
    with piece.open() as stream:
        if is_archive(stream):
            with closing(open_archive(stream, piece.place)) as archive:
                for name in _tables_in(archive, piece.place):
                    place = f"{piece.place}/{name}"
                    with member_of(archive, name, piece.place) as member:
                        yield from _entries(read_rows(member, mapping, place), mapping, place, piece.page)
            return
        yield from _entries(read_rows(stream, mapping, piece.place), mapping, piece.place, piece.page)


def _tables_in(archive: zipfile.ZipFile, place: str) -> list[str]:
    names = sorted(archive.namelist())
    found = [name for name in names if name.lower().endswith(CSV_ENDINGS) and not name.startswith("__MACOSX")]
    if not found:
        has = ", ".join(names)[:200] or "nothing"
        raise CorpusError(f"{place}: expected a member that ends with {', '.join(CSV_ENDINGS)}, got {has}")
    return found


def read_rows(stream: BinaryIO | Any, mapping: TableMapping, place: str) -> Iterator[Row]:
    """Give the rows of a table in text with their numbers; broken ones as rejections.

    :raises CorpusError: the charset is not known
    """
    charset = _charset(stream, mapping, place)
    # Broken bytes become lone surrogates, so that they cost their row and not the table.
    text = io.TextIOWrapper(stream, encoding=charset, errors="surrogateescape", newline="")
    csv.field_size_limit(LONGEST_CELL)
    try:
        delimiter = mapping.delimiter or _delimiter(text, mapping.header)
        if len(delimiter) != 1:
            raise CorpusError(f"{place}: expected a delimiter of one character, got {delimiter!r}")
        rows = csv.reader(iter(lambda: text.readline(_LONGEST_LINE), ""), delimiter=delimiter)
        number = 0
        while True:
            number += 1
            try:
                cells = next(rows)
                yield number, _broken(cells, charset, f"{place}, row {number}") or cells
            except StopIteration:
                return
            except csv.Error as error:
                where = f"{place}, row {number}"
                yield (
                    number,
                    Rejection(where, "", f"cells of at most {LONGEST_CELL:,} characters", str(error)),
                )
            except UnicodeError as error:
                raise CorpusError(f"{place}: expected text in {charset}, got {error}") from None
    finally:
        with suppress(ValueError):  # the stream was closed before, since somebody stopped reading
            text.detach()


def _charset(stream: BinaryIO | Any, mapping: TableMapping, place: str) -> str:
    if not mapping.encoding:
        if found := charset_of(stream):
            return found
        raise CorpusError(
            f"{place}: expected text in UTF-8, GB 18030 or Big5, got bytes that are none of them for sure; "
            'say in the mapping (--map FILE) which it is, as in encoding = "big5", or save the table as UTF-8'
        )
    try:
        return charset_named(mapping.encoding)
    except LookupError:
        raise CorpusError(
            f"{place}: expected an encoding as in utf-8, gb18030 or big5, got {mapping.encoding!r}"
        ) from None


def _broken(cells: Sequence[str], charset: str, where: str) -> Rejection | None:
    """Return why a row cannot be taken: a cell holds bytes that are no text in the charset."""
    for number, cell in enumerate(cells, 1):
        if _SURROGATE.search(cell):
            got = f"bytes that are none in column {number}"
            other = _ALIKE.get(charset, "big5")
            cure = f'put the row right, or name the encoding in the mapping, as in encoding = "{other}"'
            return Rejection(where, "", f"text in {charset}", got, cure)
    return None


def read_xlsx(piece: Piece, mapping: TableMapping) -> Entries:
    """Give what the rows of a workbook's sheet say.

    :raises CorpusError: it is no workbook, is too large, or its columns are other ones
    """
    with piece.open() as stream:
        # Looked at before anything of it is read: a workbook is an archive.
        members = open_archive(stream, piece.place, _MOST_OF_WORKBOOK, _WORKBOOK).infolist()
        held = [
            each for each in members if "/worksheets/" not in each.filename and "/media/" not in each.filename
        ]
        if sum(each.file_size for each in held) > _MOST_OF_TEXTS:
            raise CorpusError(
                f"{piece.place}: expected a workbook of at most {_MOST_OF_TEXTS:,} bytes of texts, got more; "
                "save the sheet as CSV"
            )
        stream.seek(0)
        yield from _entries(_rows_of_sheet(stream, mapping, piece.place), mapping, piece.place, piece.page)


def _rows_of_sheet(stream: BinaryIO, mapping: TableMapping, place: str) -> Iterator[Row]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(stream, read_only=True, keep_links=False)
    except _TROUBLES as error:
        raise CorpusError(f"{place}: expected a workbook (.xlsx), got {_root_of(error)}") from None
    with closing(book):
        names = book.sheetnames
        if mapping.sheet and mapping.sheet not in names:
            raise CorpusError(
                f"{place}: expected one of the sheets {', '.join(names)}, got {mapping.sheet!r}"
            )
        sheet = book[mapping.sheet or names[0]]
        if not hasattr(sheet, "reset_dimensions"):
            raise CorpusError(f"{place}: expected a sheet with cells, got a chart; name another: sheet = …")
        sheet.reset_dimensions()  # what a sheet says of its size may be anything
        rows = sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS)
        try:
            for number, row in enumerate(rows, 1):
                yield number, [_value(cell) for cell in row]
        except _TROUBLES as error:
            raise CorpusError(
                f"{place}: expected a whole sheet, got {_root_of(error)} after {number:,} rows"
            ) from None


def _root_of(error: BaseException) -> str:
    """What began the trouble: openpyxl raises of its own upon what lies under it."""
    while (before := error.__cause__ or error.__context__) is not None:
        error = before
    return type(error).__name__


def _value(cell: Any) -> Any:
    kind = getattr(cell, "data_type", "n")
    return Formula(cell.value) if kind in {"f", "e"} else cell.value


def _entries(rows: Iterator[Row], mapping: TableMapping, place: str, page: str) -> Entries:
    names: list[str] = []
    for _, cells in islice(rows, mapping.header - 1, mapping.header):
        if isinstance(cells, Rejection):
            raise CorpusError(f"{cells.place}, the names of the columns: {cells.fault}")
        names = ["" if cell is None else str(cell).strip("\ufeff \t\r\n") for cell in cells][:MOST_COLUMNS]
    while names and not names[-1]:
        names.pop()
    places = mapping.places(names, place)
    for number, cells in rows:
        where = f"{place}, row {number}"
        if isinstance(cells, Rejection):
            yield cells
        elif any(cell not in (None, "") for cell in cells):
            more = [cell for cell in cells[len(names) :] if cell not in (None, "")]
            if more:
                expected, got = f"{len(names)} columns", f"{len(names) + len(more)}, with {shown(more[0])}"
                yield Rejection(where, "", expected, got, "put cells that hold the delimiter into quotes")
                continue
            if len(cells) < len(names) and any("\n" in cell for cell in cells if isinstance(cell, str)):
                expected, got = f"{len(names)} columns", f"{len(cells)}, one of several lines"
                yield Rejection(where, "", expected, got, 'close the quotation mark (") that this row opens')
                continue
            yield _of_row(cells, places, mapping, where, page)


def _of_row(
    cells: Sequence[Any], places: dict[str, tuple[int, ...]], mapping: TableMapping, where: str, page: str
) -> Entry:
    told: dict[str, Any] = {}
    for name, columns in places.items():
        each = [cells[column] for column in columns if column < len(cells)]
        values = [value for value in each if value not in (None, "")]
        if name == "variants" and len(columns) == 1 and values and isinstance(values[0], str):
            values = _VARIANTS.split(values[0])
        told[name] = values if name == "variants" else next(iter(values), None)
    return Entry(
        where,
        told,
        usual=mapping.filled(told),
        page=page,
        date_format=mapping.date_format,
        ratings=mapping.ratings,
    )


def _delimiter(text: io.TextIOWrapper, header: int) -> str:
    """Tell the delimiter by the row with the names of the columns."""
    lines = [text.readline(LONGEST_CELL) for _ in range(header)]
    text.seek(0)
    last = re.sub(r'"[^"]*"', "", lines[-1])
    return max(_DELIMITERS, key=last.count)

"""Which column of a table is which field of a debunk: a file in TOML that the maintainer writes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.importing.entry import FIELDS
from corpus.ratings import read_words
from corpus.toml_file import read_toml

__all__ = ["TableMapping"]

_KEYS = {"columns", "constants", "ratings", "encoding", "delimiter", "sheet", "header", "date_format"}
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class TableMapping:
    """Where the fields of a debunk stand.

    :ivar columns: field -> names of columns, as the header has them; several for variants alone
    :ivar constants: field -> what holds in every row that says nothing else; ``{id}`` stands for a field
    :ivar ratings: what words mean in this table alone, normalised -> verdict
    :ivar encoding: "" to find out
    :ivar delimiter: "" to find out
    :ivar sheet: of a workbook; "" for the first
    :ivar header: number of the row with the names of the columns, from 1
    :ivar date_format: as strptime wants it; "" for the usual ones
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    ratings: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header: int = 1
    date_format: str = ""

    @classmethod
    def read(cls, file: Path) -> TableMapping:
        """Read a mapping.

        :raises CorpusError: it cannot be read, or says something that a mapping does not
        """
        told = read_toml(file)
        if more := sorted(set(told) - _KEYS):
            raise CorpusError(f"{file}: expected {', '.join(sorted(_KEYS))}, got {more[0]!r}")
        columns = {
            name: tuple(each if isinstance(each, list) else [each])
            for name, each in _fields(told, "columns", file).items()
        }
        for name, each in columns.items():
            if not all(isinstance(column, str) and column for column in each) or (
                len(each) != 1 and name != "variants"
            ):
                raise CorpusError(
                    f"{file}: columns.{name}: expected the name of a column, got {list(each)!r}"
                )
        constants = _fields(told, "constants", file)
        for name, value in constants.items():
            if not isinstance(value, str):
                raise CorpusError(f"{file}: constants.{name}: expected a text, got {value!r}")
        header = told.get("header", 1)
        if not isinstance(header, int) or isinstance(header, bool) or not 1 <= header <= 100:
            raise CorpusError(f"{file}: header: expected the number of a row, 1 to 100, got {header!r}")
        return cls(
            columns,
            constants,
            read_words(told.get("ratings", {}), f"{file}: ratings"),
            _word(told, "encoding", file),
            _word(told, "delimiter", file),
            _word(told, "sheet", file),
            header,
            _word(told, "date_format", file),
        )

    def places(self, names: Sequence[str], place: str) -> dict[str, tuple[int, ...]]:
        """Return the numbers of the columns of each field, from 0.

        Without any mapped column, the columns that are called as fields are meant.

        :param names: of the columns
        :param place: for the message of an error
        :raises CorpusError: a column is not there, or no field is
        """
        where: dict[str, int] = {}
        for number, name in enumerate(names):
            where.setdefault(name.strip().casefold(), number)
        columns = self.columns or {name: (name,) for name in FIELDS if name in where}
        found: dict[str, tuple[int, ...]] = {}
        for name, each in columns.items():
            for column in each:
                if column.strip().casefold() not in where:
                    has = ", ".join(names[:20])[:300] or "an empty row"
                    raise CorpusError(
                        f"{place}: columns.{name}: expected the column {column!r}, got {has}; put the "
                        "mapping right: columns, header (the row of their names), sheet, delimiter, encoding"
                    )
            found[name] = tuple(where[column.strip().casefold()] for column in each)
        if "claim" not in found:
            raise CorpusError(
                f"{place}: expected to know which column is the claim, got {', '.join(names[:20])}; say so "
                "in a mapping: --map FILE"
            )
        return found

    def filled(self, told: Mapping[str, Any]) -> dict[str, str]:
        """Return the constants, with what a row says in the place of ``{field}``; "" where it is silent."""
        found = {}
        for name, text in self.constants.items():
            values = {each: str(told.get(each) or "") for each in _PLACE.findall(text) if each in FIELDS}
            whole = all(values.values())
            found[name] = _PLACE.sub(lambda match: values.get(match[1], match[0]), text) if whole else ""  # noqa: B023
        return found


def _fields(told: Mapping[str, Any], key: str, file: Path) -> dict[str, Any]:
    table = told.get(key, {})
    if not isinstance(table, dict):
        raise CorpusError(f"{file}: {key}: expected a table, got {table!r}"[:200])
    if more := [name for name in table if name not in FIELDS]:
        raise CorpusError(f"{file}: {key}: expected one of {', '.join(FIELDS)}, got {more[0]!r}")
    return table


def _word(told: Mapping[str, Any], key: str, file: Path) -> str:
    value = told.get(key, "")
    if not isinstance(value, str):
        raise CorpusError(f"{file}: {key}: expected a text, got {value!r}")
    return value

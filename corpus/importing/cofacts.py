"""Cofacts' open data: messages that people reported, and the replies of volunteers, as CSV files that belong
together."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from typing import IO, Any, cast

from corpus.errors import CorpusError
from corpus.importing.entry import Entries, Entry, Rejection
from corpus.importing.mapping import TableMapping
from corpus.importing.pieces import is_archive, member_of, open_archive
from corpus.importing.source import Piece
from corpus.importing.tables import read_rows
from corpus.sentences import split_sentences

__all__ = ["ENDINGS", "PUBLISHER", "read_cofacts"]

ENDINGS = (".csv",)
PUBLISHER = "Cofacts"
"""As the table of ratings has it; the debunks say it unless another name is given."""
_PAGE = "https://cofacts.tw/article/"
_TABLES = ("articles", "article_replies", "replies")
_LONGEST_CLAIM = 200  # characters that are shown of a message
_SHORTEST_CLAIM = 20
_LONGEST_TEXT = 2_000
_PLAIN = TableMapping(delimiter=",")

Opener = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class _Reply:
    """The most useful reply to a message so far."""

    rank: tuple[int, int, str, str]
    """What came after what it was called useful more often than not, how often useful, when, and its id."""
    kind: str

    @property
    def reply_id(self) -> str:
        return self.rank[3]


def read_cofacts(pieces: Iterable[Piece]) -> Entries:
    """Give what the most useful reply to each message says of it.

    Replies that were taken from a message do not count. Messages without a reply are left out. What is held
    in memory are ids and counts: texts stay on disk.

    :raises CorpusError: one of the three tables is missing, or is another one
    """
    with ExitStack() as stack:
        tables = _find(pieces, stack)
        best: dict[str, _Reply] = {}
        for _, row in _rows(tables, "article_replies", ("articleId", "replyId", "replyType", "status")):
            if isinstance(row, Rejection):
                yield row
            elif row["status"] == "NORMAL":
                reply = _ranked(row)
                before = best.get(row["articleId"])
                if before is None or reply.rank > before.rank:
                    best[row["articleId"]] = reply
        wanted = {reply.reply_id for reply in best.values()}
        kept = stack.enter_context(cast("IO[bytes]", tempfile.TemporaryFile()))  # noqa: SIM115
        places: dict[str, tuple[int, int, str]] = {}
        for _, row in _rows(tables, "replies", ("id", "type", "text", "createdAt")):
            if isinstance(row, Rejection):
                yield row
            elif row["id"] in wanted:
                text = row["text"][: _LONGEST_TEXT * 2].encode("utf-8", "replace")
                places[row["id"]] = (kept.tell(), len(text), row["createdAt"])
                kept.write(text)
        for place, row in _rows(tables, "articles", ("id", "text")):
            if isinstance(row, Rejection):
                yield row
            elif (chosen := best.get(row["id"])) is not None:
                yield _entry(row, chosen, places.get(chosen.reply_id), kept, place)


def _entry(
    row: Mapping[str, str], reply: _Reply, where: tuple[int, int, str] | None, kept: IO[bytes], place: str
) -> Entry | Rejection:
    if where is None:
        return Rejection(
            place, "reply", "its reply in replies.csv", reply.reply_id, "fetch all files of one day"
        )
    kept.seek(where[0])
    text = row["text"].strip()
    claim = _claim_of(text)
    return Entry(
        place,
        {
            "id": row["id"],
            "claim": claim,
            "rating": reply.kind,
            "summary": kept.read(where[1]).decode("utf-8", "replace"),
            "variants": [text[:_LONGEST_TEXT]] if text != claim else [],
            "url": _PAGE + row["id"],
            "published": where[2],
        },
        usual={"publisher": PUBLISHER},
    )


def _claim_of(text: str) -> str:
    """The first sentences of a message, as many as say something."""
    if len(text) <= _LONGEST_CLAIM:
        return text
    end = 0
    for sentence in split_sentences(text[: 4 * _LONGEST_CLAIM]):
        place = text.find(sentence, end)
        if place < 0 or end >= _SHORTEST_CLAIM or (end and place + len(sentence) > _LONGEST_CLAIM):
            break
        end = place + len(sentence)
    return text[: min(end or _LONGEST_CLAIM, _LONGEST_CLAIM)]


def _ranked(row: Mapping[str, str]) -> _Reply:
    useful, useless = _number(row.get("positiveFeedbackCount")), _number(row.get("negativeFeedbackCount"))
    return _Reply((useful - useless, useful, row.get("createdAt", ""), row["replyId"]), row["replyType"])


def _number(text: str | None) -> int:
    with suppress(ValueError, TypeError):
        return max(0, int(str(text)[:9]))
    return 0


def _rows(
    tables: Mapping[str, tuple[str, Opener]], name: str, needed: Sequence[str]
) -> Iterator[tuple[str, Mapping[str, str] | Rejection]]:
    place, opened = tables[name]
    with opened() as stream:
        rows = read_rows(stream, _PLAIN, place)
        _, head = next(rows, (0, []))
        names = [] if isinstance(head, Rejection) else [str(each) for each in head]
        if missing := [each for each in needed if each not in names]:
            raise CorpusError(f"{place}: expected the column {missing[0]}, got {', '.join(names)[:200]}")
        for number, cells in rows:
            where = f"{place}, row {number}"
            if isinstance(cells, Rejection):
                yield where, cells
            elif len(cells) == len(names):
                yield where, dict(zip(names, cells, strict=True))
            elif cells:
                yield where, Rejection(where, "", f"{len(names)} columns", str(len(cells)))


def _find(pieces: Iterable[Piece], stack: ExitStack) -> dict[str, tuple[str, Opener]]:
    """Find the tables among files, which may be archives; of each the place and what opens it."""
    found: dict[str, tuple[str, Opener]] = {}
    seen: list[str] = []
    for piece in pieces:
        seen.append(piece.place)
        stream = stack.enter_context(piece.open())
        if not is_archive(stream):
            if name := _table_of(piece.place):
                found[name] = (piece.place, piece.open)
            continue
        archive = stack.enter_context(open_archive(stream, piece.place))
        for member in archive.namelist():
            if name := _table_of(member):
                found[name] = (f"{piece.place}/{member}", partial(member_of, archive, member, piece.place))
    if missing := [f"{name}.csv" for name in _TABLES if name not in found]:
        raise CorpusError(
            f"expected articles.csv, article_replies.csv and replies.csv of Cofacts, got no {missing[0]} in "
            f"{', '.join(seen)[:300]}; name the folder that holds all three, zipped or not"
        )
    return found


def _table_of(path: str) -> str:
    name = path.replace("\\", "/").rpartition("/")[2].lower()
    return next((table for table in _TABLES if name in {f"{table}.csv", f"{table}.csv.zip"}), "")

"""Open a SOURCE: an address, a file, all files of a folder, or standard input."""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, BinaryIO, Protocol, cast
from urllib.parse import urlsplit

from corpus.errors import CorpusError
from corpus.feeds import Page, Refusal, Stamp, Unchanged
from corpus.links import canonical_url

__all__ = ["Piece", "Web", "is_address", "name_of", "open_source"]

_SPOOLED = 16 << 20  # bytes of standard input that are held in memory
_NAME = re.compile(r"[^\W_][\w.-]{0,59}")
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_ENDINGS = re.compile(r"(?:\.(?:json|jsonl|ndjson|html?|xml|rss|atom|csv|tsv|xlsx|zip|txt))+$", re.IGNORECASE)


class Web(Protocol):
    """Fetches pages, as `corpus.feeds.BlockingFetcher` does."""

    def fetch(
        self, url: str, since: Stamp | None = None, *, data: bool = False
    ) -> Page | Unchanged | Refusal: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """One document of a source.

    :ivar place: its path or address, for people
    :ivar open: gives its bytes, from the beginning, and closes them after
    :ivar page: the address that it was fetched from, after redirects; "" for a file
    :ivar unchanged: the server says that it is as it was
    """

    place: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    page: str = ""
    unchanged: bool = False
    stamp: Stamp = field(default_factory=Stamp)


def is_address(source: str) -> bool:
    """Tell whether a source is an address on the web."""
    return re.match(r"https?://", source, re.IGNORECASE) is not None


def name_of(source: str) -> str:
    """Return what the file of a source is called unless somebody says: its host, or the name of the file.

    :raises CorpusError: it has none that could be a file's
    """
    if is_address(source):
        try:
            host = urlsplit(source).hostname or ""
        except ValueError:
            raise CorpusError(f"expected an address, got {source!r}; put it right") from None
        name = host.replace(":", "-").strip("-") if ":" in host else canonical_url(host)
    elif source == "-":
        name = ""
    else:
        name = _ENDINGS.sub("", Path(source).resolve().name)
        name = re.sub(r"[^\w.-]+", "-", name).strip("-._")
    return checked_name(name[:60])


def checked_name(name: str) -> str:
    """Return the name, if a file can be called so.

    :raises CorpusError: it cannot
    """
    if not _NAME.fullmatch(name) or not name.isprintable():
        raise CorpusError(
            f"expected a name of letters, digits, dots and dashes for the imported file, got {name!r}; "
            "give one: --name NAME"
        )
    return name


def open_source(
    source: str, endings: Collection[str], web: Web | None, stamps: Mapping[str, Stamp] | None = None
) -> Iterator[Piece]:
    """Give the documents of a source: of a folder its files with these endings, sorted by name.

    :param endings: such as ".json"; also followed by ".zip"
    :param stamps: of addresses as they were when they were fetched before
    :raises CorpusError: there is nothing, or it cannot be read or fetched
    """
    if is_address(source):
        if web is None:
            raise CorpusError(f"expected a file or folder here, got {source}")
        yield _fetched(source, web, (stamps or {}).get(source))
    elif match := _OTHER_SCHEME.match(source):
        raise CorpusError(
            f"{source}: expected an address that begins with http:// or https://, got {match[0]}; fetch it "
            "yourself, and import the file"
        )
    elif source == "-":
        yield _standard_input()
    else:
        path = Path(source)
        if path.is_dir():
            files = [each for each in sorted(path.iterdir()) if _fits(each, endings)]
            if not files:
                raise CorpusError(f"{path}: expected files that end with {', '.join(endings)}, got none")
            yield from (_of_file(file) for file in files)
        elif path.exists():
            yield _of_file(path)
        else:
            raise CorpusError(f"{path}: no such file or folder")


def _fits(path: Path, endings: Collection[str]) -> bool:
    name = path.name.lower().removesuffix(".zip")
    return path.is_file() and not name.startswith((".", "~$")) and name.endswith(tuple(endings))


def _of_file(path: Path) -> Piece:
    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        try:
            stream = path.open("rb")
        except OSError as error:
            raise CorpusError(f"{path}: cannot be read: {error.strerror or error}") from error
        with stream:
            yield stream

    return Piece(str(path), opened)


def _fetched(url: str, web: Web, since: Stamp | None) -> Piece:
    found = web.fetch(url, since, data=True)
    match found:
        case Refusal():
            raise CorpusError(f"{url}: {found.message}")
        case Unchanged():
            return Piece(url, lambda: _bytes(b""), found.url, unchanged=True, stamp=since or Stamp())
    body = found.text.encode("utf-8", "replace") if found.text else found.body
    return Piece(url, lambda: _bytes(body), found.url, stamp=found.stamp)


@contextmanager
def _bytes(body: bytes) -> Iterator[BinaryIO]:
    yield io.BytesIO(body)


def _standard_input() -> Piece:
    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        if sys.stdin is None:
            raise CorpusError("standard input: expected a pipe or a file, got none; give one: … - < FILE")
        # Charsets and archives are read twice, which a pipe cannot be.
        with tempfile.SpooledTemporaryFile(_SPOOLED) as kept:
            while part := sys.stdin.buffer.read(1 << 20):
                kept.write(part)
            kept.seek(0)
            yield cast("IO[bytes]", kept)  # type: ignore[misc]

    return Piece("standard input", opened)

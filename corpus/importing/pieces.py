"""Read bytes that somebody else wrote: texts, JSON by elements, members of archives; within limits."""

from __future__ import annotations

import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, BinaryIO

from corpus.charsets import charset_of
from corpus.errors import CorpusError

__all__ = [
    "MOST_UNPACKED",
    "elements",
    "is_archive",
    "json_of",
    "member_of",
    "open_archive",
    "read_text",
]

MOST_UNPACKED = 8 << 30
"""Bytes that the members of an archive may unpack to, all together."""
_MOST_TIMES = 400  # that a member may be larger than it is packed, if it is larger than this:
_UNSUSPECTED = 64 << 20
MOST_TEXT = 64 << 20
"""Bytes of a document that is held in memory as a whole."""
_LONGEST_ELEMENT = 16 << 20  # characters of one element of a list
_PART = 1 << 20
_UNTOLD = "utf-8"  # where no charset can be told: what is no UTF-8 costs the claims that it stands in


def read_text(stream: BinaryIO, place: str) -> str:
    """Read a whole text of at most 64 MB; bytes that are no characters become replacement characters.

    :raises CorpusError: it is longer
    """
    body = stream.read(MOST_TEXT + 1)
    if len(body) > MOST_TEXT:
        raise CorpusError(
            f"{place}: expected at most {MOST_TEXT:,} bytes in one document, got more; part it into several"
        )
    return body.decode(charset_of(io.BytesIO(body)) or _UNTOLD, "replace")


def json_of(text: str) -> Any:
    """Read JSON as sites write it: within comments, with raw line ends.

    :raises ValueError: it is none, or nested too deeply
    """
    body = text.strip().removeprefix("\ufeff").removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(body, strict=False)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def elements(stream: BinaryIO, keys: Collection[str], place: str) -> Iterator[Any]:
    """Give the elements of a list in JSON one by one, without holding the list.

    The list is the document itself, or stands under one of the keys in the outermost object; other members of
    that object that come before it are read over. A document without such a list is one element. Documents
    may follow each other, as pages of answers and JSON Lines do.

    :raises CorpusError: it is no JSON; what came before the fault has been given
    """
    charset = charset_of(stream) or _UNTOLD
    wrapper = io.TextIOWrapper(stream, encoding=charset, errors="replace")
    text = _Text(wrapper)
    try:
        while True:
            start = text.look()
            if start == "{":
                yield from _members(text, keys)
            elif start == "[":
                yield from _listed(text)
            else:
                yield text.value()
            if not text.look():
                return
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)[:100]
        raise CorpusError(
            f"{place}: expected JSON, got another text near character {text.passed:,} ({reason}); fetch it "
            "anew, or put it right there"
        ) from None
    finally:
        wrapper.detach()


class _Text:
    """The text of a stream, read as far as it is needed."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream
        self._buffer = ""
        self._at = 0
        self._decoder = json.JSONDecoder(strict=False)
        self.passed = 0
        """Characters that have been given out and let go."""

    def look(self) -> str:
        """Return the next character that is no white space, without passing it; "" at the end."""
        while True:
            while self._at < len(self._buffer):
                character = self._buffer[self._at]
                if not character.isspace() and character != "\ufeff":
                    return character
                self._at += 1
            if not self._more():
                return ""

    def take(self, expected: str) -> None:
        if self.look() != expected:
            raise ValueError(f"no {expected}")
        self._at += 1

    def value(self) -> Any:
        """Return the next value as a whole."""
        self.look()
        wanted = 0
        while True:
            try:
                found, end = self._decoder.raw_decode(self._buffer, self._at)
            except ValueError:
                # Each try reads the value from its beginning: twice the text makes few tries.
                wanted = max(_PART, 2 * (len(self._buffer) - self._at))
                if wanted > 2 * _LONGEST_ELEMENT:
                    raise ValueError(f"an element of more than {_LONGEST_ELEMENT:,} characters") from None
                if not self._more(wanted):
                    raise
                continue
            # A number at the end of what was read may go on.
            if end == len(self._buffer) and self._more():
                continue
            self._at = end
            return found

    def _more(self, characters: int = _PART) -> bool:
        part = self._stream.read(characters)
        self.passed += self._at
        self._buffer = self._buffer[self._at :] + part
        self._at = 0
        return bool(part)


def _members(text: _Text, keys: Collection[str]) -> Iterator[Any]:
    passed: dict[str, Any] = {}
    found = False
    text.take("{")
    while text.look() not in {"}", ""}:
        key = text.value()
        if not isinstance(key, str):
            raise ValueError("a key that is no text")
        text.take(":")
        if key in keys and text.look() == "[":
            found = True
            yield from _listed(text)
        else:
            passed[key] = text.value()
        if text.look() == ",":
            text.take(",")
    text.take("}")
    if not found:
        yield passed


def _listed(text: _Text) -> Iterator[Any]:
    text.take("[")
    while text.look() not in {"]", ""}:
        yield text.value()
        if text.look() == ",":
            text.take(",")
    text.take("]")


def is_archive(stream: BinaryIO) -> bool:
    """Tell whether a stream at its beginning is a ZIP archive, an empty one too; leaves it there."""
    head = stream.read(4)
    stream.seek(0)
    return head in {b"PK\x03\x04", b"PK\x05\x06"}


def open_archive(
    stream: BinaryIO, place: str, most: int = MOST_UNPACKED, kind: str = "a ZIP archive"
) -> zipfile.ZipFile:
    """Open a ZIP archive whose members may be unpacked.

    :param most: bytes to which all members together may unpack
    :param kind: what it should be, for people
    :raises CorpusError: it is none, is encrypted, or unpacks to more than is sound
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise CorpusError(f"{place}: expected {kind}, got: {error}") from None
    unpacked = 0
    for member in archive.infolist():
        unpacked += member.file_size
        swollen = member.file_size > _UNSUSPECTED and (
            member.file_size > _MOST_TIMES * max(member.compress_size, 1)
        )
        if unpacked > most or swollen:
            with suppress(OSError):
                archive.close()
            raise CorpusError(
                f"{place}: expected an archive of sound size, got one whose {member.filename[:60]!r} "
                f"unpacks to {member.file_size:,} bytes; unpack it yourself if you trust it"
            )
        if member.flag_bits & 1:
            archive.close()
            raise CorpusError(
                f"{place}: expected an archive without a password, got one with; unpack it yourself"
            )
    return archive


@contextmanager
def member_of(archive: zipfile.ZipFile, name: str, place: str) -> Iterator[IO[bytes]]:
    """Open a member of an archive, and close it after.

    :raises CorpusError: it is damaged, also where that shows while it is read
    """
    try:
        with archive.open(name) as stream:
            yield stream
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError) as error:
        raise CorpusError(
            f"{place}/{name}: expected a whole member of the archive, got: {error}; fetch the archive anew"
        ) from None

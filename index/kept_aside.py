"""Files that builds keep for the next one: written aside, with a checksum in their names, cleaned up."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["forget_others", "forget_parts", "is_whole", "name_part", "path_aside", "written_aside"]

_NAME = re.compile(r"[0-9a-f]{64}")
_KEPT = 2  # folders: that of today's encoder or program, and that of the one before
_ABANDONED_AFTER = 24 * 3600.0  # seconds
_DIGITS = 32  # of the checksum, in a name


def path_aside(folder: Path) -> Path:
    """Return the path of a file to write beside the others; the folder is made if need be.

    Nobody waits until the disk has it: what the disk lost does not have its checksum.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f".{os.getpid()}.part"


@contextmanager
def written_aside(folder: Path) -> Iterator[Path]:
    """Give the path of a file to write beside the others, and leave nothing there that was not renamed."""
    aside = path_aside(folder)
    try:
        yield aside
    finally:
        aside.unlink(missing_ok=True)


def name_part(folder: Path, before: Sequence[Path], digest: str, ending: str) -> Path:
    """Return the path of a new file, numbered on from the newest: the order tells how old each is.

    :param before: the files that there are, oldest first
    :param digest: SHA-256 of what it holds, in hexadecimal digits
    """
    number = int(before[-1].name.split("-")[0]) + 1 if before else 1
    return folder / f"{number:06d}-{digest[:_DIGITS]}{ending}"


def forget_parts(parts: Iterable[Path], written: Path) -> None:
    """Delete files when one written now, maybe under a name of theirs, holds what is wanted of them."""
    for path in parts:
        if path != written:
            path.unlink(missing_ok=True)


def is_whole(path: Path) -> bool:
    """Tell whether a file has the checksum that its name tells.

    :raises OSError: when it cannot be read
    """
    with path.open("rb") as file:
        return path.stem.partition("-")[2] == hashlib.file_digest(file, "sha256").hexdigest()[:_DIGITS]


def forget_others(folder: Path, home: str, ending: str) -> None:
    """Keep a folder that is in use and the one that was before, and nothing of killed builds.

    Files are deleted one by one by their names, never a folder with what it holds.

    :param folder: in use, named by 64 hexadecimal digits; its time becomes the present one
    :param home: name of the folder that it must lie in, lest anything else be taken for its like
    :param ending: of the names of the files
    :raises OSError: when the folder cannot be read or written
    """
    if folder.parent.name != home or not folder.is_dir():
        return
    os.utime(folder)
    for aside in folder.glob(".*.part"):
        if time.time() - aside.stat().st_mtime > _ABANDONED_AFTER:
            aside.unlink(missing_ok=True)
    known = [each for each in folder.parent.iterdir() if _NAME.fullmatch(each.name)]
    for other in sorted(known, key=lambda each: each.stat().st_mtime)[:-_KEPT]:
        for path in other.glob(f"*{ending}"):
            path.unlink(missing_ok=True)
        with suppress(OSError):  # it holds something else: that stays
            other.rmdir()

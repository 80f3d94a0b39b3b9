"""The gallery: pictures that wait to be sent, as files in HOME/pictures."""

import re
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

__all__ = ["drop", "hang", "is_sent", "purge", "read"]

_FOLDER = "pictures"
_NAME = re.compile(r"[0-9a-f]{32}\.png", re.ASCII)


def hang(home: Path, picture: bytes) -> str:
    """Keep a picture until it is sent; return its name, by which `send_photo` in the outbox calls it.

    :param picture: PNG
    :raises OSError: it cannot be written
    """
    folder = home / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{secrets.token_hex(16)}.png"
    aside = folder / f".{name}.part"
    aside.write_bytes(picture)
    aside.replace(folder / name)
    return name


def read(home: Path, name: str) -> bytes | None:
    """Return a picture; None when there is none of that name (any more)."""
    if not _NAME.fullmatch(name):
        return None
    try:
        return (home / _FOLDER / name).read_bytes()
    except OSError:
        return None


def drop(home: Path, name: str) -> None:
    """Delete a picture that was sent; a mark stays, so that it is not sent again after a crash."""
    if _NAME.fullmatch(name):
        with suppress(OSError):
            _mark(home, name).touch()
            (home / _FOLDER / name).unlink()


def is_sent(home: Path, name: str) -> bool:
    """Tell whether a picture was sent."""
    return _NAME.fullmatch(name) is not None and _mark(home, name).exists()


def _mark(home: Path, name: str) -> Path:
    return home / _FOLDER / f".{name}.sent"


def purge(home: Path, before: datetime) -> int:
    """Delete the pictures that were hung before a moment and never sent, and older marks; return how many."""
    gone = 0
    for file in (home / _FOLDER).glob("*.png*"):
        with suppress(OSError):
            if file.stat().st_mtime < before.timestamp():
                file.unlink()
                gone += 1
    return gone

"""The secret that keys the hashes of people and chats: made at the first start, read afterwards."""

import os
import secrets
import tempfile
from pathlib import Path

from bot.errors import StoreError
from corpus.synced import sync

__all__ = ["load_secret"]

SECRET_BYTES = 32


def load_secret(path: Path) -> bytes:
    """Return the 32 bytes that key the hashes of people and chats; make them at the first start.

    The file holds them as 64 hexadecimal characters and is readable by its owner only. It appears whole or
    not at all; of two processes that start together, both get the same.

    :raises StoreError: the file is damaged, or can neither be read nor made.
    """
    try:
        if not path.exists():
            _make_secret(path)
        written = path.read_bytes()
    except OSError as error:
        raise StoreError(
            f"secret {path}: {error.strerror or type(error).__name__}; "
            "let this user read and write that folder"
        ) from error
    try:
        secret = bytes.fromhex(written.decode("ascii").strip())
    except ValueError:
        secret = b""
    if len(secret) != SECRET_BYTES:
        raise StoreError(
            f"secret {path}: expected {SECRET_BYTES * 2} hexadecimal characters, got {len(written)} bytes of "
            "something else; restore it from a copy, or delete it (what is stored of people is nameless then)"
        )
    return secret


def _make_secret(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)  # mode 0600
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_hex(SECRET_BYTES).encode("ascii") + b"\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(
                aside
            )  # unlike a rename this never replaces the secret of a process that was faster
        except FileExistsError:
            return
        sync(path.parent)
    finally:
        aside.unlink()

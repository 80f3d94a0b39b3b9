"""The lock on a home: one program at a time receives for it and sends from it."""

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StoreError

__all__ = ["hold"]


@contextmanager
def hold(path: Path) -> Generator[None]:
    """Hold the lock file of a home while the block runs; it is made, with its folder, where it is missing.

    Two programs in one home would send everything twice. The lock goes with its program, however that ends:
    the file stays (deleting it would let two programs each lock a file of that name) and means nothing by
    itself. Whoever only reads needs no lock.

    :param path: the lock file, in the home itself
    :raises StoreError: another program holds it, or the file cannot be made
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(
            f"lock {path}: expected a file that can be written, got: {error.strerror}; "
            "give this user the right to write the folder, or set ZHENDEMA_HOME to another one"
        ) from error
    try:
        _take(file, path)
        yield
    finally:
        os.close(file)


def _take(file: int, path: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise StoreError(
            f"another zhendema works in this home ({path.parent}); stop it first, "
            "or set ZHENDEMA_HOME to another folder"
        ) from None
    except OSError as error:
        raise StoreError(
            f"lock {path}: expected a file system with locks, got: {error.strerror}; "
            "set ZHENDEMA_HOME to a folder on a local disk"
        ) from error

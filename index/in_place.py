"""Folders that appear whole or not at all: synced, then renamed; what was killed is cleared away."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus.synced import sync
from index.errors import BuildError
from index.manifest import MANIFEST_FILE

__all__ = ["clear_abandoned", "folder_aside", "put_in_place", "sync_all"]

_VERSION = "[0-9]*-[0-9]*-*"  # how the name of a version looks


def sync_all(folder: Path) -> None:
    """Have the disk hold everything before the name appears."""
    for path in [*folder.rglob("*"), folder]:
        sync(path)


def put_in_place(aside: Path, out: Path) -> None:
    """Give a folder its name; an index that had it goes.

    :raises BuildError: when something else has the name
    :raises OSError: when the disk refuses
    """
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise BuildError(
            f"expected a free folder name, got {out}, which is a file or a link; choose another --out"
        )
    replaced = None
    if out.is_dir() and any(out.iterdir()):
        if not (out / MANIFEST_FILE).is_file():
            raise BuildError(
                f"expected an empty folder or an index, got {out} with other files; choose another --out"
            )
        replaced = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".building", dir=out.parent))
        out.rename(replaced)
    aside.rename(out)
    sync(out.parent)
    if replaced:
        shutil.rmtree(replaced, ignore_errors=True)


@contextmanager
def folder_aside(out: Path) -> Iterator[Path]:
    """Give a folder beside `out` to build in, which nobody clears away while this program lives.

    In the end it is gone, unless it was given another name.

    :raises OSError: when the disk refuses
    """
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".building", dir=out.parent))
    try:
        with _locked(aside):
            yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def clear_abandoned(root: Path, name: str = "*", older_than: float = 0.0) -> None:
    """Remove what killed builds and deletions left in a folder; what a living build holds stays.

    :param name: of what was built; a pattern
    :param older_than: seconds; who is not sure to build alone lets alone what its maker may not hold yet
    """
    for pattern in (f".{name}.*.building", f".{_VERSION}.pruned"):
        for folder in root.glob(pattern):
            with suppress(OSError):  # its builder may be done with it just now, or it is no folder
                if time.time() - folder.stat().st_mtime >= older_than:
                    with _locked(folder) as alone:
                        if alone:
                            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Hold a folder; whether that is so: another program may hold it, or the disk knows no locks.

    :raises FileNotFoundError: when it is gone
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        held = True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            held = False
        yield held
    finally:
        os.close(handle)

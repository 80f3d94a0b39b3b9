"""Folders that appear whole or not at all: synced, then renamed; what was killed is cleared away."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from corpus.synced import sync
from index.errors import BuildError
from index.manifest import MANIFEST_FILE

__all__ = ["clear_abandoned", "put_in_place", "sync_all"]

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


def clear_abandoned(root: Path, older_than: float = 0.0) -> None:
    """Remove what killed builds and deletions left in a folder.

    :param older_than: seconds; who is not sure to build alone lets alone what somebody may be building
    """
    for pattern in (".*.building", f".{_VERSION}.pruned"):
        for folder in root.glob(pattern):
            with suppress(FileNotFoundError):  # its own builder may be done with it just now
                if time.time() - folder.stat().st_mtime >= older_than:
                    shutil.rmtree(folder, ignore_errors=True)

"""Clean up among what builds keep for the next one, and nowhere else."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path

__all__ = ["forget_others"]

_NAME = re.compile(r"[0-9a-f]{64}")
_KEPT = 2  # folders: that of today's encoder or program, and that of the one before
_ABANDONED_AFTER = 24 * 3600.0  # seconds


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

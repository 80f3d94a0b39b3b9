"""What the disk holds, though the power fails."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["sync"]


def sync(path: Path) -> None:
    """Have the disk hold a file, or the names in a folder, before this returns.

    :raises OSError: when the disk refuses
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

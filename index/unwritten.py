"""Why a file could not be written, in words that name the cure."""

from __future__ import annotations

import errno
import resource

__all__ = ["cure_for", "reason_for"]

_FULL = {None, errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_ROOM = "free some space, as by deleting old versions: zhendema index prune --keep 0"


def reason_for(error: OSError) -> str:
    """Say in plain words what stopped the writing.

    numpy and faiss tell of a write that ended too soon without an error number, in words about bytes and
    lines of source: then the disk was full, or a file reached the limit on its size.
    """
    if _too_large(error):
        return "a limit on the size of a file (ulimit -f)"
    if error.errno in _FULL:
        return "no space left on the disk"
    return error.strerror or str(error)


def cure_for(error: OSError) -> str:
    """Say what a maintainer can do about it."""
    if _too_large(error):
        return "raise that limit: ulimit -f unlimited"
    if error.errno in _FULL:
        return _ROOM
    return "give this user the right to write there" if error.errno in _FORBIDDEN else "see to the disk"


def _too_large(error: OSError) -> bool:
    limited = resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY
    return error.errno == errno.EFBIG or (error.errno is None and limited)

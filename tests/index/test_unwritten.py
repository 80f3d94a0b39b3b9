"""Trouble with the disk is told in plain words with its cure."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Iterator

import pytest

from index.unwritten import cure_for, reason_for

#: What numpy and faiss say of a disk that is full.
NUMPY = OSError("182826 requested and 103920 written")
FAISS = OSError("Error in size_t faiss::FileIOWriter at io.cpp:156: ret == nitems: 3 != 9")


@pytest.fixture
def limited() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10**12, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("error", [NUMPY, FAISS, OSError(errno.ENOSPC, "x"), OSError(errno.EDQUOT, "x")])
def test_a_full_disk_is_called_so_whoever_found_it(error: OSError) -> None:
    assert reason_for(error) == "no space left on the disk"
    assert cure_for(error) == "free some space, as by deleting old versions: zhendema index prune --keep 0"


def test_a_file_that_reached_its_limit_is_no_full_disk(limited: None) -> None:
    for error in (NUMPY, OSError(errno.EFBIG, "x")):
        assert reason_for(error) == "a limit on the size of a file (ulimit -f)"
        assert cure_for(error) == "raise that limit: ulimit -f unlimited"
    assert reason_for(OSError(errno.ENOSPC, "x")) == "no space left on the disk"


def test_a_folder_that_may_not_be_written_needs_another_cure() -> None:
    error = OSError(errno.EACCES, os.strerror(errno.EACCES))
    assert (reason_for(error), cure_for(error)) == (
        "Permission denied",
        "give this user the right to write there",
    )

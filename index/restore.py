"""Have what answered last answer again, where the current version is damaged or lost."""

from __future__ import annotations

import logging
from pathlib import Path

from corpus.debunk import Debunk
from corpus.library import read_corpus
from index.build import STANDING_MARK, build_version
from index.debunk_lines import DEBUNKS_FILE
from index.encoder import Encoder
from index.errors import BrokenIndex, StaleIndex
from index.fellows import SAVED_UP_TO
from index.manifest import Manifest, hash_file
from index.progress import Progress
from index.versions import CURRENT, current_version, mark_damaged, released_versions, use_version
from index.workers import Workers

__all__ = ["LOST", "is_damaged", "restore", "whole_debunks"]

LOST = f"which version is the {CURRENT} one is lost"

_log = logging.getLogger(__name__)


def restore(
    root: Path,
    encoder: Encoder,
    *,
    on_progress: Progress | None = None,
    workers: Workers | None = None,
    fellows_up_to: int = SAVED_UP_TO,
) -> None:
    """Make a sound version current where the current one is damaged or the link to it lost; the log says so.

    In this order: the current version and then the others, the newest first, but none that was kept aside.
    Of a damaged one the debunks are built anew, if they are whole. So a new version has something to be
    compared with, and where it is worse something else goes on answering. Where nothing is left, all stays as
    it is.

    To be called by who builds alone (`index.upkeep.building_alone`).

    :param on_progress, workers, fellows_up_to: as `build_version` takes them
    :raises SearchError: when a version cannot be built or made current
    """
    current = current_version(root)
    released = released_versions(root)
    if not released or (current is not None and not is_damaged(current)):
        return
    trouble = f"{current.name} is damaged" if current else LOST
    damaged = []
    for version in sorted(released, key=lambda each: (each.current, each.name), reverse=True):
        if not is_damaged(version.folder):
            use_version(root, version.name)
            cure = f"{version.name} answers again"
            break
        damaged.append(version.folder)
        if debunks := whole_debunks(version.folder):
            # One that was chosen though there was a newer one stays a choice.
            standing = version == released[-1] and (version.folder / STANDING_MARK).is_file()
            folder = build_version(
                debunks,
                root,
                encoder=encoder,
                on_progress=on_progress,
                standing=standing,
                workers=workers,
                fellows_up_to=fellows_up_to,
            )
            cure = f"the debunks of {version.name} were built anew: {folder.name}"
            break
    else:
        _log.warning("%s, and no sound version is left to compare a new one with", trouble)
        return
    mark_damaged(damaged)
    _log.warning("%s; %s", trouble, cure)


def is_damaged(folder: Path) -> bool:
    """Tell whether a file of a version is missing or changed; that of another program is taken for whole."""
    try:
        Manifest.read(folder).verify(folder)
    except BrokenIndex:
        return True
    except StaleIndex:
        return False
    return False


def whole_debunks(folder: Path) -> tuple[Debunk, ...]:
    """Read the debunks of a version whose other files may be damaged or of another program.

    :returns: none where the file of the debunks itself is missing or damaged
    """
    path = folder / DEBUNKS_FILE
    if not path.is_file():
        return ()
    try:
        if Manifest.read(folder).files[DEBUNKS_FILE] != hash_file(path):
            return ()
    except (BrokenIndex, StaleIndex, KeyError):
        pass  # of no known checksum: it is enough that each line is a debunk
    corpus = read_corpus([path])
    return () if corpus.faults else corpus.debunks

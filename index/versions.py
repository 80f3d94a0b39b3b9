"""Index versions side by side, and the link `current` that says which one answers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.errors import SearchError, VersionError
from index.manifest import MANIFEST_FILE, Manifest

CURRENT = "current"
HELD = "held.json"
"""In a version that was built and kept aside: why it does not answer."""
UNASKED = "unasked"
"""In a version that is being asked before it answers; where it stays, the build was stopped then."""

DAMAGED = "damaged"
"""In a version that was the current one until a file of it was found to be damaged."""


@dataclass(frozen=True, slots=True)
class Version:
    """One built index under the root of the versions."""

    name: str
    folder: Path
    current: bool
    manifest: Manifest | None
    """None when its manifest cannot be read."""

    @property
    def held(self) -> bool:
        """It was kept aside when it was built, since it is worse than the one before."""
        return (self.folder / HELD).is_file()

    @property
    def unasked(self) -> bool:
        """It is being asked before it answers, or the build was stopped then; nobody has chosen it."""
        return not self.current and (self.folder / UNASKED).is_file()

    @property
    def released(self) -> bool:
        """It answers, or was to answer once and may again: not kept aside, unfinished or damaged."""
        return self.current or not (self.held or self.unasked or self.damaged)

    @property
    def damaged(self) -> bool:
        """A file of it was found to be damaged, and something else was made current."""
        return not self.current and (self.folder / DAMAGED).is_file()

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


def hold_back(folder: Path, why: str) -> None:
    """Mark a version as kept aside.

    :param why: JSON, for people and programs
    :raises VersionError: when its folder cannot be written
    """
    try:
        (folder / HELD).write_text(why, encoding="utf-8")
        (folder / UNASKED).unlink(missing_ok=True)
    except OSError as error:
        raise VersionError(f"expected to write into {folder}, got: {error.strerror}") from error


def mark_damaged(folders: Iterable[Path]) -> None:
    """Mark versions of which a file was found to be damaged."""
    for folder in folders:
        with suppress(OSError):  # without it such a version is only taken for a good one in the list
            (folder / DAMAGED).touch()


def current_version(root: Path) -> Path | None:
    """:returns: the folder that `current` points at, with its real name, or None when there is none yet"""
    link = root / CURRENT
    if not link.is_symlink():
        return None
    folder = (root / link.readlink()).resolve()
    return folder if (folder / MANIFEST_FILE).is_file() else None


def require_link(root: Path) -> None:
    """Make sure that `current` is a link or nothing yet.

    :raises VersionError: when it is a file or folder, which no version can take the place of
    """
    link = root / CURRENT
    if link.exists() and not link.is_symlink():
        raise VersionError(f"expected {link} to be a link, got a file or folder; move it away")


def require_current(root: Path) -> Path:
    """:returns: the folder of the current version
    :raises VersionError: when there is none
    """
    folder = current_version(root)
    if folder is None:
        raise VersionError(f"expected a current version in {root}, got none; run: zhendema index build")
    return folder


def require_version(root: Path, name: str) -> Path:
    """:returns: the folder of the version of this name
    :raises VersionError: when there is no such version
    """
    known = {version.name: version.folder for version in list_versions(root)}
    if name not in known:
        choice = ", ".join(known) if known else "none; build one: zhendema index build"
        raise VersionError(f"expected one of the versions in {root}, got '{name}'; there are: {choice}")
    return known[name]


def list_versions(root: Path) -> list[Version]:
    """:returns: the versions, oldest first; empty when the root does not exist"""
    current = current_version(root)
    if not root.is_dir():
        return []
    found = []
    for folder in sorted(root.iterdir(), key=lambda path: path.name):
        if folder.is_symlink() or folder.name.startswith(".") or not (folder / MANIFEST_FILE).is_file():
            continue
        try:
            manifest = Manifest.read(folder)
        except SearchError:
            manifest = None
        found.append(
            Version(folder.name, folder, current is not None and folder.resolve() == current, manifest)
        )
    return found


def released_versions(root: Path) -> list[Version]:
    """:returns: those that answer or were to answer once, oldest first"""
    return [version for version in list_versions(root) if version.released]


def use_version(root: Path, name: str) -> Path:
    """Make a version current: the link is moved in one rename, so that a reader sees the old or the new one.

    :raises VersionError: when there is no such version, or the link cannot be made
    """
    folder = require_version(root, name)
    require_link(root)
    link = root / CURRENT
    aside = root / f".{CURRENT}.{os.getpid()}"
    try:
        # Somebody chose it, though a kill may have left its marks.
        if before := current_version(root):
            _clear_marks(before)
        aside.unlink(missing_ok=True)
        aside.symlink_to(name, target_is_directory=True)
        aside.replace(link)
        _clear_marks(folder)
    except OSError as error:
        raise VersionError(
            f"expected to write {link}, got: {error.strerror}; check the rights of {root}"
        ) from error
    return folder


def _clear_marks(folder: Path) -> None:
    for mark in (HELD, UNASKED, DAMAGED):
        (folder / mark).unlink(missing_ok=True)


def prune_versions(root: Path, keep: int) -> list[str]:
    """Delete the oldest versions, never the current one, nor one that a build may be asking just now.

    Of those that were kept aside the newest stays besides, or none with `keep` 0: its debunks are not built
    again by the program itself while it is there. Damaged ones go.

    :param keep: how many of the newest stay, besides the current one and those kept aside; 0 or more
    :returns: names of the deleted versions
    :raises VersionError: when there are versions and none is current, or one cannot be deleted
    """
    if keep < 0:
        raise VersionError(f"expected to keep 0 or more versions, got {keep}")
    versions = [version for version in list_versions(root) if not version.current]
    if versions:
        require_current(root)
    others = [version for version in versions if version.released]
    aside = [version for version in versions if version.held]
    doomed = others[: max(0, len(others) - keep)] + aside[: len(aside) - bool(keep)]
    doomed += [version for version in versions if version.damaged]
    _delete(doomed)
    return [version.name for version in doomed]


def clear_unasked(root: Path) -> None:
    """Delete the versions that stopped builds left behind; to be called by who builds alone.

    :raises VersionError: when one cannot be deleted
    """
    _delete([version for version in list_versions(root) if version.unasked])


def _delete(doomed: list[Version]) -> None:
    for version in doomed:
        # Renamed first, so that a version that is half deleted is not taken for one.
        gone = version.folder.with_name(f".{version.name}.pruned")
        try:
            version.folder.rename(gone)
            shutil.rmtree(gone)
        except OSError as error:
            raise VersionError(
                f"expected to delete {version.folder}, got: {error.strerror}; give this user the right to"
            ) from error

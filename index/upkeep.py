"""Whether the current version fits the program and its debunks as they are now, and a new one if not."""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.debunk import Debunk
from corpus.library import read_corpus, standing_corpus
from corpus.local import LocalCorpus
from index.build import DEBUNKS_FILE, STANDING_MARK, build_version
from index.decision import DECISION_FILE, SHIPPED_DECISION
from index.encoder import Encoder
from index.errors import BuildError, SearchError, StaleIndex
from index.in_place import clear_abandoned
from index.known_lines import KnownLines
from index.manifest import Manifest, hash_corpus, hash_file
from index.restore import LOST, is_damaged, restore
from index.versions import (
    Version,
    clear_unasked,
    current_version,
    list_versions,
    released_versions,
    require_link,
)

_log = logging.getLogger(__name__)


@contextmanager
def building_alone(
    root: Path, *, wait: bool = True, on_wait: Callable[[], None] | None = None
) -> Iterator[None]:
    """Keep other programs from building under a root: who reads the corpus first must not finish last.

    :param wait: until another program is done; else it is an error that there is one
    :param on_wait: called once if another program is building and is waited for
    :raises BuildError: when the root cannot be written, or another program builds and is not waited for
    :raises VersionError: when something stands in the place of the link to the current version
    """
    require_link(root)
    try:
        root.mkdir(parents=True, exist_ok=True)
        handle = os.open(root / ".lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise BuildError(
            f"expected to write into {root}, got: {error.strerror or error}; give this user the right to"
        ) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not wait:
                raise BuildError(
                    f"expected to build alone in {root}, got another program that is building; "
                    "let it end, or leave --no-wait out"
                ) from None
            if on_wait is not None:
                on_wait()
            fcntl.flock(handle, fcntl.LOCK_EX)
        clear_abandoned(root)
        clear_unasked(root)
        yield
    finally:
        os.close(handle)


def renew(home: Path, encoder: Encoder) -> Path:
    """Have the current version be of the local debunks as they are now; where it is, nothing is built.

    The other debunks stay those of the current version: what else has changed in the files waits for a build
    that compares it with the current one (`index.release`). One debunk that somebody has read and published
    is not compared, and need not wait for that.

    :returns: the folder of the version
    :raises CorpusError: when a file of the corpus cannot be read
    :raises SearchError: when the index cannot be built; the version before goes on answering
    """
    root = home / "index"
    with building_alone(root):
        restore(root, encoder, fellows_up_to=0)
        current = current_version(root)
        standing = current is None or (current / STANDING_MARK).is_file()
        known = KnownLines.open(root)
        debunks = _standing(home, known) if current is None else _chosen(home, current, known)
        known.keep()
        if current is not None and _is_of(current, debunks, encoder):
            return current
        # In the bot, while people ask: better to find now and then who else has checked a claim than of all.
        return build_version(debunks, root, encoder=encoder, standing=standing, fellows_up_to=0)


def _standing(home: Path, known: KnownLines) -> tuple[Debunk, ...]:
    corpus = read_corpus(standing_corpus(home), known)
    for fault in corpus.faults:
        _log.warning("%s", fault)
    return corpus.debunks


def _chosen(home: Path, version: Path, known: KnownLines) -> tuple[Debunk, ...]:
    """The debunks of a version, but the local ones as they are now."""
    local = LocalCorpus(home)
    ever = {change.get("id") for change in local.history.changes()} | {debunk.id for debunk in local.read()}
    stands = read_corpus([version / DEBUNKS_FILE], known).debunks
    kept = [debunk for debunk in stands if debunk.id not in ever]
    return (*kept, *local.read())


def _is_of(version: Path, debunks: tuple[Debunk, ...], encoder: Encoder) -> bool:
    try:
        manifest = Manifest.read(version)
        manifest.require_encoder(encoder)
    except SearchError:
        return False
    return manifest.corpus_hash == hash_corpus(debunks)


def why_renew(home: Path, encoder: Encoder) -> str:
    """Compare the current version with the program and with the standing corpus as they are now.

    A sound version that somebody chose is let be: one built from a named corpus, and one that is not the
    newest. Versions that were kept aside are not counted; debunks of which one was built are not built again.
    Nor is one counted whose build was stopped before it was asked.

    :param encoder: the one that is to answer
    :returns: what has changed, for people to read; "" when nothing has, or the version was chosen
    :raises CorpusError: when a file of the standing corpus cannot be read
    """
    root = home / "index"
    versions = released_versions(root)
    folder = current_version(root)
    if folder is None:
        return LOST if versions else ""
    if is_damaged(folder):
        return "the index is damaged"
    if not versions[-1].current or not (folder / STANDING_MARK).is_file():
        return ""
    try:
        manifest = Manifest.read(folder)
        manifest.require_encoder(encoder)
    except StaleIndex:
        return "the encoder or the form of an index has changed"
    if manifest.files.get(DECISION_FILE) != hash_file(SHIPPED_DECISION):
        return "the decision model has changed"
    known = {manifest.corpus_hash, *_held(root)}
    return "" if _hash_standing(home) in known else "the debunks have changed"


def kept_aside(home: Path) -> Version | None:
    """Find the version that was built of the standing corpus as it is now and kept aside, if there is one.

    :raises CorpusError: when a file of the standing corpus cannot be read
    """
    held = _held(home / "index")
    return held.get(_hash_standing(home)) if held else None


def _held(root: Path) -> dict[str, Version]:
    """:returns: the versions that were kept aside, by the hash of their corpus"""
    versions = [each for each in list_versions(root) if each.held and not each.released]
    return {each.manifest.corpus_hash: each for each in versions if each.manifest is not None}


def _hash_standing(home: Path) -> str:
    known = KnownLines.open(home / "index")
    return hash_corpus(read_corpus(standing_corpus(home), known).debunks)

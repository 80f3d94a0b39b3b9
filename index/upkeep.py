"""Say whether the current version still fits the program and the debunks that it was built from."""

from __future__ import annotations

from pathlib import Path

from corpus.library import LIBRARY, read_corpus
from index.build import DECISION_FILE
from index.decision import SHIPPED_DECISION
from index.encoder import Encoder
from index.errors import BrokenIndex, StaleIndex
from index.manifest import Manifest, hash_corpus, hash_file
from index.versions import list_versions

_MARK = "standing"


def standing_corpus(home: Path) -> tuple[Path, ...]:
    """:returns: the shipped library and this installation's own files, HOME/corpus/*.jsonl"""
    return (LIBRARY, *sorted((home / "corpus").glob("*.jsonl")))


def mark_standing(version: Path) -> None:
    """Remember beside an index that it was built from the standing corpus, and may be renewed from it."""
    (version / _MARK).touch()


def why_renew(home: Path, encoder: Encoder) -> str:
    """Compare the current version with the program and with the standing corpus as they are now.

    A version that somebody chose is let be: one built from a named corpus, and one that is not the newest.

    :param encoder: the one that is to answer
    :returns: what has changed, for people to read; "" when nothing has, or the version was chosen
    :raises CorpusError: when a file of the standing corpus cannot be read
    """
    versions = list_versions(home / "index")
    if not versions or not versions[-1].current or not (versions[-1].folder / _MARK).is_file():
        return ""
    folder = versions[-1].folder
    try:
        manifest = Manifest.read(folder)
        manifest.verify(folder)
        manifest.require_encoder(encoder)
    except StaleIndex:
        return "the encoder or the form of an index has changed"
    except BrokenIndex:
        return "the index is damaged"
    if manifest.files.get(DECISION_FILE) != hash_file(SHIPPED_DECISION):
        return "the decision model has changed"
    if manifest.corpus_hash != hash_corpus(read_corpus(standing_corpus(home)).debunks):
        return "the debunks have changed"
    return ""

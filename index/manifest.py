"""The manifest of an index version: what it was made of, and the checksums by which damage shows."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from corpus.debunk import Debunk
from index.debunk_lines import line_of
from index.encoder import Encoder
from index.errors import BrokenIndex, StaleIndex
from index.workers import cores

FORMAT = 5
"""Number of the folder's layout; a program reads only its own."""

MANIFEST_FILE = "manifest.json"
REBUILD = "rebuild it: zhendema index build"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index version says of itself."""

    format: int
    version: str
    """Sorts by time: 20261122-110911-<first 8 digits of the corpus hash>."""
    built_at: str
    """ISO 8601, UTC."""
    encoder: str
    fingerprint: str
    dimension: int
    debunks: int
    vectors: int
    corpus_hash: str
    """SHA-256 of the debunks in the order of their ids: the same however they were spread over files."""
    files: dict[str, str]
    """Path inside the folder -> SHA-256 of the file."""

    def __post_init__(self) -> None:
        numbers, words = (
            (self.dimension, self.debunks, self.vectors),
            (self.version, self.encoder, self.fingerprint),
        )
        if not (
            all(type(number) is int for number in numbers)
            and all(isinstance(word, str) for word in words)
            and isinstance(self.files, dict)
            and self.files
        ):
            raise BrokenIndex(f"expected a manifest of numbers, names and files, got others; {REBUILD}")
        if self.debunks < 1 or self.vectors < self.debunks or self.dimension < 1:
            raise BrokenIndex(
                f"expected a manifest of at least one debunk with a vector each, got {self.debunks} debunks, "
                f"{self.vectors} vectors of dimension {self.dimension}; {REBUILD}"
            )

    def write(self, folder: Path) -> None:
        """Write `manifest.json` into the folder."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read `manifest.json`.

        :raises BrokenIndex: when the folder is no index
        :raises StaleIndex: when its layout is another program's
        """
        path = folder / MANIFEST_FILE
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise BrokenIndex(f"expected an index in {folder}, got no {MANIFEST_FILE}; {REBUILD}") from error
        except (OSError, ValueError) as error:
            raise BrokenIndex(f"expected a readable {path}, got {type(error).__name__}; {REBUILD}") from error
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            got = told.get("format") if isinstance(told, dict) else type(told).__name__
            raise StaleIndex(f"expected an index of format {FORMAT} in {folder}, got {got}; {REBUILD}")
        expected = {field.name for field in fields(cls)}
        if set(told) != expected:
            odd = ", ".join(sorted(set(told) ^ expected))
            raise BrokenIndex(f"expected other fields in {path} (see: {odd}); {REBUILD}")
        return cls(**told)

    def verify(self, folder: Path) -> None:
        """Compare every file with its checksum.

        :raises BrokenIndex: naming a file that is missing, or else the first that differs
        """
        for name in sorted(self.files):
            if not (folder / name).is_file():
                raise BrokenIndex(f"expected {name} in {folder}, got no such file; {REBUILD}")
        try:
            hashed = hash_files(folder, sorted(self.files))
        except OSError as error:
            raise BrokenIndex(
                f"expected readable files in {folder}, got {error.strerror}; {REBUILD}"
            ) from error
        for name, checksum in hashed.items():
            if checksum != self.files[name]:
                raise BrokenIndex(
                    f"expected the {name} that was built in {folder}, got a changed one; {REBUILD}"
                )

    def require_encoder(self, encoder: Encoder) -> None:
        """Refuse an encoder whose vectors mean something else than those of this index.

        :raises StaleIndex: with both names
        """
        if encoder.fingerprint != self.fingerprint:
            raise StaleIndex(
                f"the index was built with the encoder '{self.encoder}' ({self.fingerprint[:8]}), "
                f"this program uses '{encoder.name}' ({encoder.fingerprint[:8]}); "
                f"{REBUILD}, or set ZHENDEMA_ENCODER back"
            )


def hash_file(path: Path) -> str:
    """:returns: SHA-256 of a file, 64 hexadecimal digits"""
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):  # read in larger steps: a cold disk takes three quarters of the time
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_SEQUENTIAL)
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_files(folder: Path, names: Sequence[str]) -> dict[str, str]:
    """:returns: SHA-256 of files in a folder, by their names"""
    largest_first = sorted(names, key=lambda name: -(folder / name).stat().st_size)
    # Threads that hash hold no lock of the interpreter.
    with ThreadPoolExecutor(cores()) as pool:
        hashed = pool.map(hash_file, [folder / name for name in largest_first])
        found = dict(zip(largest_first, hashed, strict=True))
    return {name: found[name] for name in names}


def name_version(moment: datetime, corpus_hash: str) -> str:
    """:returns: a name that sorts by time and tells the corpus: 20261122-110911-0a1b2c3d"""
    return f"{moment:%Y%m%d-%H%M%S}-{corpus_hash[:8]}"


def hash_corpus(debunks: Iterable[Debunk]) -> str:
    """:returns: SHA-256 over the debunks in the order of their ids, 64 hexadecimal digits"""
    return hash_lines(map(line_of, sorted(debunks, key=lambda debunk: debunk.id)))


def hash_lines(lines: Iterable[bytes]) -> str:
    """:returns: what `hash_corpus` gives for the debunks of these lines, in the order of their ids"""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
        digest.update(b"\n")
    return digest.hexdigest()

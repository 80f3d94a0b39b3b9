"""A version that takes over the vectors of the one before is equal to one that was built from nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.debunk import Debunk
from index.build import build_version
from index.encoder import load_encoder
from index.manifest import MANIFEST_FILE
from index.reuse import KnownVectors
from tests.index.corpora import debunks
from tests.index.hashing import HashingEncoder

NEW = debunks()[0].model_copy(update={"id": "new", "claim": "城东的老粮仓里发现了恐龙蛋", "variants": ()})


class CountingEncoder(HashingEncoder):
    """Remembers which texts it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def encode_claims(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen += texts
        return super().encode_claims(texts)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST_FILE
    }


def test_only_new_texts_are_embedded_and_the_files_are_those_of_a_full_build(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    build_version(debunks(), tmp_path / "one", encoder=encoder)
    encoder.seen.clear()
    reused = build_version([*debunks()[1:], NEW], tmp_path / "one", encoder=encoder)
    assert all("恐龙蛋" in text for text in encoder.seen)
    assert 0 < len(encoder.seen) <= 2
    full = build_version([*debunks()[1:], NEW], tmp_path / "other", encoder=HashingEncoder())
    assert contents(reused) == contents(full)


def test_the_shipped_encoder_gives_the_same_bytes_too(tmp_path: Path) -> None:
    build_version(debunks(), tmp_path / "one", encoder=load_encoder())
    reused = build_version([*debunks(), NEW], tmp_path / "one", encoder=load_encoder())
    full = build_version([*debunks(), NEW], tmp_path / "one", encoder=load_encoder(), full=True)
    assert contents(reused) == contents(full)


def test_a_full_build_embeds_all(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    build_version(debunks(), tmp_path, encoder=encoder)
    first = len(encoder.seen)
    build_version(debunks(), tmp_path, encoder=encoder, full=True)
    assert len(encoder.seen) == 2 * first


def test_vectors_of_another_encoder_and_of_a_damaged_version_are_not_taken_over(tmp_path: Path) -> None:
    folder = build_version(debunks(), tmp_path, encoder=HashingEncoder())
    assert KnownVectors.of_current(tmp_path, HashingEncoder()).places
    assert not KnownVectors.of_current(tmp_path, load_encoder()).places
    (folder / "vectors.faiss").write_bytes(b"other")
    assert not KnownVectors.of_current(tmp_path, HashingEncoder()).places
    assert not KnownVectors.of_current(tmp_path / "nowhere", HashingEncoder()).places


def test_versions_built_within_a_second_stand_in_the_order_of_their_making(tmp_path: Path) -> None:
    names = [build_version(some, tmp_path, encoder=HashingEncoder()).name for some in _growing()]
    assert names == sorted(names)
    assert len(set(names)) == len(names)


def _growing() -> list[list[Debunk]]:
    return [debunks()[:count] for count in range(1, 5)]

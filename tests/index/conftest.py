"""What the tests of the index share: a small index, and the shipped corpus with the shipped encoder."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.library import LIBRARY, read_corpus
from index.build import build_index
from index.encoder import load_encoder
from index.search import ClaimIndex
from tests.index.corpora import debunks
from tests.index.hashing import HashingEncoder


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten debunks, indexed with the hashing encoder. Read only."""
    folder = tmp_path_factory.mktemp("indexes") / "small"
    build_index(debunks(), folder, encoder=HashingEncoder())
    return folder


@pytest.fixture(scope="session")
def small(small_folder: Path) -> ClaimIndex:
    return ClaimIndex.load(small_folder, HashingEncoder())


@pytest.fixture(scope="session")
def starter_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped corpus, indexed with the shipped encoder. Read only."""
    folder = tmp_path_factory.mktemp("indexes") / "starter"
    build_index(read_corpus([LIBRARY]).debunks, folder, encoder=load_encoder())
    return folder


@pytest.fixture(scope="session")
def starter(starter_folder: Path) -> ClaimIndex:
    return ClaimIndex.load(starter_folder, load_encoder())

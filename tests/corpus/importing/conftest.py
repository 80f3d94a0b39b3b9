"""A home to import into."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.importing.sources import Importer


@pytest.fixture
def importer(tmp_path: Path) -> Importer:
    home = tmp_path / "home"
    (home / "library").mkdir(parents=True)
    return Importer(home)

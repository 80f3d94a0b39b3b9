"""Building an index and finding it again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.build import build_index, build_version
from index.decision import DECISION_FILE
from index.encoder import load_encoder
from index.errors import BrokenIndex, BuildError, DecisionError, EncoderError, StaleIndex
from index.manifest import FORMAT, MANIFEST_FILE, Manifest, hash_file, hash_files
from index.search import ClaimIndex
from index.versions import current_version
from tests.index.corpora import debunks
from tests.index.hashing import HashingEncoder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST_FILE
    }


def test_equal_debunks_in_any_order_give_equal_files(tmp_path: Path) -> None:
    one = build_index(debunks(), tmp_path / "one", encoder=HashingEncoder())
    other = build_index(debunks()[::-1], tmp_path / "other", encoder=HashingEncoder())
    assert contents(tmp_path / "one") == contents(tmp_path / "other")
    assert (one.corpus_hash, one.files) == (other.corpus_hash, other.files)


def test_the_manifest_says_what_was_built(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 22, 11, 9, 11, tzinfo=UTC)
    manifest = build_index(debunks(), tmp_path / "index", encoder=HashingEncoder(), built_at=moment)
    assert manifest == Manifest.read(tmp_path / "index")
    assert manifest.version == f"20261122-110911-{manifest.corpus_hash[:8]}"
    assert (manifest.encoder, manifest.dimension, manifest.debunks, manifest.vectors) == (
        "hashing",
        256,
        10,
        20,
    )


def test_progress_reaches_the_number_of_texts(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build_index(
        debunks(),
        tmp_path / "index",
        encoder=HashingEncoder(),
        on_progress=lambda what, done, of: told.append((what, done, of)),
    )
    last = {what: (done, of) for what, done, of in told}
    assert list(last.items()) == [
        ("reading debunks", (10, 10)),
        ("writing terms", (0, 0)),
        ("embedding texts", (20, 20)),
        ("writing vectors", (0, 0)),
        ("learning topics", (0, 0)),
        ("looking who else has checked", (10, 10)),
        ("summing up files", (0, 0)),
    ]


def test_files_are_hashed_as_one_by_one_whatever_their_size(tmp_path: Path) -> None:
    names = ["b", "a", "c/d"]
    (tmp_path / "c").mkdir()
    for size, name in enumerate(names):
        (tmp_path / name).write_bytes(b"x" * (size * 100_000))
    found = hash_files(tmp_path, names)
    assert list(found.items()) == [(name, hash_file(tmp_path / name)) for name in names]
    assert len(set(found.values())) == 3


def test_no_debunk_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="at least one debunk"):
        build_index([], tmp_path / "index", encoder=HashingEncoder())


def test_an_id_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="'lemon' twice"):
        build_index([*debunks(), debunks()[0]], tmp_path / "index", encoder=HashingEncoder())


class FailingEncoder(HashingEncoder):
    """Breaks in the middle, as a full disk or a kill would."""

    def encode_claims(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise OSError(28, "No space left on device")


def test_a_build_that_fails_leaves_nothing_and_the_old_index_stays(tmp_path: Path) -> None:
    build_index(debunks(), tmp_path / "index", encoder=HashingEncoder())
    before = contents(tmp_path / "index")
    with pytest.raises(BuildError, match="no space left on the disk"):
        build_index(debunks()[:5], tmp_path / "index", encoder=FailingEncoder())
    assert [path.name for path in tmp_path.iterdir()] == ["index"]
    assert contents(tmp_path / "index") == before


class NotANumber(HashingEncoder):
    """Gives what is no vector."""

    def encode_claims(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.full((len(texts), self.dimension), np.nan, dtype=np.float32)


def test_vectors_that_are_not_finite_are_not_indexed(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="NaN"):
        build_index(debunks(), tmp_path / "index", encoder=NotANumber())
    assert not any(tmp_path.iterdir())


class Breaking(HashingEncoder):
    """Fails for a reason of its own."""

    def encode_claims(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise RuntimeError("sizes do not match")


def test_trouble_of_an_encoder_is_not_told_as_trouble_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="sizes do not match"):
        build_index(debunks(), tmp_path / "index", encoder=Breaking())
    assert not any(tmp_path.iterdir())


def test_what_a_killed_build_left_goes_with_the_next_one_but_not_what_a_living_one_makes(
    tmp_path: Path,
) -> None:
    slow = (
        "import sys, time, pathlib\n"
        "from index.build import build_index\n"
        "from tests.index.corpora import debunks\n"
        "from tests.index.hashing import HashingEncoder\n"
        "def wait(what, done, of):\n"
        "    print('half way', flush=True)\n"
        "    time.sleep(60)\n"
        "build_index(debunks(), pathlib.Path(sys.argv[1]), encoder=HashingEncoder(), on_progress=wait)\n"
    )
    target = tmp_path / "index"
    with subprocess.Popen(
        [sys.executable, "-c", slow, str(target)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    ) as building:
        assert building.stdout is not None
        building.stdout.readline()
        (aside,) = tmp_path.iterdir()
        os.utime(aside, (0, 0))
        build_index(debunks()[:5], target, encoder=HashingEncoder())
        assert sorted(tmp_path.iterdir()) == [aside, target]
        building.kill()
    strange = tmp_path / ".other.folder.building"
    strange.mkdir()
    os.utime(strange, (0, 0))
    build_index(debunks(), target, encoder=HashingEncoder())
    assert sorted(tmp_path.iterdir()) == [strange, target]
    assert len(ClaimIndex.load(target, HashingEncoder()).debunks) == 10


def test_building_again_replaces_the_index(tmp_path: Path) -> None:
    build_index(debunks(), tmp_path / "index", encoder=HashingEncoder())
    build_index(debunks()[:5], tmp_path / "index", encoder=HashingEncoder())
    assert len(ClaimIndex.load(tmp_path / "index", HashingEncoder()).debunks) == 5
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_a_folder_with_other_files_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(BuildError, match="other files"):
        build_index(debunks(), tmp_path / "letters", encoder=HashingEncoder())
    assert (tmp_path / "letters" / "dear.txt").read_text(encoding="utf-8") == "dear"


def test_a_new_version_becomes_current(tmp_path: Path) -> None:
    folder = build_version(debunks(), tmp_path / "index", encoder=HashingEncoder())
    assert current_version(tmp_path / "index") == folder.resolve()
    assert folder.name == Manifest.read(folder).version


def test_a_folder_that_is_no_index_is_refused_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(BrokenIndex, match="zhendema index build"):
        ClaimIndex.load(tmp_path, HashingEncoder())


@pytest.mark.parametrize(
    "name", ["vectors.faiss", "debunks.jsonl", "decision.json", "claim_terms/owners.npy"]
)
def test_a_changed_or_missing_file_is_refused(small_folder: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "index"
    shutil.copytree(small_folder, folder)
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-1] + b"?")
    with pytest.raises(BrokenIndex, match=name):
        ClaimIndex.load(folder, HashingEncoder())
    (folder / name).unlink()
    with pytest.raises(BrokenIndex, match=name):
        ClaimIndex.load(folder, HashingEncoder())


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 1}', "\ufeff{}"])
def test_a_broken_manifest_is_refused(small_folder: Path, tmp_path: Path, text: str) -> None:
    folder = tmp_path / "index"
    shutil.copytree(small_folder, folder)
    (folder / MANIFEST_FILE).write_text(text, encoding="utf-8")
    with pytest.raises((BrokenIndex, StaleIndex), match="zhendema index build"):
        ClaimIndex.load(folder, HashingEncoder())


def test_another_encoder_than_it_was_built_with_is_refused(small_folder: Path) -> None:
    with pytest.raises(StaleIndex, match=r"'hashing'.*'another'.*zhendema index build"):
        ClaimIndex.load(small_folder, HashingEncoder("another"))


def test_an_index_of_another_format_is_refused(small_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    shutil.copytree(small_folder, folder)
    path = folder / MANIFEST_FILE
    path.write_text(
        path.read_text(encoding="utf-8").replace(f'"format": {FORMAT}', '"format": 999'), encoding="utf-8"
    )
    with pytest.raises(StaleIndex, match=rf"format {FORMAT}.*999"):
        ClaimIndex.load(folder, HashingEncoder())


def test_a_decision_of_other_features_is_refused_before_building(tmp_path: Path) -> None:
    path = tmp_path / DECISION_FILE
    path.write_text('{"format": 1, "features": ["luck"]}', encoding="utf-8")
    with pytest.raises(DecisionError, match="train decision"):
        build_index(debunks(), tmp_path / "index", encoder=HashingEncoder(), decision=path)
    assert not (tmp_path / "index").exists()


def test_the_shipped_decision_was_fitted_with_the_shipped_encoder(starter: ClaimIndex) -> None:
    assert starter.decision.fingerprint == load_encoder().fingerprint, "run: zhendema train decision"

"""When the current version no longer fits, and which versions are let be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.debunk import Debunk
from corpus.errors import CorpusError
from corpus.library import read_corpus, standing_corpus
from corpus.local import LocalCorpus
from index.build import build_version
from index.encoder import Encoder
from index.manifest import Manifest, hash_file
from index.upkeep import renew, why_renew
from index.versions import use_version
from tests.index.corpora import debunks
from tests.index.hashing import HashingEncoder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def build(home: Path, encoder: Encoder) -> Path:
    """A version as it is built from what stands in the home, but with a corpus that is quick to build."""
    return build_version(debunks()[:2], home / "index", encoder=encoder, standing=True)


def change(folder: Path, **fields: object) -> None:
    manifest = folder / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(told | fields), encoding="utf-8")


def test_where_nothing_was_built_there_is_nothing_to_renew(home: Path) -> None:
    assert why_renew(home, HashingEncoder()) == ""


def test_own_debunks_stand_beside_the_shipped_ones(home: Path) -> None:
    (home / "corpus").mkdir()
    for name in ("b.jsonl", "a.jsonl", "notes.txt"):
        (home / "corpus" / name).touch()
    assert [path.name for path in standing_corpus(home)] == ["library", "a.jsonl", "b.jsonl"]


def test_other_debunks_are_a_reason(home: Path) -> None:
    build(home, HashingEncoder())
    assert why_renew(home, HashingEncoder()) == "the debunks have changed"


def test_another_encoder_or_form_is_a_reason(home: Path) -> None:
    folder = build(home, HashingEncoder())
    reason = "the encoder or the form of an index has changed"
    change(folder, fingerprint="0" * 64)
    assert why_renew(home, HashingEncoder()) == reason
    change(folder, format=0)
    assert why_renew(home, HashingEncoder()) == reason


def test_another_decision_is_a_reason(home: Path) -> None:
    folder = build(home, HashingEncoder())
    decision = folder / "decision.json"
    decision.write_text(decision.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert why_renew(home, HashingEncoder()) == "the index is damaged"
    change(folder, files={**Manifest.read(folder).files, "decision.json": hash_file(decision)})
    assert why_renew(home, HashingEncoder()) == "the decision model has changed"


def test_a_version_of_a_named_corpus_is_let_be(home: Path) -> None:
    build_version(debunks()[:2], home / "index", encoder=HashingEncoder())
    assert why_renew(home, HashingEncoder()) == ""


def test_an_older_version_that_was_chosen_is_let_be(home: Path) -> None:
    chosen = build(home, HashingEncoder())
    newer = home / "index" / "29991231-235959-00000000"
    chosen.rename(newer)
    build(home, HashingEncoder())
    assert why_renew(home, HashingEncoder()) == ""
    use_version(home / "index", newer.name)
    assert why_renew(home, HashingEncoder()) == "the debunks have changed"


def test_debunks_that_cannot_be_read_are_told(home: Path) -> None:
    build(home, HashingEncoder())
    (home / "corpus").mkdir()
    (home / "corpus" / "own.jsonl").symlink_to("nowhere")
    with pytest.raises(CorpusError, match=r"own\.jsonl"):
        why_renew(home, HashingEncoder())


def egg(number: int) -> Debunk:
    return debunks()[0].model_copy(
        update={
            "id": "local-0",
            "claim": f"第{number}座粮仓里有恐龙蛋",
            "variants": (),
            "url": f"https://check.example/{number}",
        }
    )


def ids(version: Path) -> list[str]:
    return [debunk.id for debunk in read_corpus([version / "debunks.jsonl"]).debunks]


def test_a_version_of_a_named_corpus_gets_the_local_debunks_as_they_are_now(home: Path) -> None:
    chosen = build_version(debunks()[:2], home / "index", encoder=HashingEncoder())
    local = LocalCorpus(home)
    local.publish(egg(1))
    local.publish(egg(2))
    first = renew(home, HashingEncoder())
    assert sorted(ids(first)) == sorted([*ids(chosen), "local-1", "local-2"])
    local.withdraw("local-1", "")
    second = renew(home, HashingEncoder())
    assert sorted(ids(second)) == sorted([*ids(chosen), "local-2"])
    assert not (second / "standing").exists()
    assert renew(home, HashingEncoder()) == second


def test_a_standing_version_that_was_renewed_fits_and_may_be_renewed_again(home: Path) -> None:
    build(home, HashingEncoder())
    LocalCorpus(home).publish(egg(1))
    renewed = renew(home, HashingEncoder())
    assert len(ids(renewed)) == len(read_corpus(standing_corpus(home)).debunks)
    assert "local-1" in ids(renewed)
    assert why_renew(home, HashingEncoder()) == ""
    LocalCorpus(home).publish(egg(2))
    assert why_renew(home, HashingEncoder()) == "the debunks have changed"
